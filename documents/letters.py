"""Which letters paper has, the same on every machine, and what stands there for the few it has not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class PaperFont(NamedTuple):
    family: str
    weight: int
    file: str

    @property
    def path(self) -> Path:
        path: Path = settings.PRINT_FONTS / self.file
        return path


# In the order of print.css: Inter, then Arabic, Hebrew and signs, then emoji in black and white.
FONTS = (
    PaperFont("Inter", 400, "inter-400.ttf"),
    PaperFont("Inter", 600, "inter-600.ttf"),
    PaperFont("Paper Scripts", 400, "dejavu-sans.ttf"),
    PaperFont("Paper Emoji", 400, "noto-emoji.ttf"),
)

LAYOUT = "\t\n\r\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\u00ad"
"""Steers the line or the letter before it, and prints nothing itself."""


def printable(text: str) -> str:
    """The text with every letter that no font of ours has written as its code, such as «[U+4E2D]».

    A PDF/A may not hold the empty box that stands for a missing letter, and nothing may be lost in silence.
    """
    return _missing().sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


@cache
def _missing() -> re.Pattern[str]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow, and only papers need it

    letters: set[int] = set()
    for font in FONTS:
        with TTFont(font.path) as opened:
            letters |= set(opened.getBestCmap())
    printed = "".join(f"\\U{letter:08x}" for letter in sorted(letters) if letter >= 0x20)
    return re.compile(f"[^{printed}{LAYOUT}]")
