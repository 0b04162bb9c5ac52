"""Checklist templates as files: sections with the things a new hire is shown or taught.

```toml
slug = "hjemmesykepleien"
name = "Sjekkliste for hjemmesykepleien"
description = "…"          # may be left out
source = "…, s. 10–11"     # may be left out
[[sections]]
title = "Omvisning på enhet"
items = ["Datarom", "Medisinrom"]
levels = false             # true: «vist», «gjort sammen» and «gjort selv»; may be left out
```
"""

from dataclasses import dataclass
from pathlib import Path

from checklists.toml_fields import Fields, FieldsError, fault_in, read_fields, shown
from checklists.toml_limits import LONGEST_ITEM, LONGEST_NAME, LONGEST_SOURCE
from checklists.toml_writer import table, tables

DATA = Path(__file__).parent / "data"


class ChecklistFileError(ValueError):
    """A wrong file: the Norwegian message names the file, the row and what is wrong."""


@dataclass(frozen=True)
class Section:
    """A part of the list and its rows in order."""

    title: str
    items: tuple[str, ...]
    levels: bool = False
    """Whether its rows are followed from shown, by way of done together, to done alone."""


@dataclass(frozen=True)
class ChecklistFile:
    """A checklist template as it stands in its file."""

    slug: str
    name: str
    description: str
    source: str
    sections: tuple[Section, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Section title and item, in the order of the paper."""
        return [(section.title, item) for section in self.sections for item in section.items]


def read(path: Path) -> ChecklistFile:
    """Read one file whole, or raise ChecklistFileError and give nothing."""
    try:
        return checklist_from(read_fields(path))
    except FieldsError as error:
        raise ChecklistFileError(str(error)) from error


def write(checklist: ChecklistFile) -> str:
    """The file that reads back as this template.

    >>> print(write(ChecklistFile("kort", "Kort", "", "", (Section("Omvisning", ("Datarom",)),))), end="")
    slug = "kort"
    name = "Kort"
    <BLANKLINE>
    [[sections]]
    title = "Omvisning"
    items = ["Datarom"]
    """
    head = {name: getattr(checklist, name) for name in ("slug", "name", "description", "source")}
    parts = [{"title": s.title, "items": s.items, "levels": s.levels} for s in checklist.sections]
    return table(head) + tables("sections", parts)


def checklist_from(fields: Fields) -> ChecklistFile:
    checklist = ChecklistFile(
        slug=fields.slug(),
        name=fields.line("name", longest=LONGEST_NAME),
        description=fields.text("description", ""),
        source=fields.line("source", "", longest=LONGEST_SOURCE),
        sections=tuple(section_from(table) for table in fields.tables("sections", "del")),
    )
    fields.finish()
    if not checklist.sections:
        raise fields.error("sjekklisten har ingen deler («sections»).")
    if twice := [title for title in titles(checklist) if titles(checklist).count(title) > 1]:
        raise fields.error(f"delen «{twice[0]}» står to ganger.")
    return checklist


def titles(checklist: ChecklistFile) -> list[str]:
    return [section.title for section in checklist.sections]


def section_from(fields: Fields) -> Section:
    title = fields.line("title", longest=LONGEST_NAME)
    fields.name_as(f"{fields.place} «{title}»")
    items = fields.items("items")
    levels = fields.flag("levels")
    fields.finish()
    if not items:
        raise fields.error("delen har ingen rader («items»).")
    for number, item in enumerate(items, start=1):
        if problem := problem_with(item, items[: number - 1]):
            raise fields.error(f"rad {number} {problem}")
    return Section(title, tuple(str(item) for item in items), levels)


def problem_with(item: object, earlier: list[object]) -> str:
    """What is wrong with one row of a list; nothing if it is fine."""
    if not isinstance(item, str):
        return f"skal være en tekst, ikke {shown(item)}."
    if not item or item != item.strip():
        return "er tom, eller har mellomrom først eller sist."
    if len(item) > LONGEST_ITEM:
        return f"er lengre enn {LONGEST_ITEM} tegn."
    if "\n" in item:
        return "har linjeskift."
    if fault := fault_in(item):
        return fault
    if item in earlier:
        return f"«{item}» står to ganger."
    return ""


def shipped_slugs() -> list[str]:
    """The checklists that come with the product."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def shipped(slug: str) -> ChecklistFile:
    """One of the checklists that come with the product."""
    if slug not in shipped_slugs():
        raise ChecklistFileError(
            f"Sjekklisten «{slug}» finnes ikke. Velg en av: {', '.join(shipped_slugs())}."
        )
    return read(DATA / f"{slug}.toml")
