"""From the files to two municipalities in the database."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from programmes.changing import Decision, Year, save
from programmes.demo.clock import WEEK, Clock
from programmes.demo.files import read
from programmes.demo.places import Cast, build
from programmes.demo.telling import Telling, order_for
from programmes.models import BusyPeriod, Pause, PlanChange, Programme
from programmes.workdays import DAY

SLUGS = ("fjellvik", "litlevag")
DEMO_NAME = read("fjellvik").name


@transaction.atomic
def build_demo(now: datetime, password: str) -> list[Cast]:
    """Both municipalities with everything in them, or nothing. Templates must be loaded."""
    return [build_place(slug, Clock(now), password) for slug in SLUGS]


def build_place(slug: str, clock: Clock, password: str) -> Cast:
    place = read(slug)
    cast = build(place, clock.today, password, clock.now)
    programmes = Programme.objects.start_many(order_for(story, cast, clock) for story in place.stories)
    for programme, story in zip(programmes, place.stories, strict=True):
        Telling(programme, story, cast, clock).tell()
    pause_one(programmes, clock)
    year = clock.today.year
    BusyPeriod.objects.create(
        municipality=cast.municipality, name="Juleuka", from_on=date(year, 12, 23), to_on=date(year + 1, 1, 2)
    )
    Programme.objects.filter(pk__in=[programme.pk for programme in programmes]).refresh_talk_dates()
    return cast


def pause_one(programmes: list[Programme], clock: Clock) -> None:
    """One that runs has two weeks' leave in a while, and its days have moved as a leader would see them move."""
    first = clock.today + 6 * WEEK
    running = (
        one for one in programmes if one.ended_on is None and one.starts_on < clock.today and one.weekday
    )
    programme = next(running, programmes[0])
    year = Year.of(Programme.objects.get(pk=programme.pk))
    pause = Pause(from_on=first, to_on=first + 2 * WEEK - DAY, reason=Pause.Reason.LEAVE)
    after = replace(year.terms, pauses=(pause.days,))
    decision = Decision(
        kind=PlanChange.Kind.PAUSE, after=after, pauses=(pause,), by=programme.started_by, at=clock.now
    )
    save(year, decision, year.effects(after))
