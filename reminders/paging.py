"""Pages of the inbox: each begins where the one before ended, so that the last costs what the first does.

Where a page ends stands in the address as a signed mark: the moment and the message's number, and no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from programmes.paging import PER_PAGE, UnknownMark
from reminders.models import Message

SIGNER = Signer(salt="reminders.paging")


@dataclass(frozen=True)
class Page:
    """The messages of one page, newest first, and the mark of the older ones: empty where there are none."""

    messages: list[Message]
    older: str = ""

    @classmethod
    def of(cls, messages: QuerySet[Message], after: str) -> Page:
        """Those after the mark. Raises UnknownMark when it is none of ours."""
        rows = list((messages.filter(beyond(after)) if after else messages)[: PER_PAGE + 1])
        shown = rows[:PER_PAGE]
        return cls(shown, written(shown[-1]) if len(rows) > PER_PAGE else "")


def written(message: Message) -> str:
    return SIGNER.sign_object([message.due_at.isoformat(), message.pk])


def beyond(mark: str) -> Q:
    try:
        moment, pk = SIGNER.unsign_object(mark)
    except (BadSignature, ValueError) as error:
        raise UnknownMark from error
    due_at = datetime.fromisoformat(moment)
    return Q(due_at__lt=due_at) | Q(due_at=due_at, pk__lt=pk)
