"""From the files to two municipalities in the database."""

from datetime import date, datetime

from django.db import transaction

from programmes.demo.clock import Clock
from programmes.demo.files import read
from programmes.demo.places import Cast, build
from programmes.demo.telling import Telling, order_for
from programmes.models import BusyPeriod, Programme

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
    year = clock.today.year
    BusyPeriod.objects.create(
        municipality=cast.municipality, name="Juleuka", from_on=date(year, 12, 23), to_on=date(year + 1, 1, 2)
    )
    Programme.objects.filter(pk__in=[programme.pk for programme in programmes]).refresh_talk_dates()
    return cast
