"""Appointments as a calendar file (iCalendar, RFC 5545). A calendar is shown to more people than a page is, so it
is told when, how long, and one neutral word: never a place, never what somebody wrote, never the prøvetid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import Conversation, LeaderTalk, MentorFollowUp, ProbationReview, TrainingShift
from programmes.models.appointments import AnyAppointment
from programmes.models.programme import USUAL_MINUTES

OSLO = ZoneInfo("Europe/Oslo")
TYPE = "text/calendar; charset=utf-8"
CALENDAR = "mentorprogram.ics"
TITLES: dict[str, Promise] = {
    Conversation.__name__: gettext_lazy("Mentorsamtale"),
    LeaderTalk.__name__: gettext_lazy("Samtale"),
    ProbationReview.__name__: gettext_lazy("Samtale"),
    MentorFollowUp.__name__: gettext_lazy("Samtale"),
    TrainingShift.__name__: gettext_lazy("Opplæringsvakt"),
}
"""What each kind is called outside the product. A prøvetidssamtale is told from no other talk with a leader."""

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
"""
"""Summer time as Norway has had it since 1996 (directive 2000/84/EC), without an end: a list of years would run out."""


@dataclass(frozen=True)
class Entry:
    """One appointment, as a calendar is told of it."""

    uid: UUID
    title: str
    on: date
    starts_at: time | None
    minutes: int
    sequence: int
    """Higher each time it is told anew with something changed."""
    changed_at: datetime
    url: str = ""
    is_cancelled: bool = False


def uid_of(request_key: UUID, kind: str, pk: int) -> UUID:
    """The same for ever, in every file and on every installation; says nothing of whose it is."""
    return uuid5(request_key, f"{kind} {pk}")


def entry_of(row: AnyAppointment, day: date, *, url: str = "") -> Entry:
    """An agreed row, in a file that is fetched once: its own version counts the changes."""
    kind = type(row).__name__
    written = [at for at in (row.agreed_at, row.logged_at) if at]
    return Entry(
        uid=uid_of(row.programme.request_key, kind, row.pk),
        title=str(TITLES[kind]),
        on=day,
        starts_at=row.starts_at,
        minutes=row.expected_minutes or USUAL_MINUTES,
        sequence=row.version,
        changed_at=max(written),
        url=url,
    )


def shift_entry(shift: TrainingShift, day: date, at: datetime, *, url: str = "") -> Entry:
    """A whole day: when a shift begins, the rota says. It counts no versions, so each file is newer than the last."""
    programme = shift.programme
    return Entry(
        uid=uid_of(programme.request_key, TrainingShift.__name__, shift.pk),
        title=str(TITLES[TrainingShift.__name__]),
        on=day,
        starts_at=None,
        minutes=0,
        sequence=max(int((at - programme.started_at).total_seconds()) // 60, 0),
        changed_at=at,
        url=url,
    )


def calendar_file(entries: Iterable[Entry]) -> bytes:
    """Valid for any calendar program: lines folded, words escaped, and the zone beside the clocks."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415 - slow, and only calendars need it

    calendar = Calendar()
    calendar.add("prodid", "-//Mentorprogram//NONSGML//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Mentorprogram")
    calendar.add("x-wr-calname", "Mentorprogram")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(Timezone.from_ical(ZONE))
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry) -> Any:
    from icalendar import Event  # noqa: PLC0415 - slow, and only calendars need it

    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    for name, value in zip(("dtstart", "dtend"), _span(entry), strict=True):
        event.add(name, value)
    event.add("summary", _("Avlyst: %s") % entry.title if entry.is_cancelled else entry.title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled or entry.starts_at is None else "OPAQUE")
    event.add("class", "PRIVATE")
    if entry.url:
        event.add("url", entry.url)
        event.add("description", _("Mer i Mentorprogram, når du har logget inn: %s") % entry.url)
    return event


def _span(entry: Entry) -> tuple[date, date]:
    """From when until when; a whole day ends with the next. Minutes are real ones, also the night the clock is moved."""
    if entry.starts_at is None:
        return entry.on, entry.on + timedelta(days=1)
    begins = datetime.combine(entry.on, entry.starts_at, OSLO).astimezone(UTC)
    ends = begins + timedelta(minutes=entry.minutes)
    return begins.astimezone(OSLO), ends.astimezone(OSLO)


def calendar_response(entries: Iterable[Entry], filename: str) -> HttpResponse:
    """A file to be opened; its name stands in the list of downloads on a shared PC."""
    response = HttpResponse(calendar_file(entries), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
