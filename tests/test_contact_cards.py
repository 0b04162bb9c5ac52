"""Tillitsvalgt and verneombud: kept by heads and coordinator, shown to the two, and nobody learns who looked."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mentorprogram.middleware import KEEP
from people.models import ContactCard, Municipality, Representative, Unit
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.test_every_url import writes

pytestmark = pytest.mark.django_db
SAVED = {"name_1": "Tone Tillit", "association_1": "NSF", "phone_1": "41 00 00 00", "version": 0}


def address(cast: Cast) -> str:
    return reverse("programmes:contacts", args=[cast.programme.pk])


def unit_of(cast: Cast) -> Unit:
    return cast.programme.department.unit


def card_address(cast: Cast) -> str:
    return reverse("people:card_unit", args=[unit_of(cast).pk])


def name(place: Unit | Municipality, kind: str, name: str, number: int = 1) -> None:
    link = {"unit": place} if isinstance(place, Unit) else {"municipality": place}
    card, _made = ContactCard.objects.get_or_create(**link)
    Representative.objects.create(card=card, number=number, kind=kind, name=name, phone="41 00 00 00")


def shown(client: Client, cast: Cast, role: str = "new_hire") -> str:
    client.force_login(cast.of(role))
    return " ".join(client.get(address(cast)).text.split())


@pytest.mark.parametrize("role", PAIR)
def test_the_two_see_whom_they_can_call(client: Client, cast: Cast, role: str) -> None:
    name(unit_of(cast), "union", "Tone Tillit")
    text = shown(client, cast, role)
    assert (
        '<strong>Tone Tillit</strong> <br>Telefon <a class="ds-link" href="tel:41000000">41 00 00 00</a>'
        in text
    )
    assert "Ingen får vite at du har vært her. Løsningen lagrer det ikke." in text


@pytest.mark.parametrize("role", [*LEADERS, *OUTSIDERS])
def test_nobody_else_opens_it(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == 404


def test_nothing_is_written_when_somebody_looks(client: Client, cast: Cast) -> None:
    """Neither of the visit nor of who it was."""
    name(unit_of(cast), "union", "Tone Tillit")
    client.force_login(cast.new_hire)
    with writes() as written:
        assert client.get(address(cast)).status_code == 200
    assert written == []


def test_no_device_keeps_the_page(client: Client, cast: Cast) -> None:
    """Not one's own either, which keeps the programme's other pages."""
    client.force_login(cast.new_hire)
    client.post(reverse("people:own_device"), {"egen": "ja"})
    kept = {
        page: client.get(page).has_header(KEEP) for page in (cast.programme.get_absolute_url(), address(cast))
    }
    assert list(kept.values()) == [True, False]


def test_of_a_kind_the_unit_has_none_of_the_municipalitys_are_shown(client: Client, cast: Cast) -> None:
    unit = unit_of(cast)
    name(unit, "union", "Tone Tillit")
    name(unit.municipality, "union", "Hoved Tillit")
    name(unit.municipality, "safety", "Vera Verne", number=4)
    text = shown(client, cast)
    assert ("Tone Tillit" in text, "Hoved Tillit" in text) == (True, False)
    assert "<strong>Vera Verne</strong> (for hele kommunen)" in text


def test_nobody_is_named_is_said(client: Client, cast: Cast) -> None:
    assert shown(client, cast).count("Ingen er ført opp her ennå.") == 2


@pytest.mark.parametrize("role", ["head", "coordinator"])
def test_kept_by_head_and_coordinator(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    last = {"name_5": "Vera Verne", "email_5": "vera@prove.example"}
    assert client.post(card_address(cast), SAVED | last).status_code == 302
    saved = Representative.objects.values_list("number", "kind", "name", "association")
    assert list(saved) == [(1, "union", "Tone Tillit", "NSF"), (5, "safety", "Vera Verne", "")]
    assert "Vera Verne (verneombud)" in " ".join(client.get(reverse("people:cards")).text.split())
    again = client.get(card_address(cast)).context["form"]
    assert (again["name_5"].value(), again["name_4"].value()) == ("Vera Verne", "")


@pytest.mark.parametrize("role", [*PAIR, "leader", "former_leader", "administrator", "foreign_leader"])
def test_nobody_else_keeps_it(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    for page in (card_address(cast), reverse("people:cards"), reverse("people:card_municipality")):
        assert (client.get(page).status_code, Representative.objects.count()) == (404, 0)
    assert client.post(card_address(cast), SAVED).status_code == 404
    assert Representative.objects.count() == 0


def test_the_head_does_not_keep_the_municipalitys(client: Client, cast: Cast) -> None:
    page = reverse("people:card_municipality")
    client.force_login(cast.head)
    assert (client.get(page).status_code, client.post(page, SAVED).status_code) == (404, 404)
    client.force_login(cast.coordinator)
    assert client.post(page, SAVED).status_code == 302
    assert Representative.objects.get().card.municipality == unit_of(cast).municipality


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"name_1": ""}, "Skriv navnet på den som kan kontaktes."),
        ({"phone_1": ""}, "Skriv telefon eller e-post, så den nye når fram."),
        ({"email_1": "ikke en adresse"}, "Skriv en hel e-postadresse"),
        ({"name_1": "Kari 01017012345"}, "Dette ligner et fødselsnummer."),
        ({"phone_1": "1" * 40}, "tegn"),
        ({"version": 7}, "Noen andre lagret dette mens du skrev."),
    ],
)
def test_what_is_refused_is_said_and_kept(
    client: Client, cast: Cast, bad: dict[str, object], said: str
) -> None:
    client.force_login(cast.head)
    response = client.post(card_address(cast), SAVED | bad)
    assert response.status_code in (409, 422)
    assert said in response.text
    assert "NSF" in response.text
    assert Representative.objects.count() == 0


@pytest.mark.parametrize("people", [1, 30])
def test_queries(
    client: Client, cast: Cast, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(people):
        name(unit_of(cast), "union", f"Tone {number}", number=number + 1)
    client.force_login(cast.new_hire)
    with django_assert_num_queries(5):
        client.get(address(cast))
    client.force_login(cast.coordinator)
    for _number in range(people):
        Unit.objects.create(municipality=unit_of(cast).municipality, name=f"Enhet nr. {_number}")
    with django_assert_num_queries(8):
        client.get(reverse("people:cards"))
