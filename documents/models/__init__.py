"""What papers need that stands nowhere else: the municipality's letterhead and its own words in the letter."""

from documents.models.letterhead import LetterContact, Letterhead, LetterPlace

__all__ = ["LetterContact", "LetterPlace", "Letterhead"]
