"""Working the clock of `send_reminders`, and reading what came of it."""

from datetime import date, datetime, time
from io import StringIO
from zoneinfo import ZoneInfo

import time_machine
from django.core.management import call_command

from people.models import User
from programmes.models import Conversation, Programme
from reminders.models import Message
from tests.factories import STARTED_AT

OSLO = ZoneInfo("Europe/Oslo")


def moment(day: int, hour: int = 9, minute: int = 0, month: int = 9) -> datetime:
    """In the autumn of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=OSLO)


def run(day: int, hour: int = 9, minute: int = 0, month: int = 9) -> str:
    """The worker at that moment: what it says."""
    out = StringIO()
    with time_machine.travel(moment(day, hour, minute, month), tick=False):
        call_command("send_reminders", stdout=out)
    return out.getvalue().strip()


def agreed(talk: Conversation, on: date, *, by: User, at: time | None = None) -> Conversation:
    """The talk on that day, said yes to long ago."""
    talk.planned_on, talk.starts_at, talk.agreed_by, talk.agreed_at = on, at, by, STARTED_AT
    talk.save()
    Programme.objects.filter(pk=talk.programme_id).refresh_talk_dates()
    return talk


def told(kind: str) -> set[User]:
    """Who has a message of that kind that is still true."""
    return {
        each.recipient
        for each in Message.objects.filter(kind=kind, dropped_at=None).select_related("recipient")
    }
