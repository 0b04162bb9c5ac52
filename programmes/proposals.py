"""The day that the product proposes for a row: a function of the programme's terms alone. Pure: no clock.

How a pause moves the days is our own decision, and it stands here alone (docs/RULES.md has the reasons).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    EveryWeeks,
    MonthsAfter,
    OnDate,
    OnDemand,
    Rule,
    Undated,
    Weeks,
    WithinShifts,
)
from programmes.schedule import (
    WEEK,
    Kind,
    due_on,
    months_after,
    wished_talk_day,
    workday_within_week,
)
from programmes.workdays import DAY, next_workday, previous_workday

MOST_LATER = 52  # weeks a series can be moved
SET_BY_PEOPLE = (OnDate, AtEvent, Undated, OnDemand)  # their day is never ours to choose


@dataclass(frozen=True, order=True)
class Break:
    """The days of a pause, both included; without a last day it is open."""

    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def meets(self, other: Break) -> bool:
        """Whether the two have a day in common."""
        return (self.to_on is None or other.from_on <= self.to_on) and (
            other.to_on is None or self.from_on <= other.to_on
        )

    @property
    def weeks(self) -> int | None:
        """How many whole weeks the rows move: the fewest that carry the first day past the last.

        >>> Break(date(2026, 11, 2), date(2026, 12, 6)).weeks
        5
        """
        return None if self.to_on is None else (self.to_on - self.from_on).days // 7 + 1


@dataclass(frozen=True)
class Terms:
    """What the proposed days of one programme follow from."""

    starts_on: date
    weekday: int | None = None
    later: int = 0  # weeks that the talks are moved; the reviews keep their own clock
    pauses: tuple[Break, ...] = ()
    last_shift_on: date | None = None

    def in_pause(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self.pauses)


@dataclass(frozen=True)
class DatedRow:
    """One row as it stands, whichever table it is in."""

    key: str
    kind: Kind
    rule: Rule | None = None  # none: people added it
    week: int | None = None
    on: date | None = None
    is_done: bool = False  # held, explained, ticked, or before our time
    is_set: bool = False  # a person chose the day, or the two have agreed it
    event_on: date | None = None  # the day of the event that it must come before, when people have set it

    @property
    def is_ours(self) -> bool:
        """Whether the product chose its day."""
        return not (self.is_set or self.is_done or self.waits_for_people)

    @property
    def waits_for_people(self) -> bool:
        """Whether nothing gives it a day but they: they added it, or its rule leaves it to them."""
        return self.event_on is None and (self.rule is None or isinstance(self.rule, SET_BY_PEOPLE))


def proposed_on(row: DatedRow, terms: Terms) -> date | None:
    """The day the product proposes under these terms; None where people must set it, or a pause is open.

    >>> row = DatedRow("1", Kind.CONVERSATION, Weeks((5,)), week=5)
    >>> str(proposed_on(row, Terms(date(2026, 8, 17), pauses=(Break(date(2026, 9, 1), date(2026, 9, 20)),))))
    '2026-10-05'
    """
    if row.event_on:
        return day_before(row.event_on, terms.pauses)
    if row.rule is None or row.waits_for_people:
        return row.on
    if row.kind is Kind.PROBATION_REVIEW:  # the prøvetid does not wait
        day = due_on(row.rule, terms.starts_on, week=row.week, weekday=terms.weekday)
        return None if day and terms.in_pause(day) else day
    if isinstance(row.rule, WithinShifts) and terms.last_shift_on:
        return clear_of(terms.last_shift_on, terms.pauses)
    day = wished_day(row, terms)
    if row.kind is Kind.CONVERSATION and row.week:
        day += terms.later * WEEK
    weeks = weeks_later(day, terms.pauses)
    return None if weeks is None else clear_of(workday(row, day + weeks * WEEK), terms.pauses)


def wished_day(row: DatedRow, terms: Terms) -> date:
    """The day of the rule before weekends and holidays, which a pause is measured against."""
    match row.rule:
        case Weeks() | EveryWeeks():
            assert row.week is not None  # a row by weeks stands in one
            return wished_talk_day(terms.starts_on, row.week, terms.weekday)
        case DaysAfter(days):
            return terms.starts_on + days * DAY
        case MonthsAfter(months):
            return months_after(terms.starts_on, months)
    day = due_on(row.rule, terms.starts_on) if row.rule else None
    assert day is not None  # `SET_BY_PEOPLE` holds all the others
    return day


def weeks_later(day: date, pauses: Iterable[Break]) -> int | None:
    """How many weeks the pauses move this day: from the first day of a pause on, all that follows waits.

    >>> weeks_later(date(2026, 9, 1), [Break(date(2026, 9, 1), date(2026, 9, 2)), Break(date(2026, 9, 8), date(2026, 9, 9))])
    2
    """
    moved = 0
    for pause in sorted(pauses, key=lambda one: one.from_on):
        if day + moved * WEEK >= pause.from_on:
            if pause.weeks is None:
                return None
            moved += pause.weeks
    return moved


def workday(row: DatedRow, day: date) -> date:
    """The working day that this kind of row takes when its day is none."""
    match row.rule:
        case Weeks() | EveryWeeks():
            return workday_within_week(day)
        case DaysBefore() | WithinShifts():
            return previous_workday(day)
        case DayNumber():
            return day
    return next_workday(day)


def day_before(event_on: date, pauses: Iterable[Break] = ()) -> date:
    """The last working day before something happens that is in no pause: after the pause is too late.

    >>> pause = Break(date(2026, 11, 2), date(2026, 12, 6))
    >>> str(day_before(date(2026, 12, 7))), str(day_before(date(2026, 12, 7), [pause]))
    ('2026-12-04', '2026-10-30')
    """
    day = previous_workday(event_on - DAY)
    for pause in sorted(pauses, key=lambda one: one.from_on, reverse=True):
        if pause.covers(day):
            day = previous_workday(pause.from_on - DAY)
    return day


def clear_of(day: date, pauses: Iterable[Break]) -> date | None:
    """`day`, or the first working day after the pauses that a holiday, or the last shift, has put it into."""
    for pause in sorted(pauses, key=lambda one: one.from_on):
        if pause.covers(day):
            if pause.to_on is None:
                return None
            day = next_workday(pause.to_on + DAY)
    return day
