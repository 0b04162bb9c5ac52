from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.models.start import with_rhythm
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
    weeks_of,
)
from programmes.schedule import (
    Kind,
    PlannedRow,
    Role,
    Row,
    ScheduleError,
    due_on,
    expected_minutes,
    first_working_day,
    last_workday_of_week,
    plan,
    programme_week_of,
    talk_day,
    week_is_over,
    week_monday,
)
from programmes.workdays import is_workday

STARTS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WEEKS = st.integers(1, 104)
WEEKDAYS = st.none() | st.integers(1, 5)
MONDAY = date(2026, 8, 17)
ANY_START = settings(deadline=None, derandomize=True)


def make_row(rule: Rule, kind: Kind = Kind.CONVERSATION) -> Row:
    """A talk that the mentor is responsible for, when the rule says."""
    return Row(title="Samtale", kind=kind, rule=rule, responsible=(Role.MENTOR,))


# Days


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (MONDAY, MONDAY),
        (date(2026, 8, 15), MONDAY),  # a Saturday
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 5, 15), date(2027, 5, 18)),  # Whit Monday and 17 May are one day
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 4, 2), date(2026, 4, 7)),  # Easter
    ],
)
def test_the_first_working_day(start: date, first: date) -> None:
    assert first_working_day(start) == first


@pytest.mark.parametrize("year", [226, 1989, 2091, 9999])
def test_a_mistyped_year_is_refused(year: int) -> None:
    with pytest.raises(ScheduleError, match="Startdatoen må være i et av årene 1990 til 2090"):
        plan([make_row(DaysBefore(21))], date(year, 12, 31))


def test_a_start_on_saturday_counts_from_the_monday_after() -> None:
    assert week_monday(date(2026, 8, 15), 1) == MONDAY
    assert programme_week_of(date(2026, 8, 15), date(2026, 8, 15)) == 0


def test_weeks_go_through_the_53rd_week_of_2026() -> None:
    start = date(2026, 12, 7)
    talks = plan([make_row(Weeks((3, 4, 5)))], start)
    assert [(talk.iso_week, talk.on) for talk in talks] == [
        ("2026-W52", date(2026, 12, 21)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
    ]


@pytest.mark.parametrize(
    ("start", "week", "weekday", "day"),
    [
        (date(2027, 5, 3), 3, 1, date(2027, 5, 18)),  # 17 May and Whit Monday: Tuesday
        (date(2026, 3, 2), 5, 5, date(2026, 4, 1)),  # Good Friday, and Maundy Thursday before it
        (date(2026, 5, 4), 2, 4, date(2026, 5, 15)),  # Ascension Day: Friday
        (date(2026, 8, 20), 1, 1, date(2026, 8, 20)),  # the agreed Monday was before F
        (date(2026, 8, 20), 2, 1, date(2026, 8, 24)),
        (date(2026, 8, 20), 2, None, date(2026, 8, 27)),  # F's own weekday
        (date(2026, 12, 7), 3, 5, date(2026, 12, 24)),  # Christmas Day is that Friday
    ],
)
def test_a_talk_falls_on_the_agreed_weekday_or_close_to_it(
    start: date, week: int, weekday: int | None, day: date
) -> None:
    assert talk_day(start, week, weekday) == day


@pytest.mark.parametrize("week", [-1, 0, 105])
def test_a_week_that_does_not_exist_is_refused(week: int) -> None:
    with pytest.raises(
        ScheduleError, match=rf"^Uke {week} finnes ikke\. Bruk en programuke fra 1 til 104\.$"
    ):
        talk_day(MONDAY, week)


@pytest.mark.parametrize("weekday", [0, 6, 8])
def test_a_talk_cannot_be_agreed_for_the_weekend(weekday: int) -> None:
    sentence = rf"^Ukedag {weekday} kan ikke brukes\. Velg 1 \(mandag\) til 5 \(fredag\)\.$"
    with pytest.raises(ScheduleError, match=sentence):
        talk_day(MONDAY, 3, weekday)
    with pytest.raises(ScheduleError, match=sentence):
        plan([], MONDAY, weekday)


@pytest.mark.parametrize(
    ("rule", "start", "day"),
    [
        (DaysBefore(21), MONDAY, date(2026, 7, 27)),
        (DaysBefore(7), date(2026, 4, 13), date(2026, 4, 1)),  # Easter Monday: the Wednesday before
        (DayNumber(1), date(2026, 8, 15), date(2026, 8, 15)),  # as it is, not moved
        (DayNumber(3), MONDAY, date(2026, 8, 19)),
        (DaysAfter(14), MONDAY, date(2026, 8, 31)),
        (DaysAfter(14), date(2026, 8, 15), date(2026, 8, 31)),  # Saturday to Saturday, so Monday
        (MonthsAfter(3), date(2026, 11, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (MonthsAfter(3), date(2027, 11, 30), date(2028, 2, 29)),
        (MonthsAfter(12), date(2028, 2, 29), date(2029, 2, 28)),
        (MonthsAfter(2), date(2026, 10, 25), date(2026, 12, 28)),  # Christmas Day, then the weekend
        (WithinShifts(), MONDAY, date(2026, 8, 28)),
        (WithinShifts(), date(2026, 3, 23), date(2026, 4, 1)),  # the week of Easter
        (OnDate(date(2026, 10, 3)), MONDAY, date(2026, 10, 3)),  # a person set it, so it stands
        (AtEvent("første ansvarsvakt"), MONDAY, None),
        (Undated(3), MONDAY, None),
        (OnDemand(), MONDAY, None),
    ],
)
def test_when_a_row_is_due(rule: Rule, start: date, day: date | None) -> None:
    assert due_on(rule, start) == day


def test_a_row_within_the_shifts_follows_the_last_shift_even_to_a_sunday() -> None:
    assert due_on(WithinShifts(), MONDAY, last_shift_on=date(2026, 9, 6)) == date(2026, 9, 6)


def test_a_rule_by_weeks_must_be_told_which_week() -> None:
    assert due_on(EveryWeeks(2, 8, 18), MONDAY, week=8) == date(2026, 10, 5)
    with pytest.raises(ScheduleError, match="Si hvilken uke det gjelder"):
        due_on(Weeks((3, 4)), MONDAY)


@pytest.mark.parametrize(("minutes", "expected"), [((30, 60), 45), ((45, 45), 45), (None, None)])
def test_a_printed_span_counts_as_its_middle(minutes: tuple[int, int] | None, expected: int | None) -> None:
    assert expected_minutes(minutes) == expected


def test_a_week_is_over_on_monday() -> None:
    planned_on = date(2026, 12, 28)  # in 2026-W53
    assert [week_is_over(planned_on, date(2027, 1, day)) for day in (3, 4)] == [False, True]


# Plans


def as_tuples(planned: list[PlannedRow]) -> list[tuple[str, int, int | None, date | None]]:
    return [(entry.row.title, entry.number, entry.week, entry.on) for entry in planned]


def test_a_plan_is_sorted_numbered_by_kind_and_keeps_the_order_of_the_template() -> None:
    rows = [
        replace(make_row(Undated(2)), title="avtales"),
        replace(make_row(Weeks((3, 5))), title="samtale"),
        replace(make_row(DaysAfter(14), Kind.STEP), title="steg"),
        replace(make_row(DaysBefore(7), Kind.STEP), title="før"),
    ]
    assert as_tuples(plan(rows, MONDAY)) == [
        ("før", 1, None, date(2026, 8, 10)),
        ("samtale", 1, 3, date(2026, 8, 31)),
        ("steg", 2, None, date(2026, 8, 31)),
        ("samtale", 2, 5, date(2026, 9, 14)),
        ("avtales", 3, None, None),
        ("avtales", 4, None, None),
    ]


def test_only_rows_by_weeks_have_a_week() -> None:
    planned = plan([make_row(Weeks((5,))), make_row(DaysAfter(30)), make_row(Undated())], MONDAY)
    assert [(entry.week, entry.iso_week) for entry in planned] == [
        (5, "2026-W38"),
        (None, None),
        (None, None),
    ]


def test_a_rhythm_is_laid_on_undated_rows_of_its_kind_alone() -> None:
    rows = [make_row(Undated(12)), make_row(Undated(4), Kind.LEADER_TALK), make_row(Weeks((1,)))]
    rhythm = EveryWeeks(4, 4, 52)
    changed = with_rhythm(rows, Kind.CONVERSATION, rhythm)
    assert [row.rule for row in changed] == [rhythm, Undated(4), Weeks((1,))]
    assert [row.count for row in changed] == [13, 4, 1]


def test_other_shapes_of_programme_fit() -> None:
    """Eleven talks in 26 weeks; and two years: weekly, every other week, monthly, then on demand."""
    assert make_row(Weeks((1, 2, 3, 4, 6, 8, 10, 13, 17, 21, 26))).count == 11
    two_years = [
        make_row(EveryWeeks(1, 1, 4)),
        make_row(EveryWeeks(2, 6, 12)),
        make_row(EveryWeeks(4, 16, 52)),
    ]
    last = plan([*two_years, make_row(OnDemand())], MONDAY)[-1]
    assert (last.number, last.on) == (19, None)


# For any start


@ANY_START
@given(STARTS, WEEKS, WEEKDAYS)
def test_a_talk_is_on_a_working_day_of_its_week_and_never_before_the_first(
    start: date, week: int, weekday: int | None
) -> None:
    day = talk_day(start, week, weekday)
    assert is_workday(day)
    assert day >= first_working_day(start)
    assert 0 <= (day - week_monday(start, week)).days < 5
    assert programme_week_of(start, day) == week


@ANY_START
@given(STARTS, WEEKS, st.integers(1, 5))
def test_a_talk_moves_only_when_the_agreed_day_cannot_be_used(start: date, week: int, weekday: int) -> None:
    agreed = week_monday(start, week) + timedelta(days=weekday - 1)
    if is_workday(agreed) and agreed >= first_working_day(start):
        assert talk_day(start, week, weekday) == agreed
    else:
        assert talk_day(start, week, weekday) != agreed


@ANY_START
@given(STARTS, st.integers(1, 24))
def test_months_keep_the_day_or_the_end_of_a_shorter_month(start: date, months: int) -> None:
    day = due_on(MonthsAfter(months), start)
    assert day is not None
    assert is_workday(day)
    moved = (start.year * 12 + start.month - 1) + months
    year, month = moved // 12, moved % 12 + 1
    wished = date(year, month, min(start.day, monthrange(year, month)[1]))
    assert timedelta(0) <= day - wished <= timedelta(days=5)


@ANY_START
@given(STARTS, st.integers(1, 730))
def test_days_before_and_after_are_working_days_on_their_own_side(start: date, days: int) -> None:
    before, after = due_on(DaysBefore(days), start), due_on(DaysAfter(days), start)
    assert before is not None
    assert after is not None
    assert is_workday(before)
    assert is_workday(after)
    assert before <= start - timedelta(days=days)
    assert after >= start + timedelta(days=days)


@ANY_START
@given(STARTS, WEEKS)
def test_the_last_working_day_of_a_week_is_in_it(start: date, week: int) -> None:
    day = last_workday_of_week(start, week)
    assert is_workday(day)
    assert 0 <= (day - week_monday(start, week)).days < 5


@ANY_START
@given(STARTS, st.dates(date(1988, 1, 1), date(2093, 12, 31)))
def test_the_week_of_a_day_begins_on_the_monday_before_it(start: date, day: date) -> None:
    week = programme_week_of(start, day)
    monday = week_monday(start, 1) + timedelta(weeks=week - 1)
    assert monday <= day < monday + timedelta(weeks=1)


@ANY_START
@given(st.sets(WEEKS, min_size=1), STARTS, WEEKDAYS)
def test_a_list_of_weeks_gives_one_talk_in_each(weeks: set[int], start: date, weekday: int | None) -> None:
    rule = Weeks(tuple(sorted(weeks)))
    planned = plan([make_row(rule)], start, weekday)
    assert tuple(talk.week for talk in planned) == weeks_of(rule)
    assert [talk.number for talk in planned] == list(range(1, len(weeks) + 1))
    assert len({talk.iso_week for talk in planned}) == len(weeks)
