"""Keeping people, units and departments, and one's own page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Department, Municipality, Unit, User
from tests.conftest import NOON
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_municipality,
    make_position,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

PASSWORD = "et langt og rart passord"


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality()


def names(client: Client, query: str = "") -> list[str]:
    """The names in the list, in its order."""
    return [row.record.name for row in client.get(f"/personer/{query}").context["table"].paginated_rows]


def errors_of(client: Client, address: str, data: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(address, data)
    if response.status_code == 302:
        return {}
    assert response.status_code == 422
    return dict(response.context["form"].errors)


# --- the list -------------------------------------------------------------------------------------


def test_the_list_is_in_norwegian_order_and_of_one_municipality(
    client: Client, municipality: Municipality
) -> None:
    keeper = make_user(name="Berit", municipality=municipality)
    make_position(kind="coordinator", holder=keeper, place=municipality)
    for name in ("Åse", "Øyvind", "Ærlend", "Zara", "anton"):
        make_user(name=name, municipality=municipality)
    make_user(name="Cecilie", municipality=make_municipality())
    client.force_login(keeper)
    assert names(client) == ["anton", "Berit", "Zara", "Ærlend", "Øyvind", "Åse"]


def test_search_by_name_knows_norwegian_letters_and_takes_signs_as_they_are(
    client: Client, municipality: Municipality
) -> None:
    keeper = make_administrator(municipality)
    User.objects.filter(pk=keeper.pk).update(name="Per Plass")
    for name in ("Åse Ødegård", "Kåre Åsen", "Ase Hansen", "100 % Ole"):
        make_user(name=name, municipality=municipality)
    client.force_login(keeper)
    assert names(client, "?navn=%20ås ") == ["Kåre Åsen", "Åse Ødegård"]
    assert names(client, "?navn=ØDE") == ["Åse Ødegård"]
    assert names(client, "?navn=%25") == ["100 % Ole"]
    assert names(client, "?navn=_") == []
    assert "Ingen med dette navnet." in client.get("/personer/?navn=_").text
    assert len(names(client, "?navn=" + "a" * 200)) == 5


def test_the_list_says_who_can_sign_in_and_what_they_hold_today(
    client: Client, municipality: Municipality
) -> None:
    department = make_department(unit=make_unit(municipality=municipality), name="Sone Øst")
    people: dict[str, dict[str, Any]] = {
        "Anne": {"password": PASSWORD, "title": "sykepleier"},
        "Berit": {"invited_at": NOON - timedelta(days=13)},
        "Cecilie": {"invited_at": NOON - timedelta(days=14)},
        "David": {"email": None},
        "Erik": {"password": PASSWORD, "is_active": False},
    }
    made = [make_user(name=name, municipality=municipality, **fields) for name, fields in people.items()]
    make_position(kind="leader", holder=made[0], place=department)
    make_position(kind="leader", holder=made[1], place=department, to_on=date(2026, 9, 15))
    client.force_login(make_administrator(municipality))
    rows = client.get("/personer/").context["table"].paginated_rows
    accounts = {row.record.name: row.get_cell("account") for row in rows}
    words = ["Har konto", "Invitert", "Invitasjonen er gått ut", "Ikke invitert", "Stengt"]
    assert [f">{word}<" in accounts[name] for name, word in zip(people, words, strict=True)] == [True] * 5
    held = {row.record.name: row.get_cell("held") for row in rows}
    assert (held["Anne"], held["Berit"]) == ("avdelingsleder, Sone Øst", "")


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_much_for_thirty_as_for_one(
    client: Client,
    municipality: Municipality,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit = make_unit(municipality=municipality)
    for _row in range(number):
        make_leader(make_department(unit=unit))
    client.force_login(make_coordinator(municipality))
    with django_assert_num_queries(7):
        assert len(names(client)) == min(number + 1, 25)


def test_the_second_page(client: Client, municipality: Municipality) -> None:
    for number in range(30):
        make_user(name=f"Person {number:02}", municipality=municipality)
    client.force_login(make_administrator(municipality))
    assert len(names(client)) == 25
    assert names(client, "?page=2")[:2] == ["Person 25", "Person 26"]
    assert names(client, "?page=tull")[0] == "Person 00"


LISTS = ["/personer/", "/personer/ny/", "/enheter/", "/enheter/ny/", "/avdelinger/ny/"]


def test_leaders_mentors_and_former_keepers_find_no_lists(client: Client, municipality: Municipality) -> None:
    department = make_department(unit=make_unit(municipality=municipality))
    former = make_user(municipality=municipality)
    make_position(kind="administrator", holder=former, place=municipality, to_on=date(2026, 9, 15))
    readers = [make_leader(department), make_head(department.unit), former, make_user()]
    for reader in readers:
        client.force_login(reader)
        assert [client.get(page).status_code for page in LISTS] == [404] * 5
        assert [client.post(page, {"name": "Ny"}).status_code for page in LISTS[1::2]] == [404] * 2
    client.force_login(make_coordinator(municipality))
    assert [client.get(page).status_code for page in LISTS] == [200] * 5


# --- one person -----------------------------------------------------------------------------------


def test_a_new_person_belongs_to_the_keepers_municipality(client: Client, municipality: Municipality) -> None:
    keeper = make_coordinator(municipality)
    client.force_login(keeper)
    data = {"name": "Kari Prøve", "title": "vernepleier", "email": "Kari@Prove.example"}
    response = client.post("/personer/ny/", data)
    person = User.objects.get(name="Kari Prøve")
    assert response.headers["Location"] == f"/personer/{person.pk}/"
    assert (person.municipality, person.created_by) == (municipality, keeper)
    assert (person.email, person.title) == ("kari@prove.example", "vernepleier")
    assert (person.has_account, person.is_active, person.is_staff) == (False, True, False)


def test_two_people_may_be_without_an_address(client: Client, municipality: Municipality) -> None:
    client.force_login(make_administrator(municipality))
    data = {"name": "Kari Prøve", "title": "", "email": ""}
    assert [errors_of(client, "/personer/ny/", data) for _person in range(2)] == [{}, {}]
    assert [person.email for person in User.objects.filter(name="Kari Prøve")] == [None, None]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"name": ""}, {"name": ["Skriv navnet."]}),
        ({"name": "a" * 121}, {"name": ["Skriv høyst 120 tegn. Nå er det 121."]}),
        ({"title": "a" * 81}, {"title": ["Skriv høyst 80 tegn. Nå er det 81."]}),
        ({"email": "kari"}, {"email": ["Skriv en hel e-postadresse, for eksempel kari@kommune.no."]}),
        (
            {"email": "OPPTATT@prove.example"},
            {"email": ["Det finnes allerede en person med denne e-postadressen."]},
        ),
    ],
)
def test_what_cannot_be_saved_gets_its_own_sentence(
    client: Client, municipality: Municipality, data: dict[str, str], errors: dict[str, list[str]]
) -> None:
    make_user(email="opptatt@prove.example")
    person = make_user(name="Kari Prøve", municipality=municipality)
    client.force_login(make_administrator(municipality))
    filled = {"name": "Ny", "title": "", "email": "ny@prove.example", "is_active": "on"} | data
    for address in ("/personer/ny/", f"/personer/{person.pk}/"):
        assert errors_of(client, address, filled) == errors
    person.refresh_from_db()
    assert person.name == "Kari Prøve"
    assert "<h1>Kari Prøve</h1>" in client.post(f"/personer/{person.pk}/", filled).text


def test_the_address_is_changed_until_there_is_an_account_and_not_after(
    client: Client, municipality: Municipality
) -> None:
    person = make_user(name="Kari Prøve", email="kari@prove.example", municipality=municipality)
    client.force_login(make_administrator(municipality))
    address = f"/personer/{person.pk}/"
    data = {"name": "Kari Ny", "title": "", "email": "ny@prove.example", "is_active": "on"}
    assert errors_of(client, address, data) == {}
    person.refresh_from_db()
    assert (person.name, person.email) == ("Kari Ny", "ny@prove.example")

    person.set_password(PASSWORD)
    person.save()
    refusal = ["Adressen til en som har konto, kan ikke endres her: den er innloggingen."]
    for taken in ("min@prove.example", ""):
        assert errors_of(client, address, data | {"email": taken}) == {"email": refusal}
    assert errors_of(client, address, data | {"name": "Kari Nyere", "email": "NY@prove.example"}) == {}
    person.refresh_from_db()
    assert (person.name, person.email) == ("Kari Nyere", "ny@prove.example")
    assert "Bare den som eier installasjonen kan endre den." in client.get(address).text


def test_an_account_is_closed_at_once_and_never_ones_own(client: Client, municipality: Municipality) -> None:
    person = make_user(municipality=municipality, password=PASSWORD)
    theirs = Client()
    theirs.force_login(person)
    assert theirs.get("/min-side/").status_code == 200
    keeper = make_administrator(municipality)
    client.force_login(keeper)

    closed = {"name": person.name, "title": "", "email": str(person.email)}
    assert errors_of(client, f"/personer/{person.pk}/", closed) == {}
    assert theirs.get("/min-side/").status_code == 302

    own = {"name": keeper.name, "title": "", "email": str(keeper.email)}
    assert errors_of(client, f"/personer/{keeper.pk}/", own) == {
        "is_active": ["Du kan ikke stenge din egen konto. Be en annen koordinator eller systemansvarlig."]
    }
    keeper.refresh_from_db()
    assert keeper.is_active


def test_a_leader_mends_the_new_hire_they_made_and_closes_nobody(client: Client) -> None:
    leader = make_leader(make_department())
    person = make_user(municipality=leader.municipality, created_by=leader)
    client.force_login(leader)
    page = client.get(f"/personer/{person.pk}/").text
    assert ("Gi en stilling" in page, "Kan logge inn" in page) == (False, False)
    data = {"name": "Kari Rettet", "title": "", "email": "kari@prove.example"}
    assert errors_of(client, f"/personer/{person.pk}/", data) == {}
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("Kari Rettet", True)


def test_whom_one_does_not_keep_one_cannot_find(client: Client, municipality: Municipality) -> None:
    person = make_user(municipality=municipality)
    owner = make_user(municipality=municipality, is_staff=True)
    leader = make_leader(make_department(unit=make_unit(municipality=municipality)))
    moved_up = make_user(municipality=municipality, created_by=leader)
    make_position(kind="coordinator", holder=moved_up, place=municipality)
    former_leader = make_user(municipality=municipality)
    made = make_user(municipality=municipality, created_by=former_leader)
    administrator = make_administrator(municipality)
    refused = [
        (make_administrator(make_municipality()), person),
        (leader, person),
        (leader, moved_up),
        (former_leader, made),
        (person, person),
        (administrator, owner),
    ]
    data = {"name": "Overtatt", "title": "", "email": "min@prove.example"}
    for reader, whom in refused:
        client.force_login(reader)
        assert client.get(f"/personer/{whom.pk}/").status_code == 404
        assert client.post(f"/personer/{whom.pk}/", data).status_code == 404
    assert not User.objects.filter(name="Overtatt").exists()


# --- units and departments ------------------------------------------------------------------------


def test_units_with_departments_and_todays_leaders(client: Client, municipality: Municipality) -> None:
    unit = make_unit(municipality=municipality, name="Åsen hjemmetjeneste")
    make_unit(municipality=municipality, name="Øya helsehus")
    make_unit(name="En annen kommunes enhet")
    east = make_department(unit=unit, name="Sone Øst")
    make_department(unit=unit, name="Sone Nord")
    make_leader(east, name="Anne Leder")
    make_position(
        kind="leader",
        holder=make_user(name="Gammel Leder", municipality=municipality),
        place=east,
        to_on=date(2026, 9, 15),
    )
    client.force_login(make_administrator(municipality))
    response = client.get("/enheter/")
    assert [unit.name for unit in response.context["units"]] == ["Øya helsehus", "Åsen hjemmetjeneste"]
    departments = response.context["units"][1].in_order
    assert [department.name for department in departments] == ["Sone Nord", "Sone Øst"]
    held = [[position.holder.name for position in department.held_today] for department in departments]
    assert held == [[], ["Anne Leder"]]
    assert response.text.count("Uten leder") == 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_units_ask_as_much_for_thirty_as_for_one(
    client: Client,
    municipality: Municipality,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _row in range(number):
        department = make_department(unit=make_unit(municipality=municipality))
        make_leader(department)
        make_head(department.unit)
    client.force_login(make_coordinator(municipality))
    with django_assert_num_queries(8):
        assert len(client.get("/enheter/").context["units"]) == number


def test_a_unit_and_its_department_are_made_and_renamed(client: Client, municipality: Municipality) -> None:
    client.force_login(make_coordinator(municipality))
    assert errors_of(client, "/enheter/ny/", {"name": "Hjemmetjenesten"}) == {}
    unit = Unit.objects.get(municipality=municipality)
    form = client.get(f"/avdelinger/ny/?enhet={unit.pk}").context["form"]
    assert form["unit"].value() == str(unit.pk)
    assert errors_of(client, "/avdelinger/ny/", {"unit": str(unit.pk), "name": "Sone Øst"}) == {}
    department = Department.objects.get(unit=unit)
    assert errors_of(client, f"/enheter/{unit.pk}/", {"name": "Hjemmehjelpen"}) == {}
    assert errors_of(client, f"/avdelinger/{department.pk}/", {"name": "Sone Vest"}) == {}
    unit.refresh_from_db()
    department.refresh_from_db()
    assert (unit.name, department.name) == ("Hjemmehjelpen", "Sone Vest")


def test_names_of_places_are_refused_with_a_sentence(client: Client, municipality: Municipality) -> None:
    unit = make_unit(municipality=municipality, name="Hjemmetjenesten")
    make_department(unit=unit, name="Sone Øst")
    other = make_unit()
    client.force_login(make_administrator(municipality))
    assert errors_of(client, "/enheter/ny/", {"name": "Hjemmetjenesten"}) == {
        "__all__": ["Kommunen har allerede en enhet med dette navnet."]
    }
    assert errors_of(client, "/enheter/ny/", {"name": "a" * 81}) == {
        "name": ["Skriv høyst 80 tegn. Nå er det 81."]
    }
    assert errors_of(client, "/avdelinger/ny/", {"unit": str(unit.pk), "name": "Sone Øst"}) == {
        "__all__": ["Enheten har allerede en avdeling med dette navnet."]
    }
    assert errors_of(client, "/avdelinger/ny/", {"unit": str(other.pk), "name": "Ny"}) == {
        "unit": ["Velg en av enhetene i listen."]
    }
    assert errors_of(client, "/avdelinger/ny/", {"unit": "", "name": ""}) == {
        "unit": ["Velg en enhet."],
        "name": ["Skriv navnet."],
    }
    assert client.get("/avdelinger/ny/?enhet=tull").status_code == 200


def test_places_of_another_municipality_are_not_there(client: Client, municipality: Municipality) -> None:
    department = make_department(unit=make_unit(municipality=municipality))
    pages = [f"/enheter/{department.unit.pk}/", f"/avdelinger/{department.pk}/"]
    readers = [make_administrator(make_municipality()), make_leader(department), make_head(department.unit)]
    for reader in readers:
        client.force_login(reader)
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert [client.post(page, {"name": "Overtatt"}).status_code for page in pages] == [404, 404]
    assert not Unit.objects.filter(name="Overtatt").exists()
    assert not Department.objects.filter(name="Overtatt").exists()


# --- one's own page -------------------------------------------------------------------------------


def test_the_presentation_is_ones_own_to_write_and_remove(client: Client) -> None:
    person = make_user(name="Kari Prøve")
    client.force_login(person)
    page = client.get("/min-side/").text
    assert (
        "Presentasjonen og bildet ses av den du er mentor for, og, så lenge du er mentor, av lederne" in page
    )
    words = {"title": "sykepleier", "presentation": "Jeg har jobbet her i ti år."}
    assert errors_of(client, "/min-side/", words) == {}
    person.refresh_from_db()
    assert (person.title, person.presentation) == ("sykepleier", "Jeg har jobbet her i ti år.")
    assert errors_of(client, "/min-side/", {"title": "sykepleier", "presentation": ""}) == {}
    person.refresh_from_db()
    assert person.presentation == ""


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {"presentation": "Jeg er 010190 12345."},
            {"presentation": ["Dette ligner et fødselsnummer. Det skal ikke stå her."]},
        ),
        ({"presentation": "a" * 2001}, {"presentation": ["Skriv høyst 2000 tegn. Nå er det 2001."]}),
        ({"title": "a" * 81}, {"title": ["Skriv høyst 80 tegn. Nå er det 81."]}),
    ],
)
def test_what_may_not_stand_there(client: Client, data: dict[str, str], errors: dict[str, list[str]]) -> None:
    person = make_user(presentation="Som før.")
    client.force_login(person)
    assert errors_of(client, "/min-side/", {"title": "", "presentation": "Ny."} | data) == errors
    person.refresh_from_db()
    assert person.presentation == "Som før."


def test_nobody_changes_who_they_are_on_their_own_page(client: Client) -> None:
    person = make_user(name="Kari Prøve", email="kari@prove.example")
    client.force_login(person)
    data = {"title": "", "presentation": "", "name": "Anne", "email": "anne@prove.example", "is_staff": "on"}
    assert errors_of(client, "/min-side/", data) == {}
    person.refresh_from_db()
    assert (person.name, person.email, person.is_staff) == ("Kari Prøve", "kari@prove.example", False)
