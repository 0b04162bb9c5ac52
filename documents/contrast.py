"""How well a colour reads on white paper, by WCAG 2.2's own sums."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

LEAST = 4.5
"""What WCAG wants between text of ordinary size and what it stands on (1.4.3)."""
WRITTEN = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\Z", re.ASCII)


class Colour(NamedTuple):
    red: int
    green: int
    blue: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From «#0a5c63», «0A5C63» or «#06c»; None when it is none of these.

        >>> Colour.read("#06c")
        Colour(red=0, green=102, blue=204)
        """
        found = WRITTEN.match(text.strip())
        if found is None:
            return None
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return cls(*bytes.fromhex(digits))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def on_white(self) -> float:
        """From 1 (white) to 21 (black).

        >>> round(Colour(119, 119, 119).on_white, 2)
        4.48
        """
        red, green, blue = (_linear(part / 255) for part in self)
        return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)

    @property
    def reads_well(self) -> bool:
        return self.on_white >= LEAST

    def darkened(self) -> Colour:
        """The same hue, as little darker as it takes to read well.

        >>> str(Colour(255, 153, 0).darkened())
        '#ab6600'
        """
        for part in range(255, 0, -1):
            darker = Colour(*(value * part // 255 for value in self))
            if darker.reads_well:
                return darker
        return Colour(0, 0, 0)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
