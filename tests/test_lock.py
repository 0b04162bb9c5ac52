"""A session left alone is locked, and one can be signed out everywhere."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.devices import SENDING, owner_of
from people.models import User
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASSWORD = "et langt og rart passord"
LOCK = "/laas/"
LOCKED = "Skjermen er låst"


@pytest.fixture
def person() -> User:
    cache.clear()
    return make_user(email="kari@prove.example", password=PASSWORD, name="Kari Ny")


@pytest.fixture
def here(client: Client, person: User) -> Client:
    client.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
    return client


def lock(client: Client) -> None:
    client.post(LOCK, {"handling": "laas"})


def test_the_page_locks_and_the_password_opens_where_one_was(here: Client) -> None:
    lock(here)
    answer = here.get("/min-side/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/laas/?next=%2Fmin-side%2F%3Fa%3D1")
    page = here.get(answer["Location"]).content.decode()
    assert LOCKED in page
    assert "Kari Ny" in page
    assert "data-key" not in page
    assert "Hovedmeny" not in page
    wrong = here.post(LOCK, {"password": "feil", "next": "/min-side/"})
    assert (wrong.status_code, LOCKED in wrong.content.decode()) == (422, True)
    assert here.get("/").status_code == 302
    right = here.post(LOCK, {"password": PASSWORD, "next": "/min-side/?a=1"})
    assert right["Location"] == "/min-side/?a=1"
    assert here.get("/").status_code == 200


def test_the_lock_leads_to_no_other_site(here: Client) -> None:
    lock(here)
    answer = here.post(LOCK, {"password": PASSWORD, "next": "https://et-annet-sted.example/"})
    assert answer["Location"] == "/"


def test_an_open_screen_has_no_lock_page(here: Client) -> None:
    assert here.get(LOCK)["Location"] == "/"


def test_the_drafts_key_waits_behind_the_lock(here: Client, person: User) -> None:
    assert here.get("/utkast/").json()["owner"] == owner_of(person)
    lock(here)
    assert here.get("/utkast/").status_code == 302
    assert "data-key" not in here.get("/finnes-ikke/").content.decode()


def test_what_was_sent_without_a_script_waits_in_the_lock_page(here: Client, person: User) -> None:
    lock(here)
    answer = here.post("/min-side/", {"title": "Vernepleier", "presentation": "Hei <b>du</b>"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert 'name="sendt-presentation" value="Hei &lt;b&gt;du&lt;/b&gt;"' in page
    sent = {
        "password": PASSWORD,
        "next": "/min-side/",
        "sendt-presentation": "Hei du",
        "sendt-title": "Lærling",
    }
    wrong = here.post(LOCK, sent | {"password": "feil"})
    assert (wrong.status_code, 'name="sendt-title" value="Lærling"' in wrong.content.decode()) == (422, True)
    opened = here.post(LOCK, sent).content.decode()
    assert 'action="/min-side/"' in opened
    assert 'name="presentation" value="Hei du"' in opened
    assert User.objects.get(pk=person.pk).presentation == ""
    here.post("/min-side/", {"title": "Lærling", "presentation": "Hei du"})
    assert User.objects.get(pk=person.pk).presentation == "Hei du"


def test_a_script_that_sends_hears_of_the_lock(here: Client, person: User) -> None:
    lock(here)
    headers = {SENDING: f"{owner_of(person)}.8d3b6f0e-6f0b-4a43-9d43-31d3e0d9a001"}
    answer = here.post("/min-side/", {"title": "x"}, headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"til": "/laas/?next=%2Fmin-side%2F"})


def test_one_can_sign_out_from_the_lock(here: Client) -> None:
    lock(here)
    assert here.post("/logg-ut/").status_code == 302
    assert here.get("/")["Location"] == "/logg-inn/?next=/"


def test_guessing_at_the_lock_is_stopped(here: Client) -> None:
    lock(here)
    answers = [here.post(LOCK, {"password": f"gjett {number}"}).status_code for number in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_a_session_not_heard_from_for_an_hour_is_locked(client: Client, person: User) -> None:
    with time_machine.travel("2026-09-16 10:00", tick=False) as clock:
        client.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
        clock.shift(59 * 60)
        assert client.get("/").status_code == 200
        clock.shift(59 * 60)
        assert client.get("/").status_code == 200
        clock.shift(61 * 60)
        assert client.get("/").status_code == 302


def test_a_session_in_use_goes_on_past_its_eight_hours(client: Client, person: User) -> None:
    with time_machine.travel("2026-09-16 06:00", tick=False) as clock:
        client.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
        for _visit in range(12):
            clock.shift(55 * 60)
            assert client.get("/").status_code == 200


def test_a_device_of_ones_own_is_not_locked_by_silence(client: Client, person: User) -> None:
    with time_machine.travel("2026-09-16 10:00", tick=False) as clock:
        client.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
        client.post("/min-side/enhet/", {"egen": "ja"})
        assert client.session.get_expiry_age() == 14 * 24 * 60 * 60
        clock.shift(5 * 60 * 60)
        page = client.get("/")
        assert page.status_code == 200
        assert page["Mentorprogram-Behold"] == owner_of(person)
        assert "data-own-device" in page.content.decode()
        assert "data-lock-after" not in page.content.decode()
        assert not client.get("/personvern/om-meg/").has_header("Mentorprogram-Behold")
        client.post("/min-side/enhet/", {"egen": "nei"})
        assert not client.get("/").has_header("Mentorprogram-Behold")
        assert client.session.get_expire_at_browser_close()


def test_anothers_mark_says_nothing(client: Client, person: User) -> None:
    client.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
    client.post("/min-side/enhet/", {"egen": "ja"})
    client.force_login(make_user())
    assert not client.get("/").has_header("Mentorprogram-Behold")
    client.cookies["egen_enhet"] = f"{owner_of(person)}-0:forfalsket"
    client.force_login(person)
    assert not client.get("/").has_header("Mentorprogram-Behold")


def test_sign_out_everywhere(here: Client, person: User) -> None:
    phone = Client()
    phone.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
    phone.post("/min-side/enhet/", {"egen": "ja"})
    answer = here.post("/min-side/logg-ut-overalt/")
    assert answer["Location"] == "/logg-inn/"
    assert "Du er logget ut på alle enheter." in here.get("/logg-inn/").content.decode()
    assert phone.get("/")["Location"] == "/logg-inn/?next=/"
    phone.post("/logg-inn/", {"login": person.email, "password": PASSWORD})
    assert not phone.get("/").has_header("Mentorprogram-Behold")


def test_nobody_else_is_signed_out(here: Client) -> None:
    other = Client()
    other.force_login(make_user())
    here.post("/min-side/logg-ut-overalt/")
    assert other.get("/").status_code == 200


def test_being_here_costs_no_query(here: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):  # session and person
        here.get("/utkast/")
