"""Talks spread before and after a busy period: outside everything, one a week, in their running order."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.busy import Span
from programmes.proposals import Break, DatedRow, Terms
from programmes.schedule import Kind
from programmes.spreading import Room, spread, waiting
from programmes.workdays import is_workday, monday_of
from tests.series import breaks, series, weekdays

HOLIDAY = Span("Fellesferie", date(2026, 7, 6), date(2026, 7, 26))
START = date(2026, 6, 22)
THIRD_WEEK = date(2026, 7, 6)
spans = st.builds(
    lambda day, days: Span("Borte", day, day + timedelta(days=days)),
    st.dates(date(2026, 6, 8), date(2027, 6, 1)),
    st.integers(0, 40),
)


def weeks(talks: list[DatedRow], found: dict[str, date], but: set[str] = frozenset()) -> list[int]:  # type: ignore[assignment]
    """The calendar weeks of the talks afterwards, where these stay."""
    days = [found.get(talk.key, talk.on) if talk.key not in but else talk.on for talk in talks]
    return [day.isocalendar().week for day in days if day]


def test_the_order_is_kept_and_the_training_weeks_are_left_alone() -> None:
    """Weeks 28, 29, 30, 31, 33, 35 …: nothing before the first talk, and the next ones make way."""
    talks = series(Terms(START))
    found = spread(talks, HOLIDAY, Room(THIRD_WEEK))
    assert weeks(talks, found)[:8] == [31, 32, 33, 34, 35, 36, 37, 39]
    assert waiting(talks, HOLIDAY, found) == set()


def test_half_go_before_where_there_is_room() -> None:
    """A talk every week 34 to 37, then 39 and 41; away in 39 to 41, so that one goes to 38."""
    talks = series(Terms(date(2026, 8, 3)))
    assert weeks(talks, {})[:8] == [34, 35, 36, 37, 39, 41, 43, 45]
    autumn = Span("Borte", date(2026, 9, 21), date(2026, 10, 11))
    assert weeks(talks, spread(talks, autumn, Room(START)))[:8] == [34, 35, 36, 37, 38, 42, 43, 45]


def test_what_people_have_set_waits_and_so_does_what_would_pass_it() -> None:
    talks = series(Terms(START), agreed={4})
    found = spread(talks, HOLIDAY, Room(THIRD_WEEK))
    stays = waiting(talks, HOLIDAY, found)
    assert stays == {"3", "4"}
    assert weeks(talks, found, stays)[:7] == [28, 29, 33, 34, 35, 36, 37]


def test_where_all_are_agreed_nothing_moves_by_itself() -> None:
    talks = series(Terms(START), agreed={3, 4, 5, 6})
    found = spread(talks, HOLIDAY, Room(THIRD_WEEK))
    assert weeks(talks, found)[:4] == [31, 32, 33, 34]
    assert waiting(talks, HOLIDAY, found) == set(found)


def test_what_finds_no_room_stays() -> None:
    talks = series(Terms(START))
    assert spread(talks, HOLIDAY, Room(THIRD_WEEK, (HOLIDAY,), (Break(date(2026, 7, 27)),))) == {}


@settings(deadline=None, max_examples=300)
@given(
    st.dates(date(2026, 5, 1), date(2026, 8, 1)),
    weekdays,
    st.lists(breaks, max_size=2),
    st.lists(spans, min_size=1, max_size=3),
    st.sets(st.integers(3, 30)),
    st.dates(date(2026, 5, 1), date(2026, 9, 1)),
)
def test_whatever_is_chosen_holds(
    start: date, weekday: int | None, pauses: list[Break], away: list[Span], agreed: set[int], earliest: date
) -> None:
    talks = [talk for talk in series(Terms(start, weekday, 0, tuple(pauses)), agreed) if talk.on]
    talks = sorted(
        (talk for talk in talks if talk.on and talk.on >= earliest), key=lambda talk: talk.on or start
    )
    span, room = away[0], Room(earliest, away, pauses)
    found = spread(talks, span, room)
    for day in found.values():
        assert is_workday(day)
        assert day >= earliest
        assert not any(one.covers(day) for one in away)
        assert not any(one.covers(day) for one in pauses)
    stays = waiting(talks, span, found)
    assert {talk.key for talk in talks if talk.is_set and talk.key in found} <= stays
    for left in (set(), stays):
        days = [talk.on if talk.key in left else found.get(talk.key, talk.on) for talk in talks]
        assert days == sorted(day for day in days if day)
        moved = [monday_of(found[talk.key]) for talk in talks if talk.key in found and talk.key not in left]
        others = {
            monday_of(talk.on) for talk in talks if talk.on and (talk.key in left or talk.key not in found)
        }
        assert len(set(moved)) == len(moved)
        assert not others & set(moved)


def test_a_talk_of_its_own_day_keeps_it() -> None:
    talks = [
        DatedRow("1", Kind.CONVERSATION, on=date(2026, 7, 9)),
        DatedRow("2", Kind.CONVERSATION, on=date(2026, 7, 14)),
    ]
    found = spread(talks, HOLIDAY, Room(date(2026, 6, 1)))
    assert found == {"1": date(2026, 7, 2), "2": date(2026, 7, 28)}
