"""Giving, mending and ending positions."""

from datetime import date

import pytest
from django.test import Client

from people.models import Municipality, Position, User
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_leader,
    make_municipality,
    make_position,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)
OWN = "Du kan ikke gi deg selv en stilling. Be en annen koordinator eller systemansvarlig."
EXTEND = "Du kan ikke utvide din egen stilling. Be en annen koordinator eller systemansvarlig."


def add(client: Client, person: User, post: str, **days: str) -> dict[str, list[str]]:
    """Give a position through the page; what the page says is wrong, field by field."""
    data = {"post": post, "from_on": "2026-09-16", "to_on": ""} | days
    response = client.post(f"/personer/{person.pk}/stillinger/ny/", data)
    if response.status_code == 302:
        return {}
    assert response.status_code == 422
    return dict(response.context["form"].errors)


def save(client: Client, position: Position, from_on: str, to_on: str) -> dict[str, list[str]]:
    response = client.post(f"/stillinger/{position.pk}/", {"from_on": from_on, "to_on": to_on})
    if response.status_code == 302:
        return {}
    assert response.status_code == 422
    return dict(response.context["form"].errors)


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality()


@pytest.fixture
def person(municipality: Municipality) -> User:
    return make_user(municipality=municipality)


# --- giving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("keeper", [make_coordinator, make_administrator])
def test_every_kind_of_position_is_given_where_it_belongs(
    client: Client, municipality: Municipality, person: User, keeper: object
) -> None:
    assert callable(keeper)
    client.force_login(keeper(municipality))
    unit = make_unit(municipality=municipality)
    department = make_department(unit=unit)
    posts = [
        f"head-{unit.pk}",
        f"leader-{department.pk}",
        f"coordinator-{municipality.pk}",
        f"administrator-{municipality.pk}",
    ]
    assert [add(client, person, post, to_on="2026-12-31") for post in posts] == [{}] * 4
    held = {
        position.kind: (position.place, position.from_on, position.to_on)
        for position in person.positions.all()
    }
    days = (TODAY, date(2026, 12, 31))
    assert held == {
        "head": (unit, *days),
        "leader": (department, *days),
        "coordinator": (municipality, *days),
        "administrator": (municipality, *days),
    }


def test_nobody_gives_themselves_a_position(client: Client, municipality: Municipality) -> None:
    keeper = make_administrator(municipality)
    client.force_login(keeper)
    department = make_department(unit=make_unit(municipality=municipality))
    assert add(client, keeper, f"leader-{department.pk}") == {"post": [OWN]}
    assert add(client, keeper, f"coordinator-{municipality.pk}") == {"post": [OWN]}
    assert keeper.positions.count() == 1


def test_places_of_another_municipality_are_no_choice(
    client: Client, municipality: Municipality, person: User
) -> None:
    client.force_login(make_administrator(municipality))
    elsewhere = make_department()
    choices = [
        f"leader-{elsewhere.pk}",
        f"head-{elsewhere.unit.pk}",
        f"administrator-{elsewhere.unit.municipality.pk}",
        "leader-tull",
        "konge-1",
    ]
    for post in choices:
        assert add(client, person, post) == {"post": ["Velg en av stillingene i listen."]}
    assert add(client, person, "") == {"post": ["Velg en stilling."]}
    page = client.get(f"/personer/{person.pk}/stillinger/ny/").text
    assert elsewhere.name not in page
    assert person.positions.count() == 0


def test_the_same_position_twice_is_refused_and_after_the_first_is_not(
    client: Client, municipality: Municipality, person: User
) -> None:
    client.force_login(make_administrator(municipality))
    post = f"coordinator-{municipality.pk}"
    make_position(kind="coordinator", holder=person, place=municipality, to_on=TODAY)
    assert add(client, person, post) == {"from_on": [f"{person} har allerede denne stillingen."]}
    assert add(client, person, post, from_on="2026-09-17") == {}
    assert person.positions.count() == 2


@pytest.mark.parametrize(
    ("days", "errors"),
    [
        ({"from_on": ""}, {"from_on": ["Velg første dag."]}),
        (
            {"from_on": "i går"},
            {"from_on": ["Skriv datoen som dag, måned og år, for eksempel 16.09.2026."]},
        ),
        ({"to_on": "2026-09-15"}, {"__all__": ["Siste dag kan ikke være før første dag."]}),
    ],
)
def test_days_that_do_not_add_up_get_their_own_sentence(
    client: Client,
    municipality: Municipality,
    person: User,
    days: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    client.force_login(make_administrator(municipality))
    assert add(client, person, f"coordinator-{municipality.pk}", **days) == errors


# --- mending and ending ---------------------------------------------------------------------------


def test_ending_a_position_ends_what_it_gave(client: Client, municipality: Municipality) -> None:
    client.force_login(make_administrator(municipality))
    coordinator = make_coordinator(municipality)
    position = coordinator.positions.get()
    assert save(client, position, "2026-01-01", "2026-09-15") == {}
    reader = Client()
    reader.force_login(coordinator)
    assert [reader.get(page).status_code for page in ("/personer/", "/enheter/")] == [404, 404]


@pytest.mark.parametrize(
    ("from_on", "to_on", "errors"),
    [
        ("2026-01-01", "2026-10-01", {}),
        ("2026-02-01", "2026-12-31", {}),
        ("2026-01-01", "2027-01-01", {"to_on": [EXTEND]}),
        ("2026-01-01", "", {"to_on": [EXTEND]}),
        ("2025-12-31", "2026-12-31", {"from_on": [EXTEND]}),
    ],
)
def test_one_may_shorten_and_never_lengthen_ones_own_position(
    client: Client, municipality: Municipality, from_on: str, to_on: str, errors: dict[str, list[str]]
) -> None:
    keeper = make_user(municipality=municipality)
    position = make_position(
        kind="administrator", holder=keeper, place=municipality, to_on=date(2026, 12, 31)
    )
    client.force_login(keeper)
    assert save(client, position, from_on, to_on) == errors
    position.refresh_from_db()
    unchanged = (position.from_on, position.to_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert unchanged == bool(errors)


def test_one_may_lengthen_anothers_position(client: Client, municipality: Municipality) -> None:
    client.force_login(make_administrator(municipality))
    other = make_user(municipality=municipality)
    position = make_position(kind="coordinator", holder=other, place=municipality, to_on=TODAY)
    assert save(client, position, "2026-01-01", "") == {}
    position.refresh_from_db()
    assert position.to_on is None


def test_whoever_ends_their_own_position_lands_where_they_may_be(
    client: Client, municipality: Municipality
) -> None:
    keeper = make_administrator(municipality)
    client.force_login(keeper)
    data = {"from_on": "2026-01-01", "to_on": "2026-09-15"}
    response = client.post(f"/stillinger/{keeper.positions.get().pk}/", data, follow=True)
    assert (response.redirect_chain, response.status_code) == ([("/min-side/", 302)], 200)


# --- who may not ----------------------------------------------------------------------------------


def test_only_keepers_of_that_municipality_reach_the_pages(
    client: Client, municipality: Municipality, person: User
) -> None:
    department = make_department(unit=make_unit(municipality=municipality))
    leader = make_leader(department)
    made_by_leader = make_user(municipality=municipality, created_by=leader)
    former = make_user(municipality=municipality)
    make_position(kind="administrator", holder=former, place=municipality, to_on=date(2026, 9, 15))
    coming = make_user(municipality=municipality)
    make_position(kind="administrator", holder=coming, place=municipality, from_on=date(2026, 9, 17))
    position = leader.positions.get()
    pages = [
        f"/personer/{person.pk}/stillinger/ny/",
        f"/personer/{made_by_leader.pk}/stillinger/ny/",
        f"/stillinger/{position.pk}/",
    ]
    data = {"post": f"leader-{department.pk}", "from_on": "2026-09-16"}
    for reader in (leader, former, coming, person, make_administrator(make_municipality())):
        client.force_login(reader)
        assert [client.get(page).status_code for page in pages] == [404] * 3
        assert [client.post(page, data).status_code for page in pages] == [404] * 3
    assert set(Position.objects.filter(department=department)) == {position}
