"""A programme's year on its way to the pure module and back: what a change would do, and saving it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from people.models import User
from programmes.models import (
    Conversation,
    LeaderTalk,
    MentorFollowUp,
    Pause,
    PlanChange,
    ProbationReview,
    Programme,
    Step,
    TrainingShift,
)
from programmes.models.appointments import APPOINTMENTS, Appointment
from programmes.models.changes import terms_of
from programmes.models.dated_rows import appointments_of
from programmes.replanning import DatedRow, Effect, Terms, replan
from programmes.rules import rule_from
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
TABLES = {model.__name__: model for model in KINDS}
NEEDED = ("rule", "first_planned_on", "dated_by_person", "agreed_by_id", "version")
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
"""The columns of each table that a change may write, and that taking it back restores."""
PAUSE = ("from_on", "to_on", "reason")


class ChangedMeanwhile(Exception):
    """Somebody has agreed, moved or logged one of the rows since they were read."""


@dataclass
class Year:
    """One programme's rows and terms."""

    programme: Programme
    terms: Terms
    rows: dict[str, AnyRow] = field(default_factory=dict)

    @classmethod
    def of(cls, programme: Programme) -> Year:
        rows: list[AnyRow] = [*appointments_of(programme, also=NEEDED), *programme.steps.all()]
        shifts = list(programme.shifts.all())
        for row in rows:
            row.programme = programme
        terms = terms_of(programme, [shift.on for shift in shifts])
        return cls(programme, terms, {key_of(row): row for row in [*rows, *shifts]})

    @property
    def dated(self) -> list[DatedRow]:
        return [dated_row(key, row) for key, row in self.rows.items()]

    @property
    def held_on(self) -> list[date]:
        """The days when talks and reviews were held."""
        rows = [
            row for row in self.rows.values() if isinstance(row, Conversation | LeaderTalk | ProbationReview)
        ]
        return [row.held_on for row in rows if row.held_on]

    def effects(
        self,
        after: Terms,
        *,
        choices: Mapping[str, bool] | None = None,
        days: Mapping[str, date] | None = None,
        from_on: date | None = None,
    ) -> list[Effect]:
        return replan(self.dated, self.terms, after, choices=choices, days=days, from_on=from_on)


def key_of(row: AnyRow) -> str:
    return f"{type(row).__name__}-{row.pk}"


def dated_row(key: str, row: AnyRow) -> DatedRow:
    kind = KINDS[type(row)]
    if isinstance(row, TrainingShift):
        return DatedRow(key, kind, on=row.on, is_set=row.on is not None)
    rule = rule_from(row.rule) if row.rule else None
    if isinstance(row, Step):
        is_done = bool(row.done_on) or row.before_use
        return DatedRow(key, kind, rule, on=row.due_on, is_done=is_done, is_set=row.dated_by_person)
    is_set = row.dated_by_person or row.agreed_at is not None
    return DatedRow(key, kind, rule, row.week, row.planned_on, not row.is_open, is_set)


def digest(effects: Iterable[Effect], added: Iterable[Conversation] = ()) -> str:
    """A mark of what was shown, so that nothing else can be saved unseen."""
    said = ";".join(f"{one.row}{one.fate}{one.proposed}" for one in effects)
    said += ";".join(f"{talk.number}{talk.planned_on}" for talk in added)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


# --- saving ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the change is, and who makes it."""

    kind: str
    after: Terms
    pauses: tuple[Pause, ...]  # all of them, as they are to be
    by: User
    at: datetime
    why: str = ""


@transaction.atomic
def save(
    year: Year, decision: Decision, effects: Iterable[Effect], added: Iterable[Conversation] = ()
) -> PlanChange:
    """Write the new terms and every row that moves, add the talks, and remember what was there."""
    programme = year.programme
    before = {"terms": terms_kept(programme), "rows": []}
    moved = [effect for effect in effects if effect.is_moved]
    hold([year.rows[effect.row.key] for effect in moved])
    was = {effect.row.key: kept(year.rows[effect.row.key]) for effect in moved}
    for effect in moved:
        move(year.rows[effect.row.key], effect)
    write([year.rows[key] for key in was])
    new = Conversation.objects.bulk_create(added)
    write_terms(programme, decision.after, decision.pauses)
    rows = [row_kept(key, was[key], kept(year.rows[key])) for key in was]
    return PlanChange.objects.create(
        programme=programme,
        kind=decision.kind,
        why=decision.why,
        made_at=decision.at,
        made_by=decision.by,
        before=before,
        after={
            "terms": terms_kept(programme),
            "rows": rows,
            "added": [row_kept(key_of(row), {}, kept(row)) for row in new],
        },
    )


def hold(rows: Sequence[AnyRow]) -> None:
    """Hold the rows still, if they are as they were read; else nothing is written over what somebody just did."""
    for model in KINDS:
        mine = {row.pk: row for row in rows if type(row) is model}
        now = model._default_manager.select_for_update().filter(pk__in=mine) if mine else ()
        if any(seen(found) != seen(mine[found.pk]) for found in now):
            raise ChangedMeanwhile


def seen(row: AnyRow) -> tuple[dict[str, Any], Any, Any]:
    return kept(row), getattr(row, "version", None), getattr(row, "done_on", None)


def move(row: AnyRow, effect: Effect) -> None:
    """Give the row its day. What was agreed was another day, so it is a proposal again."""
    if isinstance(row, TrainingShift):
        row.on = effect.becomes
        return
    is_moved = effect.becomes != effect.row.on
    row.dated_by_person = effect.is_set
    if isinstance(row, Step):
        row.due_on = effect.becomes
        return
    if is_moved:
        row.planned_on = effect.becomes
        row.starts_at = row.agreed_at = row.agreed_by = None
        if not effect.is_set:
            row.first_planned_on = effect.becomes


def write(rows: Iterable[AnyRow]) -> None:
    """The columns that a change may write, table by table; who has the page open is told."""
    for model in KINDS:
        mine = [row for row in rows if type(row) is model]
        if not mine:
            continue
        columns = [name.removesuffix("_id") for name in KEPT[model.__name__]]
        if issubclass(model, Appointment):
            for row in mine:
                row.version += 1  # type: ignore[union-attr]
            columns.append("version")
        model._default_manager.bulk_update(mine, columns)  # type: ignore[arg-type]


def write_terms(programme: Programme, terms: Terms, pauses: Iterable[Pause]) -> None:
    # A mentor who counts from the first day counts from the new one.
    programme.mentorships.filter(from_on=programme.starts_on).update(from_on=terms.starts_on)
    programme.starts_on, programme.weekday = terms.starts_on, terms.weekday
    programme.talks_later_by = terms.later
    programme.save(update_fields=["starts_on", "weekday", "talks_later_by"])
    programme.pauses.all().delete()
    Pause.objects.bulk_create(
        Pause(programme=programme, from_on=one.from_on, to_on=one.to_on, reason=one.reason) for one in pauses
    )
    Programme.objects.filter(pk=programme.pk).refresh_talk_dates()


def kept(row: AnyRow) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in KEPT[type(row).__name__]}


def plain(value: Any) -> Any:
    """As JSON holds it; moments to the last microsecond."""
    return value.isoformat() if isinstance(value, date | time) else value


def row_kept(key: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    table, _dash, pk = key.partition("-")
    return {"table": table, "pk": int(pk), "before": before, "after": after}


def terms_kept(programme: Programme) -> dict[str, Any]:
    pauses = programme.pauses.order_by("from_on").values(*PAUSE)
    return {
        "starts_on": plain(programme.starts_on),
        "weekday": programme.weekday,
        "talks_later_by": programme.talks_later_by,
        "pauses": [{name: plain(value) for name, value in one.items()} for one in pauses],
    }
