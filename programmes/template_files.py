"""Programme templates as files: what is in them, and what to say when they are wrong.

The keys stand in `data/trondheim.toml`, which uses all of them; the rules a row can carry in `rules.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checklists.toml_fields import LONGEST_NAME, LONGEST_SOURCE, Fields, FieldsError, read_fields
from programmes.rules import Rule, RuleError, Undated, rule_from
from programmes.schedule import Kind, Role, Row

DATA = Path(__file__).parent / "data"
LONGEST_TITLE = 200
LONGEST_PHASE = 80
LONGEST_SYSTEM = 80
LONGEST_TALK = 480  # minutes: a whole shift


class TemplateFileError(ValueError):
    """A wrong file: the Norwegian message names the file, the row and what is wrong."""


@dataclass(frozen=True)
class Prompt:
    """A stikkord: an inspiration for a talk, never recorded as touched."""

    text: str
    follow_ups: tuple[str, ...] = ()
    sensitive: bool = False  # the limits of confidentiality are shown beside it


@dataclass(frozen=True)
class Passage:
    """A titled text about the whole programme: an aim, a duty or a note."""

    title: str
    text: str


@dataclass(frozen=True)
class TemplateFile:
    """A programme template as it stands in its file."""

    slug: str
    name: str
    description: str
    source: str
    systems: tuple[str, ...]
    aims: tuple[Passage, ...]
    duties: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    prompts: tuple[Prompt, ...]
    rows: tuple[Row, ...]


def read(path: Path) -> TemplateFile:
    """Read one file whole, or raise TemplateFileError and give nothing."""
    try:
        return template_from(read_fields(path))
    except FieldsError as error:
        raise TemplateFileError(str(error)) from error


def template_from(fields: Fields) -> TemplateFile:
    template = TemplateFile(
        slug=fields.slug(),
        name=fields.text("name", longest=LONGEST_NAME),
        description=fields.text("description"),
        source=fields.text("source", longest=LONGEST_SOURCE),
        systems=fields.texts("systems", longest=LONGEST_SYSTEM),
        aims=passages(fields, "aims", "mål"),
        duties=passages(fields, "duties", "ansvar"),
        notes=passages(fields, "notes", "merknad"),
        prompts=tuple(prompt_from(table) for table in fields.tables("prompts", "stikkord")),
        rows=tuple(row_from(table) for table in fields.tables("rows", "rad")),
    )
    fields.finish()
    if not template.rows:
        raise fields.error("malen har ingen rader («rows»).")
    return template


def passages(fields: Fields, key: str, noun: str) -> tuple[Passage, ...]:
    return tuple(passage_from(table) for table in fields.tables(key, noun))


def passage_from(fields: Fields) -> Passage:
    passage = Passage(title=fields.text("title"), text=fields.text("text"))
    fields.finish()
    return passage


def prompt_from(fields: Fields) -> Prompt:
    prompt = Prompt(fields.text("text"), fields.texts("follow_ups"), fields.flag("sensitive"))
    fields.finish()
    return prompt


def row_from(fields: Fields) -> Row:
    title = fields.text("title", longest=LONGEST_TITLE)
    fields.name_as(f"{fields.place} «{title}»")
    row = Row(
        title=title,
        kind=word_from(fields, fields.take("kind"), Kind, "kind"),
        rule=rule_of(fields),
        responsible=responsible_of(fields),
        phase=fields.text("phase", longest=LONGEST_PHASE),
        guidance=fields.text("guidance", ""),
        minutes=minutes_of(fields),
        prompts=fields.texts("prompts"),
        themes=fields.texts("themes"),
        source=fields.text("source", ""),
    )
    fields.finish()
    if row.kind is Kind.TRAINING_SHIFT and not isinstance(row.rule, Undated):
        raise fields.error("opplæringsvakter avtales: bruk regelen «undated» med antall («count»).")
    return row


def word_from[Word: StrEnum](fields: Fields, value: object, words: type[Word], key: str) -> Word:
    """One of a few fixed words, such as a kind or a role."""
    for word in words:
        if word.value == value:
            return word
    known = ", ".join(f"«{word}»" for word in words)
    raise fields.error(f"«{key}» kjenner ikke {value!r}. Bruk en av {known}.")


def rule_of(fields: Fields) -> Rule:
    table = fields.take("rule")
    if not isinstance(table, dict):
        raise fields.error('«rule» skal være en tabell, for eksempel { when = "day", day = 1 }.')
    try:
        return rule_from(table)
    except RuleError as error:
        raise fields.error(str(error)) from error


def responsible_of(fields: Fields) -> tuple[Role, ...]:
    roles = tuple(word_from(fields, value, Role, "responsible") for value in fields.items("responsible"))
    if not roles:
        raise fields.error("«responsible» må nevne minst én ansvarlig.")
    if len(set(roles)) != len(roles):
        raise fields.error("«responsible» nevner samme rolle to ganger.")
    return roles


def minutes_of(fields: Fields) -> tuple[int, int] | None:
    """From and to, or nothing where the row has no time of its own."""
    match fields.items("minutes"):
        case []:
            return None
        case [int(least), int(most)] if 1 <= least <= most <= LONGEST_TALK:
            return (least, most)
    raise fields.error(f"«minutes» skal være fra og til i minutter, 1 til {LONGEST_TALK}, som [30, 60].")


def shipped_slugs() -> list[str]:
    """The templates that come with the product."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def shipped(slug: str) -> TemplateFile:
    """One of the templates that come with the product."""
    if slug not in shipped_slugs():
        raise TemplateFileError(
            f"Programmalen «{slug}» finnes ikke. Velg en av: {', '.join(shipped_slugs())}."
        )
    return read(DATA / f"{slug}.toml")
