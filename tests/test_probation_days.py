"""How long a prøvetid can last: arbeidsmiljøloven § 15-6 in days. Nothing here is moved to a working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.probation import Extension, latest_end, length, suggested_end
from programmes.workdays import is_workday

STARTS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
LENGTHS = st.integers(2, 1000)


@pytest.mark.parametrize(
    ("starts_on", "suggested", "latest"),
    [
        (date(2027, 1, 1), date(2027, 6, 30), date(2027, 6, 30)),
        (date(2026, 8, 15), date(2027, 2, 14), date(2027, 2, 14)),
        (date(2026, 9, 1), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2026, 8, 29), date(2027, 2, 27), date(2027, 2, 28)),  # February is too short to answer
        (date(2026, 8, 31), date(2027, 2, 27), date(2027, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 28), date(2028, 2, 28)),  # a leap year has the 29th
        (date(2027, 8, 31), date(2028, 2, 28), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 29), date(2027, 6, 30)),
    ],
)
def test_six_months(starts_on: date, suggested: date, latest: date) -> None:
    assert (suggested_end(starts_on), latest_end(starts_on)) == (suggested, latest)


@given(STARTS)
def test_what_is_suggested_is_allowed_however_one_counts(starts_on: date) -> None:
    suggested, latest = suggested_end(starts_on), latest_end(starts_on)
    assert 0 <= (latest - suggested).days <= 1
    assert (latest == suggested) or latest.day < starts_on.day
    assert 181 <= length(starts_on, suggested) <= 184


@pytest.mark.parametrize(
    ("starts_on", "until", "latest"),
    [
        (
            date(2026, 7, 1),
            date(2026, 10, 31),
            date(2026, 8, 31),
        ),  # two of four months; 61 of 123 days is a day less
        (date(2026, 9, 1), date(2026, 12, 31), date(2026, 10, 31)),
        (date(2026, 8, 31), date(2026, 12, 31), date(2026, 10, 30)),  # no whole months: days
        (date(2026, 8, 31), date(2027, 2, 28), date(2026, 11, 30)),  # a short month counts to its end
        (date(2026, 9, 1), date(2028, 8, 31), date(2027, 2, 28)),  # and never more than six months
    ],
)
def test_half_of_a_temporary_post_as_one_may_count_it(starts_on: date, until: date, latest: date) -> None:
    assert latest_end(starts_on, until) == latest


@given(STARTS, LENGTHS)
def test_half_of_a_temporary_post_and_never_more_than_six_months(starts_on: date, days: int) -> None:
    until = starts_on + timedelta(days=days - 1)
    end = suggested_end(starts_on, until)
    assert length(starts_on, end) <= min(days / 2, length(starts_on, suggested_end(starts_on)))
    assert 0 <= (latest_end(starts_on, until) - end).days <= 2
    assert length(starts_on, end) * 2 + 1 >= days or end == suggested_end(starts_on)  # and not a day less


def test_a_post_of_one_day_has_no_half() -> None:
    with pytest.raises(ValueError, match="no day"):
        suggested_end(date(2026, 9, 1), date(2026, 9, 1))


@given(STARTS, st.integers(1, 400), st.integers(1, 400))
def test_an_extension_is_as_long_as_the_absence(ends_on: date, days: int, more: int) -> None:
    extension = Extension(ends_on, days)
    assert length(ends_on, extension.new_end) - 1 == days
    assert Extension(extension.new_end, more).new_end == Extension(ends_on, days + more).new_end


@given(STARTS, st.integers(1, 400))
def test_the_day_of_the_notice_is_never_rolled_forward(ends_on: date, days: int) -> None:
    extension = Extension(ends_on, days)
    assert extension.hand_over_by <= extension.receive_by == ends_on
    assert is_workday(extension.hand_over_by)
    assert extension.is_in_time(ends_on)
    assert not extension.is_in_time(ends_on + timedelta(days=1))
