"""When a programme's talks have stopped: told from the dates that are kept for speed, never from words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from programmes.models.programme import Programme

OVERDUE = timedelta(days=14)  # the oldest open talk is past its day by more than this …
SILENT = timedelta(days=28)  # … and nothing has been held for this long
UNPLANNED = timedelta(days=56)  # or no talk has a day, and nothing has been held, for this long
YEAR = timedelta(weeks=52)


def talks_stopped(on: date) -> Q:
    """Of programmes that have not ended. One late talk is no standstill, and neither is a summer holiday.

    Past the first year nobody needs a next day any more.
    """
    silent = Q(last_held_on=None) | Q(last_held_on__lt=on - SILENT)
    overdue = Q(next_talk_on__lt=on - OVERDUE) & silent
    long_silent = Q(last_held_on=None) | Q(last_held_on__lt=on - UNPLANNED)
    begun = Q(starts_on__lt=on - UNPLANNED, starts_on__gte=on - YEAR)
    return overdue | (Q(next_talk_on=None) & begun & long_silent)


def has_stopped(programme: Programme, on: date) -> bool:
    """`talks_stopped` for a row at hand."""
    held_on, next_on = programme.last_held_on, programme.next_talk_on
    if next_on is not None:
        return next_on < on - OVERDUE and (held_on is None or held_on < on - SILENT)
    begun = on - YEAR <= programme.starts_on < on - UNPLANNED
    return begun and (held_on is None or held_on < on - UNPLANNED)
