"""Programme templates as files: what is in them, and what to say when they are wrong.

The keys stand in `data/trondheim.toml`, which uses all of them; the rules a row can carry in `rules.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checklists.toml_fields import Fields, FieldsError, fault_in, read_fields, shown
from checklists.toml_limits import LONGEST_NAME, LONGEST_SOURCE, MOST_TABLES
from checklists.toml_writer import table, tables
from programmes.rules import LAST_WEEK, AtEvent, OnDate, Rule, RuleError, rule_from
from programmes.schedule import FIRST_START_YEAR, LAST_START_YEAR, Kind, Role, Row
from programmes.template_faults import faults_of

DATA = Path(__file__).parent / "data"
LONGEST_TITLE = 200
LONGEST_PHASE = 80
LONGEST_SYSTEM = 80
LONGEST_GUIDANCE = 4000
LONGEST_TALK = 480  # minutes: a whole shift


class TemplateFileError(ValueError):
    """A wrong file: the Norwegian message names the file, the row and what is wrong."""


@dataclass(frozen=True)
class Prompt:
    """A stikkord: an inspiration for a talk, never recorded as touched."""

    text: str
    follow_ups: tuple[str, ...] = ()
    sensitive: bool = False  # the limits of confidentiality are shown beside it
    group: str = ""  # a heading of its own for those that belong together


@dataclass(frozen=True)
class Passage:
    """A titled text about the whole programme: an aim, a duty or a note."""

    title: str
    text: str


@dataclass(frozen=True)
class TemplateFile:
    """A programme template as it stands in its file. `length_weeks`: no rule goes beyond it, where it is given."""

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
    length_weeks: int | None = None


def read(path: Path) -> TemplateFile:
    """Read one file whole, or raise TemplateFileError and give nothing."""
    try:
        return template_from(read_fields(path))
    except FieldsError as error:
        raise TemplateFileError(str(error)) from error


def template_from(fields: Fields) -> TemplateFile:
    template = TemplateFile(
        slug=fields.slug(),
        name=fields.line("name", longest=LONGEST_NAME),
        description=fields.text("description", ""),
        source=fields.line("source", "", longest=LONGEST_SOURCE),
        systems=fields.texts("systems", longest=LONGEST_SYSTEM),
        aims=passages(fields, "aims", "mål"),
        duties=passages(fields, "duties", "ansvar"),
        notes=passages(fields, "notes", "merknad"),
        prompts=tuple(prompt_from(table) for table in fields.tables("prompts", "stikkord")),
        rows=tuple(row_from(table) for table in fields.tables("rows", "rad", MOST_TABLES)),
        length_weeks=fields.number("length_weeks", 1, LAST_WEEK),
    )
    fields.finish()
    for fault in faults_of(template.rows, template.length_weeks):
        raise FieldsError(f"{fields.place}{fault.place(template.rows)}: {fault.text}")
    return template


def write(template: TemplateFile) -> str:
    """The file that reads back as this template, in the order of the shipped ones."""
    head = {
        name: getattr(template, name) for name in ("slug", "name", "description", "source", "length_weeks")
    }
    parts = [
        tables(key, ({"title": passage.title, "text": passage.text} for passage in getattr(template, key)))
        for key in ("aims", "duties", "notes")
    ]
    prompts = tables("prompts", map(prompt_table, template.prompts))
    rows = tables("rows", map(row_table, template.rows))
    return "".join([table({**head, "systems": template.systems}), *parts, prompts, rows])


def prompt_table(prompt: Prompt) -> dict[str, object]:
    return {
        "group": prompt.group,
        "text": prompt.text,
        "follow_ups": prompt.follow_ups,
        "sensitive": prompt.sensitive,
    }


def row_table(row: Row) -> dict[str, object]:
    """A row as its file has it, which `row_from` reads."""
    rule = row.rule.to_dict() | ({"on": row.rule.on} if isinstance(row.rule, OnDate) else {})
    return {
        "phase": row.phase,
        "title": row.title,
        "guidance": row.guidance,
        "kind": row.kind.value,
        "rule": rule,
        "responsible": [role.value for role in row.responsible],
        "minutes": row.minutes,
        "prompts": row.prompts,
        "themes": row.themes,
        "source": row.source,
    }


def passages(fields: Fields, key: str, noun: str) -> tuple[Passage, ...]:
    return tuple(passage_from(table) for table in fields.tables(key, noun))


def passage_from(fields: Fields) -> Passage:
    passage = Passage(title=fields.line("title", longest=LONGEST_NAME), text=fields.text("text"))
    fields.finish()
    return passage


def prompt_from(fields: Fields) -> Prompt:
    prompt = Prompt(
        fields.line("text"),
        fields.texts("follow_ups"),
        fields.flag("sensitive"),
        fields.line("group", "", longest=LONGEST_PHASE),
    )
    fields.finish()
    return prompt


def row_from(fields: Fields) -> Row:
    title = fields.line("title", longest=LONGEST_TITLE)
    fields.name_as(f"{fields.place} «{title}»")
    row = Row(
        title=title,
        kind=word_from(fields, fields.take("kind"), Kind, "kind"),
        rule=rule_of(fields),
        responsible=responsible_of(fields),
        phase=fields.line("phase", "", longest=LONGEST_PHASE),
        guidance=fields.text("guidance", "", longest=LONGEST_GUIDANCE),
        minutes=minutes_of(fields),
        prompts=fields.texts("prompts"),
        themes=fields.texts("themes"),
        source=fields.line("source", "", longest=LONGEST_SOURCE),
    )
    fields.finish()
    return row


def word_from[Word: StrEnum](fields: Fields, value: object, words: type[Word], key: str) -> Word:
    """One of a few fixed words, such as a kind or a role."""
    for word in words:
        if word.value == value:
            return word
    known = ", ".join(f"«{word}»" for word in words)
    raise fields.error(f"«{key}» kjenner ikke {shown(value)}. Bruk en av {known}.")


def rule_of(fields: Fields) -> Rule:
    table = fields.take("rule")
    if not isinstance(table, dict):
        raise fields.error('«rule» skal være en tabell, for eksempel { when = "day", day = 1 }.')
    try:
        rule = rule_from(table)
    except RuleError as error:
        raise fields.error(str(error)) from error
    if fault := fault_of(rule):
        raise fields.error(fault)
    return rule


def fault_of(rule: Rule) -> str:
    """What the editor would not take, though the rule by itself can hold it; nothing if it is fine."""
    match rule:
        case AtEvent(name) if "\n" in name:
            return "«name» skal stå på én linje."
        case AtEvent(name) if fault := fault_in(name):
            return f"«name» {fault}"
        case OnDate(on) if not FIRST_START_YEAR <= on.year <= LAST_START_YEAR:
            return (
                f"«on» skal være en dato i et av årene {FIRST_START_YEAR} til {LAST_START_YEAR}, ikke {on}."
            )
    return ""


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
        case [bool(), _] | [_, bool()]:
            pass
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
