"""Personvern og tilgjengelighet: open to all, and what is sent from there reaches the right ones."""

from html import unescape

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from people.devices import OWN_DEVICE
from people.models import Municipality, User
from privacy.kept import COOKIES
from privacy.models import LONGEST_FEEDBACK, Feedback
from tests.conftest import NOON
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_leader,
    make_municipality,
    make_position,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PRIVACY, ACCESSIBILITY, FEEDBACK = "/personvern/", "/tilgjengelighet/", "/tilgjengelighet/tilbakemeldinger/"
WORDS = "Knappen på siden for samtaler er for liten."


@pytest.fixture
def home() -> Municipality:
    return make_municipality()


@pytest.fixture
def sender(home: Municipality) -> User:
    return make_user(municipality=home, name="Kari Prøve")


# --- open to all ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PRIVACY, ACCESSIBILITY])
def test_open_without_signing_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Alt som står om meg" not in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.parametrize("address", ["/logg-inn/", PRIVACY, "/passord/glemt/"])
def test_both_are_linked_from_the_foot_of_every_page(client: Client, address: str) -> None:
    foot = client.get(address).text.partition('<footer class="bunn">')[2]
    assert f'<a href="{PRIVACY}">Personvern</a>' in foot
    assert f'<a href="{ACCESSIBILITY}">Tilgjengelighet</a>' in foot


def test_ones_own_page_leads_to_what_is_stored(client: Client, sender: User) -> None:
    client.force_login(sender)
    for address in (PRIVACY, "/min-side/"):
        assert f'href="{reverse("privacy:about_me")}"' in client.get(address).text


def test_the_contact_address_is_shown_when_there_is_one(client: Client, settings: Settings) -> None:
    assert "mailto:" not in client.get(PRIVACY).text + client.get(ACCESSIBILITY).text
    settings.CONTACT_EMAIL = "hjelp@innvik.example"
    for address in (PRIVACY, ACCESSIBILITY):
        assert '<a href="mailto:hjelp@innvik.example">' in client.get(address).text


def test_the_cookies_named_are_those_that_are_set(client: Client, sender: User) -> None:
    """Signing in, and one form that says something afterwards."""
    assert {cookie.name for cookie in COOKIES} == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        OWN_DEVICE,
        "messages",
    }
    client.force_login(sender)
    client.get(ACCESSIBILITY)
    client.post(ACCESSIBILITY, {"text": WORDS})
    client.post("/min-side/enhet/", {"egen": "ja"})
    assert set(client.cookies) == {cookie.name for cookie in COOKIES}


# --- sending --------------------------------------------------------------------------------------------


def test_what_is_sent_is_kept(client: Client, sender: User) -> None:
    client.force_login(sender)
    answer = client.post(ACCESSIBILITY, {"text": WORDS, "email": "kari@prove.example"})
    assert (answer.status_code, answer["Location"]) == (302, ACCESSIBILITY)
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["Takk. Tilbakemeldingen er sendt."]
    row = Feedback.objects.get()
    assert (row.text, row.email) == (WORDS, "kari@prove.example")
    assert (row.sender, row.municipality, row.sent_at) == (sender, sender.municipality, NOON)


def test_the_same_words_sent_twice_stand_once(client: Client, sender: User) -> None:
    client.force_login(sender)
    for _time in range(2):
        client.post(ACCESSIBILITY, {"text": WORDS})
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Skriv hva som ikke virker."),
        ({"text": "  \n "}, "Skriv hva som ikke virker."),
        ({"text": "x" * (LONGEST_FEEDBACK + 1)}, "Teksten er 2001 tegn. Skriv høyst 2000."),
        ({"text": "Jeg er 01017012345"}, "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        ({"text": WORDS, "email": "kari"}, "Skriv en hel e-postadresse, for eksempel kari@kommune.no."),
        (
            {"text": WORDS, "email": "01017012345@prove.example"},
            "Dette ligner et fødselsnummer. Det skal ikke stå her.",
        ),
        ({"text": WORDS, "email": f"{'x' * 260}@prove.example"}, "Adressen er 274 tegn. Skriv høyst 254."),
        ({"text": "Ord\x00"}, "Null-tegn er ikke tillatt."),
    ],
)
def test_what_is_wrong_is_said_and_no_word_is_lost(
    client: Client, sender: User, data: dict[str, str], sentence: str
) -> None:
    client.force_login(sender)
    answer = client.post(ACCESSIBILITY, data)
    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert data["text"].strip().strip("\x00") in answer.text
    assert Feedback.objects.count() == 0


def test_whoever_has_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.post(ACCESSIBILITY, {"text": WORDS})
    assert (answer.status_code, answer["Location"]) == (302, f"/logg-inn/?next={ACCESSIBILITY}")
    assert Feedback.objects.count() == 0


def test_the_installations_owner_has_nobody_to_send_it_to(client: Client) -> None:
    owner = make_user(is_staff=True)
    User.objects.filter(pk=owner.pk).update(municipality=None)
    client.force_login(owner)
    assert "<textarea" not in client.get(ACCESSIBILITY).text
    assert client.post(ACCESSIBILITY, {"text": WORDS}).status_code == 302
    assert Feedback.objects.count() == 0


def test_who_reads_it_stands_under_the_field_by_name(
    client: Client, home: Municipality, sender: User
) -> None:
    client.force_login(sender)
    nobody = "Leses av programkoordinator og systemansvarlig i kommunen."
    assert nobody in client.get(ACCESSIBILITY).text
    for kind, name in (("coordinator", "Siv Prøve"), ("administrator", "Per Prøve")):
        make_position(kind=kind, holder=make_user(municipality=home, name=name), place=home)
    make_administrator(make_municipality())
    shown = client.get(ACCESSIBILITY).text
    assert "Leses av Siv Prøve (programkoordinator), Per Prøve (systemansvarlig) og deg." in shown
    assert "De ser at det er du som skriver." in shown


# --- reading --------------------------------------------------------------------------------------------


def test_the_list_shows_what_was_sent_and_by_whom(client: Client, home: Municipality, sender: User) -> None:
    Feedback.objects.send(sender, WORDS, "kari@prove.example", at=NOON)
    client.force_login(make_coordinator(home))
    shown = client.get(FEEDBACK).text
    assert WORDS in shown
    assert "Kari Prøve, 16. september 2026" in shown
    assert "mailto:kari@prove.example" in shown
    assert FEEDBACK in client.get(ACCESSIBILITY).text


def test_for_others_the_list_is_not_there(client: Client, home: Municipality, sender: User) -> None:
    leader = make_leader(make_department())
    for user in (sender, leader):
        client.force_login(user)
        assert client.get(FEEDBACK).status_code == 404
        assert FEEDBACK not in client.get(ACCESSIBILITY).text


def test_what_is_dealt_with_is_removed(client: Client, home: Municipality, sender: User) -> None:
    Feedback.objects.send(sender, WORDS, "", at=NOON)
    client.force_login(make_administrator(home))
    answer = client.post(FEEDBACK, {"slett": Feedback.objects.get().pk})
    assert (answer.status_code, answer["Location"]) == (302, FEEDBACK)
    assert Feedback.objects.count() == 0
    assert "Ingen tilbakemeldinger" in client.get(FEEDBACK).text


@pytest.mark.parametrize("key", ["", "abc", "-1", "9" * 30])
def test_a_key_that_is_none_removes_nothing(
    client: Client, home: Municipality, sender: User, key: str
) -> None:
    Feedback.objects.send(sender, WORDS, "", at=NOON)
    client.force_login(make_administrator(home))
    assert client.post(FEEDBACK, {"slett": key}).status_code == 302
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_queries_of_the_list_are_the_same_for_one_row_and_thirty(
    client: Client,
    home: Municipality,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        Feedback.objects.send(make_user(municipality=home), f"{WORDS} {number}", "", at=NOON)
    client.force_login(make_coordinator(home))
    with django_assert_num_queries(5):
        assert client.get(FEEDBACK).text.count(WORDS) == count
