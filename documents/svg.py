"""An SVG written anew from the few things a logo is made of: whatever else the file held is not there any more.

Nothing is copied. Each element and attribute is looked up in the lists below, its value read as a number, a colour,
a path or the name of a gradient in the same file, and written out. What could run, fetch or grow is refused with
its name, so that nobody wonders why the logo looks different.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST_SVG: Final = 100_000
MOST_ELEMENTS, DEEPEST = 2000, 30
SVG = "http://www.w3.org/2000/svg"
DRAWN = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("defs", "linearGradient", "radialGradient", "stop", "clipPath"),
}
SKIPPED = {"title", "desc", "metadata"}
"""Words about the picture: the name of the municipality is said beside it."""

NUMBER = r"(?>[-+]?(?:\d{1,7}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][-+]?\d{1,2})?)"  # read once, never two ways
LENGTH = re.compile(rf"{NUMBER}(?:px|pt|mm|cm|in|%)?")
NUMBERS = re.compile(rf"\s*{NUMBER}(?:(?:[\s,]+|(?=[-+.])){NUMBER})*\s*")
PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE\s,.+-]*")
NAME = re.compile(r"[\w.-]{1,80}", re.ASCII)
WORD = re.compile(r"[a-zA-Z -]{1,40}")
PAINT = re.compile(
    r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,24}|rgba?\([\d\s,.%]{1,40}\)|url\(#[\w.-]{1,80}\)", re.ASCII
)
LOCAL = re.compile(r"url\(#[\w.-]{1,80}\)|none", re.ASCII)
MOVE = rf"(?:matrix|translate|scale|rotate|skewX|skewY)\({NUMBERS.pattern}\)"
MOVES = re.compile(rf"\s*(?:{MOVE}(?:\s*,\s*|\s+)?)*")

LENGTHS = {
    *("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "fx", "fy", "x1", "y1", "x2", "y2", "offset"),
    *("stroke-width", "opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "stroke-miterlimit"),
}
WORDS = {
    *("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin"),
    *("gradientUnits", "clipPathUnits", "spreadMethod", "preserveAspectRatio"),
}
VALUES: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(LENGTHS, LENGTH),
    **dict.fromkeys(WORDS, WORD),
    **dict.fromkeys(("viewBox", "points", "stroke-dasharray"), NUMBERS),
    **dict.fromkeys(("fill", "stroke", "stop-color"), PAINT),
    **dict.fromkeys(("transform", "gradientTransform"), MOVES),
    "clip-path": LOCAL,
    "d": PATH,
    "id": NAME,
}
DANGEROUS = {
    *("script", "foreignObject", "style", "use", "image", "iframe", "a", "text", "filter", "mask", "pattern"),
    *("animate", "animateTransform", "animateMotion", "set"),
}

NOT_SVG = _("Filen er ikke en SVG vi kan lese. Lagre den på nytt, eller velg PNG.")
TOO_LARGE = _(
    "Logoen er for stor. En SVG kan være på høyst 100 kB. Velg PNG for et bilde med mange detaljer."
)
TOO_MUCH = _("Logoen har for mange deler. Velg PNG for et bilde med mange detaljer.")
NO_SIZE = _("Logoen sier ikke hvor stor den er (viewBox). Lagre den på nytt, eller velg PNG.")
HAS_DOCTYPE = _(
    "Filen har en DOCTYPE eller egne koder, og det tar vi ikke imot. Lagre den på nytt, eller velg PNG."
)
REFUSED = _(
    "Filen inneholder «%(name)s», og det tar vi ikke imot i en logo. Lagre den som ren SVG med omriss og farger på "
    "hver figur («presentation attributes»), eller velg PNG."
)


def clean_svg(content: bytes) -> bytes:
    """The same drawing, and nothing but drawing. ValidationError with a sentence when it holds more."""
    if len(content) > LARGEST_SVG:
        raise ValidationError(TOO_LARGE)
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = writer.doctype
    parser.ProcessingInstructionHandler = writer.instruction
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # a made-up encoding is a LookupError
        raise ValidationError(NOT_SVG) from error
    return writer.drawing()


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[str] = []
        """The elements we are inside; an empty text stands for one that is left out with all it holds."""
        self.elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _space, name = tag.rpartition(" ")
        self.check(namespace, name)
        is_out = namespace != SVG or name in SKIPPED or (bool(self.open) and not self.open[-1])
        self.open.append("" if is_out else name)
        if is_out:
            return
        kept = _kept(attributes)
        if len(self.open) == 1:
            kept = {"xmlns": SVG} | _sized(kept)
        written = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self.parts.append(f"<{name}{written}>")

    def check(self, namespace: str, name: str) -> None:
        """What is dangerous is so under whatever namespace it hides."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.open) >= DEEPEST:
            raise ValidationError(TOO_MUCH)
        if not self.open and (namespace, name) != (SVG, "svg"):
            raise ValidationError(NOT_SVG)
        if name in DANGEROUS or (namespace == SVG and name not in DRAWN | SKIPPED):
            raise ValidationError(REFUSED, params={"name": name[:40]})

    def end(self, _tag: str) -> None:
        if name := self.open.pop():
            self.parts.append(f"</{name}>")

    def doctype(self, *_said: object) -> None:
        raise ValidationError(HAS_DOCTYPE)

    def instruction(self, target: str, _said: str) -> None:
        raise ValidationError(REFUSED, params={"name": target[:40]})

    def drawing(self) -> bytes:
        return "".join(self.parts).encode()


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes on the list with values of their kind. What is written as style becomes attributes."""
    written = [part.partition(":") for part in attributes.get("style", "").split(";")]
    styled = {name.strip(): value.strip() for name, _colon, value in written}
    for key in attributes:
        name = key.rpartition(" ")[2]
        if name.lower().startswith("on") or name in ("href", "src"):
            raise ValidationError(REFUSED, params={"name": name[:40]})
    together = attributes | {key: value for key, value in styled.items() if key in VALUES}
    return {key: value for key, value in together.items() if key in VALUES and VALUES[key].fullmatch(value)}


def _sized(root: dict[str, str]) -> dict[str, str]:
    """The outermost element with a viewBox, so that whoever shows it decides how large."""
    root.pop("id", None)
    width, height = root.pop("width", ""), root.pop("height", "")
    for unwanted in ("x", "y"):
        root.pop(unwanted, None)
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    if not box:
        sides = [re.match(NUMBER, side) for side in (width, height)]
        box = [0.0, 0.0, *(float(side[0]) for side in sides if side)]
    if len(box) != 4 or min(box[2:]) <= 0 or max(box[2:]) > 20 * min(box[2:]):
        raise ValidationError(NO_SIZE)
    return root | {"viewBox": " ".join(f"{part:g}" for part in box)}
