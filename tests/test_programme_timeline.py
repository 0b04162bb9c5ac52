"""The rows of a programme in their phases, and the words of one row."""

from datetime import date, time
from typing import Any

import pytest

from programmes.models import Conversation, LeaderTalk, ProbationReview, Programme, Step
from programmes.preview import preview_lines
from programmes.rules import Undated, Weeks
from programmes.schedule import Kind, Role, Row, plan
from programmes.states import State
from programmes.timeline import (
    Line,
    TimelineRow,
    clocks_of,
    concerns,
    facts,
    has_proposals,
    label,
    next_row,
    phases,
    talk_lead,
    when,
)

START = date(2026, 8, 31)
TODAY = date(2026, 9, 16)
PROGRAMME = Programme(starts_on=START)
PAIR = {Role.MENTOR}
LEADERS = {Role.LEADER, Role.HEAD}


def talk(planned_on: date | None = date(2026, 9, 14), **fields: Any) -> Conversation:
    values: dict[str, Any] = {"number": 1, "responsible": "mentor"} | fields
    return Conversation(programme=PROGRAMME, planned_on=planned_on, **values)


def review(planned_on: date | None, **fields: Any) -> ProbationReview:
    return ProbationReview(
        programme=PROGRAMME, title="Første", planned_on=planned_on, responsible="leader", **fields
    )


def step(due_on: date | None, responsible: str = "mentor", **fields: Any) -> Step:
    return Step(programme=PROGRAMME, title="Omvisning", due_on=due_on, responsible=responsible, **fields)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 31), "uke 1 · kalenderuke 36"),
        (date(2026, 9, 20), "uke 3 · kalenderuke 38"),
        (date(2026, 8, 30), "kalenderuke 35"),
        (date(2026, 12, 31), "uke 18 · kalenderuke 53"),
        (date(2027, 1, 4), "uke 19 · kalenderuke 1"),
    ],
)
def test_both_clocks(day: date, words: str) -> None:
    assert clocks_of(START, day) == words


def test_when() -> None:
    agreed: dict[str, Any] = {"starts_at": time(14, 30), "agreed_at": TODAY}
    assert when(talk(**agreed)) == "man 14.09.2026 kl. 14:30"
    assert when(talk(held_on=date(2026, 9, 15), **agreed)) == "tir 15.09.2026"
    assert when(talk(None)) == "dato avtales"
    assert when(step(date(2026, 9, 1))) == "tir 01.09.2026"
    assert when(step(date(2026, 9, 1), done_on=date(2026, 9, 2))) == "ons 02.09.2026"
    assert when(step(None)) == "dato avtales"


def test_the_heading_of_a_talk() -> None:
    assert talk_lead(talk()) == "Uke 3 · kalenderuke 38 · mandag 14. september"
    assert talk_lead(talk(None)) == "Datoen avtales."
    moved = talk(starts_at=time(9, 5), place="Grupperom 1")
    assert talk_lead(moved) == "Uke 3 · kalenderuke 38 · mandag 14. september · kl. 09:05 · Grupperom 1"


def test_labels() -> None:
    assert [label(row) for row in (talk(week=3), talk(is_extra=True), talk(), step(None))] == [
        "Samtale 1, uke 3",
        "Samtale 1, ekstra",
        "Samtale 1",
        "Omvisning",
    ]


def test_what_became_of_it_is_for_those_who_see_all() -> None:
    held = talk(held_on=TODAY, minutes_spent=50)
    not_held = talk(not_held_reason="staffing")
    mine, theirs = Programme(starts_on=START), Programme(starts_on=START)
    mine.reader_is_new_hire, theirs.reader_is_new_hire = True, False
    theirs.reader_mentors = theirs.reader_leads = False
    rows: list[TimelineRow] = [held, not_held, talk(), step(TODAY)]
    assert [facts(row, mine) for row in rows] == [["50 min"], ["Bemanningen tillot det ikke"], [], []]
    assert [facts(row, theirs) for row in rows] == [[], [], [], []]


def test_whose_row_it_is() -> None:
    assert [concerns(talk(), roles) for roles in (PAIR, {Role.NEW_HIRE}, LEADERS)] == [True, True, False]
    assert [concerns(review(TODAY), roles) for roles in (PAIR, LEADERS)] == [False, True]
    shared = step(TODAY, "mentor,new_hire")
    assert [concerns(shared, roles) for roles in (PAIR, {Role.NEW_HIRE}, LEADERS, set())] == [
        True,
        True,
        False,
        False,
    ]


def test_the_next_row() -> None:
    held, late, coming = talk(held_on=TODAY), review(date(2026, 9, 15)), talk(date(2026, 9, 21))
    rows: list[TimelineRow] = [held, late, coming]
    assert next_row(rows, PAIR, TODAY, None) is coming
    assert next_row(rows, LEADERS, TODAY, None) is late
    assert next_row(rows, set(), TODAY, None) is None
    assert next_row(rows, PAIR, TODAY, TODAY) is None  # nothing waits after the end


def test_a_row_without_a_day_is_next_when_nothing_else_is() -> None:
    undated, dated, on_demand = talk(None), talk(date(2026, 9, 21)), step(None)
    assert next_row([dated, undated], PAIR, TODAY, None) is dated
    assert next_row([on_demand, undated], PAIR, TODAY, None) is undated
    assert next_row([on_demand], PAIR, TODAY, None) is None


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 8, 30), "Før oppstart"),
        (date(2026, 8, 31), "Opplæringen, uke 1–2"),
        (date(2026, 9, 13), "Opplæringen, uke 1–2"),
        (date(2026, 9, 14), "Uke 3–6"),
        (date(2026, 10, 12), "Uke 7–18"),
        (date(2027, 1, 4), "Uke 19–52"),
        (date(2027, 8, 29), "Uke 19–52"),
        (date(2027, 8, 30), "Etter uke 52"),
        (None, "Uten dato ennå"),
    ],
)
def test_phases(day: date | None, phase: str) -> None:
    assert phase_of(PROGRAMME, day) == [phase]


def test_a_start_on_a_saturday_is_the_first_day_all_the_same() -> None:
    saturday = Programme(starts_on=date(2026, 9, 5))
    assert phase_of(saturday, date(2026, 9, 5)) == ["Opplæringen, uke 1–2"]
    assert phase_of(saturday, date(2026, 9, 4)) == ["Før oppstart"]


def phase_of(programme: Programme, day: date | None) -> list[str]:
    line = Line("Samtale 1", "", State.PROPOSED, "", "", day=day)
    return [phase.name for phase in phases(programme, [line]) if phase.lines == [line]]


def test_something_is_proposed_as_long_as_a_coming_talk_is_not_agreed() -> None:
    coming, past = talk(date(2026, 9, 21)), talk()
    agreed = talk(date(2026, 9, 21), agreed_at=TODAY)
    assert [has_proposals([row], TODAY) for row in (coming, past, agreed, review(date(2026, 9, 21)))] == [
        True,
        False,
        False,
        False,
    ]


def test_the_preview_leaves_out_the_shifts() -> None:
    rows = [
        Row("Samtale", Kind.CONVERSATION, Weeks((3,)), (Role.MENTOR,)),
        Row("Vakt", Kind.TRAINING_SHIFT, Undated(10), (Role.MENTOR,)),
        Row("Med leder", Kind.LEADER_TALK, Undated(4), (Role.LEADER, Role.HEAD)),
    ]
    first, second = preview_lines(plan(rows, START), START)
    assert (first.what, first.when, first.who, first.state) == (
        "Samtale",
        "man 14.09.2026 · uke 3 · kalenderuke 38",
        "mentor",
        State.PROPOSED,
    )
    assert (second.what, second.when, second.who, second.state) == (
        "Med leder, 4 ganger",
        "dato avtales",
        "avdelingsleder, enhetsleder",
        State.UNDATED,
    )


def test_a_leader_talk_is_the_leaders() -> None:
    row = LeaderTalk(programme=PROGRAMME, title="Med leder", responsible="leader", planned_on=TODAY)
    assert next_row([row], LEADERS, TODAY, None) is row
    assert next_row([row], PAIR, TODAY, None) is None
