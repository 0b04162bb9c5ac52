from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.workdays import (
    holiday_name,
    is_workday,
    iso_week_of,
    monday_of,
    next_workday,
    previous_workday,
    public_holidays,
)

DAYS = st.dates(date(1990, 1, 1), date(2092, 12, 31))
ANY_DAY = settings(deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 2), "Skjærtorsdag"),
        (date(2026, 5, 1), "Arbeidernes dag"),
        (date(2027, 5, 17), "Andre pinsedag; Grunnlovsdag"),
        (date(2026, 12, 25), "Første juledag"),
        (date(2026, 12, 24), None),  # worked, at least by law
    ],
)
def test_a_holiday_has_its_norwegian_name(day: date, name: str | None) -> None:
    assert holiday_name(day) == name


def test_weekends_are_not_worked_even_without_a_holiday() -> None:
    week = [date(2026, 9, 14) + timedelta(days=n) for n in range(7)]
    assert [is_workday(day) for day in week] == [True] * 5 + [False] * 2


def test_christmas_is_skipped_both_ways() -> None:
    assert next_workday(date(2026, 12, 25)) == date(2026, 12, 28)
    assert previous_workday(date(2026, 12, 27)) == date(2026, 12, 24)


@pytest.mark.parametrize("year", [1947, 2101])
def test_a_year_without_known_holidays_is_refused(year: int) -> None:
    with pytest.raises(
        ValueError, match=rf"Helligdagene er bare kjent for årene 1948 til 2100, ikke {year}\."
    ):
        public_holidays(year)


def test_the_iso_week_keeps_its_own_year() -> None:
    assert [iso_week_of(day) for day in (date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4))] == [
        "2026-W53",
        "2026-W53",
        "2027-W01",
    ]


@ANY_DAY
@given(DAYS)
def test_the_next_and_previous_working_days_are_the_nearest(day: date) -> None:
    after, before = next_workday(day), previous_workday(day)
    assert is_workday(after)
    assert is_workday(before)
    assert before <= day <= after
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(is_workday(skipped) for skipped in between)


@ANY_DAY
@given(DAYS)
def test_every_iso_week_has_a_working_day(day: date) -> None:
    assert monday_of(next_workday(monday_of(day))) == monday_of(day)
