"""From an order to unsaved rows: what a new programme copies."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from checklists.models import ChecklistTemplate
from people.models import Department, User
from programmes.models.appointments import Conversation, LeaderTalk, MentorFollowUp, ProbationReview
from programmes.models.rows import Step, TrainingShift
from programmes.models.templates import ProgrammeTemplate
from programmes.rules import EveryWeeks, Undated, Weeks
from programmes.schedule import Kind, PlannedRow, Row, plan

if TYPE_CHECKING:
    from programmes.models.programme import Programme

type CopiedRow = Conversation | LeaderTalk | ProbationReview | MentorFollowUp | Step | TrainingShift

COPIED: dict[Kind, type[CopiedRow]] = {
    Kind.CONVERSATION: Conversation,
    Kind.LEADER_TALK: LeaderTalk,
    Kind.PROBATION_REVIEW: ProbationReview,
    Kind.MENTOR_FOLLOW_UP: MentorFollowUp,
    Kind.STEP: Step,
    Kind.TRAINING_SHIFT: TrainingShift,
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a leader decides when starting a programme."""

    new_hire: User
    mentor: User | None
    department: Department
    template: ProgrammeTemplate
    starts_on: date
    started_by: User
    started_at: datetime
    title: str
    ident: str = ""
    private_email: str = ""
    private_phone: str = ""
    weekday: int | None = None
    systems: Sequence[str] = ()
    checklists: Sequence[ChecklistTemplate] = ()
    rhythm: EveryWeeks | None = None  # laid on the mentor talks that the template leaves undated
    taken_over_on: date | None = None
    request_key: uuid.UUID | None = None


def with_rhythm(rows: Iterable[Row], kind: Kind, rhythm: Weeks | EveryWeeks) -> tuple[Row, ...]:
    """Lay a rhythm of weeks on the undated rows of one kind; the others stand as they are.

    >>> from programmes.schedule import Role
    >>> by_agreement = Row("Samtale", Kind.LEADER_TALK, Undated(4), (Role.LEADER,))
    >>> with_rhythm([by_agreement], Kind.LEADER_TALK, Weeks((6, 20)))[0].count
    2
    """
    return tuple(
        replace(row, rule=rhythm) if row.kind == kind and isinstance(row.rule, Undated) else row
        for row in rows
    )


def year_of(
    rows: Sequence[Row], starts_on: date, weekday: int | None, rhythm: EveryWeeks | None
) -> list[PlannedRow]:
    """The year that such an order makes: the page previews it, the builder saves it."""
    if rhythm:
        rows = with_rhythm(rows, Kind.CONVERSATION, rhythm)
    return plan(rows, starts_on, weekday)


def planned_rows(
    pairs: Iterable[tuple[Programme, Order]],
) -> dict[type[CopiedRow], list[CopiedRow]]:
    """Every row of these programmes on its day, unsaved, by table.

    A programme taken over from paper has its past rows marked as before our time.
    """
    rows: dict[type[CopiedRow], list[CopiedRow]] = defaultdict(list)
    template_rows: dict[int, list[Row]] = {}
    plans: dict[tuple[int, date, int | None, EveryWeeks | None], list[PlannedRow]] = {}
    for programme, order in pairs:
        if order.template.pk not in template_rows:
            template_rows[order.template.pk] = order.template.rows()
        same = (order.template.pk, order.starts_on, order.weekday, order.rhythm)
        if same not in plans:
            plans[same] = year_of(
                template_rows[order.template.pk], order.starts_on, order.weekday, order.rhythm
            )
        for planned in plans[same]:
            model = COPIED[planned.row.kind]
            row = model.from_plan(programme, planned)
            if planned.on and order.taken_over_on and not isinstance(row, TrainingShift):
                row.before_use = planned.on < order.taken_over_on
            rows[model].append(row)
    return rows
