"""What papers need that stands nowhere else: the letterhead and words of each municipality, the
link to a letter, the archive's choices, the packages."""

from documents.models.archive import ArchiveChoice
from documents.models.letter_links import LetterLink
from documents.models.letterhead import LetterContact, Letterhead, LetterPlace
from documents.models.packages import Package, PackageFile, Tampered

__all__ = [
    "ArchiveChoice",
    "LetterContact",
    "LetterLink",
    "LetterPlace",
    "Letterhead",
    "Package",
    "PackageFile",
    "Tampered",
]
