"""The start page: everybody's next thing, and nothing of what is not theirs."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Programme
from tests.cast import LEADERS, OUTSIDERS, Cast, make_cast
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_programme,
    make_template,
    make_user,
)
from tests.talks import log, talk_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def page(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def waiting(client: Client, user: User) -> list[tuple[str, str, str]]:
    """«Dette venter på deg»: what, state and whose programme."""
    client.force_login(user)
    return [(line.what, line.state.word, line.who) for line in client.get("/").context["duties"]]


# --- the pair -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("mentor", "Neste samtale med Kari Ny"),
        ("substitute", "Neste samtale med Kari Ny"),
        ("new_hire", "Neste samtale med mentor"),
    ],
)
def test_the_next_talk_is_one_tap_away(client: Client, cast: Cast, role: str, heading: str) -> None:
    shown = page(client, cast.of(role))
    assert heading in shown
    assert "Samtale 1 · man 14.09.2026 · uke 3 · kalenderuke 38" in shown
    assert f'href="{talk_of(cast.programme).get_absolute_url()}">Åpne samtalen' in shown
    assert "Se alle programmene" not in shown


def test_once_logged_the_next_one_stands_there(client: Client, cast: Cast) -> None:
    log(client, talk_of(cast.programme), cast.mentor)
    assert "Samtale 2 · man 21.09.2026" in page(client, cast.mentor)


def test_several_programmes_the_earliest_talk_first_and_undated_last(client: Client, cast: Cast) -> None:
    home = cast.mentor.municipality
    later = make_programme(mentor=cast.mentor, starts_on=date(2026, 10, 5))
    undated = make_programme(mentor=cast.mentor, template=make_template("flekkefjord"))
    client.force_login(cast.mentor)
    pairs = client.get("/").context["pairs"]
    assert [programme for programme, _line in pairs] == [cast.programme, later, undated]
    assert [line.when for _programme, line in pairs] == [
        "man 14.09.2026",
        "man 19.10.2026",
        "dato avtales",
    ]
    assert home == cast.new_hire.municipality


def test_a_dated_talk_comes_before_undated_ones(client: Client) -> None:
    cast = make_cast("flekkefjord")
    cast.programme.conversations.filter(number=7).update(planned_on=date(2026, 10, 1))
    cast.programme.conversations.filter(number=9).update(planned_on=date(2026, 9, 24))
    client.force_login(cast.mentor)
    ((_programme, line),) = client.get("/").context["pairs"]
    assert (line.what, line.when) == ("Samtale 9", "tor 24.09.2026")


def test_no_talks_left(client: Client, cast: Cast) -> None:
    cast.programme.conversations.update(held_on=TODAY)
    shown = page(client, cast.mentor)
    assert "Ingen samtaler står igjen." in shown
    assert "Åpne samtalen" not in shown


@pytest.mark.parametrize("role", ["new_hire", "mentor"])
def test_after_the_end_the_programme_is_still_found(client: Client, cast: Cast, role: str) -> None:
    Programme.objects.update(ended_on=date(2026, 9, 15), handed_over_on=date(2026, 9, 15))
    shown = page(client, cast.of(role))
    assert "Avsluttede programmer" in shown
    assert "Avsluttet 15.09.2026" in shown
    assert f'href="{cast.programme.get_absolute_url()}"' in shown
    assert "Her er det tomt ennå" not in shown
    assert "Neste samtale" not in shown


def test_a_mentors_own_steps_wait_with_the_new_hires_name(client: Client) -> None:
    cast = make_cast("flekkefjord")
    assert waiting(client, cast.mentor)[0] == (
        "Mentor tar kontakt før oppstart per telefon eller avtalt møte",
        "Forfalt",
        "Kari Ny",
    )
    new_hires = [what for what, _state, _who in waiting(client, cast.new_hire)]
    assert "Mentor tar kontakt før oppstart per telefon eller avtalt møte" not in new_hires
    assert "Gjennomgang av sjekklister/opplæringsplan for nyansatt" in new_hires


# --- leaders and the coordinator ------------------------------------------------------------------------


@pytest.mark.parametrize("role", LEADERS)
def test_leaders_see_their_own_duties_and_what_is_late(client: Client, cast: Cast, role: str) -> None:
    lines = waiting(client, cast.of(role))
    assert lines[0] == ("Møte mellom avdelingsleder og mentor", "Forfalt", "Kari Ny")
    assert not any(what.startswith("Samtale") for what, _state, _who in lines)
    shown = page(client, cast.of(role))
    assert "Her er noe forfalt" in shown
    assert "Start et program" in shown


def test_a_duty_that_is_done_waits_no_longer(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    lines = [
        ("Møte mellom avdelingsleder og mentor", "Forfalt", "Kari Ny"),
        (
            "Avdelingsleder og mentor møtes og vurderer/evaluerer oppfølgingen av den nytilsatte",
            "Forfalt",
            "Kari Ny",
        ),
        ("Første prøvetidssamtale", "Forfalt", "Kari Ny"),
    ]
    assert waiting(client, cast.leader) == lines
    cast.programme.reviews.filter(number=1).update(held_on=date(2026, 9, 14))
    assert waiting(client, cast.leader) == lines[:2]


def test_of_many_duties_the_first_ten_are_shown_and_the_rest_counted(client: Client, cast: Cast) -> None:
    assert " til, som du finner" not in page(client, cast.leader)
    make_programme(department=cast.programme.department)
    assert len(waiting(client, cast.leader)) == 10
    assert "Og 10 til, som du finner i programmene." in page(client, cast.leader)


def test_who_starts_soon(client: Client, cast: Cast) -> None:
    make_programme(
        department=cast.programme.department,
        new_hire=make_user(municipality=cast.leader.municipality, name="Snart Her"),
        starts_on=date(2026, 10, 1),
    )
    make_programme(department=cast.programme.department, starts_on=date(2026, 12, 1))
    client.force_login(cast.leader)
    assert [programme.new_hire.name for programme in client.get("/").context["coming"]] == ["Snart Her"]


def test_a_leader_with_nothing_that_waits(client: Client) -> None:
    shown = page(client, make_leader(make_department()))
    assert "Ingenting er forfalt" in shown
    assert "Se alle programmene" in shown


def test_the_coordinator_is_not_told_that_all_is_well_when_it_is_not(client: Client, cast: Cast) -> None:
    shown = page(client, cast.coordinator)
    assert "Her er noe forfalt" in shown
    assert "Kari Ny" in shown
    assert "Ingenting er forfalt" not in shown
    assert "Start et program" not in shown
    assert waiting(client, cast.coordinator) == []


def test_one_who_leads_and_mentors_sees_both(client: Client, cast: Cast) -> None:
    other = make_programme(mentor=cast.leader, starts_on=date(2026, 9, 7))
    shown = page(client, cast.leader)
    assert f"Neste samtale med {other.new_hire.name}" in shown
    assert "Her er noe forfalt" in shown


# --- the others -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in OUTSIDERS if role != "coordinator"])
def test_nothing_of_the_programme_for_outsiders(client: Client, cast: Cast, role: str) -> None:
    shown = page(client, cast.of(role))
    assert ("Kari Ny" in shown, cast.programme.get_absolute_url() in shown) == (False, False)


def test_an_empty_page_says_what_comes(client: Client) -> None:
    shown = page(client, make_user())
    assert "Her er det tomt ennå" in shown


def test_the_administrator_finds_people_and_units(client: Client, cast: Cast) -> None:
    shown = page(client, make_administrator(cast.programme.department.unit.municipality))
    assert ("Personer" in shown, "Enheter" in shown, "Kari Ny" in shown) == (True, True, False)


def test_signed_out(client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("programmes", [1, 30])
def test_queries(client: Client, programmes: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    department, template = make_department(), make_template()
    home = department.unit.municipality
    mentor, leader = make_user(municipality=home), make_leader(department)
    readers = {
        mentor: 10,
        leader: 9,
        make_head(department.unit): 9,
        make_coordinator(home): 8,
        make_user(municipality=home): 8,
    }
    for _number in range(programmes):
        make_programme(department=department, mentor=mentor, template=template)
    for reader, queries in readers.items():
        client.force_login(reader)
        with django_assert_num_queries(queries):
            client.get("/")
