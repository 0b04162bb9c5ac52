"""Changing a year under way, on plain rows: sequences of changes in every order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes import replanning
from programmes.proposals import Break, DatedRow, Terms, proposed_on
from programmes.replanning import Effect, Fate, applied, replan
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
from tests.turns import Turn, turns

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


@pytest.fixture(scope="module")
def asked_once() -> Iterator[None]:
    """A row's proposed day is a pure function of the row and the terms, and asked for again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replanning, "proposed_on", lru_cache(maxsize=10_000)(proposed_on))
        yield


@pytest.mark.usefixtures("asked_once")
@settings(max_examples=10_000, deadline=None)
@given(st.lists(turns, min_size=1, max_size=3))
def test_whatever_is_changed_in_whatever_order(sequence: list[Turn]) -> None:
    terms = Terms(START)
    rows = [row for row in YEAR if row.kind is not Kind.CONVERSATION or row.key in FEW]
    for turn in sequence:
        rows, after = turn.acted_on(rows), turn.terms(terms)
        moves = {row.key: bool(turn.day % 2) for row in rows[turn.row : turn.row + 2]}
        early = too_early(rows, terms, after, moves)
        effects = replan(rows, terms, after, choices=moves, days=dict.fromkeys(early, after.starts_on))
        became = applied(rows, effects)
        holds(rows, became, effects, after)
        again = replan(became, after, after)
        assert not [effect for effect in again if effect.is_moved], "the same twice is the same as once"
        rows, terms = became, after


def too_early(rows: list[DatedRow], before: Terms, after: Terms, moves: dict[str, bool]) -> list[str]:
    return [effect.row.key for effect in replan(rows, before, after, choices=moves) if effect.is_too_early]


def holds(was: list[DatedRow], became: list[DatedRow], effects: list[Effect], terms: Terms) -> None:
    said = by_key(effects)
    for old, new in zip(was, became, strict=True):
        assert (old.key, old.kind, old.rule, old.week, old.is_done) == (
            new.key,
            new.kind,
            new.rule,
            new.week,
            new.is_done,
        )
        if old.is_done:
            assert new == old, "what is done is never touched"
        if old.is_set and new != old:
            assert said[old.key].fate in (Fate.TOO_EARLY, Fate.STAYS, Fate.IN_PAUSE)
        if not new.is_ours or new.on is None:
            continue
        assert not terms.in_pause(new.on), "no date of ours lands in a pause"
        assert new.on == proposed_on(new, terms)
        if new.kind in (Kind.CONVERSATION, Kind.PROBATION_REVIEW, Kind.LEADER_TALK):
            assert new.on >= terms.starts_on
            assert is_workday(new.on)


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
