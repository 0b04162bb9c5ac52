"""Sending what waits, one by one over one line, and marking each at once.

A message is claimed in the database just before it is handed to the server, and marked as sent just after. Whoever stops
between the two leaves a claim that nobody takes over: it is shown to the coordinator as one we do not know of, and is
never sent again by itself. Everything else that can go wrong leaves the message waiting, or gives it up with a reason.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from random import sample
from typing import Any

from django.core.mail import EmailMultiAlternatives, mailers
from django.db.models import F
from django.utils import timezone

from reminders.drawing import Drawn, draw, with_subjects
from reminders.finding import EVERY_KIND, drop
from reminders.kinds import Kind
from reminders.letters import letter
from reminders.models import Message
from reminders.models.messages import claim
from reminders.mondays import filled
from reminders.working_hours import is_open, next_opening

logger = logging.getLogger(__name__)

FRONT, BATCH = 1000, 100
GAPS = [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), *[timedelta(days=1)] * 6]
"""After the last of them a week has gone by."""
CLOSING = 421  # the server says goodbye
FOR_GOOD = 500

type Clock = Callable[[], datetime]


class Answer(Enum):
    """What became of one message."""

    SENT = "sent"
    LATER = "later"  # no for now
    NEVER = "never"  # no for good
    BAD_ADDRESS = "bad address"
    OURS = "ours"  # our own mistake: the others go on
    DOWN = "down"  # the server, not the message
    UNKNOWN = "unknown"


@dataclass
class Posted:
    """What a run has sent, in numbers."""

    sent: int = 0
    refused: int = 0
    dropped: int = 0
    unknown: int = 0
    is_down: bool = False


def post(clock: Clock) -> Posted:
    """Send what waits, within working hours, until nothing does or the server is gone."""
    posted = Posted()
    if not is_open(clock()):
        return posted
    line = mailers.default
    try:
        line.open()
    except OSError:  # smtplib's errors are among these
        logger.warning("the mail server does not answer")
        posted.is_down = True
        return posted
    try:
        while not posted.is_down and (batch := next_batch(clock(), posted)):
            for drawn in batch:
                if posted.is_down or not is_open(clock()):
                    return posted
                post_one(line, drawn, posted, clock)
    finally:
        close(line)
    return posted


def next_batch(at: datetime, posted: Posted) -> list[Drawn]:
    """The next that wait and are still true. What is not, is let go of here.

    Some of those in front at random, so that several who send at once seldom write the same letter.
    """
    while front := list(Message.objects.waiting(at).values_list("pk", "kind")[:FRONT]):
        found = sample(front, min(BATCH, len(front)))
        keys, kinds = [pk for pk, _kind in found], {kind for _pk, kind in found}
        these = Message.objects.filter(pk__in=keys)
        posted.dropped += sum(drop(these, each, at) for each in EVERY_KIND if each.kind in kinds)
        waiting = with_subjects(Message.objects.waiting(at).filter(pk__in=keys))
        if drawn := with_lines(draw(waiting, timezone.localdate(at)), at, posted):
            return drawn
    return []


def with_lines(batch: list[Drawn], at: datetime, posted: Posted) -> list[Drawn]:
    """The Monday letters among them get theirs; one that has become empty is let go of."""
    letters = [each for each in batch if each.message.kind == Kind.WEEK]
    if not letters:
        return batch
    written = filled(letters, timezone.localdate(at))
    quiet = [each.message.pk for each in written if not each.points]
    posted.dropped += Message.objects.filter(pk__in=quiet).update(
        dropped_at=at, dropped_because=Message.Because.QUIET
    )
    others = [each for each in batch if each.message.kind != Kind.WEEK]
    return [*others, *(each for each in written if each.points)]


def post_one(line: Any, drawn: Drawn, posted: Posted, clock: Clock) -> None:
    message, at = drawn.message, clock()
    if not claim(message, at):
        return  # another worker has it
    answer = hand_over(line, drawn)
    if answer == Answer.SENT:
        posted.sent += 1
        mark(message, sent_at=clock(), trouble="", next_try_at=None)
    elif answer == Answer.UNKNOWN:
        posted.unknown += 1
        posted.is_down = True
    elif answer == Answer.DOWN:
        posted.is_down = True
        mark(message, claimed_at=None)
    else:
        posted.refused += 1
        refuse(message, answer, clock())


def hand_over(line: Any, drawn: Drawn) -> Answer:
    try:
        mail = letter(drawn)
    except ValueError:
        return Answer.BAD_ADDRESS
    except Exception:  # one message that we cannot draw must not stop the others for ever
        logger.exception("could not write message %s", drawn.message.pk)
        return Answer.OURS
    return spoken(line, mail)


def spoken(line: Any, mail: EmailMultiAlternatives) -> Answer:
    """What the server answers."""
    try:
        line.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refused:
        [(code, _text)] = refused.recipients.values()
        return of_code(code)
    except smtplib.SMTPSenderRefused:
        return Answer.DOWN  # it will take none of ours
    except smtplib.SMTPResponseException as said:
        return of_code(said.smtp_code)
    except OSError:
        return Answer.UNKNOWN if getattr(line, "may_have_taken", False) else Answer.DOWN
    except ValueError:
        return Answer.BAD_ADDRESS
    return Answer.SENT


def of_code(code: int) -> Answer:
    if code == CLOSING:
        return Answer.DOWN
    return Answer.NEVER if code >= FOR_GOOD else Answer.LATER


def refuse(message: Message, answer: Answer, at: datetime) -> None:
    """Try again after a while that grows; what is refused for good, or for a week, is given up and shown."""
    trouble = {
        Answer.LATER: Message.Trouble.LATER,
        Answer.NEVER: Message.Trouble.REFUSED,
        Answer.BAD_ADDRESS: Message.Trouble.BAD_ADDRESS,
        Answer.OURS: Message.Trouble.OURS,
    }[answer]
    changes: dict[str, Any] = {"claimed_at": None, "attempts": F("attempts") + 1, "trouble": trouble}
    if answer == Answer.LATER and message.attempts < len(GAPS):
        mark(message, **changes, next_try_at=next_opening(at + GAPS[message.attempts]))
    else:
        mark(message, **changes, given_up_at=at, next_try_at=None)


def mark(message: Message, **changes: Any) -> None:
    Message.objects.filter(pk=message.pk).update(**changes)


def close(line: Any) -> None:
    try:
        line.close()
    except OSError:
        logger.warning("the mail server did not say goodbye")
