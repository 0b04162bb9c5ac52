"""Signing in and out, forgotten passwords, throttling, and the demo's one click."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from people.demo import POSITIONS, demo_positions
from people.models import User
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASSWORD = "et langt og rart passord"
LOGIN = "/logg-inn/"
WRONG = "E-postadressen og/eller passordet du oppgav er feil."
WAIT = "Det er prøvd mange ganger på denne adressen. Vent fem minutter og prøv igjen."


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> list[str]:
    """Try to sign in; what the page says is wrong, or an empty list."""
    response = client.post(LOGIN, {"login": email, "password": password})
    return [] if response.status_code == 302 else response.context["form"].non_field_errors()


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def make_demo_people(**fields: Any) -> None:
    for key in POSITIONS:
        make_user(email=f"{key}@fjellvik.example", **fields)


# --- e-mail and password ------------------------------------------------------------------------


def test_sign_in_with_email_in_any_case_leads_to_the_start_page(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    response = client.post(LOGIN, {"login": "Kari@Prove.example", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    assert sign_in(client, "kari@prove.example", "feil") == [WRONG]
    assert sign_in(client, "ukjent@prove.example", "feil") == [WRONG]
    assert not is_signed_in(client)


def test_a_person_without_an_account_cannot_sign_in(client: Client) -> None:
    make_user(email="kari@prove.example")
    assert sign_in(client, "kari@prove.example") == [WRONG]


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/logg-inn/?next=/"


def test_sign_in_leads_to_the_page_one_asked_for_and_never_to_another_site(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    data = {"login": "kari@prove.example", "password": PASSWORD}
    response = client.post(f"{LOGIN}?next=/passord/endre/", data)
    assert response.headers["Location"] == "/passord/endre/"
    response = Client().post(f"{LOGIN}?next=https://et-annet-sted.example/", data)
    assert response.headers["Location"] == "/"


def test_signing_out_takes_a_post(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/logg-ut/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/logg-ut/").headers["Location"] == LOGIN
    assert not is_signed_in(client)


def test_a_closed_account_is_told_so_only_with_the_right_password(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD, is_active=False)
    assert sign_in(client, "kari@prove.example", "feil") == [WRONG]
    response = client.post(LOGIN, {"login": "kari@prove.example", "password": PASSWORD}, follow=True)
    assert (response.redirect_chain, response.status_code) == ([("/stengt/", 302)], 403)
    assert "Kontoen er stengt" in response.text
    assert not is_signed_in(client)


def test_closing_an_account_ends_the_sign_in_at_once(client: Client) -> None:
    person = make_user(password=PASSWORD)
    client.force_login(person)
    assert client.get("/passord/endre/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/passord/endre/").headers["Location"] == "/logg-inn/?next=/passord/endre/"


# --- throttling -----------------------------------------------------------------------------------


def test_five_wrong_passwords_close_that_account_for_five_minutes(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    for _attempt in range(5):
        assert sign_in(client, "kari@prove.example", "feil") == [WRONG]
    assert sign_in(client, "kari@prove.example") == [WAIT]
    assert sign_in(client, "KARI@prove.example") == [WAIT]
    assert not is_signed_in(client)


def test_a_whole_town_hall_signs_in_from_one_address(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    for _attempt in range(6):
        sign_in(client, "glemsk@prove.example", "feil")
    assert [sign_in(Client(), "kari@prove.example") for _person in range(20)] == [[]] * 20


# --- a forgotten password -------------------------------------------------------------------------


def ask_for_reset(client: Client, email: str) -> tuple[int, str]:
    response = client.post("/passord/glemt/", {"email": email})
    return response.status_code, response.headers["Location"]


def test_a_forgotten_password_is_replaced_through_a_link_that_works_once(client: Client) -> None:
    make_user(email="kari@prove.example", password=PASSWORD)
    ask_for_reset(client, "kari@prove.example")
    found = re.search(r"http://testserver(/passord/nytt/\S+)", str(mail.outbox[0].body))
    assert found is not None
    form = client.get(found[1], follow=True)
    new = "noe helt annet og langt"
    response = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert response.headers["Location"] == "/passord/nytt/ferdig/"
    assert "Nå kan du logge inn" in client.get("/passord/nytt/ferdig/").text
    assert "Lenken virker ikke lenger" in Client().get(found[1], follow=True).text
    assert sign_in(client, "kari@prove.example", new) == []
    assert EmailAddress.objects.count() == 0  # one address a person, and it stands in our own table


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"email": "en-annen@prove.example", "password": PASSWORD}, id="unknown address"),
        pytest.param({"email": "kari@prove.example"}, id="never had an account: invited, not reset"),
        pytest.param({"email": "kari@prove.example", "password": PASSWORD, "is_active": False}, id="closed"),
    ],
)
def test_asking_for_a_new_password_does_not_tell_who_has_an_account(
    client: Client, fields: dict[str, Any]
) -> None:
    make_user(**fields)
    assert ask_for_reset(client, "kari@prove.example") == (302, "/passord/glemt/sendt/")
    assert mail.outbox == []


def test_a_mail_server_that_is_down_does_not_tell_either(client: Client, settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "tests.test_sign_in.NoMail"}}
    make_user(email="kari@prove.example", password=PASSWORD)
    assert ask_for_reset(client, "kari@prove.example") == (302, "/passord/glemt/sendt/")


class NoMail:
    """A mail server that does not answer."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages: list[object]) -> int:
        raise ConnectionRefusedError


def test_changing_the_password_asks_for_the_old_one(client: Client) -> None:
    person = make_user(password=PASSWORD)
    client.force_login(person)
    new = "noe helt annet og langt"
    answers = {"oldpassword": "feil", "password1": new, "password2": new}
    assert client.post("/passord/endre/", answers).status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    response = client.post("/passord/endre/", answers | {"oldpassword": PASSWORD})
    assert response.headers["Location"] == "/min-side/"
    person.refresh_from_db()
    assert person.check_password(new)
    assert is_signed_in(client)


# --- allauth's other pages ------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_by_themselves(client: Client, method: str) -> None:
    data = {"email": "ny@prove.example", "password1": PASSWORD}
    assert getattr(client, method)(reverse("account_signup"), data).status_code == 404
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_set_password",
        "account_email_verification_sent",
        "account_request_login_code",
    ],
)
def test_pages_where_one_could_change_who_one_is_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


# --- the demo -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", list(POSITIONS))
def test_one_click_in_the_demo(client: Client, settings: Settings, key: str) -> None:
    settings.DEMO = True
    make_demo_people()
    response = client.post("/demo/logg-inn/", {"position": key})
    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email=f"{key}@fjellvik.example").pk)


def test_the_sign_in_page_of_the_demo_has_the_buttons_and_says_what_it_is(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    settings.DEMO_PASSWORD = "et demopassord"
    make_demo_people()
    assert [key for key, _label, _person in demo_positions()] == list(POSITIONS)
    page = client.get(LOGIN).text
    assert "alle personene er oppdiktet" in page
    assert "et demopassord" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_demo_mode_the_page_is_not_there(client: Client, settings: Settings, method: str) -> None:
    settings.DEMO = False
    settings.DEMO_PASSWORD = "et demopassord"
    make_demo_people()
    assert getattr(client, method)("/demo/logg-inn/", {"position": "mentor"}).status_code == 404
    assert not is_signed_in(client)
    page = client.get(LOGIN).text
    assert "Prøv demoen" not in page
    assert "et demopassord" not in page


@pytest.mark.parametrize(
    "fields",
    [{"is_staff": True}, {"is_superuser": True}, {"is_active": False}],
)
def test_the_demo_never_signs_in_as_an_owner_or_into_a_closed_account(
    client: Client, settings: Settings, fields: dict[str, Any]
) -> None:
    settings.DEMO = True
    make_demo_people(**fields)
    assert client.post("/demo/logg-inn/", {"position": "mentor"}).status_code == 404
    assert demo_positions() == []


def test_the_demo_signs_in_as_nobody_else(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    make_user(email="en-annen@fjellvik.example")
    assert client.post("/demo/logg-inn/", {"position": "en-annen"}).status_code == 404
    assert client.post("/demo/logg-inn/").status_code == 404
    assert client.get("/demo/logg-inn/").headers["Location"] == LOGIN
