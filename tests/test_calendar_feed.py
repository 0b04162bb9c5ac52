"""A calendar link as a calendar program meets it, read by another library than the one that wrote it."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from people.models import Position, User
from programmes.models import Conversation, Programme
from reminders.models import CalendarEntry, CalendarFeed
from tests.calendars import agree, events, link, mentors, no_earlier_attempts, said, talk
from tests.cast import Cast
from tests.changes import address, shown
from tests.conftest import NOON
from tests.factories import make_head

__all__ = ["mentors", "no_earlier_attempts", "talk"]  # the fixtures

pytestmark = [pytest.mark.django_db]
Kind = CalendarFeed.Kind


# --- moved, called off, back again ----------------------------------------------------------------------

STANDS = [("Mentorsamtale", "2026-10-01 13:30:00+02:00", "CONFIRMED", "0")]
OFF = [("Avlyst: Mentorsamtale", "2026-10-01 13:30:00+02:00", "CANCELLED", "1")]


def test_an_agreed_talk_and_no_proposed_one(mentors: str, talk: Conversation) -> None:
    assert said(mentors) == STANDS
    [event] = events(mentors)
    assert event.url.value == f"http://testserver{talk.get_absolute_url()}"
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=45)


def test_a_moved_talk_is_the_same_and_newer(
    mentors: str, talk: Conversation, client: Client, cast: Cast
) -> None:
    [before] = events(mentors)
    client.force_login(cast.mentor)
    data = {"planned_on": "2026-10-27", "starts_at": "09:00", "version": talk.version}
    client.post(reverse("programmes:conversation_agree", args=[talk.programme_id, 5]), data)
    [after] = events(mentors)
    assert after.uid.value == before.uid.value
    assert (str(after.dtstart.value), after.sequence.value) == ("2026-10-27 09:00:00+01:00", "1")


def not_held(cast: Cast, talk: Conversation, client: Client) -> None:
    client.force_login(cast.mentor)
    page = reverse("programmes:conversation_not_held", args=[talk.programme_id, 5])
    assert client.post(page, {"not_held_reason": "staffing", "version": talk.version}).status_code == 302


def moved_by_a_pause(cast: Cast, talk: Conversation, client: Client) -> None:
    """The leader lets the talk follow the pause: then its new day is only a proposal."""
    client.force_login(cast.leader)
    days = {"from_on": "2026-09-28", "to_on": "2026-10-11", "reason": "leave"}
    seen = shown(client, cast.programme, "pause", **days).context["form"].data["seen"]
    sent = {**days, "seen": seen, "save": "1", f"flytt-Conversation-{talk.pk}": "on"}
    assert client.post(address(cast.programme, "pause"), sent).status_code == 302
    talk.refresh_from_db()
    assert talk.agreed_at is None


def ended(cast: Cast, talk: Conversation, client: Client) -> None:
    Programme.objects.filter(pk=talk.programme_id).update(ended_on=date(2026, 9, 15))


def mentor_changed(cast: Cast, talk: Conversation, client: Client) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 30))


def mentor_gone(cast: Cast, talk: Conversation, client: Client) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 15))


def account_closed(cast: Cast, talk: Conversation, client: Client) -> None:
    User.objects.filter(pk=cast.mentor.pk).update(is_active=False)


def removed(cast: Cast, talk: Conversation, client: Client) -> None:
    talk.delete()


@pytest.mark.parametrize(
    "change", [not_held, moved_by_a_pause, ended, mentor_changed, mentor_gone, account_closed, removed]
)
def test_what_no_longer_stands_is_called_off_and_then_gone(
    mentors: str, talk: Conversation, cast: Cast, client: Client, change: Any
) -> None:
    assert said(mentors) == STANDS
    change(cast, talk, client)
    assert said(mentors) == said(mentors) == OFF
    with time_machine.travel(NOON + timedelta(days=80), tick=False):
        assert said(mentors) == []
    assert CalendarEntry.objects.count() == 0


def test_a_talk_that_a_pause_leaves_standing_is_still_there(
    mentors: str, talk: Conversation, cast: Cast
) -> None:
    cast.programme.pauses.create(from_on=date(2026, 9, 28), to_on=date(2026, 10, 11), reason="leave")
    assert said(mentors) == STANDS


def test_one_who_never_fetched_is_told_of_no_cancellation(mentors: str, talk: Conversation) -> None:
    talk.delete()
    assert said(mentors) == []


# --- who is told what -----------------------------------------------------------------------------------


@pytest.fixture
def everything(cast: Cast, talk: Conversation) -> Programme:
    """One of each kind, agreed, with a word of somebody's in every place."""
    programme = cast.programme
    rows = [programme.reviews.get(number=1), programme.follow_ups.get(number=1)]
    rows.append(programme.leader_talks.create(number=1, title="Samtale", planned_on=date(2026, 10, 5)))
    for row in [talk, *rows]:
        row.place = "hemmelig sted"
        agree(row, date(2026, 10, 5), time(8))
    programme.shifts.filter(number=1).update(on=date(2026, 10, 5), with_mentor=True, remark="hemmelig")
    programme.shifts.filter(number=2).update(on=date(2026, 10, 6), companion="hemmelig")
    return programme


def titles(address: str) -> list[str]:
    return sorted(event.summary.value for event in events(address))


def test_each_position_is_told_of_its_own(everything: Programme, cast: Cast) -> None:
    place = everything.department
    other = make_head(place.unit)
    feeds = {
        "new_hire": link(cast.new_hire, Kind.NEW_HIRE),
        "mentor": link(cast.mentor, Kind.MENTOR),
        "leader": link(cast.leader, Kind.LEADER, department=place),
        "head": link(other, Kind.HEAD, unit=place.unit),
        "stranger": link(cast.stranger, Kind.LEADER, department=place),
        "former": link(cast.former_mentor, Kind.MENTOR),
        "coordinator": link(cast.coordinator, Kind.LEADER, department=place),
    }
    nothing: list[str] = []
    assert {role: titles(address) for role, address in feeds.items()} == {
        "new_hire": ["Mentorsamtale", "Opplæringsvakt", "Opplæringsvakt", "Samtale", "Samtale"],
        "mentor": ["Mentorsamtale", "Opplæringsvakt", "Samtale"],
        "leader": ["Samtale", "Samtale", "Samtale"],
        **dict.fromkeys(["head", "stranger", "former", "coordinator"], nothing),
    }
    Position.objects.filter(department=place).update(to_on=date(2026, 9, 15))
    assert titles(feeds["head"]) == ["Samtale"] * 3  # nobody else leads there now
    assert titles(feeds["leader"]) == ["Avlyst: Samtale"] * 3


@pytest.mark.parametrize("with_names", [True, False])
def test_no_word_of_anybodys_and_names_only_where_chosen(
    everything: Programme, cast: Cast, with_names: bool
) -> None:
    given = {"with_names": with_names}
    everything.mentorships.filter(is_substitute=True).update(to_on=date(2026, 9, 20))
    feeds = [
        link(cast.new_hire, Kind.NEW_HIRE, **given),
        link(cast.mentor, Kind.MENTOR, **given),
        link(cast.leader, Kind.LEADER, department=everything.department, **given),
    ]
    names = [" ".join(titles(feed)) for feed in feeds]
    assert ["Ola" in each or "Kari" in each for each in names] == [with_names] * 3
    if with_names:
        assert "Mentorsamtale med Ola" in names[0]
        assert "Mentorsamtale med Kari" in names[1]
        assert sorted(titles(feeds[2])) == ["Samtale med Kari", "Samtale med Kari", "Samtale med Ola"]
    for feed in feeds:
        cache.clear()
        text = Client().get(feed).text.lower()
        assert not [bad for bad in ("hemmelig", "prøvetid", "provetid", "ny\r", "mentor\r") if bad in text]


def test_a_substitute_has_the_talks_of_their_own_days(cast: Cast, talk: Conversation) -> None:
    address = link(cast.substitute, Kind.MENTOR)
    agree(cast.programme.conversations.get(number=18), date(2027, 1, 11))
    assert [on for _title, on, *_rest in said(address)] == ["2026-10-01 13:30:00+02:00"]
