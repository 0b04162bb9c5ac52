"""Making a message of what nobody has been told, and letting go of what is not true any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from people.models import Position
from programmes.models import Mentorship
from programmes.models.programme_queries import paused
from reminders.all_kinds import WANTED
from reminders.kinds import KEPT, When
from reminders.models import Message
from reminders.models.messages import MessageQuerySet, refresh_unread
from reminders.mondays import LETTERS, Mondays, make_letters
from reminders.wanted import Wanted, chosen
from reminders.working_hours import opening

EVERY_KIND: list[Wanted | Mondays] = [*WANTED, LETTERS]
BATCH = 1000
"""Rows at hand at once, however many there are."""


@dataclass
class Found:
    """What a run has made and let go of, in numbers."""

    made: int = 0
    dropped: int = 0
    revived: int = 0


def find(at: datetime) -> Found:
    """Bring the messages in line with the programmes, as they are at that moment."""
    found = Found()
    Message.objects.outlived(at).delete()
    kinds = {*still_open(at).order_by().values_list("kind", flat=True).distinct()}
    for wanted in WANTED:
        if wanted.kind in kinds:
            found.revived += revive(wanted, at)
            found.dropped += drop(open_ones(wanted, at), wanted, at)
        found.made += make(wanted, at)
    if LETTERS.kind in kinds:
        found.dropped += drop(open_ones(LETTERS, at), LETTERS, at)
    found.made += make_letters(at)
    refresh_unread()
    return found


def make(wanted: Wanted, at: datetime) -> int:
    """A message a reader and subject. What two workers make at once, the database keeps once."""
    made = 0
    for rows in wanted.untold(at):
        batch = list(rows[:BATCH])
        while batch:
            messages = [message_of(wanted, row, at) for row in batch]
            made += len(Message.objects.bulk_create(messages, ignore_conflicts=True))
            batch = list(rows[:BATCH]) if len(batch) == BATCH else []
    return made


def message_of(wanted: Wanted, row: dict[str, Any], at: datetime) -> Message:
    return Message(
        recipient_id=row["reader"],
        programme_id=row["of"],
        kind=wanted.kind,
        subject_id=row["pk"],
        subject_on=row["day"],
        due_at=opening(wanted.due_on(row)),
        created_at=at,
        by_mail=row["by_mail"],
    )


def drop(messages: MessageQuerySet, wanted: Wanted | Mondays, at: datetime) -> int:
    """Those of them that are not true any more, each with the first reason that fits."""
    told = messages.filter(kind=wanted.kind, dropped_at=None)
    if not told.exists():
        return 0  # the question below takes long to put together
    dropped, gone = 0, told.exclude(wanted.still(at)).order_by("pk")
    while keys := list(gone.values_list("pk", flat=True)[:BATCH]):
        for because, fits in reasons(wanted, timezone.localdate(at)):
            these = Message.objects.filter(fits, pk__in=keys, dropped_at=None)
            dropped += these.update(dropped_at=at, dropped_because=because)
    return dropped


def revive(wanted: Wanted, at: datetime) -> int:
    """True again, and not sent meanwhile: a pause that was a mistake, a talk that was reopened."""
    dropped = open_ones(wanted, at).filter(dropped_at__isnull=False, sent_at=None)
    if not dropped.exists():
        return 0
    keys = list(dropped.filter(wanted.still(at)).values_list("pk", flat=True)[:BATCH])
    return Message.objects.filter(pk__in=keys).update(dropped_at=None, dropped_because="")


def still_open(at: datetime) -> MessageQuerySet:
    """Those that somebody has still to read or to get. A claimed one is with the mail server."""
    waits = Q(by_mail=True, sent_at=None, claimed_at=None)
    near = Q(subject_on__gte=timezone.localdate(at) - KEPT)
    return Message.objects.filter(near, waits | Q(read_at=None))


def open_ones(wanted: Wanted | Mondays, at: datetime) -> MessageQuerySet:
    return still_open(at).filter(kind=wanted.kind)


def reasons(wanted: Wanted | Mondays, on: date) -> Iterator[tuple[Message.Because, Q]]:
    """The first that fits, and at last the one that always does."""
    yield Message.Because.TURNED_OFF, Q(chosen(wanted.kind, When.OFF, "recipient_id"))
    yield Message.Because.ENDED, Q(programme__ended_on__lte=on)
    yield Message.Because.PAUSED, paused(on, "programme")
    yield Message.Because.LOST, Q(programme__isnull=False) & ~has_a_part(on)
    yield Message.Because.SETTLED, Q()


def has_a_part(on: date) -> Q:
    """Whether the recipient is new hire, mentor or leader in the programme that day."""
    mentors = Mentorship.objects.lasting(on).filter(
        mentor=OuterRef("recipient"), programme=OuterRef("programme")
    )
    posts = Position.objects.lasting(on).filter(holder=OuterRef("recipient"))
    here = Q(department=OuterRef("programme__department")) | Q(unit=OuterRef("programme__department__unit"))
    return Q(programme__new_hire=F("recipient")) | Q(Exists(mentors)) | Q(Exists(posts.filter(here)))
