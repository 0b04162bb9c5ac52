"""What paper asks of a leader: the letter before the start, the form after the end, and the archive's word at last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.desk import Desk
from programmes.duty_rows import Rows, of_programmes
from programmes.handing_over import may_be_handed_over
from programmes.models import Programme, Step
from programmes.states import State

SEND_LETTER, HAND_OVER, RECEIVE_PACKAGE = "send_letter", "hand_over", "receive_package"
LETTER_AHEAD = timedelta(days=14)
ARCHIVE_TAKES = timedelta(days=14)
"""From the handing over until somebody asks whether the archive has it."""

SENDS = "Sende"
"""How the shipped templates begin the row about the letter. Where a programme has such a row, that one is the duty."""


def paper_duties(desk: Desk) -> list[Rows]:
    return [letters_to_send(desk), forms_to_hand_over(desk), packages_to_receive(desk)]


def letters_to_send(desk: Desk) -> Rows:
    own_row = Step.objects.filter(
        programme=OuterRef("pk"), title__startswith=SENDS, due_on__lte=OuterRef("starts_on")
    )
    unsent = Programme.objects.filter(
        ~Exists(own_row),
        desk.in_led(""),
        desk.running(""),
        letter_sent_on=None,
        starts_on__range=(desk.on, desk.on + LETTER_AHEAD),
    )
    return of_programmes(unsent, SEND_LETTER, day="starts_on")


def forms_to_hand_over(desk: Desk) -> Rows:
    """Once nobody else is waited for."""
    waiting = Programme.objects.filter(may_be_handed_over(desk.on), desk.in_led(""), handed_over_on=None)
    return of_programmes(waiting, HAND_OVER, day="ended_on")


def packages_to_receive(desk: Desk) -> Rows:
    """Whether the package is made yet or not: until the archive has it, somebody has something to do."""
    handed_over = Programme.objects.filter(
        desk.in_led(""), archived_on=None, handed_over_on__lte=desk.on - ARCHIVE_TAKES
    )
    return of_programmes(handed_over, RECEIVE_PACKAGE, day="handed_over_on")


SAID: dict[str, tuple[Promise | str, State, Callable[[str], str]]] = {
    SEND_LETTER: (
        gettext_lazy("Send velkomstbrevet"),
        State.NOT_SENT,
        lambda day: _("Starter %(day)s") % {"day": day},
    ),
    HAND_OVER: (
        gettext_lazy("Lever skjemaet"),
        State.NOT_HANDED_OVER,
        lambda day: _("Avsluttet %(day)s") % {"day": day},
    ),
    RECEIVE_PACKAGE: (
        gettext_lazy("Send pakken til arkivet"),
        State.NOT_RECEIVED,
        lambda day: _("Levert %(day)s") % {"day": day},
    ),
}


def said(kind: str, day: date) -> tuple[str, State, str]:
    """What, the state, and when, as the line says them."""
    words, state, when = SAID[kind]
    return str(words), state, when(date_format(day, "d.m.Y"))
