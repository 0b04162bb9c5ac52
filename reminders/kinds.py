"""What is sent out: each kind of message, when a reader may have it, and how far back we look for what it is about."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TALK_SOON = "talk_soon", _("Påminnelse om en avtalt samtale")
    TALK_NOT_LOGGED = "talk_not_logged", _("En samtale er ikke ført")
    WEEK = "week", _("Mandagsbrevet")
    DEADLINE = "deadline", _("En frist")
    NOT_AGREED = "not_agreed", _("Samtalen denne uka har ingen avtalt dag")
    CHECKLIST = "checklist", _("En sjekkliste har stått stille")
    ENDS_SOON = "ends_soon", _("Programmet slutter snart")
    PLAN_CHANGED = "plan_changed", _("Datoer i planen er endret")
    TALK_MOVED = "talk_moved", _("En samtale har fått ny dag")
    CONTACT = "contact", _("Noen ber deg ta kontakt")
    LONG_UNLOGGED = "long_unlogged", _("En samtale er fortsatt ikke ført")


class When(models.TextChoices):
    """What a reader can choose for a kind. A message that is not turned off always stands in the inbox."""

    AT_ONCE = "at_once", _("På e-post med en gang")
    WEEKLY = "weekly", _("Samlet på mandag")
    OFF = "off", _("Aldri")


MAILED = (Kind.TALK_SOON, Kind.TALK_NOT_LOGGED, Kind.DEADLINE, Kind.CONTACT)
"""Mailed at once unless the reader has chosen otherwise; the others are collected for Monday."""

CHOICES: dict[str, tuple[When, ...]] = dict.fromkeys(Kind, (When.AT_ONCE, When.WEEKLY, When.OFF)) | {
    Kind.WEEK: (When.WEEKLY, When.OFF),
    Kind.DEADLINE: (When.AT_ONCE,),  # a day that the law sets waits for nobody
}

OF_LEADERS = (Kind.DEADLINE, Kind.LONG_UNLOGGED)
"""Only for those who lead the programme on the day that they read it."""

LOOK_BACK = timedelta(days=14)
"""What is older than this is no longer news, on the first day of an installation too. The start page has it still."""

LONG = timedelta(days=10)
"""How long a talk is not logged before the leaders are told."""

DEADLINE_AHEAD = timedelta(days=14)
ENDS_AHEAD = timedelta(weeks=4)
STILL = timedelta(days=21)
"""How long nothing is ticked before a checklist is said to stand still."""

KEPT = timedelta(days=90)
"""How long a message is kept. Longer than anything is looked for, so that none is made anew."""


def default(kind: str) -> When:
    """
    >>> default(Kind.TALK_SOON), default(Kind.WEEK), default(Kind.NOT_AGREED)
    (When.AT_ONCE, When.WEEKLY, When.WEEKLY)
    """
    return When.AT_ONCE if kind in MAILED else When.WEEKLY
