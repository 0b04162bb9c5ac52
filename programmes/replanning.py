"""What a change of start, weekday, rhythm or pause does to a year under way. Pure: rows and terms in, effects out.

A date that the product chose is a function of the terms alone (`proposals`). A change moves the rows whose day is another
under the new terms than under the old; what people have done, set or agreed stays where it is unless they say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from programmes.proposals import DatedRow, Terms, proposed_on
from programmes.schedule import AFTER_START, Kind


class Fate(StrEnum):
    """What becomes of a row when the terms change."""

    MOVES = "moves"
    STAYS = "stays"  # set by people, where ours would be another day
    PAST = "past"  # ours, but its day is over, or the new one would be
    DONE = "done"
    COVERED = "covered"  # a review in a pause: its clock goes on, so people must find a day
    ASKED = "asked"  # a review in a pause whose day people have set: it stays until they find another
    IN_PAUSE = "in_pause"  # set by people, inside a pause: pointed out
    TOO_EARLY = "too_early"  # set by people, and left before the new start: it cannot stay


@dataclass(frozen=True)
class Change:
    """From which terms to which, and the day it is made: what is past by then has been."""

    before: Terms
    after: Terms
    on: date = date.min

    def has_been(self, row: DatedRow) -> bool:
        """A shift has no tick: it is done when its day is over."""
        return row.is_done or (row.kind is Kind.TRAINING_SHIFT and row.on is not None and row.on < self.on)

    def leaves_early(self, row: DatedRow) -> bool:
        """Whether the new start is what leaves the row before it; one that was too early already stays."""
        return is_before_start(row, row.on, self.after) and not is_before_start(row, row.on, self.before)

    def follows_the_start(self, row: DatedRow) -> date | None:
        """A shift as many days later as the start, for people to take or change; none in a pause."""
        if row.on is None or row.kind is not Kind.TRAINING_SHIFT:
            return None
        day = row.on + (self.after.starts_on - self.before.starts_on)
        return None if self.after.in_pause(day) else day


@dataclass(frozen=True)
class Effect:
    """One row that a change touches, or would."""

    row: DatedRow
    fate: Fate
    proposed: date | None
    becomes: date | None
    is_set: bool  # afterwards
    is_too_early: bool = (
        False  # it would stand before the start, so nothing is saved until people say another day
    )

    @property
    def is_moved(self) -> bool:
        return self.becomes != self.row.on or self.is_set != self.row.is_set

    @property
    def is_shown(self) -> bool:
        """Whether there is something to say: another day, or a day that people must look at."""
        return self.is_moved or self.proposed != self.row.on or self.fate in (Fate.ASKED, Fate.IN_PAUSE)

    @property
    def is_choice(self) -> bool:
        """Whether people may keep the day, or move it after all."""
        return (
            self.fate in (Fate.MOVES, Fate.STAYS, Fate.PAST, Fate.IN_PAUSE) and self.proposed != self.row.on
        )


def replan(
    rows: Iterable[DatedRow],
    before: Terms,
    after: Terms,
    *,
    on: date = date.min,
    choices: Mapping[str, bool] | None = None,
    days: Mapping[str, date] | None = None,
    from_on: date | None = None,
) -> list[Effect]:
    """What the change does, row by row, for those that it touches or would.

    `choices` says of a row whether it moves, where people have said so (of one that cannot stay, whether it takes the
    day proposed for it, else it has none); `days` gives one a day that people chose.
    Rows before `from_on` are left as they are. `on` is the day the change is made. The last shift that other rows
    follow is the last as it will be: of the shifts among these, when there are any.
    """
    rows, choices, days = list(rows), choices or {}, days or {}
    shifts = [row for row in rows if row.kind is Kind.TRAINING_SHIFT]
    if shifts:
        turned = applied(shifts, replan_each(shifts, Change(before, after, on), choices, days))
        after = replace(after, last_shift_on=max((row.on for row in turned if row.on), default=None))
    reached = [row for row in rows if from_on is None or row.on is None or row.on >= from_on]
    return replan_each(reached, Change(before, after, on), choices, days)


def replan_each(
    rows: Iterable[DatedRow], change: Change, choices: Mapping[str, bool], days: Mapping[str, date]
) -> list[Effect]:
    found = (effect_on(row, change, choices.get(row.key), days.get(row.key)) for row in rows)
    return [effect for effect in found if effect]


def effect_on(row: DatedRow, change: Change, moves: bool | None, day: date | None) -> Effect | None:
    new = proposed_on(row, change.after)
    fate = fate_of(row, change, new)
    if fate is None:
        return None
    if fate is Fate.TOO_EARLY and new == row.on:
        new = change.follows_the_start(row)
    becomes, is_set = decided(row, fate, new, moves, day)
    is_too_early = (becomes != row.on or change.leaves_early(row)) and not change.has_been(row)
    return Effect(
        row, fate, new, becomes, is_set, is_too_early and is_before_start(row, becomes, change.after)
    )


def is_before_start(row: DatedRow, day: date | None, terms: Terms) -> bool:
    return day is not None and day < terms.starts_on and row.kind in AFTER_START


def fate_of(row: DatedRow, change: Change, new: date | None) -> Fate | None:
    """None for a row that the change has nothing to do with."""
    would_move = new != proposed_on(row, change.before)
    if row.is_done:
        return Fate.DONE if would_move else None
    if row.is_ours:
        is_left_behind = row.on is not None and row.on != new and not can_stay(row, change.after)
        return of_ours(row, change, new) if would_move or is_left_behind else None
    if change.leaves_early(row):
        return Fate.DONE if change.has_been(row) else Fate.TOO_EARLY
    is_review = row.kind is Kind.PROBATION_REVIEW
    if row.on and change.after.in_pause(row.on) and not change.before.in_pause(row.on):
        return Fate.ASKED if is_review else Fate.IN_PAUSE
    is_worse = is_review and new is None  # no day at all for one that people have found
    return Fate.STAYS if would_move and new != row.on and not is_worse else None


def of_ours(row: DatedRow, change: Change, new: date | None) -> Fate:
    """A row that would move. To a day that is over it does so only if it cannot stay, or people ask for it."""
    if new is None:
        return Fate.COVERED if row.kind is Kind.PROBATION_REVIEW else Fate.MOVES
    return Fate.PAST if new < change.on and can_stay(row, change.after) else Fate.MOVES


def can_stay(row: DatedRow, terms: Terms) -> bool:
    """Whether a row of ours may keep its day, whatever the terms propose."""
    return row.on is not None and not terms.in_pause(row.on) and not is_before_start(row, row.on, terms)


def decided(
    row: DatedRow, fate: Fate, new: date | None, moves: bool | None, day: date | None
) -> tuple[date | None, bool]:
    """Where the row ends, and whether people have set it: what they said, else what its fate is."""
    if fate is Fate.DONE:
        return row.on, row.is_set
    if day is not None:
        return day, True
    if fate is Fate.ASKED:
        return row.on, row.is_set
    if fate is Fate.TOO_EARLY:
        return (None, False) if moves is False else (new, new is not None and row.rule is None)
    if fate is Fate.COVERED or (fate is Fate.MOVES if moves is None else moves):
        return new, row.is_set and new == row.on
    # What was ours and is kept on purpose is from now on a day that a person has set. Of what is past nobody has said so.
    return row.on, row.is_set or (fate is Fate.MOVES and new != row.on)


def applied(rows: Iterable[DatedRow], effects: Iterable[Effect]) -> list[DatedRow]:
    """The rows as they stand afterwards."""
    by_key = {effect.row.key: effect for effect in effects}
    return [
        replace(row, on=by_key[row.key].becomes, is_set=by_key[row.key].is_set) if row.key in by_key else row
        for row in rows
    ]
