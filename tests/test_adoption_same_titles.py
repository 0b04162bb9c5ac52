"""A new edition where several rows are called the same: each finds its own in the programme."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from programmes.models import Step
from programmes.rules import DaysAfter, OnDate
from programmes.schedule import Kind, PlannedRow, Role, Row
from tests.cast import Cast
from tests.changes import days, saved, shown
from tests.editions import cast_on_own_template, next_edition

pytestmark = pytest.mark.django_db

PAGE = "ny-versjon"
WHY = {"why": "template"}


@pytest.fixture
def cast() -> Cast:
    return cast_on_own_template()


@pytest.fixture
def signed_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.leader)
    return client


GATHERINGS = [
    Row("Gruppesamling", Kind.STEP, OnDate(day), (Role.LEADER,))
    for day in (date(2027, 2, 10), date(2027, 4, 14), date(2027, 6, 9))
]


def with_gatherings(cast: Cast, gatherings: list[Row] = GATHERINGS) -> None:
    """The template and the programme have them already."""
    template = cast.programme.template
    last = cast.programme.steps.count()
    template.keep_rows([*template.rows(), *gatherings])
    for number, row in enumerate(gatherings, start=last + 1):
        day = row.rule.on if isinstance(row.rule, OnDate) else None
        Step.from_plan(cast.programme, PlannedRow(row, number, on=day)).save()


@pytest.mark.parametrize("gone", range(3))
def test_a_gathering_that_is_gone_is_the_one_that_is_marked(signed_in: Client, cast: Cast, gone: int) -> None:
    with_gatherings(cast)
    before = days(cast.programme)
    next_edition(cast.programme, lambda rows: [*rows[:-3], *GATHERINGS[:gone], *GATHERINGS[gone + 1 :]])
    groups = shown(signed_in, cast.programme, PAGE, **WHY).context["groups"]
    assert [(group.heading, len(group.lines)) for group in groups] == [("Står ikke i den nye versjonen", 1)]
    saved(signed_in, cast.programme, PAGE, **WHY)
    assert days(cast.programme) == before
    marked = cast.programme.steps.filter(not_in_template=True)
    assert [(step.due_on,) for step in marked] == [(GATHERINGS[gone].rule.on,)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "to",
    [
        ("2027-04-14", "2027-06-09", "2027-08-18"),
        ("2027-06-09", "2027-02-10"),
        ("2027-02-10", "2027-03-10", "2027-04-14", "2027-06-09"),
        ("2027-06-10", "2027-04-14"),
    ],
)
def test_no_gathering_stands_twice(signed_in: Client, cast: Cast, to: tuple[str, ...]) -> None:
    with_gatherings(cast)
    new = [replace(GATHERINGS[0], rule=OnDate(date.fromisoformat(day))) for day in to]
    next_edition(cast.programme, lambda rows: [*rows[:-3], *new])
    saved(signed_in, cast.programme, PAGE, **WHY)
    stand = cast.programme.steps.filter(title="Gruppesamling")
    assert sorted(str(step.due_on) for step in stand.filter(not_in_template=False)) == sorted(to)
    assert stand.count() == max(len(to), 3)


def test_of_two_rows_that_are_wholly_alike_one_can_go(signed_in: Client, cast: Cast) -> None:
    call = Row("Telefon", Kind.STEP, DaysAfter(40), (Role.LEADER,))
    with_gatherings(cast, [call, call])
    next_edition(cast.programme, lambda rows: rows[:-1])
    saved(signed_in, cast.programme, PAGE, **WHY)
    calls = cast.programme.steps.filter(title="Telefon").order_by("position")
    assert [step.not_in_template for step in calls] == [False, True]
