"""The overview as a file: what the page shows, in its order, and nothing that the coordinator may not see."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.csv_file import harmless
from programmes.models import Programme
from tests.access_secrets import secrets_in
from tests.access_world import make_world
from tests.cast import make_cast
from tests.factories import (
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_unit,
    make_user,
)
from tests.overview import ENDED, hire, names

pytestmark = pytest.mark.django_db

ADDRESS = "/programmer/oversikt.csv"
HEADINGS = [
    "Navn",
    "Avdeling",
    "Enhet",
    "Startdato",
    "Uke",
    "Status",
    "Neste samtale",
    "Neste samtale er",
    "Siste samtale",
    "Avsluttet",
]


def download(client: Client, user: User, **query: str) -> Any:
    client.force_login(user)
    return client.get(ADDRESS, query)


def text_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def lines(client: Client, user: User, **query: str) -> list[list[str]]:
    """Without the headings."""
    text = text_of(download(client, user, **query)).removeprefix("\ufeff")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1:]


def test_a_line_says_names_dates_and_states(client: Client) -> None:
    department = make_department(name="Sengepost 2", unit=make_unit(name="Ås sykehjem"))
    leader = make_leader(department)
    [late] = hire(department, "Åse Liksom", starts_on=date(2026, 8, 31))
    late.conversations.filter(number=1).update(held_on=date(2026, 9, 14))
    late.conversations.filter(number=2).update(
        planned_on=date(2026, 9, 15), agreed_at=timezone.now(), agreed_by=leader
    )
    hire(department, "Ferdig Person", starts_on=date(2025, 8, 4), **ENDED)
    hire(department, "Kommer Snart", starts_on=date(2026, 10, 12))
    Programme.objects.all().refresh_talk_dates()
    response = download(client, leader, status="alle", sort="navn")
    place = "Sengepost 2;Ås sykehjem"
    assert text_of(response).split("\r\n") == [
        "\ufeff" + ";".join(HEADINGS),
        f"Ferdig Person;{place};04.08.2025;;Avsluttet;;;;01.09.2026",
        f"Kommer Snart;{place};12.10.2026;;Starter snart;26.10.2026;Foreslått;;",
        f"Åse Liksom;{place};31.08.2026;3;Forfalt;15.09.2026;Ikke ført;14.09.2026;",
        "",
    ]


def test_it_is_a_file_that_no_cache_keeps(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    headers = download(client, make_leader(department), navn="nora").headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="programmer-2026-09-16.csv"'
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("query", [{"sort": "-navn"}, {"sort": "navn", "navn": "testad"}, {"status": "alle"}])
def test_the_file_is_the_whole_list_in_its_order(client: Client, query: dict[str, str]) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, *(f"Person {number:02} {'Testad' * (number % 2)}" for number in range(30)))
    hire(department, "Ferdig Testad", starts_on=date(2025, 8, 4), **ENDED)
    client.force_login(leader)
    shown = names(client, leader, **query)
    in_file = [line[0] for line in lines(client, leader, **query)]
    assert in_file[: len(shown)] == shown
    assert len(in_file) == {"-navn": 30, "navn": 15}.get(query.get("sort", ""), 31)


def test_the_page_links_to_the_file_of_what_it_shows(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Nora Testad")
    client.force_login(leader)
    text = client.get("/programmer/?navn=nora&sort=-navn&side=siste").content.decode()
    assert f'href="{ADDRESS}?navn=nora&amp;sort=-navn"' in text
    assert ADDRESS not in client.get("/programmer/?navn=ingen").content.decode()


def test_each_takes_out_what_each_sees(client: Client) -> None:
    cast = make_cast()
    hire(make_department(), "Emil Kladd")
    sees = ["new_hire", "mentor", "substitute", "leader", "second_leader", "head", "coordinator"]
    for role in (*sees, "former_mentor", "former_leader", "administrator", "stranger"):
        found = [line[0] for line in lines(client, cast.of(role))]
        assert found == (["Kari Ny"] if role in sees else []), role
    assert [line[0] for line in lines(client, cast.of("foreign_leader"))] == []


def test_no_mentor_ident_or_word_is_in_it(client: Client) -> None:
    """In a world where every text that can be written has been: not even the leaders' file has any of it."""
    world = make_world()
    for role in ("leader", "head", "coordinator", "mentor", "new_hire", "substitute"):
        text = text_of(download(client, world.people[role], status="alle"))
        assert "New Hire Innenbys" in text
        assert secrets_in([text]) == set()
        words = ("Mentor Innenbys", "Substitute Innenbys", "sykepleier", "@")
        assert [word for word in words if word in text] == []


def test_a_wrong_address_makes_no_file(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    for query in ({"status": "rar"}, {"sort": "mentor"}, {"avdeling": "0"}, {"filter": "x"}):
        response = download(client, make_leader(department), **query)
        assert response.status_code == 422
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_it_is_read_and_never_sent_to(client: Client) -> None:
    client.force_login(make_leader(make_department()))
    assert client.post(ADDRESS).status_code == 405
    client.logout()
    assert client.get(ADDRESS).headers["Location"] == f"/logg-inn/?next={ADDRESS}"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_never_starts_a_formula(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"


def test_names_of_people_and_places_are_made_harmless(client: Client) -> None:
    department = make_department(name="@avd;eling", unit=make_unit(name='+"enhet"'))
    hire(department, "=cmd|' /C calc'!A0", "-Nora\nTestad")
    found = [line[:3] for line in lines(client, make_leader(department), sort="navn")]
    assert found == [
        ["'-Nora\nTestad", "'@avd;eling", '\'+"enhet"'],
        ["'=cmd|' /C calc'!A0", "'@avd;eling", '\'+"enhet"'],
    ]


def test_it_takes_one_query_for_so_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    department = make_department()
    hire(department, *(f"Person {number}" for number in range(30)))
    client.force_login(make_head(department.unit))
    for at_a_time, chunks in ((500, 1), (10, 3)):
        monkeypatch.setattr("programmes.csv_file.AT_A_TIME", at_a_time)
        with django_assert_num_queries(5 + chunks):
            assert len(text_of(client.get(ADDRESS)).splitlines()) == 31


def test_nobody_of_another_municipality_is_in_it(client: Client) -> None:
    here, there = make_department(), make_department()
    hire(here, "Nora Testad")
    hire(there, "Emil Kladd")
    assert [line[0] for line in lines(client, make_coordinator(here.unit.municipality))] == ["Nora Testad"]
    assert lines(client, make_user()) == []
    assert reverse("programmes:csv") == ADDRESS
