"""What there is to tell about mentor talks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from programmes.models import Conversation, Pause
from programmes.models.programme_queries import paused
from programmes.workdays import DAY, next_workday, previous_workday
from reminders.audience import Rows, running, to_leaders, to_mentors, to_new_hire
from reminders.kinds import LONG, LOOK_BACK, Kind, When
from reminders.wanted import Wanted, chosen
from reminders.working_hours import day_after, day_before, first_of_week, sunday_of


def open_talks(on: date) -> Rows:
    """Neither held nor explained, in programmes where something happens that day."""
    talks = Conversation.objects.open().filter(running(on), ~paused(on, "programme"))
    return talks.annotate(of=F("programme_id"), day=F("planned_on"), since=F("planned_on"))


def agreed_talks(on: date) -> Rows:
    agreed: Rows = open_talks(on).filter(agreed_at__isnull=False)
    return agreed


def soon(at: datetime) -> list[Rows]:
    """From the last working day before until it begins; collected for Monday, all of the week's."""
    on, clock = timezone.localdate(at), timezone.localtime(at).time()
    talks = agreed_talks(on).filter(
        Q(planned_on__gt=on) | Q(planned_on=on) & (Q(starts_at=None) | Q(starts_at__gt=clock)),
        Q(programme__ended_on=None) | Q(programme__ended_on__gt=F("planned_on")),
        ~Exists(rests_on_the_day()),
    )
    near = Q(planned_on__lte=day_after(on))
    if first_of_week(on) <= on:
        near |= Q(planned_on__lte=sunday_of(on)) & Q(chosen(Kind.TALK_SOON, When.WEEKLY, "reader"))
    everyone = [to_new_hire(talks), to_mentors(talks, on, F("planned_on"))]
    return [rows.filter(near) for rows in everyone]


def rests_on_the_day() -> Any:
    """A pause that comes before the talk does."""
    pauses = Pause.objects.filter(programme=OuterRef("programme"), from_on__lte=OuterRef("planned_on"))
    return pauses.filter(Q(to_on=None) | Q(to_on__gte=OuterRef("planned_on")))


def soon_due(row: dict[str, Any]) -> date:
    """Collected for Monday it is due when the week begins."""
    before: date = day_before(row["day"])
    return before if row["by_mail"] else min(before, first_of_week(row["day"]))


def not_logged(at: datetime) -> list[Rows]:
    """From the first working day after, to those who were mentors that day and are so still."""
    on = timezone.localdate(at)
    last = previous_workday(on) - DAY  # the last day that has had a working day after it
    talks = agreed_talks(on).filter(planned_on__range=(on - LOOK_BACK, last))
    return [to_mentors(talks, on, F("planned_on"))]


def long_unlogged(at: datetime) -> list[Rows]:
    """After ten days, to the leaders: that it is so, and nothing of the talk."""
    on = timezone.localdate(at)
    days = (on - LONG - LOOK_BACK, on - LONG)
    return to_leaders(agreed_talks(on).filter(planned_on__range=days), on)


def not_agreed(at: datetime) -> list[Rows]:
    """This week's, as long as its day is only proposed and not past."""
    on = timezone.localdate(at)
    talks = open_talks(on).filter(agreed_at=None, planned_on__range=(on, sunday_of(on)))
    return [to_new_hire(talks), to_mentors(talks, on)]


def moved(at: datetime) -> list[Rows]:
    """An agreed day that is not the first planned, to the others of the pair than the one who agreed it."""
    on = timezone.localdate(at)
    talks = agreed_talks(on).filter(
        ~Q(first_planned_on=F("planned_on")),
        agreed_at__gt=at - LOOK_BACK,
        first_planned_on__isnull=False,
        planned_on__gte=on,
    )
    talks = talks.annotate(since=TruncDate("agreed_at"))
    everyone = [to_new_hire(talks), to_mentors(talks, on)]
    return [rows.filter(~Q(agreed_by=F("reader"))) for rows in everyone]


OF_TALKS = [
    Wanted(Kind.TALK_SOON, soon, soon_due),
    Wanted(Kind.TALK_NOT_LOGGED, not_logged, lambda row: day_after(row["day"])),
    Wanted(Kind.LONG_UNLOGGED, long_unlogged, lambda row: next_workday(row["day"] + LONG)),
    Wanted(Kind.NOT_AGREED, not_agreed, lambda row: first_of_week(row["day"])),
    Wanted(Kind.TALK_MOVED, moved, lambda row: next_workday(row["since"])),
]
