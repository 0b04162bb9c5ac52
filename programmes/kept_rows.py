"""What is remembered of a programme's rows, so that a change can be taken back exactly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from programmes.models import (
    Conversation,
    LeaderTalk,
    MentorFollowUp,
    ProbationReview,
    Programme,
    Step,
    TrainingShift,
)
from programmes.models.appointments import APPOINTMENTS, Appointment
from programmes.schedule import Kind

type AnyRow = Conversation | LeaderTalk | ProbationReview | MentorFollowUp | Step | TrainingShift

KINDS: dict[type[AnyRow], Kind] = {
    Conversation: Kind.CONVERSATION,
    LeaderTalk: Kind.LEADER_TALK,
    ProbationReview: Kind.PROBATION_REVIEW,
    MentorFollowUp: Kind.MENTOR_FOLLOW_UP,
    Step: Kind.STEP,
    TrainingShift: Kind.TRAINING_SHIFT,
}
TABLES: dict[str, type[AnyRow]] = {model.__name__: model for model in KINDS}
OF_APPOINTMENT = (
    "planned_on",
    "first_planned_on",
    "dated_by_person",
    "agreed_at",
    "agreed_by_id",
    "starts_at",
)
KEPT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(APPOINTMENTS, OF_APPOINTMENT),
    Step.__name__: ("due_on", "dated_by_person"),
    TrainingShift.__name__: ("on",),
}
"""The columns of each table that a change of the days may write, and that taking it back restores."""
OF_TEMPLATE = ("title", "guidance", "responsible", "rule", "not_in_template")
WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(APPOINTMENTS, (*OF_TEMPLATE, "week", "expected_minutes")),
    Step.__name__: (*OF_TEMPLATE, "phase"),
}
WORDS[Conversation.__name__] += ("prompts",)
WORDS[ProbationReview.__name__] += ("themes",)
"""What a row has from its template. Another edition may write these too."""
OF_PROGRAMME = ("template_id", "prompts", "notes")
PAUSE = ("from_on", "to_on", "reason")


def key_of(row: AnyRow | Appointment) -> str:
    return f"{type(row).__name__}-{row.pk}"


def kept(row: AnyRow | Appointment, words: Iterable[str] | None = None) -> dict[str, Any]:
    """Its days, and the words that are named."""
    return {name: plain(getattr(row, name)) for name in (*KEPT[type(row).__name__], *(words or ()))}


def programme_kept(programme: Programme) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in OF_PROGRAMME}


def sort_day(row: AnyRow | Appointment) -> date | None:
    return (
        row.on if isinstance(row, TrainingShift) else row.due_on if isinstance(row, Step) else row.planned_on
    )


def plain(value: Any) -> Any:
    """As JSON holds it; moments to the last microsecond."""
    return value.isoformat() if isinstance(value, date | time) else value


def row_kept(key: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    table, _dash, pk = key.partition("-")
    return {"table": table, "pk": int(pk), "before": before, "after": after}


def key_kept(row: dict[str, Any]) -> str:
    """The key of a row that `row_kept` remembers."""
    return f"{row['table']}-{row['pk']}"


def terms_kept(programme: Programme) -> dict[str, Any]:
    pauses = programme.pauses.order_by("from_on").values(*PAUSE)
    return {
        "starts_on": plain(programme.starts_on),
        "weekday": programme.weekday,
        "talks_later_by": programme.talks_later_by,
        "pauses": [{name: plain(value) for name, value in one.items()} for one in pauses],
    }
