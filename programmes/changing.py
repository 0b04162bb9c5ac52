"""A programme's year on its way to the pure module and back: what a change would do, saving it, taking it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

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


class CannotUndo(Exception):
    """Why a change stands, in a Norwegian sentence."""


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


def digest(effects: Iterable[Effect]) -> str:
    """A mark of what was shown, so that nothing else can be saved unseen."""
    said = ";".join(f"{one.row}{one.fate}{one.proposed}" for one in effects)
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
def save(year: Year, decision: Decision, effects: Iterable[Effect]) -> PlanChange:
    """Write the new terms and every row that moves, and remember what was there."""
    programme = year.programme
    before = {"terms": terms_kept(programme), "rows": []}
    moved = [effect for effect in effects if effect.is_moved]
    was = {effect.row.key: kept(year.rows[effect.row.key]) for effect in moved}
    for effect in moved:
        move(year.rows[effect.row.key], effect)
    write([year.rows[key] for key in was])
    write_terms(programme, decision.after, decision.pauses)
    rows = [row_kept(key, was[key], kept(year.rows[key])) for key in was]
    return PlanChange.objects.create(
        programme=programme,
        kind=decision.kind,
        why=decision.why,
        made_at=decision.at,
        made_by=decision.by,
        before=before,
        after={"terms": terms_kept(programme), "rows": rows},
    )


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


# --- taking it back -------------------------------------------------------------------------------


@transaction.atomic
def undo(change: PlanChange, *, by: User, at: datetime) -> None:
    """Restore every day exactly, or say why it cannot be."""
    programme = change.programme
    Programme.objects.select_for_update().get(pk=programme.pk)
    if change.undone_at:
        return
    if reason := why_it_stands(change):
        raise CannotUndo(reason)
    for row in change.after["rows"]:
        model = TABLES[row["table"]]
        fields = {name: parsed(model, name, value) for name, value in row["before"].items()}
        if issubclass(model, Appointment):
            fields["version"] = F("version") + 1
        model._default_manager.filter(pk=row["pk"]).update(**fields)
    terms = change.before["terms"]
    pauses = [
        Pause(**{name: parsed(Pause, name, value) for name, value in one.items()}) for one in terms["pauses"]
    ]
    after = Terms(
        starts_on=parsed(Programme, "starts_on", terms["starts_on"]),
        weekday=terms["weekday"],
        later=terms["talks_later_by"],
    )
    write_terms(programme, after, pauses)
    change.undone_by, change.undone_at = by, at
    change.save(update_fields=["undone_by", "undone_at"])


def why_it_stands(change: PlanChange) -> str:
    """Empty when the change can be taken back: it is the last one, and nothing has been done since."""
    programme = change.programme
    if programme.is_handed_over:
        return _("Skjemaet er overlevert, og ingenting endres mer.")
    if programme.plan_changes.filter(undone_at=None).first() != change:
        return _("Planen er endret igjen etterpå. Ta tilbake den siste endringen først.")
    logged = [rows.filter(logged_at__gt=change.made_at) for rows in appointment_rows(programme)]
    if any(rows.exists() for rows in logged) or programme.steps.filter(done_at__gt=change.made_at).exists():
        return _("Noe er ført eller krysset av etter endringen. Flytt heller de radene det gjelder.")
    if any(not stands_as(row) for row in change.after["rows"]):
        return _(
            "Noen har avtalt eller flyttet en av radene etter endringen. Flytt heller de radene det gjelder."
        )
    return ""


def appointment_rows(programme: Programme) -> list[Any]:
    return [programme.conversations, programme.leader_talks, programme.reviews, programme.follow_ups]


def stands_as(row: dict[str, Any]) -> bool:
    """Whether the row still is as the change left it."""
    model = TABLES[row["table"]]
    after = {name: parsed(model, name, value) for name, value in row["after"].items()}
    return bool(model._default_manager.filter(pk=row["pk"], **after).exists())


def parsed(model: type[Any], name: str, value: Any) -> Any:
    """A kept value as its column holds it."""
    column = model._meta.get_field(name.removesuffix("_id"))
    return (column.target_field if column.is_relation else column).to_python(value)
