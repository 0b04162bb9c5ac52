"""The invented municipalities as they stand in their files."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROCEDURES = "prosedyrer"
DRAFT = "Mentorår i hjemmetjenesten"  # what the coordinator is at work on
"""The demo's own checklist, with levels."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What the leader wrote of one review: a draft, shared, or shared and read."""

    review: int
    text: str
    draft: bool = False
    read: bool = False
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One new hire's year, told in programme weeks; numbers are those of talks and reviews."""

    new_hire: str
    department: str
    week: int
    mentor: str = ""
    title: str = "sykepleier"
    ident: str = ""
    template: str = "trondheim"
    checklist: str = "hjemmesykepleien"
    procedures: int = 0
    """How many rows are begun of the list with levels, which only those have who began."""
    weekday: int | None = None
    without_account: bool = False
    private_email: str = ""
    private_phone: str = ""
    former_mentor: str = ""
    mentor_since_week: int = 1
    substitute: str = ""
    every_weeks: int = 0
    talk_today: int = 0
    moved: dict[int, int] = field(default_factory=dict)
    not_held: dict[int, str] = field(default_factory=dict)
    not_logged: tuple[int, ...] = ()
    let_slip: tuple[int, ...] = ()
    from_paper: tuple[int, ...] = ()
    overdue_reviews: tuple[int, ...] = ()
    overdue_steps: int = 0
    ticked: int = 0
    signed: bool = False
    comments: dict[int, str] = field(default_factory=dict)
    kept: tuple[int, ...] = ()
    notes: dict[int, str] = field(default_factory=dict)
    next_time: dict[int, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    asks_for_contact: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    days_away: int = 0
    without_probation: bool = False
    taken_over_weeks_ago: int | None = None
    ended_weeks_ago: int | None = None
    handed_over_weeks_ago: int | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A municipality: its units with departments, its people and its programmes."""

    name: str
    domain: str
    systems: tuple[str, ...]
    coordinator: str
    administrator: str
    units: tuple[dict[str, Any], ...]
    people: tuple[dict[str, Any], ...]
    stories: tuple[Story, ...]
    accounts: dict[str, str]
    representatives: tuple[dict[str, Any], ...] = ()


def read(slug: str) -> Place:
    """The municipality of `<slug>.toml`."""
    table = tomllib.loads((HERE / f"{slug}.toml").read_text(encoding="utf-8"))
    stories = tuple(story_from(programme) for programme in table.pop("programmes"))
    return Place(accounts=table.pop("accounts", {}), stories=stories, **table)


def story_from(table: dict[str, Any]) -> Story:
    """TOML's keys are words: the talks' numbers become numbers again."""
    by_number: dict[str, Any] = {
        name: {int(number): value for number, value in table.pop(name).items()}
        for name in ("moved", "not_held", "comments", "notes", "next_time")
        if name in table
    }
    records = tuple(Record(**record) for record in table.pop("records", []))
    return Story(records=records, **by_number, **table)
