"""The day the notice of a longer prøvetid must be received: a leader's duty, and nobody else's to see."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.changes import shown
from tests.probation import END, make_absence, make_probation
from tests.start_page import page, waiting

pytestmark = pytest.mark.django_db
WORDS = "Beskjeden om lengre prøvetid må være mottatt"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def told(client: Client, cast: Cast, role: str, on: date) -> bool:
    with time_machine.travel(on):
        return WORDS in page(client, cast.of(role))


def test_the_leader_is_told_until_the_last_day_and_in_a_pause_too(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    cast.programme.pauses.create(from_on=END - timedelta(days=40), reason="leave")
    days = {-31: False, -30: True, -1: True, 0: True, 1: False}
    assert {day: told(client, cast, "leader", END + timedelta(days=day)) for day in days} == days
    with time_machine.travel(END):
        assert (WORDS, "I dag", "Kari Ny") in waiting(client, cast.leader, "leader")


@pytest.mark.parametrize("role", ["new_hire", "mentor", "substitute", "head", "coordinator", "former_leader"])
def test_nobody_else_is_told(client: Client, cast: Cast, role: str) -> None:
    make_probation(cast)
    make_absence(cast)
    assert not told(client, cast, role, END)


def test_nothing_waits_without_absence_or_when_the_notice_is_received(client: Client, cast: Cast) -> None:
    probation = make_probation(cast)
    cast.programme.pauses.create(from_on=END - timedelta(days=40), reason="leave")  # nothing else is due
    assert not told(client, cast, "leader", END)
    absence = make_absence(cast)
    assert told(client, cast, "leader", END)
    extension = probation.extension([absence], absence.to_on)
    assert extension
    probation.extend(extension, END, by=cast.leader, at=timezone.now())
    probation.save()
    assert not told(client, cast, "leader", END)


def test_a_later_start_points_out_absence_and_events_before_it(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)  # from 7 September
    step = cast.programme.steps.get(rule__when="event")
    cast.programme.steps.happens_on(step, date(2026, 9, 10))
    client.force_login(cast.leader)
    for start, said in {"2026-09-07": 0, "2026-09-08": 1, "2026-09-14": 2}.items():
        page = shown(client, cast.programme, "startdato", starts_on=start, why="agreed")
        assert len(page.context["remarks"]) == said
    assert "Fraværet fra 7. september 2026 begynner før den nye startdatoen." in page.content.decode()
    assert cast.programme.absences.get().from_on == date(2026, 9, 7)
