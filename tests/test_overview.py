"""The overview: who is in it, in which order, what is late, and how little it asks of the database."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import Department, User
from programmes.models import Programme
from programmes.tables import ProgrammeTable
from tests.factories import (
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

pytestmark = pytest.mark.django_db

ADDRESS = "/programmer/"
TODAY = date(2026, 9, 16)
ENDED = {"ended_on": date(2026, 9, 1)}


def page(client: Client, user: User, **query: str) -> Any:
    client.force_login(user)
    response = client.get(reverse("programmes:list"), query)
    assert response.status_code == 200
    return response


def bound_rows(response: Any) -> list[Any]:
    table: ProgrammeTable = response.context["table"]
    return list(table.paginated_rows)


def rows(response: Any) -> list[Programme]:
    return [row.record for row in bound_rows(response)]


def names(client: Client, user: User, **query: str) -> list[str]:
    return [programme.new_hire.name for programme in rows(page(client, user, **query))]


def hire(department: Department, *people: str, **fields: Any) -> list[Programme]:
    """Programmes for these people; what `Order` does not know is set afterwards."""
    dates = {name: fields.pop(name) for name in ("ended_on",) if name in fields}
    home, template = department.unit.municipality, make_template()
    made = [
        make_programme(
            new_hire=make_user(municipality=home, name=name),
            department=department,
            template=template,
            **fields,
        )
        for name in people
    ]
    Programme.objects.filter(pk__in=[programme.pk for programme in made]).update(**dates)
    return made


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
        mentor=make_user(municipality=home), assigned_on=TODAY, from_on=TODAY, is_substitute=True
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


def test_names_stand_in_norwegian_order(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Åse Liksom", "Berit Modell", "Øyvind Antatt", "Ærlend Tenkt", "Zara Forslag")
    ordered = ["Berit Modell", "Zara Forslag", "Ærlend Tenkt", "Øyvind Antatt", "Åse Liksom"]
    assert names(client, leader, sort="navn") == ordered
    assert names(client, leader, sort="-navn") == ordered[::-1]


def test_days_sort_with_the_empty_ones_last(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Sist", starts_on=date(2026, 10, 1))
    hire(department, "Først", starts_on=date(2026, 8, 3))
    Programme.objects.filter(new_hire__name="Først").update(last_held_on=date(2026, 9, 1))
    assert names(client, leader) == ["Først", "Sist"]
    assert names(client, leader, sort="-neste") == ["Sist", "Først"]
    assert names(client, leader, sort="uke") == ["Sist", "Først"]
    for way in ("siste", "-siste"):
        assert names(client, leader, sort=way) == ["Først", "Sist"]


def test_nothing_sorts_by_mentor_or_by_how_late(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Nora Testad")
    for column in ("mentor", "forsinket", "avdeling"):
        response = page(client, leader, sort=column)
        assert f"sort={column}" not in response.content.decode().replace('value="', "")
        assert response.context["table"].order_by == ()


@pytest.mark.parametrize("text", ["åse", "ÅSE", " Åse ", "liksom"])
def test_a_name_is_found_in_any_letters(client: Client, text: str) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Åse Liksom", "Asel Modell")
    assert names(client, leader, navn=text) == ["Åse Liksom"]


def test_a_search_finds_nobody_in_another_municipality(client: Client) -> None:
    leader = make_leader(make_department())
    hire(make_department(), "Åse Liksom")
    assert names(client, leader, navn="åse") == []


def test_a_status_chooses(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Ferdig", starts_on=date(2025, 8, 4), **ENDED)
    hire(department, "Forsinket", starts_on=date(2026, 8, 3))
    hire(department, "Kommer", starts_on=date(2026, 12, 14))
    hire(department, "Snart", starts_on=date(2026, 10, 12))
    assert {
        status: names(client, leader, status=status, sort="navn")
        for status in ("", "forsinket", "snart", "pagar", "avsluttet", "alle")
    } == {
        "": ["Forsinket", "Kommer", "Snart"],
        "forsinket": ["Forsinket"],
        "snart": ["Snart"],
        "pagar": ["Forsinket"],
        "avsluttet": ["Ferdig"],
        "alle": ["Ferdig", "Forsinket", "Kommer", "Snart"],
    }


def test_a_department_chooses_and_only_ones_own_are_offered(client: Client) -> None:
    first = make_department()
    second = make_department(unit=first.unit)
    foreign = make_department()
    head = make_head(first.unit)
    hire(first, "Nora Testad")
    hire(second, "Ida Antakelse")
    hire(foreign, "Emil Kladd")
    assert names(client, head, avdeling=str(second.pk)) == ["Ida Antakelse"]
    [row] = bound_rows(page(client, head, avdeling=str(second.pk)))
    assert row.get_cell("avdeling") == second.name
    response = page(client, head, avdeling=str(foreign.pk))
    assert "Velg en avdeling fra listen." in response.content.decode()
    assert foreign.name not in response.content.decode()


def test_one_department_leaves_no_choice(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Nora Testad")
    assert 'name="avdeling"' not in page(client, leader).content.decode()


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
    [row] = bound_rows(page(client, make_leader(department)))
    cells = [row.get_cell(name) for name in ("uke", "neste", "siste", "mentor")]
    assert cells == [
        'uke\xa03<span class="skjul"> · kalenderuke\xa038</span>',
        "21.09. avtalt",
        "14.09.2026",
        "Kari Prøvesen",
    ]
    assert "I rute" in row.get_cell("forsinket")


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
    [row] = bound_rows(page(client, make_leader(department), status="alle"))
    assert row.get_cell("uke") == week
    assert word in row.get_cell("forsinket")
    assert row.get_cell("mentor") == "ingen mentor"


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


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "ukjent"},
        {"sort": "navn,;--"},
        {"sort": "-"},
        {"page": "999"},
        {"page": "-1"},
        {"page": "0"},
        {"page": "to"},
        {"page": "9" * 5000},
        {"per_page": "1"},
        {"status": "rar"},
        {"avdeling": "nord"},
        {"avdeling": "9" * 30},
        {"ukjent": "x"},
    ],
)
def test_a_wrong_parameter_gets_a_page(client: Client, query: dict[str, str]) -> None:
    department = make_department()
    hire(department, "Nora Testad", "Ida Antakelse")
    assert sorted(names(client, make_leader(department), **query)) == ["Ida Antakelse", "Nora Testad"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 500])
def test_a_name_that_cannot_be_says_so(client: Client, name: str) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    assert 'aria-invalid="true"' in page(client, make_leader(department), navn=name).content.decode()


@pytest.mark.parametrize("name", ["%", "_", "\\", "'"])
def test_signs_are_only_signs(client: Client, name: str) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    assert names(client, make_leader(department), navn=name) == []


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
    with django_assert_num_queries(9):
        response: Any = client.get(ADDRESS)
    assert len(rows(response)) == min(count, 25)


def test_pages_hold_twenty_five(client: Client) -> None:
    department = make_department()
    hire(department, *(f"Person {number:02}" for number in range(30)))
    leader = make_leader(department)
    assert names(client, leader, sort="navn", page="2") == [f"Person {number}" for number in range(25, 30)]
    assert names(client, leader, sort="navn", page="999") == [f"Person {number}" for number in range(25, 30)]
