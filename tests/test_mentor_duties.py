"""What a mentor's coming and going asks: a handover note, and another mentor where one has become leader."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_department, make_handover_note, make_position
from tests.mentor_periods import TODAY, page
from tests.start_page import page as start_page
from tests.start_page import waiting

pytestmark = pytest.mark.django_db
WRITE = "Skriv et overleveringsnotat hvis den neste mentoren bør vite noe"
LEADS = "leder nå den nytilsatte. Velg en annen mentor"


def leave(cast: Cast, last: date) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=last)


# --- the handover note --------------------------------------------------------------------------------------


def test_who_leaves_is_asked_for_a_note_until_the_last_day(client: Client, cast: Cast) -> None:
    last = {-1: False, 0: True, 30: True, 31: False}
    for days, is_asked in last.items():
        leave(cast, TODAY + timedelta(days=days))
        assert (days, WRITE in start_page(client, cast.mentor)) == (days, is_asked)
    leave(cast, TODAY)
    assert (WRITE, "I dag", "Kari Ny") in waiting(client, cast.mentor, "mentor")
    cast.programme.pauses.create(from_on=TODAY, reason="leave")
    assert WRITE in start_page(client, cast.mentor)


def test_it_is_asked_for_once(client: Client, cast: Cast) -> None:
    leave(cast, TODAY)
    make_handover_note(cast.programme.mentorships.get(mentor=cast.mentor))
    assert WRITE not in start_page(client, cast.mentor)


@pytest.mark.parametrize("role", ["new_hire", "substitute", "leader", "head", "coordinator"])
def test_nobody_else_is_asked(client: Client, cast: Cast, role: str) -> None:
    leave(cast, TODAY)
    assert WRITE not in start_page(client, cast.of(role))


# --- who has become leader ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "word"), [("mentor", "mentor"), ("substitute", "vikar")])
@pytest.mark.parametrize("kind", ["leader", "head"])
def test_who_leads_the_new_hire_must_be_replaced(
    client: Client, cast: Cast, role: str, word: str, kind: str
) -> None:
    cast.programme.steps.all().delete()  # the list is short
    person, department = cast.of(role), cast.programme.department
    assert LEADS not in start_page(client, cast.leader)
    place = department if kind == "leader" else department.unit
    make_position(kind=kind, holder=person, place=place, from_on=TODAY)
    assert (f"{person.name} {LEADS}", "I dag", "Kari Ny") in waiting(client, cast.leader, "leader")
    said = f"{person.name} er blitt leder for den nytilsatte, og kan ikke være {word} lenger. En annen må overta."
    client.force_login(cast.leader)
    for address in (page(cast.programme), cast.programme.get_absolute_url()):
        assert said in client.get(address).text
    make_position(kind=kind, holder=cast.stranger, place=place, from_on=TODAY)  # a leader more is no mentor
    assert sum(LEADS in what for what, *_rest in waiting(client, cast.leader, "leader")) == 1


def test_one_who_leads_elsewhere_or_is_mentor_no_more_is_not_replaced(client: Client, cast: Cast) -> None:
    make_position(
        kind="leader", holder=cast.mentor, place=make_department(unit=cast.programme.department.unit)
    )
    make_position(kind="leader", holder=cast.former_mentor, place=cast.programme.department)
    shown = start_page(client, cast.leader)
    client.force_login(cast.leader)
    pages = [
        client.get(address).text for address in (page(cast.programme), cast.programme.get_absolute_url())
    ]
    assert [LEADS in shown, *("er blitt leder" in text for text in pages)] == [False, False, False]


def test_one_who_leads_alone_is_asked_too(client: Client, cast: Cast) -> None:
    for leader in (cast.leader, cast.second_leader):
        leader.positions.update(to_on=date(2026, 9, 15))
    make_position(
        kind="leader", holder=cast.mentor, place=cast.programme.department, from_on=date(2026, 9, 1)
    )
    assert (f"Ola Mentor {LEADS}", "Forfalt", "Kari Ny") in waiting(client, cast.mentor, "mentor")
