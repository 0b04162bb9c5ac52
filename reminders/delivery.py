"""Whether mail comes through: who did not get theirs and why, in words of ours, and never what it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Collate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reminders.models import Message
from reminders.models.messages import FORGOTTEN, WAITS, MessageQuerySet
from reminders.working_hours import is_open

LOOKED_BACK = timedelta(days=30)
MOST = 100
STUCK = timedelta(hours=2)
UNKNOWN, NO_ADDRESS, AGAIN = "unknown", "no_address", "again"

WHY: dict[str, Promise | str] = {
    UNKNOWN: _(
        "Vi vet ikke om den kom fram: sendingen stoppet midt i. Prøver du igjen, kan den komme to ganger."
    ),
    NO_ADDRESS: _("Personen har ingen e-postadresse."),
    AGAIN: _("E-posttjeneren tar ikke imot nå. Vi prøver igjen av oss selv."),
    Message.Trouble.LATER: _("E-posttjeneren har ikke tatt imot på en uke."),
    Message.Trouble.REFUSED: _("E-posttjeneren avviser adressen."),
    Message.Trouble.BAD_ADDRESS: _("Adressen er ikke gyldig."),
    Message.Trouble.OURS: _("Feil hos oss. Si fra til den som drifter løsningen."),
}
CAN_BE_TRIED = set(WHY) - {NO_ADDRESS, AGAIN}


@dataclass(frozen=True)
class Undelivered:
    """One person, and one reason why mail did not go."""

    person: int
    name: str
    why: str
    count: int
    last_at: datetime
    still: int
    """How many of them are true still: only those can be tried again."""

    @property
    def reason(self) -> str:
        return str(WHY[self.why])

    @property
    def can_be_tried(self) -> bool:
        return self.why in CAN_BE_TRIED and self.still > 0


@dataclass(frozen=True)
class Counts:
    sent: int
    waiting: int
    oldest_at: datetime | None
    """When the one that has waited longest should have left."""

    def is_stuck(self, at: datetime) -> bool:
        """In working hours mail should not wait."""
        return self.oldest_at is not None and is_open(at) and self.oldest_at < at - STUCK


def undelivered(kept: MessageQuerySet, at: datetime) -> QuerySet[Any]:
    """Of the mails of a month: those that did not go, each with `why`. Not those that only wait for their turn."""
    without = Q(WAITS, recipient__email=None, due_at__lte=at)
    stopped = Q(claimed_at__lt=at - FORGOTTEN, given_up_at=None)
    why = Case(
        When(stopped, then=Value(UNKNOWN)),
        When(recipient__email=None, then=Value(NO_ADDRESS)),
        When(given_up_at=None, dropped_at=None, then=Value(AGAIN)),
        default=F("trouble"),
        output_field=CharField(),
    )
    recent = kept.filter(due_at__gt=at - LOOKED_BACK, sent_at=None)
    found: QuerySet[Any] = recent.filter(without | stopped | ~Q(trouble="")).annotate(why=why)
    return found


def people_without_mail(kept: MessageQuerySet, at: datetime) -> list[Undelivered]:
    """By name; a row a person and reason."""
    rows = (
        undelivered(kept, at)
        .order_by()
        .values("recipient", "recipient__name", "why")
        .annotate(count=Count("pk"), last_at=Max("due_at"), still=Count("pk", filter=Q(dropped_at=None)))
        .order_by(Collate("recipient__name", "nb"), "recipient", "why")
        .values_list("recipient", "recipient__name", "why", "count", "last_at", "still")
    )
    return [Undelivered(*row) for row in rows[:MOST]]


def counts(kept: MessageQuerySet, at: datetime) -> Counts:
    waits = Q(WAITS, due_at__lte=at, recipient__email__isnull=False, trouble="")
    found = kept.aggregate(
        sent=Count("pk", filter=Q(sent_at__gt=at - timedelta(days=7))),
        waiting=Count("pk", filter=waits),
        oldest_at=Min("due_at", filter=waits),
    )
    return Counts(**found)
