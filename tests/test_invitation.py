"""The first password: a link that works once, for fourteen days, for one person."""

import html
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from people.models import User
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

PASSWORD = "et langt og rart passord"
CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}
LINK = re.compile(r"http://testserver(/invitasjon/[^\s<]+/)")


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def invite(client: Client, person: User) -> str:
    """Invite through the page; the path of the link it shows."""
    page = client.post(f"/personer/{person.pk}/inviter/").text
    found = LINK.search(html.unescape(page))
    assert found is not None
    return found[1]


def invited(**fields: object) -> tuple[User, str]:
    """Someone new in the municipality, and the link an administrator made."""
    municipality = make_municipality()
    person = make_user(municipality=municipality, **fields)
    client = Client()
    client.force_login(make_administrator(municipality))
    return person, invite(client, person)


def is_dead(link: str) -> bool:
    """Whether the page says so, and takes no password either."""
    answers = [Client().get(link), Client().post(link, CHOSEN)]
    return [(answer.status_code, "Lenken virker ikke" in answer.text) for answer in answers] == [
        (404, True)
    ] * 2


# --- using the link -------------------------------------------------------------------------------


def test_the_invited_chooses_a_password_and_is_signed_in(client: Client) -> None:
    person, link = invited(name="Kari Prøve", email="kari@prove.example")
    page = client.get(link)
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "strict-origin")
    assert "no-store" in page.headers["Cache-Control"]
    assert "Hei, Kari" in page.text

    response = client.post(link, CHOSEN)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_link_works_once() -> None:
    _person, link = invited()
    assert Client().post(link, CHOSEN).status_code == 302
    assert is_dead(link)


@pytest.mark.parametrize(
    ("later", "dead"),
    [(timedelta(days=14) - timedelta(seconds=1), False), (timedelta(days=14), True)],
)
def test_a_link_lives_for_fourteen_days(later: timedelta, dead: bool) -> None:
    _person, link = invited()
    with time_machine.travel(NOON + later, tick=False):
        assert is_dead(link) == dead


def test_a_new_invitation_kills_the_one_before(client: Client) -> None:
    municipality = make_municipality()
    person = make_user(municipality=municipality)
    client.force_login(make_coordinator(municipality))
    first = invite(client, person)
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        second = invite(client, person)
        assert is_dead(first)
        assert not is_dead(second)


@pytest.mark.parametrize("change", [{"email": "en-annen@prove.example"}, {"is_active": False}])
def test_another_address_or_a_closed_account_kills_it(change: dict[str, object]) -> None:
    person, link = invited()
    User.objects.filter(pk=person.pk).update(**change)
    assert is_dead(link)


def test_a_guessed_or_altered_link_gets_the_same_page() -> None:
    person, link = invited()
    other, other_link = invited()
    signature = link.rstrip("/").partition(":")[2]
    guesses = [
        f"{person.pk}",
        f"{person.pk}:",
        f"{person.pk}:{'a' * 43}",
        f"{other.pk}:{signature}",
        f"999999:{signature}",
        f"{'9' * 40}:{signature}",
        f"²:{signature}",
        f"-1:{signature}",
        "tull",
    ]
    assert [is_dead(f"/invitasjon/{guess}/") for guess in guesses] == [True] * len(guesses)
    assert not is_dead(other_link)


def test_someone_else_at_the_same_machine_is_signed_out(client: Client) -> None:
    person, link = invited()
    client.force_login(make_user())
    client.post(link, CHOSEN)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_many_passwords_from_one_address_are_slowed_down(client: Client) -> None:
    statuses = [client.post("/invitasjon/tull/", CHOSEN).status_code for _attempt in range(61)]
    assert statuses == [404] * 60 + [429]


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"password1": "", "password2": ""}, "password1", "Skriv passordet."),
        (
            {"password1": PASSWORD, "password2": "et annet"},
            "password2",
            "Skriv det samme passordet begge gangene.",
        ),
        (
            {"password1": "kort9kort", "password2": "kort9kort"},
            "password1",
            "Passordet er for kort. Skriv minst 12 tegn.",
        ),
        (
            {"password1": "kari@prove.example", "password2": "kari@prove.example"},
            "password1",
            "Passordet er for likt e-postadresse.",
        ),
    ],
)
def test_a_password_that_will_not_do_gets_its_own_sentence(
    client: Client, answers: dict[str, str], field: str, sentence: str
) -> None:
    person, link = invited(email="kari@prove.example")
    response = client.post(link, answers)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]
    person.refresh_from_db()
    assert not person.has_account
    assert not is_dead(link)


# --- inviting -------------------------------------------------------------------------------------


def test_where_there_is_a_mail_server_the_link_is_sent_and_not_shown(
    client: Client, settings: Settings
) -> None:
    settings.SENDS_MAIL = True
    municipality = make_municipality(name="Fjellvik kommune")
    person = make_user(name="Kari Prøve", email="kari@prove.example", municipality=municipality)
    client.force_login(make_administrator(municipality))
    response = client.post(f"/personer/{person.pk}/inviter/", follow=True)
    assert "Invitasjonen er sendt til kari@prove.example." in response.text
    assert LINK.search(response.text) is None

    [message] = mail.outbox
    assert (message.subject, message.to) == ("Invitasjon til Mentorprogram", ["kari@prove.example"])
    assert "Hei Kari\n" in message.body
    assert "virker til 30. september 2026" in message.body
    found = LINK.search(str(message.body))
    assert found is not None
    assert Client().get(found[1]).status_code == 200


def test_a_mail_server_that_is_down_does_not_lose_the_invitation(client: Client, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    settings.MAILERS = {"default": {"BACKEND": "tests.test_sign_in.NoMail"}}
    municipality = make_municipality()
    person = make_user(municipality=municipality)
    client.force_login(make_administrator(municipality))
    page = client.post(f"/personer/{person.pk}/inviter/").text
    assert "E-posten gikk ikke ut." in page
    found = LINK.search(html.unescape(page))
    assert found is not None
    assert Client().get(found[1]).status_code == 200


def test_without_a_mail_server_nothing_is_sent_and_the_link_is_shown_once(client: Client) -> None:
    municipality = make_municipality()
    person = make_user(municipality=municipality)
    client.force_login(make_administrator(municipality))
    invite(client, person)
    assert mail.outbox == []
    assert LINK.search(client.get(f"/personer/{person.pk}/").text) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"password": PASSWORD},
            "Kari Prøve har allerede en konto, og kan lage nytt passord fra innloggingssiden.",
        ),
        ({"email": None}, "Legg inn e-postadressen til Kari Prøve først. Den er innloggingen."),
        ({"is_active": False}, "Åpne kontoen til Kari Prøve først. Den er stengt."),
    ],
)
def test_who_cannot_be_invited_and_why(client: Client, fields: dict[str, object], sentence: str) -> None:
    municipality = make_municipality()
    person = make_user(name="Kari Prøve", municipality=municipality, **fields)
    client.force_login(make_administrator(municipality))
    response = client.post(f"/personer/{person.pk}/inviter/", follow=True)
    assert [str(message) for message in response.context["messages"]] == [sentence]
    person.refresh_from_db()
    assert person.invited_at is None


def test_a_leader_invites_the_new_hire_they_made_and_comes_back(client: Client) -> None:
    leader = make_leader(make_department())
    person = make_user(municipality=leader.municipality, created_by=leader)
    client.force_login(leader)
    page = client.post(f"/personer/{person.pk}/inviter/", {"next": "/programmer/7/"}).text
    assert 'href="/programmer/7/"' in page
    person.refresh_from_db()
    assert person.invited_at == timezone.now()


def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    municipality = make_municipality()
    person = make_user(municipality=municipality, password=PASSWORD)
    client.force_login(make_administrator(municipality))
    response = client.post(f"/personer/{person.pk}/inviter/", {"next": "//et-annet-sted.example/"})
    assert response.headers["Location"] == f"/personer/{person.pk}/"


def test_who_may_not_invite_learns_nothing(client: Client) -> None:
    municipality = make_municipality()
    leader = make_leader(make_department())
    person = make_user(municipality=municipality)
    promoted = make_user(municipality=leader.municipality, created_by=leader)
    make_position(kind="leader", holder=promoted, place=make_department())
    former = make_user(municipality=municipality)
    make_position(
        kind="administrator", holder=former, place=municipality, to_on=NOON.date() - timedelta(days=1)
    )
    refused = [
        (make_administrator(make_municipality()), person),
        (leader, person),
        (leader, promoted),
        (former, person),
        (make_user(municipality=municipality), person),
        (person, person),
    ]
    for reader, whom in refused:
        client.force_login(reader)
        assert client.post(f"/personer/{whom.pk}/inviter/").status_code == 404
        whom.refresh_from_db()
        assert whom.invited_at is None


def test_looking_at_the_address_invites_nobody(client: Client) -> None:
    municipality = make_municipality()
    person = make_user(municipality=municipality)
    client.force_login(make_administrator(municipality))
    assert client.get(f"/personer/{person.pk}/inviter/").status_code == 405


def test_the_clock_of_the_tests_is_the_one_the_links_go_by() -> None:
    person, _link = invited()
    person.refresh_from_db()
    assert person.invited_at == datetime.fromisoformat("2026-09-16T12:00:00+02:00")
