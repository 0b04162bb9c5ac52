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


def talks_stopped(on: date, programme: str = "") -> Q:
    """Of programmes that have not ended. One late talk is no standstill, and neither is a summer holiday.

    Past the first year nobody needs a next day any more.
    """
    held, next_on, start = f"{programme}last_held_on", f"{programme}next_talk_on", f"{programme}starts_on"
    silent = Q((held, None)) | Q((f"{held}__lt", on - SILENT))
    overdue = Q((f"{next_on}__lt", on - OVERDUE)) & silent
    long_silent = Q((held, None)) | Q((f"{held}__lt", on - UNPLANNED))
    begun = Q((f"{start}__lt", on - UNPLANNED), (f"{start}__gte", on - YEAR))
    return overdue | (Q((next_on, None)) & begun & long_silent)


def has_stopped(programme: Programme, on: date) -> bool:
    """`talks_stopped` for a row at hand."""
    held_on, next_on = programme.last_held_on, programme.next_talk_on
    if next_on is not None:
        return next_on < on - OVERDUE and (held_on is None or held_on < on - SILENT)
    begun = on - YEAR <= programme.starts_on < on - UNPLANNED
    return begun and (held_on is None or held_on < on - UNPLANNED)
