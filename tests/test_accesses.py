"""The systems a new hire needs: leaders tick them and add more."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Programme, SystemAccess
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)


def url_of(programme: Programme) -> str:
    return reverse("programmes:accesses", args=[programme.pk])


def with_systems(*names: str) -> tuple[Cast, list[SystemAccess]]:
    cast = make_cast()
    accesses = cast.programme.accesses
    return cast, [accesses.create(position=place, name=name) for place, name in enumerate(names, start=1)]


def granting(access: SystemAccess, day: str = "2026-09-15") -> dict[str, str]:
    return {"grant": str(access.pk), f"tilgang-{access.pk}-granted_on": day}


def send(client: Client, cast: Cast, user: User, data: dict[str, str]) -> int:
    client.force_login(user)
    return client.post(url_of(cast.programme), data).status_code


def granted(access: SystemAccess) -> tuple[date | None, User | None]:
    access.refresh_from_db()
    return access.granted_on, access.granted_by


@pytest.mark.parametrize("role", LEADERS)
def test_leaders_tick_one(client: Client, role: str) -> None:
    cast, [gerica, gat] = with_systems("Gerica", "Gat")
    assert send(client, cast, cast.of(role), granting(gerica)) == 302
    assert granted(gerica) == (date(2026, 9, 15), cast.of(role))
    assert granted(gat) == (None, None)
    page = client.get(url_of(cast.programme)).content.decode()
    assert f"I orden fra 15. september 2026, meldt av {cast.of(role).name}." in page


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_nobody_else_does(client: Client, role: str) -> None:
    cast, [gerica] = with_systems("Gerica")
    client.force_login(cast.of(role))
    assert client.get(url_of(cast.programme)).status_code == 404
    assert send(client, cast, cast.of(role), granting(gerica)) == 404
    assert send(client, cast, cast.of(role), {"name": "Gat"}) == 404
    assert (granted(gerica), cast.programme.accesses.count()) == ((None, None), 1)


def test_a_system_of_another_programme_is_left_alone(client: Client) -> None:
    (cast, _own), (_other, [foreign]) = with_systems("Gerica"), with_systems("Gerica")
    send(client, cast, cast.leader, granting(foreign))
    assert granted(foreign) == (None, None)


def test_the_first_of_two_ticks_stands(client: Client) -> None:
    cast, [gerica] = with_systems("Gerica")
    statuses = [
        send(client, cast, user, granting(gerica, day))
        for user, day in [(cast.leader, "2026-09-14"), (cast.head, "2026-09-16")]
    ]
    assert (statuses, granted(gerica)) == ([302, 302], (date(2026, 9, 14), cast.leader))


def test_it_can_be_taken_back(client: Client) -> None:
    cast, [gerica] = with_systems("Gerica")
    send(client, cast, cast.leader, granting(gerica))
    assert send(client, cast, cast.head, {"undo": str(gerica.pk)}) == 302
    assert granted(gerica) == (None, None)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-09-17", "Datoen er ikke kommet ennå."),
        ("2020-01-01", "Velg en dato fra og med 30. august 2025."),
        ("", "Skriv hvilken dag tilgangen var i orden."),
        ("snart", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
    ],
)
def test_a_day_that_cannot_be(client: Client, day: str, sentence: str) -> None:
    cast, [gerica] = with_systems("Gerica")
    client.force_login(cast.leader)
    response = client.post(url_of(cast.programme), granting(gerica, day))
    [(_access, form)] = response.context["rows"]
    assert (response.status_code, form.errors) == (422, {"granted_on": [sentence]})
    assert granted(gerica) == (None, None)


def test_one_more_system_is_added(client: Client) -> None:
    cast, _systems = with_systems("Gerica")
    assert send(client, cast, cast.leader, {"name": "Profil"}) == 302
    names = cast.programme.accesses.values_list("position", "name")
    assert list(names) == [(1, "Gerica"), (2, "Profil")]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gerica", "Systemet står allerede på listen."),
        ("", "Skriv navnet på systemet."),
        ("x" * 81, "Navnet er 81 tegn. Skriv høyst 80."),
        ("Ident 01019012345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_a_name_that_cannot_be(client: Client, name: str, sentence: str) -> None:
    cast, _systems = with_systems("Gerica")
    client.force_login(cast.leader)
    response = client.post(url_of(cast.programme), {"name": name})
    assert (response.status_code, response.context["new"].errors) == (422, {"name": [sentence]})
    assert cast.programme.accesses.count() == 1


def test_handed_over_nothing_is_changed(client: Client) -> None:
    cast, [gerica] = with_systems("Gerica")
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY, handed_over_on=TODAY)
    assert send(client, cast, cast.leader, granting(gerica)) == 404
    assert granted(gerica) == (None, None)


@pytest.mark.parametrize("systems", [1, 30])
def test_the_page_takes_six_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, systems: int
) -> None:
    cast, accesses = with_systems(*(f"System {number}" for number in range(systems)))
    SystemAccess.objects.filter(pk=accesses[0].pk).update(granted_on=TODAY, granted_by=cast.leader)
    client.force_login(cast.leader)
    with django_assert_num_queries(6):
        client.get(url_of(cast.programme))
