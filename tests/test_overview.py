"""The overview: who is in it, what a row says, and how little it asks of the database."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.filters import departments_of
from programmes.models import Programme
from tests.cast import make_cast
from tests.factories import (
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_position,
    make_unit,
    make_user,
)
from tests.overview import ENDED, TODAY, hire, names, page, rows

pytestmark = pytest.mark.django_db

ADDRESS = "/programmer/"


def test_leaders_see_their_own_and_nobody_else_theirs(client: Client) -> None:
    mine, others = make_department(), make_department()
    leader = make_leader(mine)
    hire(mine, "Nora Testad")
    hire(others, "Emil Kladd")
    assert names(client, leader) == ["Nora Testad"]
    assert names(client, make_head(mine.unit)) == ["Nora Testad"]
    assert names(client, make_leader(others)) == ["Emil Kladd"]


def test_the_coordinator_sees_the_municipality_and_not_the_next(client: Client) -> None:
    here, there = make_department(), make_department()
    second = make_department(unit=make_unit(municipality=here.unit.municipality))
    hire(here, "Nora Testad")
    hire(second, "Ida Antakelse")
    hire(there, "Emil Kladd")
    assert names(client, make_coordinator(here.unit.municipality), sort="navn") == [
        "Ida Antakelse",
        "Nora Testad",
    ]
    assert names(client, make_coordinator(there.unit.municipality)) == ["Emil Kladd"]


def test_many_leaders_and_mentors_still_make_one_row(client: Client) -> None:
    department = make_department()
    home = department.unit.municipality
    leaders = [make_leader(department) for _ in range(3)]
    head = make_head(department.unit)
    [programme] = hire(department, "Nora Testad")
    programme.mentorships.create(
        mentor=make_user(municipality=home), assigned_on=TODAY, from_on=TODAY, to_on=TODAY, is_substitute=True
    )
    for reader in (*leaders, head, make_coordinator(home)):
        assert names(client, reader) == ["Nora Testad"]


def test_a_former_leader_sees_nothing(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    former = make_user(municipality=department.unit.municipality)
    make_position(kind="leader", holder=former, place=department, to_on=date(2026, 9, 15))
    assert names(client, former) == []
    deputy = make_user(municipality=department.unit.municipality)
    make_position(kind="leader", holder=deputy, place=department, to_on=TODAY)
    assert names(client, deputy) == ["Nora Testad"]


def test_the_pair_sees_its_own_and_starts_nothing(client: Client) -> None:
    department = make_department()
    mentor = make_user(municipality=department.unit.municipality)
    [programme] = hire(department, "Nora Testad", mentor=mentor)
    hire(department, "Emil Kladd")
    for reader in (mentor, programme.new_hire):
        response = page(client, reader)
        assert [row.pk for row in rows(response)] == [programme.pk]
        assert reverse("programmes:start") not in response.content.decode()


def test_a_row_says_week_mentor_and_days(client: Client) -> None:
    department = make_department()
    mentor = make_user(municipality=department.unit.municipality, name="Kari Prøvesen")
    [programme] = hire(department, "Nora Testad", mentor=mentor, starts_on=date(2026, 8, 31))
    now = timezone.now()
    programme.conversations.filter(number=1).update(held_on=date(2026, 9, 14))
    programme.conversations.filter(number=2).update(agreed_at=now, agreed_by=mentor)
    programme.steps.all().update(due_on=None)
    programme.follow_ups.all().update(planned_on=None)
    programme.reviews.all().update(planned_on=None)
    Programme.objects.all().refresh_talk_dates()
    [row] = rows(page(client, make_leader(department)))
    said = [row.when, row.next_talk, row.last_talk, row.mentor, row.state.word]
    assert said == ["uke\xa03", "21.09. avtalt", "14.09.2026", "Kari Prøvesen", "I rute"]


@pytest.mark.parametrize(
    ("fields", "week", "word"),
    [
        ({"starts_on": date(2026, 10, 12)}, "starter 12. okt.", "Starter snart"),
        ({"starts_on": date(2026, 12, 14)}, "starter 14. des.", "Kommer"),
        ({"starts_on": date(2025, 8, 4), **ENDED}, "avsluttet 01.09.2026", "Avsluttet"),
    ],
)
def test_before_the_start_and_after_the_end(
    client: Client, fields: dict[str, Any], week: str, word: str
) -> None:
    department = make_department()
    hire(department, "Nora Testad", without_mentor=True, **fields)
    response = page(client, make_leader(department), status="alle")
    [row] = rows(response)
    assert (row.when, row.state.word, row.mentor) == (week, word, None)
    assert "ingen mentor" in response.content.decode()


def test_what_is_late_is_counted_once_each(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    [programme] = hire(department, "Nora Testad", starts_on=date(2026, 8, 31))
    programme.steps.all().update(due_on=None)
    programme.follow_ups.all().update(planned_on=None)
    programme.reviews.filter(number=1).update(planned_on=date(2026, 9, 15))
    talks = programme.conversations
    talks.filter(number=1).update(
        planned_on=date(2026, 9, 15), agreed_at=timezone.now(), agreed_by=programme.new_hire
    )
    talks.filter(number=2).update(planned_on=date(2026, 9, 15))  # proposed: its week is not over
    talks.filter(number=3).update(planned_on=date(2026, 9, 11))
    Programme.objects.all().refresh_talk_dates()
    [row] = rows(page(client, leader))
    assert row.late_count == 3
    assert "3 forfalt" in page(client, leader).content.decode()
    Programme.objects.update(ended_on=date(2026, 9, 16))
    [row] = rows(page(client, leader, status="alle"))
    assert row.late_count == 0


def test_the_coordinator_is_shown_dates_and_no_ident(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad", ident="FV-4711", private_email="nora@hemmelig.example")
    text = page(client, make_coordinator(department.unit.municipality)).content.decode()
    assert "Nora Testad" in text
    assert "FV-4711" not in text
    assert "hemmelig" not in text


ROLES = ["new_hire", "mentor", "substitute", "leader", "second_leader", "head", "coordinator"]
OUTSIDE = ["former_mentor", "former_leader", "administrator", "stranger"]


@pytest.mark.parametrize("role", [*ROLES, *OUTSIDE, "foreign_leader"])
def test_all_that_is_visible_lies_in_the_departments_offered(role: str) -> None:
    """The list is narrowed to them for speed, so they must never be fewer."""
    reader = make_cast().of(role)
    visible = Programme.objects.dates_visible_to(reader, TODAY)
    offered = [pk for pk, _name, _unit in departments_of(reader, TODAY)]
    assert list(visible.exclude(department__in=offered)) == []
    assert bool(visible) == (role in ROLES)
    assert bool(offered) == (role not in OUTSIDE)


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    text = page(client, make_leader(make_department())).content.decode()
    assert "Ingen programmer ennå" in text
    assert reverse("programmes:start") in text
    text = page(client, make_user()).content.decode()
    assert "Ingen programmer ennå" in text
    assert reverse("programmes:start") not in text


def test_a_list_of_ended_ones_alone_is_not_empty(client: Client) -> None:
    department = make_department()
    hire(department, "Ferdig", starts_on=date(2025, 8, 4), **ENDED)
    response = page(client, make_leader(department))
    assert rows(response) == []
    assert "Ingen programmer ennå" not in response.content.decode()
    assert 'value="avsluttet"' in response.content.decode()


def test_nobody_reads_it_without_signing_in(client: Client) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Location"] == f"/logg-inn/?next={ADDRESS}"


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    department = make_department()
    hire(department, *(f"Person {number}" for number in range(count)))
    client.force_login(make_leader(department))
    with django_assert_num_queries(7):
        response: Any = client.get(ADDRESS)
    assert len(rows(response)) == min(count, 25)
