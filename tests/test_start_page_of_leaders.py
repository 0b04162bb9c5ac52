"""The start page of leaders, heads and the coordinator; and of one who wears every hat."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Mentorship, Programme
from tests.cast import Cast
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_position,
    make_programme,
    make_template,
    make_unit,
    make_user,
)
from tests.start_page import page, part, parts, waiting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


# --- a leader's own duties ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["leader", "second_leader"])
def test_leaders_see_their_own_duties(client: Client, cast: Cast, role: str) -> None:
    lines = waiting(client, cast.of(role), "leader")
    assert lines[0] == ("Møte mellom avdelingsleder og mentor", "Forfalt", "Kari Ny")
    assert not any(what.startswith("Samtale") for what, _state, _who in lines)
    assert "Start et program" in page(client, cast.of(role))


def test_a_duty_that_is_done_waits_no_longer(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    cast.programme.reviews.update(agreed_at=None)
    lines = [
        ("Møte mellom avdelingsleder og mentor", "Forfalt", "Kari Ny"),
        ("Avtal datoer for prøvetidssamtalene", "Forfalt", "Kari Ny"),
        (
            "Avdelingsleder og mentor møtes og vurderer/evaluerer oppfølgingen av den nytilsatte",
            "Forfalt",
            "Kari Ny",
        ),
        ("Første prøvetidssamtale", "Forfalt", "Kari Ny"),
    ]
    assert waiting(client, cast.leader, "leader") == lines
    cast.programme.reviews.filter(number=1).update(held_on=date(2026, 9, 14))
    assert waiting(client, cast.leader, "leader") == lines[:3]


def test_the_days_of_the_reviews_are_asked_for_from_the_first_day(client: Client) -> None:
    """Once: while the programme's own row about it is open, that one stands there."""
    department = make_department()
    leader = make_leader(department)
    programme = make_programme(department=department, starts_on=TODAY)
    asked, own = "Avtal datoer for prøvetidssamtalene", "Sette opp dato for alle prøvetidssamtalene"

    def said() -> list[tuple[str, str]]:
        found = waiting(client, leader, "leader")
        return [(what, state) for what, state, _who in found if what in (asked, own)]

    assert said() == [(own, "I dag")]
    programme.steps.filter(title=own).update(before_use=True)
    assert said() == [(asked, "I dag")]
    programme.reviews.update(agreed_at="2026-09-16T12:00Z", agreed_by=leader)
    assert said() == []
    programme.reviews.update(agreed_at=None, agreed_by=None)
    Programme.objects.update(starts_on=TODAY + timedelta(days=1))
    assert said() == []


def test_a_missing_mentor_waits_for_the_leader(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    soon = make_programme(
        department=department, without_mentor=True, starts_on=date(2026, 10, 1), new_hire=None
    )
    later = make_programme(department=department, without_mentor=True, starts_on=date(2026, 11, 20))
    names = [who for what, _state, who in waiting(client, leader, "leader") if what == "Oppnevn mentor"]
    assert names == [soon.new_hire.name]
    coming = Mentorship(mentor=make_user(), assigned_on=date(2026, 9, 20), from_on=date(2026, 10, 1))
    coming.programme = soon
    coming.save()
    assert "Oppnevn mentor" not in page(client, leader)
    assert later.mentorships.count() == 0


def test_of_many_duties_the_first_ten_are_shown_and_the_rest_counted(client: Client, cast: Cast) -> None:
    assert " til, som du finner" not in page(client, cast.leader)
    make_programme(department=cast.programme.department)
    assert len(waiting(client, cast.leader, "leader")) == 10
    assert "Og 10 til, som du finner i programmene." in page(client, cast.leader)


def test_a_head_does_the_leaders_part_only_where_there_is_no_leader(client: Client, cast: Cast) -> None:
    ours = {what for what, _state, _who in waiting(client, cast.head, "overview")}
    assert "Sende brev til nytilsatt" in ours  # named for both
    assert "Møte mellom avdelingsleder og mentor" not in ours
    for leader in (cast.leader, cast.second_leader):
        leader.positions.update(to_on=date(2026, 9, 15))
    ours = {what for what, _state, _who in waiting(client, cast.head, "overview")}
    assert {"Sende brev til nytilsatt", "Møte mellom avdelingsleder og mentor"} <= ours


# --- a leader's new hires -------------------------------------------------------------------------------


def test_my_new_hires_and_how_the_talks_go(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    home = department.unit.municipality
    template = make_template()
    dates: dict[str, dict[str, Any]] = {
        "Stanset": {"next_talk_on": date(2026, 8, 20), "last_held_on": date(2026, 8, 10)},
        "Forsinket": {"next_talk_on": date(2026, 9, 11), "last_held_on": date(2026, 9, 1)},
        "Igang": {"next_talk_on": date(2026, 9, 14), "last_held_on": None},
    }
    for name, kept in dates.items():
        programme = make_programme(
            department=department,
            template=template,
            new_hire=make_user(municipality=home, name=name),
            starts_on=date(2026, 7, 1),
        )
        Programme.objects.filter(pk=programme.pk).update(**kept)
    make_programme(
        department=department,
        template=template,
        new_hire=make_user(municipality=home, name="Snart"),
        starts_on=date(2026, 10, 1),
    )
    make_programme(department=make_department(unit=department.unit), template=template)
    rows = part(client, leader, "leader").new_hires
    assert [(row.what, row.state.word) for row in rows] == [
        ("Stanset", "Samtalene har stoppet"),
        ("Forsinket", "Forfalt"),
        ("Igang", "Samtalene går"),
        ("Snart", "Ikke startet"),
    ]


def test_of_many_new_hires_ten_are_shown(client: Client) -> None:
    department, template = make_department(), make_template()
    leader = make_leader(department)
    for _number in range(12):
        make_programme(department=department, template=template)
    assert len(part(client, leader, "leader").new_hires) == 10
    assert ">og 2 til</a>" in page(client, leader)


def test_a_fresh_leader_is_told_what_comes(client: Client) -> None:
    shown = page(client, make_leader(make_department()))
    assert "Ingen nytilsatte i program ennå" in shown
    assert "Start et program" in shown


def test_a_leader_whom_nothing_waits_for(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    make_programme(department=department, starts_on=date(2027, 1, 4))
    assert "Ingenting venter på deg den neste uka" in page(client, leader)


# --- several hats ---------------------------------------------------------------------------------------


def with_every_hat(programmes: int) -> User:
    """New hire in one department, mentor in another, leads a third, heads its unit, coordinates them all."""
    unit, template = make_unit(), make_template()
    home = unit.municipality
    led = make_department(unit=unit)
    elsewhere = make_department(unit=make_unit(municipality=home))
    person = make_leader(led, name="Hanne Hatt")
    make_position(kind="head", holder=person, place=unit)
    make_position(kind="coordinator", holder=person, place=home)
    make_programme(new_hire=person, department=elsewhere, template=template)
    for _number in range(programmes):
        make_programme(mentor=person, department=elsewhere, template=template)
        make_programme(department=led, template=template)
    return person


def test_one_with_every_hat_sees_each_part_once_the_most_urgent_first(client: Client) -> None:
    person = with_every_hat(1)
    found = parts(client, person)
    assert sorted(each.key for each in found) == ["leader", "mentor", "new_hire", "overview"]
    assert [each.first_day for each in found] == sorted(each.first_day for each in found)
    shown = page(client, person)
    for heading in (
        "Som avdelingsleder",
        "Som mentor",
        "Som nytilsatt",
        "Som enhetsleder og programkoordinator",
    ):
        assert shown.count(f">{heading}</h2>") == 1
    lines = [line.url for each in found for line in each.waiting]
    assert len(lines) == len(set(lines))


def test_one_hat_has_no_heading_for_it(client: Client, cast: Cast) -> None:
    assert "Som avdelingsleder" not in page(client, cast.leader)


@pytest.mark.parametrize("programmes", [1, 30])
def test_queries(client: Client, programmes: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    department, template = make_department(), make_template()
    home = department.unit.municipality
    mentor, new_hire = make_user(municipality=home), make_user(municipality=home)
    for number in range(programmes):
        hired = make_user(municipality=home) if number else new_hire
        make_programme(department=department, mentor=mentor, template=template, new_hire=hired)
    readers = {
        mentor: 7,
        new_hire: 8,
        make_leader(department): 7,
        make_head(department.unit): 7,
        make_coordinator(home): 5,
        make_administrator(home): 4,
        make_user(municipality=home): 4,
        with_every_hat(programmes): 10,
    }
    for reader, queries in readers.items():
        client.force_login(reader)
        with django_assert_num_queries(queries):
            client.get("/")
