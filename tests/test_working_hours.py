"""When mail may leave: every day of the years, over summer time, red days and a year with 53 weeks."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from programmes.workdays import DAY, is_workday, monday_of
from reminders.working_hours import (
    OSLO,
    day_after,
    day_before,
    first_of_week,
    is_open,
    next_opening,
    opening,
    sunday_of,
)

FROM, TO = datetime.min.replace(year=2020), datetime.min.replace(year=2061)  # noqa: DTZ901
MOMENTS = st.datetimes(FROM, TO, timezones=st.just(UTC))
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@given(at=MOMENTS)
def test_the_next_opening_is_open_and_nothing_is_open_before_it(at: datetime) -> None:
    opens = next_opening(at)
    assert is_open(opens)
    assert opens >= at
    assert opens == at or not is_open(at)
    quarter = at
    while quarter < opens and quarter < at + timedelta(days=14):
        assert not is_open(quarter)
        quarter += timedelta(minutes=45)


@given(at=MOMENTS)
def test_open_is_a_working_day_between_seven_and_four_on_the_wall(at: datetime) -> None:
    here = at.astimezone(OSLO)
    assert is_open(at) == (is_workday(here.date()) and time(7) <= here.time() < time(16))


@given(day=DAYS)
def test_before_and_after_are_working_days_with_none_between(day: date) -> None:
    before, after = day_before(day), day_after(day)
    assert is_workday(before)
    assert is_workday(after)
    assert before < day < after
    between = [before + DAY * number for number in range(1, (after - before).days)]
    assert [each for each in between if is_workday(each)] in ([], [day])


@given(day=DAYS)
def test_the_week_begins_on_its_first_working_day(day: date) -> None:
    first = first_of_week(day)
    assert monday_of(day) <= first
    assert not [
        each for each in range((first - monday_of(day)).days) if is_workday(monday_of(day) + DAY * each)
    ]
    assert sunday_of(day).isoweekday() == 7
    assert monday_of(day) <= day <= sunday_of(day)


def test_summer_time_begins_and_ends_on_sundays_and_seven_is_seven() -> None:
    assert opening(date(2027, 3, 26)).utcoffset() == timedelta(hours=1)
    assert opening(date(2027, 3, 30)).utcoffset() == timedelta(hours=2)
    saturday_night = datetime(
        2027, 3, 28, 0, 30, tzinfo=UTC
    )  # half an hour before the clock goes forward; Easter
    assert next_opening(saturday_night) == datetime(2027, 3, 30, 7, tzinfo=OSLO)
    assert next_opening(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == datetime(2026, 10, 26, 7, tzinfo=OSLO)


def test_week_53() -> None:
    assert first_of_week(date(2027, 1, 1)) == date(2026, 12, 28)
    assert first_of_week(date(2027, 1, 4)) == date(2027, 1, 4)
