"""A programme's year on its way to the pure module and back: what a change would do, and saving it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from people.models import User
from programmes.kept_rows import (
    KINDS,
    AnyRow,
    kept,
    key_of,
    plain,
    programme_kept,
    row_kept,
    sort_day,
    terms_kept,
)
from programmes.models import (
    Conversation,
    LeaderTalk,
    Pause,
    PlanChange,
    ProbationReview,
    Programme,
    ProgrammeTemplate,
    Step,
    TrainingShift,
)
from programmes.models.appointments import Appointment
from programmes.models.changes import terms_of
from programmes.models.dated_rows import appointments_of
from programmes.proposals import DatedRow, Terms
from programmes.replanning import Effect, is_before_start, replan
from programmes.rules import rule_from

NEEDED = ("rule", "first_planned_on", "dated_by_person", "agreed_by_id", "version")


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
    def early(self) -> dict[str, str]:
        """The open rows that stand before the start, and their days; a shift may."""
        rows = [row for row in self.dated if not row.is_done]
        return {row.key: str(row.on) for row in rows if is_before_start(row, row.on, self.terms)}

    @property
    def held_on(self) -> list[date]:
        """The days when talks and reviews were held."""
        rows = [
            row for row in self.rows.values() if isinstance(row, Conversation | LeaderTalk | ProbationReview)
        ]
        return [row.held_on for row in rows if row.held_on]

    def shifts_been(self, on: date) -> list[date]:
        """The days of training shifts from the start to the day before this."""
        shifts = [row.on for row in self.rows.values() if isinstance(row, TrainingShift)]
        return [day for day in shifts if day and self.terms.starts_on <= day < on]

    def effects(
        self,
        after: Terms,
        *,
        on: date = date.min,
        choices: Mapping[str, bool] | None = None,
        days: Mapping[str, date] | None = None,
        from_on: date | None = None,
    ) -> list[Effect]:
        """What new terms do, when the change is made on that day."""
        return replan(self.dated, self.terms, after, on=on, choices=choices, days=days, from_on=from_on)


def dated_row(key: str, row: AnyRow) -> DatedRow:
    kind = KINDS[type(row)]
    if isinstance(row, TrainingShift):
        return DatedRow(key, kind, on=row.on, is_set=row.on is not None)
    rule = rule_from(row.rule) if row.rule else None
    if isinstance(row, Step):
        is_done = bool(row.done_on) or row.before_use
        return DatedRow(
            key,
            kind,
            rule,
            on=row.due_on,
            is_done=is_done,
            is_set=row.dated_by_person,
            event_on=row.event_on,
        )
    is_set = row.dated_by_person or row.agreed_at is not None
    return DatedRow(key, kind, rule, row.week, row.planned_on, not row.is_open, is_set)


type Rewrites = Mapping[str, Mapping[str, Any]]
"""The words that a row gets from its template, by its key."""


def digest(effects: Iterable[Effect], added: Iterable[AnyRow] = (), rewrites: Rewrites | None = None) -> str:
    """A mark of what was shown, so that nothing else can be saved unseen."""
    said = ";".join(f"{one.row}{one.fate}{one.proposed}" for one in effects)
    said += ";".join(f"{type(row).__name__}{row}{sort_day(row)}" for row in added)
    said += repr(rewrites or "")
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
    template: ProgrammeTemplate | None = None  # another edition, which the programme follows from now on


@transaction.atomic
def save(
    year: Year,
    decision: Decision,
    effects: Iterable[Effect],
    added: Iterable[AnyRow] = (),
    rewrites: Rewrites | None = None,
) -> PlanChange:
    """Write the new terms, every row that moves or gets other words, and the new ones; remember what was there."""
    programme, words = year.programme, rewrites or {}
    before = {"terms": terms_kept(programme), "rows": [], "early": year.early}
    moved = {effect.row.key: effect for effect in effects if effect.is_moved}
    touched = {key: year.rows[key] for key in {**moved, **words}}
    hold([*touched.values()])
    was = {key: kept(row, words.get(key)) for key, row in touched.items()}
    for key, row in touched.items():
        turn(row, moved.get(key), words.get(key, {}))
    write(touched, was)
    new = add(added)
    if decision.template:
        before["programme"] = follow(programme, decision.template)
    mentors = write_terms(programme, decision.after, decision.pauses)
    rows = [row_kept(key, was[key], kept(row, words.get(key))) for key, row in touched.items()]
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
            "mentors": mentors,
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


def turn(row: AnyRow, effect: Effect | None, words: Mapping[str, Any]) -> None:
    if effect:
        move(row, effect)
    for name, value in words.items():
        setattr(row, name, value)


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


def add(rows: Iterable[AnyRow]) -> list[AnyRow]:
    new = list(rows)
    for model in KINDS:
        mine: list[Any] = [row for row in new if type(row) is model]
        model._default_manager.bulk_create(mine)
    return new


def follow(programme: Programme, template: ProgrammeTemplate) -> dict[str, Any]:
    """The programme's own copy of what the template says for all rows; what it was before."""
    before = programme_kept(programme)
    programme.template = template
    programme.prompts, programme.notes = template.prompts, template.notes
    programme.save(update_fields=["template", "prompts", "notes"])
    return before


def write(rows: Mapping[str, AnyRow], was: Mapping[str, Mapping[str, Any]]) -> None:
    """The columns where some row is not as it was, table by table; who has the page open is told."""
    for model in KINDS:
        mine = {key: row for key, row in rows.items() if type(row) is model}
        columns = {
            name.removesuffix("_id")
            for key, row in mine.items()
            for name, before in was[key].items()
            if plain(getattr(row, name)) != before
        }
        if issubclass(model, Appointment):
            for row in mine.values():
                row.version += 1  # type: ignore[union-attr]
            columns.add("version")
        if mine and columns:
            model._default_manager.bulk_update(mine.values(), sorted(columns))  # type: ignore[arg-type]


def move_mentors(programme: Programme, starts_on: date, among: Sequence[int] | None) -> list[int]:
    """A mentor who counts from the first day counts from the new one, if still there by then."""
    if starts_on == programme.starts_on:
        return []
    there = programme.mentorships.not_over(starts_on)
    counted = there.filter(from_on=programme.starts_on)
    moved = [pk for pk in counted.values_list("pk", flat=True) if among is None or pk in among]
    programme.mentorships.filter(pk__in=moved).update(from_on=starts_on)
    return moved


def write_terms(
    programme: Programme, terms: Terms, pauses: Iterable[Pause], mentors: Sequence[int] | None = None
) -> list[int]:
    """Which mentors' periods followed the start: of these, or of all."""
    moved = move_mentors(programme, terms.starts_on, among=mentors)
    programme.starts_on, programme.weekday = terms.starts_on, terms.weekday
    programme.talks_later_by = terms.later
    programme.save(update_fields=["starts_on", "weekday", "talks_later_by"])
    Pause.objects.rewrite(programme, pauses)
    Programme.objects.filter(pk=programme.pk).refresh_talk_dates()
    return moved
