"""Reading a template file table by table, so that whoever wrote it is told where it is wrong.

Used by the checklists here and by the programmes.
"""

import re
import tomllib
from pathlib import Path

from checklists.toml_limits import LONGEST_LINE, LONGEST_SLUG, LONGEST_TEXT, MOST_LINES, MOST_PARTS
from people.identity_numbers import IDENTITY_NUMBER

LONGEST_SHOWN = 60
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no database keeps the first of them
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_DOTS = 3  # our own files have none; `[rows.rule]` is as good; 20,000 take tomllib minutes
QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments, the unfinished ones too; a dot in them is only a dot."""
LONG_KEY = re.compile(rf"\.(?:[ \t]*+[\w\"-]++[ \t]*+\.){{{MOST_DOTS}}}")


class FieldsError(ValueError):
    """Something in a file is wrong: a Norwegian sentence that names the file and the place."""


class Fields:
    """One table of a file. Take what is known, then `finish`: what is left over is an error."""

    def __init__(self, table: object, place: str) -> None:
        self.place = place
        if not isinstance(table, dict):
            raise self.error("skal være en tabell.")
        self.left: dict[str, object] = dict(table)

    def error(self, message: str) -> FieldsError:
        return FieldsError(f"{self.place}: {message}")

    def name_as(self, place: str) -> None:
        """Say the place more exactly, when a title has been read."""
        self.place = place

    def take(self, key: str) -> object:
        """A value of any kind, which must be there."""
        if key not in self.left:
            raise self.error(f"«{key}» mangler.")
        return self.left.pop(key)

    def text(self, key: str, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """A text; it may be absent or empty only where there is a default."""
        if default is not None and key not in self.left:
            return default
        value = self.take(key)
        if not isinstance(value, str):
            raise self.error(f"«{key}» skal være en tekst.")
        if default is None and not value.strip():
            raise self.error(f"«{key}» er tom.")
        if len(value) > longest:
            raise self.error(f"«{key}» er lengre enn {longest} tegn.")
        if fault := fault_in(value):
            raise self.error(f"«{key}» {fault}")
        return value.strip()

    def line(self, key: str, default: str | None = None, longest: int = LONGEST_LINE) -> str:
        """A text that stands on one line, as in the editor."""
        line = self.text(key, default, longest)
        if "\n" in line:
            raise self.error(f"«{key}» skal stå på én linje.")
        return line

    def number(self, key: str, lowest: int, highest: int) -> int | None:
        """A whole number within its limits, or nothing."""
        value = self.left.pop(key, None)
        if value is not None and (type(value) is not int or not lowest <= value <= highest):
            raise self.error(
                f"«{key}» skal være et helt tall fra {lowest} til {highest}, ikke {shown(value)}."
            )
        return value if isinstance(value, int) else None

    def slug(self) -> str:
        """The name in addresses."""
        slug = self.text("slug", longest=LONGEST_SLUG)
        if not SLUG.fullmatch(slug):
            raise self.error("«slug» kan bare ha små bokstaver a–z, tall og bindestrek.")
        return slug

    def items(self, key: str, most: int = MOST_LINES) -> list[object]:
        """A list, empty when absent."""
        value = self.left.pop(key, [])
        if not isinstance(value, list):
            raise self.error(f"«{key}» skal være en liste.")
        if len(value) > most:
            raise self.error(f"«{key}» har {len(value)} linjer. Flere enn {most} er det ikke plass til.")
        return value

    def texts(self, key: str, longest: int = LONGEST_LINE) -> tuple[str, ...]:
        """A list of texts of one line each, empty when absent."""
        values = self.items(key)
        texts = tuple(value.strip() for value in values if isinstance(value, str) and value.strip())
        if len(texts) != len(values):
            raise self.error(f"«{key}» skal være en liste av tekster.")
        if any(len(text) > longest for text in texts):
            raise self.error(f"«{key}» har en tekst på mer enn {longest} tegn.")
        if any("\n" in text for text in texts):
            raise self.error(f"«{key}» har en tekst med linjeskift.")
        if faults := [*filter(None, map(fault_in, texts))]:
            raise self.error(f"«{key}» {faults[0]}")
        return texts

    def tables(self, key: str, noun: str, most: int = MOST_PARTS) -> list["Fields"]:
        """A list of tables, each placed by its noun and number: «rad 3»."""
        return [
            Fields(table, f"{self.place}, {noun} {number}")
            for number, table in enumerate(self.items(key, most), start=1)
        ]

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self.left.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(f"«{key}» skal være true eller false.")
        return value

    def finish(self) -> None:
        if self.left:
            unknown = ", ".join(f"«{key}»" for key in sorted(self.left))
            raise self.error(f"kjenner ikke {unknown}.")


def fault_in(text: str) -> str:
    """What may stand in no text of a file, as the end of a sentence; nothing if it is fine."""
    if CONTROL.search(text):
        return "har tegn som ikke kan vises."
    if IDENTITY_NUMBER.search(text):
        return "har noe som ligner et fødselsnummer. Det skal ikke stå her."
    return ""


def read_fields(path: Path) -> Fields:
    """Read a TOML file; a FieldsError says so if it cannot be read as one."""
    try:
        return fields_in(path.read_bytes(), path.name)
    except OSError as error:
        raise FieldsError(f"{path.name}: filen kan ikke leses.") from error


def fields_in(content: bytes, name: str) -> Fields:
    """The same for what somebody sent; nothing in it may be more than a sentence of ours can answer."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise FieldsError(f"{name}: filen er ikke skrevet i UTF-8.") from error
    if line := line_of_long_key(text):
        raise FieldsError(f"{name}, linje {line}: navnet foran «=» eller i «[ ]» har for mange punktum.")
    try:
        return Fields(tomllib.loads(text), name)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits, a thousand lists in each other
        raise FieldsError(f"{name}: filen er ikke gyldig TOML ({place_in_file(error)}).") from error


def line_of_long_key(text: str) -> int | None:
    """The line of a key in more parts than any file of ours has, before anybody tries to read it.

    >>> line_of_long_key('slug = "a.b.c.d.e"  # a.b.c.d.e'), line_of_long_key("a = 1\\n[a.'b'.c.d.e]")
    (None, 2)
    """
    plain = QUOTED.sub(lambda found: '"' + "\n" * found[0].count("\n"), text)
    found = LONG_KEY.search(plain)
    return plain.count("\n", 0, found.start()) + 1 if found else None


def place_in_file(error: Exception) -> str:
    """Where the reader gave up.

    >>> place_in_file(ValueError("Invalid value (at line 3, column 8)"))
    'linje 3, tegn 8'
    """
    if found := re.search(r"at line (\d+), column (\d+)", str(error)):
        return f"linje {found[1]}, tegn {found[2]}"
    return "ved slutten av filen" if "end of document" in str(error) else "den kan ikke tolkes"


def shown(given: object) -> str:
    """A wrong value as it was written, and no more of it than fits in a sentence."""
    written = repr(given)
    return written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]} …"
