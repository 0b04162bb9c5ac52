"""Random weeks with and without a worker, mail up and down, over Easter, summer time and New Year.

What ought to be sent is worked out here from the days alone, in another way than the database is asked; after every run
what was sent is held against it: all that is due, nothing early, nothing twice, nothing that is over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import User
from programmes.models import Conversation, Programme
from programmes.workdays import DAY, is_workday, next_workday, previous_workday
from reminders.finding import find
from reminders.kinds import Kind
from reminders.models import Message
from reminders.post import post
from tests.cast import Cast
from tests.counted_mail import Backend, counted
from tests.factories import STARTED_AT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OSLO = ZoneInfo("Europe/Oslo")
BEGINS = time(13)
LENGTH = 9
PERIODS = [
    date(2027, 3, 23),  # Easter, and the night to the 28th has no hour between two and three
    date(2027, 5, 12),  # the 17th is Whit Monday too
    date(2026, 12, 28),  # week 53
    date(2026, 10, 21),  # back to winter time on the 25th
]
HOURS = [time(6, 50), time(7), time(12), time(14), time(16), time(22)]


@dataclass(frozen=True)
class Run:
    """The worker at an hour of a day; how many letters the server takes, if it does not take all."""

    day: int
    at: time
    takes: int | None


@dataclass(frozen=True)
class Event:
    """What people do in the morning of a day, before any run."""

    day: int
    what: str
    talk: int
    to: int


@dataclass(frozen=True)
class Story:
    first: date
    talks: list[int]
    """On which day of the period, and some days before and after it."""
    runs: list[Run]
    events: list[Event]


DAYS = st.integers(0, LENGTH - 1)
RUNS = st.builds(Run, DAYS, st.sampled_from(HOURS), st.sampled_from([None, None, None, 0, 1]))
WHAT = st.sampled_from(["hold", "move", "change mentor", "end", "pause", "wake"])
EVENTS = st.builds(Event, DAYS, WHAT, st.integers(0, 1), st.integers(-2, LENGTH + 2))
STORIES = st.builds(
    Story,
    st.sampled_from(PERIODS),
    st.lists(st.integers(-4, LENGTH + 2), min_size=2, max_size=2),
    st.lists(RUNS, min_size=4, max_size=9),
    st.lists(EVENTS, max_size=4),
)


@dataclass
class World:
    """The same days as in the database."""

    story: Story
    cast: Cast
    talks: list[date]
    held: set[int] = field(default_factory=set)
    mentor_until: date | None = None
    ended_on: date | None = None
    rests_from: date | None = None

    @classmethod
    def of(cls, story: Story, cast: Cast) -> World:
        """Two agreed talks, one mentor; the substitute and everything else out of the way."""
        world = cls(story, cast, [story.first + offset * DAY for offset in story.talks])
        cast.programme.mentorships.exclude(mentor=cast.mentor).delete()
        cast.programme.steps.all().delete()
        talks = cast.programme.conversations
        talks.filter(number__gt=2).delete()
        for number, day in enumerate(world.talks, start=1):
            talks.filter(number=number).update(
                planned_on=day, starts_at=BEGINS, agreed_at=STARTED_AT, agreed_by=cast.mentor
            )
        return world

    def day(self, number: int) -> date:
        return self.story.first + number * DAY

    def happens(self, event: Event) -> None:
        on, talks = self.day(event.day), Conversation.objects.filter(number=event.talk + 1)
        programmes = Programme.objects.filter(pk=self.cast.programme.pk)
        if event.what == "hold" and self.talks[event.talk] <= on:
            self.held.add(event.talk)
            talks.update(held_on=self.talks[event.talk])
        elif event.what == "move" and event.talk not in self.held:
            self.talks[event.talk] = self.day(event.to)
            talks.update(planned_on=self.day(event.to))
        elif event.what == "change mentor" and self.mentor_until is None:
            self.mentor_until = on - DAY
            self.cast.programme.mentorships.update(to_on=on - DAY)
        elif event.what == "end" and self.ended_on is None:
            self.ended_on = on
            programmes.update(ended_on=on)
        elif event.what == "pause" and self.rests_from is None:
            self.rests_from = on
            self.cast.programme.pauses.create(from_on=on, reason="other")
        elif event.what == "wake" and self.rests_from is not None:
            self.rests_from = None  # a mistake: it was never there
            self.cast.programme.pauses.all().delete()

    def mentors_on(self, day: date) -> list[User]:
        return [self.cast.mentor] if self.mentor_until is None or day <= self.mentor_until else []

    def due(self, at: datetime) -> set[tuple[str, str, int, date]]:
        """Kind, address, talk and day: what is to have been sent at that moment."""
        on, found = at.date(), set()
        if (self.ended_on and self.ended_on <= on) or (self.rests_from and self.rests_from <= on):
            return set()
        for number, day in enumerate(self.talks):
            if number in self.held:
                continue
            mentors = [each for each in self.mentors_on(on) if each in self.mentors_on(day)]
            rests = self.rests_from is not None and self.rests_from <= day
            is_ahead = datetime.combine(day, BEGINS, OSLO) > at
            if previous_workday(day - DAY) <= on and is_ahead and not rests:
                found |= {
                    (Kind.TALK_SOON.value, str(p.email), number + 1, day)
                    for p in [self.cast.new_hire, *mentors]
                }
            if next_workday(day + DAY) <= on <= day + timedelta(days=14):
                found |= {(Kind.TALK_NOT_LOGGED.value, str(p.email), number + 1, day) for p in mentors}
        return found


def is_working_time(at: datetime) -> bool:
    return is_workday(at.date()) and time(7) <= at.time() < time(16)


def sent() -> list[tuple[str, str, int, date]]:
    """By the names the letters were sent under."""
    keys = [int(letter.extra_headers["Message-ID"].strip("<").split(".")[0]) for letter in Backend.letters]
    found = Message.objects.select_related("recipient").in_bulk(keys)
    numbers = dict(Conversation.objects.values_list("pk", "number"))
    return [
        (each.kind, str(each.recipient.email), numbers[each.subject_id], each.subject_on)
        for each in (found[key] for key in keys)
        if each.kind in (Kind.TALK_SOON, Kind.TALK_NOT_LOGGED)
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_every_due_message_once_and_none_at_the_wrong_time(story: Story, cast: Cast) -> None:
    with transaction.atomic(), counted():
        world = World.of(story, cast)
        events = sorted(story.events, key=lambda each: each.day)
        for run in sorted(story.runs, key=lambda each: (each.day, each.at)):
            while events and events[0].day <= run.day:
                world.happens(events.pop(0))
            hold(world, run)
        names = [letter.extra_headers["Message-ID"] for letter in Backend.letters]
        assert len(names) == len(set(names))
        transaction.set_rollback(True)


def hold(world: World, run: Run) -> None:
    """One run, and the letters of it against the days."""
    at = datetime.combine(world.day(run.day), run.at, OSLO)
    before, count = sent(), len(Backend.letters)
    Backend.takes = run.takes
    find(at)
    post(lambda: at)
    after, due = sent(), world.due(at)
    assert len(after) == len(set(after)), "twice"
    assert set(after) - set(before) <= due, "early, over, or to somebody who is not there"
    if not is_working_time(at):
        assert len(Backend.letters) == count
    elif run.takes is None:
        assert due <= set(after), "not sent"
