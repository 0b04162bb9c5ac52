"""What is to be told on a day, and to whom: each kind is one question to the database, asked by state.

The same question finds what nobody has been told yet, and says later whether what was told is still true. A day
without a worker therefore loses nothing, and nothing is told that is over. Every row has `reader`, `of` (the
programme), `day` (the subject's own: moved, it is another subject), `since` (when there was something to tell) and the
key of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import NegatedExpression

from reminders.audience import Rows
from reminders.kinds import Kind, When, default
from reminders.models import Message, ReminderChoice

COLUMNS = ("pk", "reader", "of", "day", "since", "by_mail")


@dataclass(frozen=True)
class Wanted:
    """One kind: its question for a moment, and on which day a row of it is due."""

    kind: Kind
    rows: Callable[[datetime], list[Rows]]
    due_on: Callable[[dict[str, Any]], date]

    def untold(self, at: datetime) -> list[Rows]:
        """What no message has been made of, for those who have not turned it off."""
        told = Message.objects.filter(
            kind=self.kind,
            recipient=OuterRef("reader"),
            subject_id=OuterRef("pk"),
            subject_on=OuterRef("day"),
        )
        new = Q(~Exists(told)) & ~Q(chosen(self.kind, When.OFF, "reader"))
        rows = [rows.filter(new).annotate(by_mail=self.by_mail()) for rows in self.rows(at)]
        return [each.order_by("pk", "reader").values(*COLUMNS) for each in rows]

    def by_mail(self) -> Exists | NegatedExpression[Any]:
        """Whether the reader has it by mail at once, of rows with a reader."""
        if default(self.kind) == When.AT_ONCE:
            return ~Exists(of_reader(self.kind).exclude(when=When.AT_ONCE))
        return Exists(of_reader(self.kind).filter(when=When.AT_ONCE))

    def still(self, at: datetime) -> Q:
        """Of messages of this kind: what they tell is true at that moment."""
        is_true = Q(pk__in=[])
        for rows in self.rows(at):
            same = rows.filter(
                pk=OuterRef("subject_id"), reader=OuterRef("recipient_id"), day=OuterRef("subject_on")
            )
            is_true |= Q(Exists(same))
        return is_true & ~Q(chosen(self.kind, When.OFF, "recipient_id"))


def of_reader(kind: str, person: str = "reader") -> QuerySet[ReminderChoice]:
    return ReminderChoice.objects.filter(user=OuterRef(person), kind=kind)


def chosen(kind: str, when: When, person: str) -> Exists:
    return Exists(of_reader(kind, person).filter(when=when))
