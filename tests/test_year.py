"""The year in one picture: which sign each week gets, and the same in words."""

from datetime import date

import pytest

from programmes.states import State
from programmes.year import URGENCY, Entry, legend, mark, strips

START = date(2026, 8, 31)  # a Monday in ISO week 36
TODAY = date(2026, 9, 16)


def entry(day: date, state: State = State.PROPOSED, label: str = "Samtale 1") -> Entry:
    return Entry(label, day, state)


def test_four_strips_of_thirteen_weeks() -> None:
    year = strips([], START, TODAY)
    assert [(strip.first, strip.last, len(strip.weeks)) for strip in year] == [
        (1, 13, 13),
        (14, 26, 13),
        (27, 39, 13),
        (40, 52, 13),
    ]
    assert {strip.text for strip in year} == {"Ingenting er planlagt disse ukene."}
    assert {week.mark for strip in year for week in strip.weeks} == {"tom"}


def test_a_week_stands_where_its_number_says() -> None:
    year = strips([entry(date(2026, 9, 14), State.HELD), entry(date(2026, 12, 7))], START, TODAY)
    marks = {week.number: week.mark for strip in year for week in strip.weeks if week.mark != "tom"}
    assert marks == {3: "gjennomfort", 15: "planlagt"}
    assert [week.x for week in year[1].weeks[:3]] == [1, 23, 45]
    assert year[0].text == "Uke 3: Samtale 1: gjennomført."
    assert year[1].text == "Uke 15: Samtale 1: foreslått."


def test_the_week_we_are_in() -> None:
    now = [week.number for strip in strips([], START, TODAY) for week in strip.weeks if week.is_now]
    assert now == [3]


def test_a_strip_is_drawn_week_by_week_and_the_week_we_are_in_on_top() -> None:
    first = strips([], START, TODAY)[0]
    uses = [f'<use href="#aar-tom" x="{week.x}" y="13"/>' for week in first.weeks]
    now = next(week for week in first.weeks if week.is_now)
    assert first.signs == "".join(uses) + f'<use href="#aar-her" x="{now.x}" y="13"/>'


@pytest.mark.parametrize("today", [date(2026, 8, 30), date(2027, 9, 6)])
def test_before_and_after_no_week_is_now(today: date) -> None:
    assert not any(week.is_now for strip in strips([], START, today) for week in strip.weeks)


def test_the_most_urgent_row_gives_the_sign_and_all_are_said() -> None:
    rows = [
        entry(date(2026, 9, 14), State.HELD),
        entry(date(2026, 9, 16), State.OVERDUE, "Brev"),
        entry(date(2026, 9, 18), State.AGREED, "Samtale 2"),
    ]
    (first, *_rest) = strips(rows, START, TODAY)
    assert first.weeks[2].mark == "forfalt"
    assert first.text == "Uke 3: Samtale 1: gjennomført, Brev: forfalt, Samtale 2: avtalt."


def test_what_is_planned_after_week_52_makes_the_picture_longer() -> None:
    year = strips([entry(date(2027, 9, 13))], START, TODAY)  # week 55
    assert [(strip.name, len(strip.weeks)) for strip in year[3:]] == [("Uke 40–52", 13), ("Uke 53–55", 3)]
    assert [week.number for week in year[-1].weeks if week.mark != "tom"] == [55]


def test_one_row_after_two_years_is_one_week_more() -> None:
    year = strips([entry(date(2028, 8, 31))], START, TODAY)
    assert [(strip.name, len(strip.weeks)) for strip in year[-2:]] == [("Uke 92–104", 13), ("Uke 105", 1)]
    assert [month.name for month in year[-1].months] == ["aug"]


def test_what_lies_before_the_start_has_no_week() -> None:
    year = strips([entry(date(2026, 8, 24), State.OVERDUE)], START, TODAY)
    assert (len(year), {week.mark for strip in year for week in strip.weeks}) == (4, {"tom"})


def test_a_start_on_a_weekend_counts_from_the_first_working_day() -> None:
    saturday = date(2026, 9, 5)
    for day, sign in ((date(2026, 9, 7), "planlagt"), (saturday, "planlagt"), (date(2026, 9, 4), "tom")):
        assert strips([entry(day)], saturday, TODAY)[0].weeks[0].mark == sign


def test_months_over_the_first_week_that_begins_in_them() -> None:
    (first, *_rest) = strips([], START, TODAY)
    # August begins one week before September: too close, so its name is left out.
    assert [(month.x, month.name) for month in first.months] == [(23, "sep"), (111, "okt"), (199, "nov")]


ON_LISTS = {"UNSIGNED", "UNREAD", "DRAFT", "NOT_BEGUN", "GOING", "STOPPED"}
ON_LISTS |= {"WAS_MENTOR", "IS_MENTOR", "WILL_BE_MENTOR", "NOT_SENT", "NOT_HANDED_OVER", "NOT_RECEIVED"}
"""What a paper, a letter, a whole programme or a mentor's period can be, which no row of the year is."""


def test_every_state_has_its_place_and_its_sign() -> None:
    of_rows = [state for state in State if state.name not in ON_LISTS]
    assert set(URGENCY) == set(of_rows)
    assert {mark([entry(START, state)]) for state in of_rows} == {
        "planlagt",
        "avtalt",
        "i-dag",
        "gjennomfort",
        "uten-dato",
        "for-bruk",
        "forfalt",
        "ikke-holdt",
    }


def test_the_legend_names_each_sign_once() -> None:
    rows = [entry(START, state) for state in (State.DONE, State.HELD, State.PROPOSED, State.PLANNED)]
    assert [state.mark for state in legend(rows)] == ["planlagt", "gjennomfort"]
    assert legend([]) == []
