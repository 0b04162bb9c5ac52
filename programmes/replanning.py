"""What a change of start, weekday, rhythm or pause does to a year under way. Pure: rows and terms in, effects out.

A date that the product chose is a function of the terms alone. A change moves the rows whose day is another under the
new terms than under the old; what people have done, set or agreed stays where it is unless they say so.
How a pause moves the days is our own decision, and it stands here alone (docs/RULES.md has the reasons).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

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

    @property
    def is_ours(self) -> bool:
        """Whether the product chose its day."""
        return not (self.is_set or self.is_done or self.rule is None or isinstance(self.rule, SET_BY_PEOPLE))


class Fate(StrEnum):
    """What becomes of a row when the terms change."""

    MOVES = "moves"
    STAYS = "stays"  # set by people, where ours would be another day
    PAST = "past"  # ours, but its day is over, or the new one would be
    DONE = "done"
    COVERED = "covered"  # a review in a pause: its clock goes on, so people must find a day
    IN_PAUSE = "in_pause"  # set by people, inside a pause: pointed out
    TOO_EARLY = "too_early"  # set by people, before the new start: it cannot stay


@dataclass(frozen=True)
class Effect:
    """One row that a change touches, or would."""

    row: DatedRow
    fate: Fate
    proposed: date | None
    becomes: date | None
    is_set: bool  # afterwards
    is_too_early: bool = (
        False  # it would stand before the start, so nothing is saved until it has another day
    )

    @property
    def is_moved(self) -> bool:
        return self.becomes != self.row.on or self.is_set != self.row.is_set

    @property
    def is_shown(self) -> bool:
        """Whether there is something to say: another day, or a day that people must look at."""
        return self.is_moved or self.proposed != self.row.on or self.fate is Fate.IN_PAUSE

    @property
    def is_choice(self) -> bool:
        """Whether people may keep the day, or move it after all."""
        return (
            self.fate in (Fate.MOVES, Fate.STAYS, Fate.PAST, Fate.IN_PAUSE) and self.proposed != self.row.on
        )


def proposed_on(row: DatedRow, terms: Terms) -> date | None:
    """The day the product proposes under these terms; None where people must set it, or a pause is open.

    >>> row = DatedRow("1", Kind.CONVERSATION, Weeks((5,)), week=5)
    >>> str(proposed_on(row, Terms(date(2026, 8, 17), pauses=(Break(date(2026, 9, 1), date(2026, 9, 20)),))))
    '2026-10-05'
    """
    if row.rule is None or isinstance(row.rule, SET_BY_PEOPLE):
        return row.on
    if row.kind is Kind.PROBATION_REVIEW:  # the prøvetid does not wait
        day = due_on(row.rule, terms.starts_on, week=row.week, weekday=terms.weekday)
        return None if day and terms.in_pause(day) else day
    if isinstance(row.rule, WithinShifts) and terms.last_shift_on:
        return terms.last_shift_on
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


def clear_of(day: date, pauses: Iterable[Break]) -> date | None:
    """`day`, or the first working day after the pauses that a holiday has pushed it into."""
    for pause in sorted(pauses, key=lambda one: one.from_on):
        if pause.covers(day):
            if pause.to_on is None:
                return None
            day = next_workday(pause.to_on + DAY)
    return day


def replan(
    rows: Iterable[DatedRow],
    before: Terms,
    after: Terms,
    *,
    choices: Mapping[str, bool] | None = None,
    days: Mapping[str, date] | None = None,
    from_on: date | None = None,
) -> list[Effect]:
    """What the change does, row by row, for those that it touches or would.

    `choices` says of a row whether it moves, where people have said so; `days` gives one a day that people chose.
    Rows before `from_on` are left as they are.
    """
    found = (
        effect_on(row, before, after, (choices or {}).get(row.key), (days or {}).get(row.key))
        for row in rows
        if from_on is None or row.on is None or row.on >= from_on
    )
    return [effect for effect in found if effect]


def effect_on(
    row: DatedRow, before: Terms, after: Terms, moves: bool | None, day: date | None
) -> Effect | None:
    new = proposed_on(row, after)
    fate = fate_of(row, before, after, new)
    if fate is None:
        return None
    if fate is Fate.TOO_EARLY and new == row.on:
        new = None  # no rule says another day
    becomes, is_set = decided(row, fate, new, moves, day)
    return Effect(row, fate, new, becomes, is_set, is_before_start(row, becomes, after) and not row.is_done)


def is_before_start(row: DatedRow, day: date | None, terms: Terms) -> bool:
    return day is not None and day < terms.starts_on and belongs_after_start(row)


def fate_of(row: DatedRow, before: Terms, after: Terms, new: date | None) -> Fate | None:
    """None for a row that the change has nothing to do with."""
    would_move = new != proposed_on(row, before)
    if row.is_done:
        return Fate.DONE if would_move else None
    if row.is_ours:
        is_covered = row.kind is Kind.PROBATION_REVIEW and new is None
        return None if not would_move else Fate.COVERED if is_covered else Fate.MOVES
    if row.on and row.on < after.starts_on and belongs_after_start(row):
        return Fate.TOO_EARLY
    if row.on and after.in_pause(row.on) and not before.in_pause(row.on):
        return Fate.IN_PAUSE
    return Fate.STAYS if would_move and new != row.on else None


def decided(
    row: DatedRow, fate: Fate, new: date | None, moves: bool | None, day: date | None
) -> tuple[date | None, bool]:
    """Where the row ends, and whether people have set it: what they said, else what its fate is."""
    if fate is Fate.DONE:
        return row.on, row.is_set
    if day is not None:
        return day, True
    if fate is Fate.COVERED or (fate is Fate.MOVES if moves is None else moves):
        return new, False
    # What was ours and is kept on purpose is from now on a day that a person has set.
    return row.on, row.is_set or (fate in (Fate.MOVES, Fate.PAST) and new != row.on)


def belongs_after_start(row: DatedRow) -> bool:
    """Talks, reviews and shifts; leader and mentor prepare before it, and steps may."""
    return row.kind in (Kind.CONVERSATION, Kind.LEADER_TALK, Kind.PROBATION_REVIEW, Kind.TRAINING_SHIFT)


def applied(rows: Iterable[DatedRow], effects: Iterable[Effect]) -> list[DatedRow]:
    """The rows as they stand afterwards."""
    by_key = {effect.row.key: effect for effect in effects}
    return [
        replace(row, on=by_key[row.key].becomes, is_set=by_key[row.key].is_set) if row.key in by_key else row
        for row in rows
    ]
