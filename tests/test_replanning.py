"""Changing a year under way, on plain rows: sequences of changes in every order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings

from programmes import replanning
from programmes.proposals import Break, DatedRow, Terms, proposed_on
from programmes.replanning import (
    Change,
    Effect,
    Fate,
    applied,
    can_stay,
    is_before_start,
    replan,
)
from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    MonthsAfter,
    OnDate,
    Rule,
    Undated,
    Weeks,
    WithinShifts,
)
from programmes.schedule import Kind, plan
from programmes.template_files import shipped, shipped_slugs
from programmes.workdays import DAY, is_workday
from tests.turns import Turn, sequences

START = date(2026, 8, 17)
PRINTED = (3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 22, 26, 30, 34, 38, 42, 46, 50, 52)
RULES: dict[Kind, list[Rule]] = {
    Kind.STEP: [DaysBefore(7), DayNumber(1), DaysAfter(14), WithinShifts(), AtEvent("første ansvarsvakt")],
    Kind.PROBATION_REVIEW: [DaysAfter(14), MonthsAfter(3), MonthsAfter(5), Undated()],
    Kind.MENTOR_FOLLOW_UP: [DaysBefore(21), MonthsAfter(2), MonthsAfter(4)],
    Kind.LEADER_TALK: [MonthsAfter(1), Undated()],
}


def year(start: date = START) -> list[DatedRow]:
    """A year that has every kind of row, on the days of its rules."""
    rows = [DatedRow(f"talk {week}", Kind.CONVERSATION, Weeks(PRINTED), week=week) for week in PRINTED] + [
        DatedRow(f"{kind} {number}", kind, rule)
        for kind, rules in RULES.items()
        for number, rule in enumerate(rules)
    ]
    rows.append(DatedRow("gathering", Kind.STEP, OnDate(date(2026, 10, 14)), on=date(2026, 10, 14)))
    return [dated(row, Terms(start)) for row in rows]


def dated(row: DatedRow, terms: Terms) -> DatedRow:
    return replace(row, on=proposed_on(row, terms))


YEAR = year()


def by_key(effects: list[Effect]) -> dict[str, Effect]:
    return {effect.row.key: effect for effect in effects}


def test_a_year_without_changes_is_the_schedules_own() -> None:
    for file in map(shipped, shipped_slugs()):
        for planned in plan(file.rows, START, 3):
            row = DatedRow("", planned.row.kind, planned.row.rule, planned.week)
            is_ours = planned.on is not None and not isinstance(planned.row.rule, OnDate)
            if is_ours:
                assert proposed_on(row, Terms(START, weekday=3)) == planned.on


# --- sequences ---------------------------------------------------------------------------------

FEW = ("talk 3", "talk 10", "talk 12", "talk 22", "talk 52")  # of the talks, for speed
AGREED = DatedRow("agreed", Kind.PROBATION_REVIEW, MonthsAfter(3), on=date(2026, 11, 19), is_set=True)
SET = DatedRow("set", Kind.PROBATION_REVIEW, Undated(), on=date(2026, 12, 8), is_set=True)
SHIFTS = [
    DatedRow(f"shift {on}", Kind.TRAINING_SHIFT, on=on, is_set=on is not None)
    for on in (date(2026, 8, 13), date(2026, 8, 18), date(2026, 8, 31), date(2026, 9, 12), None)
]
"""One before the start, and the last on a Saturday."""
EVENT_ON = date(2026, 10, 5)
EVENT = DatedRow("event", Kind.STEP, AtEvent("første ansvarsvakt"), event_on=EVENT_ON)
TERMS = Terms(START, last_shift_on=SHIFTS[3].on)
ROWS = [
    *(row for row in YEAR if row.kind is not Kind.CONVERSATION or row.key in FEW),
    *(AGREED, SET, *SHIFTS, EVENT),
]
ROWS = [dated(row, TERMS) if row.is_ours else row for row in ROWS]


@pytest.fixture(scope="module")
def asked_once() -> Iterator[None]:
    """A row's proposed day is a pure function of the row and the terms, and asked for again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replanning, "proposed_on", known)
        yield


known = lru_cache(maxsize=10_000)(proposed_on)


@dataclass(frozen=True)
class Made:
    """One change as it was made: the rows before and after, and what people had said."""

    was: list[DatedRow]
    became: list[DatedRow]
    effects: dict[str, Effect]
    change: Change
    moves: dict[str, bool]
    days: dict[str, date]

    @classmethod
    def of(cls, turn: Turn, rows: list[DatedRow], before: Terms) -> Made:
        rows, after, on = turn.acted_on(rows), turn.terms(before), turn.today
        before = with_last_shift(before, rows)
        moves = {row.key: bool(turn.day % 2) for row in rows[turn.row : turn.row + 2]}
        effects = replan(rows, before, after, choices=moves, on=on)
        days = {effect.row.key: after.starts_on for effect in effects if effect.is_too_early}
        if days:
            effects = replan(rows, before, after, choices=moves, days=days, on=on)
        became = applied(rows, effects)
        return cls(
            rows, became, by_key(effects), Change(before, with_last_shift(after, became), on), moves, days
        )


def with_last_shift(terms: Terms, rows: list[DatedRow]) -> Terms:
    shifts = (row.on for row in rows if row.kind is Kind.TRAINING_SHIFT)
    return replace(terms, last_shift_on=max((day for day in shifts if day), default=None))


@pytest.mark.usefixtures("asked_once")
@settings(max_examples=10_000, deadline=None)
@given(sequences)
def test_whatever_is_changed_in_whatever_order(sequence: list[Turn]) -> None:
    rows, terms = ROWS, TERMS
    for turn in sequence:
        made = Made.of(turn, rows, terms)
        rows, terms = made.became, made.change.after
        for old, new in zip(made.was, rows, strict=True):
            if new is not old:
                nothing_is_lost(made, old, new)
            stands_well(made, old, new)
    again = replan(rows, terms, terms, on=made.change.on)
    assert not [effect for effect in again if effect.is_moved], "the same twice is the same as once"


def nothing_is_lost(made: Made, old: DatedRow, new: DatedRow) -> None:
    """What people have done or set, and what the row is."""
    assert new == replace(old, on=new.on, is_set=new.is_set)
    if new == old:
        return
    assert not made.change.has_been(old), "what is done is never touched"
    if old.is_set:
        fate = made.effects[old.key].fate
        assert fate is Fate.TOO_EARLY or (made.moves.get(old.key) and fate in (Fate.STAYS, Fate.IN_PAUSE))
        assert new.on or old.kind is not Kind.PROBATION_REVIEW or fate is Fate.TOO_EARLY


def stands_well(made: Made, old: DatedRow, new: DatedRow) -> None:
    """What the product chose: by the terms, after the start and in no pause; of what people set, nothing before the start."""
    terms = made.change.after
    if is_before_start(new, new.on, terms):
        assert made.change.has_been(old) or (new == old and is_before_start(old, old.on, made.change.before))
    if not new.is_ours or new.on is None:
        return
    assert not terms.in_pause(new.on), "no date of ours lands in a pause"
    assert is_workday(new.on) or isinstance(new.rule, DayNumber | WithinShifts)
    if new != old:
        assert new.on == known(new, terms)
        assert new.on >= made.change.on or made.moves.get(old.key) or not can_stay(old, terms)
    elif new.on != known(new, terms):
        assert known(new, terms) != known(new, made.change.before) or new.on != known(
            old, made.change.before
        ), "left behind, by this change or by one before it"


# --- by example ---------------------------------------------------------------------------------


def test_a_pause_moves_talks_and_steps_by_whole_weeks_and_the_weeks_keep_their_number() -> None:
    """Five weeks from 2 November, over the second prøvetidssamtale."""
    rows, pause = year(), Break(date(2026, 11, 2), date(2026, 12, 6))
    effects = by_key(replan(rows, Terms(START), Terms(START, pauses=(pause,))))
    was = {row.key: row.on for row in rows}
    assert "talk 10" not in effects  # 19 October, before it
    for key in ("talk 12", "talk 18", "talk 52"):
        on, becomes = was[key], effects[key].becomes
        assert on is not None
        assert becomes is not None
        assert (becomes - on).days // 7 in (4, 5)  # a holiday may take a day or two
    covered = effects["probation_review 1"]
    assert (covered.fate, covered.becomes) == (Fate.COVERED, None)
    assert "probation_review 2" not in effects  # its clock goes on


def test_an_open_pause_takes_the_days_away_until_it_ends() -> None:
    rows, before = year(), Terms(START)
    pausing = Terms(START, pauses=(Break(date(2026, 11, 2)),))
    waiting = applied(rows, replan(rows, before, pausing))
    assert {row.on for row in waiting if row.kind is Kind.CONVERSATION and row.week and row.week >= 12} == {
        None
    }
    ended = Terms(START, pauses=(Break(date(2026, 11, 2), date(2026, 11, 15)),))
    back = {row.key: row.on for row in applied(waiting, replan(waiting, pausing, ended))}
    assert back["talk 12"] == date(2026, 11, 16)
    assert applied(waiting, replan(waiting, pausing, before)) == rows


def test_what_people_agreed_stays_unless_they_say_so() -> None:
    agreed = DatedRow("talk 8", Kind.CONVERSATION, Weeks(PRINTED), 8, date(2026, 10, 8), is_set=True)
    after = Terms(START, later=2)
    (stays,) = replan([agreed], Terms(START), after)
    assert (stays.fate, stays.becomes, stays.is_moved) == (Fate.STAYS, date(2026, 10, 8), False)
    (moves,) = replan([agreed], Terms(START), after, choices={"talk 8": True})
    assert (moves.becomes, moves.is_set) == (date(2026, 10, 19), False)


def test_a_row_of_ours_that_is_kept_is_theirs_from_then_on() -> None:
    row = dated(DatedRow("talk 8", Kind.CONVERSATION, Weeks(PRINTED), 8), Terms(START))
    (kept,) = replan([row], Terms(START), Terms(START, later=1), choices={"talk 8": False})
    assert (kept.becomes, kept.is_set) == (row.on, True)


def test_nothing_stays_before_a_later_start() -> None:
    extra = DatedRow("extra", Kind.CONVERSATION, on=date(2026, 8, 20), is_set=True)
    later = Terms(date(2026, 9, 1))
    (undated,) = replan([extra], Terms(START), later)
    assert (undated.fate, undated.becomes, undated.is_too_early) == (Fate.TOO_EARLY, None, False)
    (early,) = replan([extra], Terms(START), later, days={"extra": date(2026, 8, 31)})
    assert (early.becomes, early.is_too_early) == (date(2026, 8, 31), True)


def test_shifts_to_come_are_proposed_as_many_days_later_as_the_start() -> None:
    shifts = [DatedRow(str(day), Kind.TRAINING_SHIFT, on=date(2026, 8, day), is_set=True) for day in (18, 24)]
    later = Terms(START + 14 * DAY, pauses=(Break(date(2026, 9, 7), date(2026, 9, 8)),))
    (moved, in_pause) = replan(shifts, Terms(START), later)
    assert (moved.proposed, moved.becomes, moved.is_set) == (date(2026, 9, 1), date(2026, 9, 1), True)
    assert (in_pause.proposed, in_pause.becomes) == (None, None)
    (emptied, _in_pause) = replan(shifts, Terms(START), later, choices={"18": False})
    assert (emptied.becomes, emptied.is_set) == (None, False)


def test_what_is_past_is_left_alone() -> None:
    rows = year()
    changed = replan(rows, Terms(START), Terms(START, weekday=4), from_on=date(2026, 10, 1))
    assert min(effect.row.on or date.max for effect in changed) >= date(2026, 10, 1)


@pytest.mark.parametrize(
    ("pause", "talk"),
    [
        (Break(date(2026, 12, 1), date(2026, 12, 20)), date(2026, 12, 22)),
        (Break(date(2026, 12, 7), date(2026, 12, 7)), date(2026, 12, 14)),
    ],
)
def test_a_holiday_never_pushes_a_day_into_the_pause(pause: Break, talk: date) -> None:
    row = dated(DatedRow("talk 16", Kind.CONVERSATION, Weeks(PRINTED), 16), Terms(START))
    day = proposed_on(row, Terms(START, pauses=(pause,)))
    assert day is not None
    assert not pause.covers(day)


def test_the_series_is_moved_and_the_reviews_keep_their_clock() -> None:
    moved = replan(year(), Terms(START), Terms(START, later=3))
    assert {effect.row.kind for effect in moved} == {Kind.CONVERSATION}
