"""The same talk twice in one week: refused where every start puts it so, pointed out where this start does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.preview import remarks
from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    MonthsAfter,
    OnDate,
    OnDemand,
    Rule,
    Undated,
    Weeks,
    WithinShifts,
)
from programmes.schedule import Kind, Role, Row, plan, programme_week_of
from programmes.template_faults import TALKS, faults_of
from programmes.workdays import is_workday

START = date(2026, 10, 5)


def talks(*rules: Rule, kind: Kind = Kind.CONVERSATION) -> list[Row]:
    return [Row(f"Samtale {place}", kind, rule, (Role.LEADER,)) for place, rule in enumerate(rules, start=1)]


@pytest.mark.parametrize("kind", TALKS)
@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (DaysAfter(14), Weeks((3, 5)), "uke 3"),
        (Weeks((3,)), DayNumber(15), "uke 3"),
        (DaysAfter(20), DayNumber(21), "dag 21"),
        (DaysAfter(20), DaysAfter(20), "dag 21"),
        (MonthsAfter(2), MonthsAfter(2), "den samme tiden"),
        (OnDate(START), OnDate(START), "den samme tiden"),
        (AtEvent("vakt"), AtEvent("vakt"), "den samme tiden"),
        (WithinShifts(), WithinShifts(), "den samme tiden"),
    ],
)
def test_what_is_always_twice_is_refused(kind: Kind, one: Rule, other: Rule, said: str) -> None:
    found = faults_of(talks(one, other, kind=kind))
    assert [(fault.text, fault.row) for fault in found] == [
        (f"{said} har alt en slik samtale, i rad 1 «Samtale 1».", 2)
    ]


@pytest.mark.parametrize(
    "rules",
    [
        (DaysAfter(15), Weeks((3,))),  # a start on a Friday puts it in week 4
        (MonthsAfter(1), DaysAfter(31)),
        (Undated(4), Undated(2)),
        (OnDemand(), OnDemand()),
        (AtEvent("vakt"), AtEvent("kurs")),
    ],
)
def test_what_may_be_apart_is_not(rules: tuple[Rule, ...]) -> None:
    assert faults_of(talks(*rules)) == []


def test_two_kinds_may_share_a_week() -> None:
    mentor, leader = talks(Weeks((3,))), talks(DaysAfter(14), kind=Kind.PROBATION_REVIEW)
    assert faults_of([*mentor, *leader]) == []
    assert remarks(plan([*mentor, *leader], START)) == []


def test_the_trial_points_out_what_this_start_puts_in_one_week() -> None:
    rows = talks(MonthsAfter(1), DaysAfter(31), Weeks((9,)))
    assert remarks(plan(rows, START)) == [
        "«Samtale 1» 5. november 2026 og «Samtale 2» 5. november 2026 er i samme uke."
    ]
    assert remarks(plan(rows, date(2026, 10, 9))) == [
        "«Samtale 1» 9. november 2026 og «Samtale 2» 9. november 2026 er i samme uke."
    ]


@given(st.dates(date(2026, 6, 1), date(2027, 12, 31)).filter(is_workday), st.integers(1, 60))
def test_whole_weeks_after_the_start_are_that_many_weeks_later(start: date, weeks: int) -> None:
    (planned,) = plan(talks(DayNumber(weeks * 7 + 1)), start)
    assert planned.on is not None
    assert programme_week_of(start, planned.on) == weeks + 1
