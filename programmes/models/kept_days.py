"""The days a programme keeps for speed: where they come from, and how a list is sorted by them."""

from datetime import date
from functools import cache

from django.db.models import Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from programmes.models.appointments import Conversation


@cache
def kept_days() -> dict[str, Subquery]:
    """What the talks of the outer programme say; put together once, since it is asked each time a talk is saved."""
    talks = Conversation.objects.filter(programme=OuterRef("pk")).order_by()
    days = {
        "next_talk_on": (talks.open(), Min("planned_on")),
        "last_held_on": (talks, Max("held_on")),
        "last_planned_on": (talks, Max("planned_on")),
    }
    return {
        name: Subquery(rows.values("programme").annotate(day=day).values("day"))
        for name, (rows, day) in days.items()
    }


def empty_last(day: str, *, down: bool = False) -> Coalesce:
    """A day to sort by, where rows without one come last whichever way. The indexes say it in the same words."""
    return Coalesce(day, Value(date.min if down else date.max))
