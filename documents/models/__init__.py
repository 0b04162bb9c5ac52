"""What papers need that stands nowhere else: the letterhead and words of each municipality, the archive's choices, the packages."""

from documents.models.archive import ArchiveChoice
from documents.models.letterhead import LetterContact, Letterhead, LetterPlace
from documents.models.packages import Package, PackageFile, Tampered

__all__ = [
    "ArchiveChoice",
    "LetterContact",
    "LetterPlace",
    "Letterhead",
    "Package",
    "PackageFile",
    "Tampered",
]
