"""Who gets through with a calendar link, how often, and the page one makes it on."""

import logging
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mentorprogram.logs import KeysOut
from programmes.models import Conversation
from reminders.models import CalendarEntry, CalendarFeed
from reminders.models.calendar import SALT, SEPARATOR
from tests.calendars import agree, events, link, mentors, no_earlier_attempts, said, talk
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_leader, make_position, make_programme

__all__ = ["mentors", "no_earlier_attempts", "talk"]  # the fixtures

pytestmark = [pytest.mark.django_db]
Kind = CalendarFeed.Kind


# --- the door -------------------------------------------------------------------------------------------


def dead(address: str) -> bool:
    response = Client().get(address)
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    return (response.status_code, response.text) == (404, "Lenken virker ikke.")


def test_turned_off_made_up_and_cut_are_all_the_same(mentors: str, cast: Cast) -> None:
    signed = reverse("reminders:feed", args=[Signer(salt=SALT, sep=SEPARATOR).sign("oppdiktet")])
    assert dead(signed)
    assert dead(reverse("reminders:feed", args=["oppdiktet"]))
    assert dead(mentors.replace("/mentorprogram.ics", "x/mentorprogram.ics"))
    said(mentors)
    CalendarFeed.objects.get().revoke(NOON)
    assert dead(mentors)
    assert CalendarEntry.objects.count() == 0


def test_only_a_digest_of_the_key_is_stored_and_nothing_of_the_fetching(mentors: str) -> None:
    said(mentors)
    rows = str([*CalendarFeed.objects.values(), *CalendarEntry.objects.values()])
    key = mentors.split("/")[3].split(".")[0]
    assert key not in rows
    with CaptureQueriesContext(connection) as asked:
        said(mentors)
    assert not [
        q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE")) and "reminders" in q["sql"]
    ]


def test_it_answers_briefly_when_nothing_is_new(mentors: str, talk: Conversation) -> None:
    first = Client().get(mentors)
    assert first.status_code == 200
    again = Client().get(mentors, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    agree(talk, date(2026, 10, 2))
    assert Client().get(mentors, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_asked_every_second_it_says_when_to_come_back(mentors: str) -> None:
    statuses = []
    for second in range(70):
        with time_machine.travel(NOON + timedelta(seconds=second), tick=False):
            response = Client().get(mentors)
        statuses.append(response.status_code)
    assert statuses[:13] == [200] * 12 + [429]
    assert statuses.count(200) <= 24
    with time_machine.travel(NOON + timedelta(seconds=50), tick=False):
        refused = Client().get(mentors)
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")


def test_one_who_guesses_is_stopped(db: None) -> None:
    address = reverse("reminders:feed", args=["oppdiktet"])
    assert [Client().get(address).status_code for _guess in range(61)] == [404] * 60 + [429]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_there_is_nothing_to_send(mentors: str, method: str) -> None:
    assert getattr(Client(), method)(mentors).status_code == 405


def test_the_key_stays_out_of_the_log(mentors: str) -> None:
    record = logging.LogRecord("django.request", 30, "", 1, "Not Found: %s", (mentors,), None)
    KeysOut().filter(record)
    assert record.getMessage() == "Not Found: /kalender/adresse/…/mentorprogram.ics"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_same_questions_for_one_and_thirty(cast: Cast, rows: int) -> None:
    place = cast.programme.department
    for number in range(rows):
        programme = (
            cast.programme
            if not number
            else make_programme(department=place, template=cast.programme.template)
        )
        agree(programme.reviews.get(number=1), date(2026, 10, 5))
    feed = link(make_leader(place), Kind.LEADER, department=place)
    assert len(said(feed)) == rows
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        Client().get(feed)
    counting = ('"cache"', "SAVEPOINT")  # how often it is fetched
    assert len([q for q in asked if not any(word in q["sql"] for word in counting)]) == 5


# --- one's own page -------------------------------------------------------------------------------------


def make(client: Client, **data: Any) -> Any:
    page = reverse("reminders:calendars")
    return client.post(page, {"seen": client.get(page).context["form"].newest} | data)


def test_a_mentor_makes_one_and_turns_it_off(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.mentor)
    made = make(client, position="mentor")
    address = made.context["address"]
    assert made.context["webcal"] == address.replace("http://", "webcal://")
    assert address in made.text
    assert len(events(address)) == 1
    page = client.get(reverse("reminders:calendars")).text
    assert address not in page
    assert "laget 16. september 2026" in page
    feed = CalendarFeed.objects.get()
    client.post(reverse("reminders:calendar_off", args=[feed.pk]))
    assert dead(address)
    assert client.post(reverse("reminders:calendar_off", args=[feed.pk])).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "leader", "stranger"])
def test_only_positions_of_ones_own_are_offered(client: Client, cast: Cast, role: str) -> None:
    place = cast.programme.department
    make_position(kind="head", holder=cast.leader, place=place.unit)
    client.force_login(cast.of(role))
    offered = [
        value for value, _word, _feed in client.get(reverse("reminders:calendars")).context["form"].offers
    ]
    assert (
        offered
        == {
            "new_hire": ["new_hire"],
            "leader": [f"leader-{place.pk}", f"head-{place.unit_id}"],
            "stranger": [],
        }[role]
    )


@pytest.mark.parametrize("position", ["", "mentor-7", "leader-1", "head-1", "new_hire", "'"])
def test_another_position_is_refused(client: Client, cast: Cast, position: str) -> None:
    client.force_login(cast.mentor)
    refused = make(client, position=position)
    assert refused.status_code == 422
    assert "Velg hva kalenderen skal vise." in refused.text
    assert not CalendarFeed.objects.exists()


def test_sent_twice_it_is_made_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    for status in (200, 422):
        assert (
            client.post(reverse("reminders:calendars"), {"position": "mentor", "seen": ""}).status_code
            == status
        )
    assert CalendarFeed.objects.count() == 1


def test_there_is_an_end_to_how_many(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    for _each in range(10):
        link(cast.mentor, Kind.MENTOR)
    refused = make(client, position="mentor")
    assert (refused.status_code, CalendarFeed.objects.count()) == (422, 10)
    assert "Slå av en du ikke bruker." in refused.text


@pytest.mark.parametrize("rows", [1, 10])
def test_the_page_asks_as_often_whatever_there_is(
    client: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(rows):
        link(cast.leader, Kind.LEADER, department=cast.programme.department)
    client.force_login(cast.leader)
    with django_assert_num_queries(7):
        client.get(reverse("reminders:calendars"))
