"""The plan on paper: every row of the year in its part, with its day, or with room for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Conversation, Programme, ProgrammeTemplate, Step
from programmes.models.dated_rows import appointments_of
from programmes.models.templates import role_words
from programmes.rule_words import rule_words
from programmes.rules import Rule, Undated, rule_from
from programmes.schedule import Kind, PlannedRow, plan, programme_week_of
from programmes.states import State
from programmes.timeline import PHASES, TimelineRow, is_on_demand, phase_of, review_called

ANY_MONDAY = date(2026, 1, 5)
"""A start for a template's rows, which have none: only their order and parts are read of it."""


@dataclass(frozen=True)
class PlanRow:
    """One row. On an empty plan the day and what became of it are left to the pen."""

    when: str
    what: str
    who: str
    phase: int
    iso_week: str = ""
    day: str = ""
    state: str = ""
    done_on: date | None = None

    @classmethod
    def of(cls, row: TimelineRow, programme: Programme) -> Self:
        """As it stands; called what this reader may call it."""
        day = row.due_on if isinstance(row, Step) else row.planned_on
        return cls(
            when=week_words(programme.starts_on, day) if day else rule_of(row),
            iso_week=_("kalenderuke %d") % day.isocalendar().week if day else "",
            what=review_called(row, programme) or str(row),
            who=", ".join(row.roles),
            phase=phase_of(programme, day),
            day=day_words(row, day),
            state=state_on_paper(row),
            done_on=row.done_on if isinstance(row, Step) else row.held_on,
        )

    @classmethod
    def of_template(cls, planned: PlannedRow) -> Self:
        row = planned.row
        is_talk = row.kind is Kind.CONVERSATION
        return cls(
            when=_("uke %d") % planned.week if planned.week else once(row.rule),
            what=_("Samtale %d") % planned.number if is_talk else row.title,
            who=", ".join(role_words(",".join(row.responsible))),
            phase=phase_of(Programme(starts_on=ANY_MONDAY), planned.on),
        )

    def to_fill_in(self, row: TimelineRow) -> PlanRow:
        """The same row with nothing but when the plan wants it."""
        return replace(self, when=rule_of(row), iso_week="", day="", state="", done_on=None)


def week_words(starts_on: date, day: date) -> str:
    """The programme's week, once it has begun."""
    week = programme_week_of(starts_on, day)
    return _("uke %d") % week if week > 0 else _("før oppstart")


def rule_of(row: TimelineRow) -> str:
    """When the plan wants it, without a day: «uke 3», «14 dager før oppstart»."""
    if isinstance(row, Conversation) and row.week:
        return _("uke %d") % row.week
    return once(rule_from(row.rule)) if row.rule else ""


def once(rule: Rule) -> str:
    """The rule of one row among those it makes."""
    return _("avtales") if isinstance(rule, Undated) else rule_words(rule)


def day_words(row: TimelineRow, day: date | None) -> str:
    if day is None:
        return ""
    text = date_format(day, "D d.m.Y")
    return text if isinstance(row, Step) or not row.starts_at else f"{text} kl. {row.starts_at:%H:%M}"


def state_on_paper(row: TimelineRow) -> str:
    """Settled, agreed or proposed: words that are as true next week, when the paper still hangs there."""
    state = row.state(date.min)
    return "" if state is State.PLANNED or is_on_demand(row) else state.word.lower()


@dataclass(frozen=True)
class PlanPart:
    """A part of the year and its rows."""

    name: str
    rows: list[PlanRow]


def parts_of(rows: Iterable[PlanRow]) -> list[PlanPart]:
    """In the order of the programme page, undated last."""
    names = [*(str(name) for _last, name in PHASES), _("Avtales underveis")]
    rows = list(rows)
    parts = [PlanPart(name, [row for row in rows if row.phase == place]) for place, name in enumerate(names)]
    return [part for part in parts if part.rows]


def plan_of(programme: Programme, *, blank: bool = False) -> list[PlanPart]:
    """A programme's rows; it must know its reader (`with_rights_for`), for what a review is called."""
    rows: list[TimelineRow] = [*appointments_of(programme, also=["rule"]), *programme.steps.all()]
    rows.sort(key=lambda row: row.sort_day)
    lines = ((row, PlanRow.of(row, programme)) for row in rows)
    return parts_of(line.to_fill_in(row) if blank else line for row, line in lines)


def plan_of_template(template: ProgrammeTemplate) -> list[PlanPart]:
    planned = [row for row in plan(template.rows(), ANY_MONDAY) if row.row.kind is not Kind.TRAINING_SHIFT]
    planned.sort(key=lambda row: row.on or date.max)
    return parts_of(map(PlanRow.of_template, planned))
