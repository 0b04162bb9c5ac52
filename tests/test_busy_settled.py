"""What has been decided about a busy period is not asked again: a substitute, and talks that are left standing."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import BusyPeriod, LeftTalk
from tests.factories import make_user
from tests.june import HOLIDAY, June, make_june, offer
from tests.mentor_periods import do

SAID = "3 av 4 ukentlige samtaler faller i «Fellesferie», 6. juli–26. juli 2026"


@pytest.fixture
def june(client: Client, db: None) -> Iterator[June]:
    with make_june(client) as found:
        yield found


def says(client: Client, june: June) -> str:
    """The programme page's own sentence about busy weeks, and the same as the page of advice."""
    words: str = client.get(june.programme.get_absolute_url()).context["busy"]
    assert [f"{one.sentence}." for one in client.get(june.address).context["advice"]] == [words] * bool(words)
    return words


def leave(client: Client, june: June, **data: str) -> str:
    return do(client, reverse("programmes:busy_leave", args=[june.programme.pk, june.period.pk]), **data)


def make_mentors_own(june: June) -> None:
    """The holiday is the mentor's alone."""
    BusyPeriod.objects.all().delete()
    june.period = BusyPeriod.objects.create(person=june.desk.mentor, **HOLIDAY)


# --- a substitute -------------------------------------------------------------------------------------


def test_a_substitute_for_the_period_settles_the_mentors_absence(client: Client, june: June) -> None:
    make_mentors_own(june)
    assert says(client, june) == "3 av 4 ukentlige samtaler faller mens Ola er borte, 6. juli–26. juli 2026."
    other = make_user(municipality=june.desk.mentor.municipality)
    do(client, offer(client, june, "Sett inn en vikar"), mentor=str(other.pk), **texts(HOLIDAY))
    assert says(client, june) == ""


def test_a_substitute_for_a_part_settles_that_part(client: Client, june: June) -> None:
    make_mentors_own(june)
    other = make_user(municipality=june.desk.mentor.municipality)
    days = {"from_on": "2026-07-06", "to_on": "2026-07-19"}
    do(client, offer(client, june, "Sett inn en vikar"), mentor=str(other.pk), **days)
    assert says(client, june) == "1 av 4 ukentlige samtaler faller mens Ola er borte, 6. juli–26. juli 2026."


def test_a_substitute_does_not_settle_the_places_own_weeks(client: Client, june: June) -> None:
    other = make_user(municipality=june.desk.mentor.municipality)
    do(client, offer(client, june, "Sett inn en vikar"), mentor=str(other.pk), **texts(HOLIDAY))
    assert says(client, june) == f"{SAID}."


def texts(days: dict[str, date]) -> dict[str, str]:
    return {name: str(day) for name, day in days.items()}


# --- left standing --------------------------------------------------------------------------------------


def test_what_is_left_standing_is_not_asked_again_and_is_taken_up_again(client: Client, june: June) -> None:
    before = june.weeks
    said = leave(client, june)
    assert "3 samtaler blir stående." in said
    assert "bestemt av Anne Leder 1. juni 2026" in said
    assert (says(client, june), june.weeks) == ("", before)
    assert {(row.left_by, row.planned_on) for row in LeftTalk.objects.all()} == {
        (june.desk.leader, date(2026, 7, day)) for day in (6, 13, 20)
    }
    leave(client, june, igjen="1")
    assert (says(client, june), LeftTalk.objects.count()) == (f"{SAID}.", 0)


def test_left_twice_is_left_once(client: Client, june: June) -> None:
    leave(client, june)
    assert "Ingen samtaler faller i perioden lenger." in leave(client, june)
    assert LeftTalk.objects.count() == 3


def test_other_days_for_the_period_are_another_question(client: Client, june: June) -> None:
    leave(client, june)
    BusyPeriod.objects.update(to_on=date(2026, 7, 27))
    assert says(client, june).startswith("4 av 4 ukentlige samtaler")
    assert "4 samtaler blir stående." in leave(client, june)
    assert says(client, june) == ""


def test_another_talk_in_the_period_is_another_question(client: Client, june: June) -> None:
    leave(client, june)
    june.programme.conversations.filter(number=4).update(planned_on=date(2026, 7, 22))
    assert says(client, june).startswith("1 av 4 ukentlige samtaler")
    june.programme.conversations.filter(number=2).update(planned_on=date(2026, 7, 14))
    assert says(client, june).startswith("2 av 4 ukentlige samtaler")
    leave(client, june)
    assert (says(client, june), LeftTalk.objects.of(june.programme.pk).count()) == ("", 4)


def test_a_talk_that_was_held_asks_nothing(client: Client, june: June) -> None:
    leave(client, june)
    june.programme.conversations.filter(number=1).update(not_held_reason="agreed_away")
    assert says(client, june) == ""


def test_several_periods_are_counted_together(client: Client, june: June) -> None:
    BusyPeriod.objects.create(person=june.desk.mentor, **HOLIDAY)
    BusyPeriod.objects.create(person=june.desk.mentor, from_on=date(2026, 8, 10), to_on=date(2026, 8, 11))
    words = client.get(june.programme.get_absolute_url()).context["busy"]
    assert words == "4 samtaler faller i uker noen er borte."


def test_a_period_of_others_is_not_there(client: Client, june: June) -> None:
    june.period = BusyPeriod.objects.create(person=june.desk.leader, **HOLIDAY)
    address = reverse("programmes:busy_leave", args=[june.programme.pk, june.period.pk])
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_the_mentor_leaves_them_too(client: Client, june: June) -> None:
    with time_machine.travel(date(2026, 7, 8)):
        client.force_login(june.desk.mentor)
        assert "2 samtaler blir stående." in leave(client, june)
