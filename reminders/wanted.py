"""What is to be told on a day, and to whom: each kind is one question to the database, asked by state.

The same question finds what nobody has been told yet, and says later whether what was told is still true. A day
without a worker therefore loses nothing, and nothing is told that is over. Every row has `reader`, `of` (the
programme), `day` (the subject's own: moved, it is another subject) and the key of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import NegatedExpression
from django.utils import timezone

from programmes.models import Conversation, Pause
from programmes.models.programme_queries import paused
from programmes.workdays import DAY, previous_workday
from reminders.audience import Rows, running, to_mentors, to_new_hire
from reminders.kinds import LOOK_BACK, Kind, When, default
from reminders.models import Message, ReminderChoice
from reminders.working_hours import day_after, day_before, first_of_week, sunday_of


@dataclass(frozen=True)
class Wanted:
    """One kind: its question for a day, and on which day a row of it is due."""

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
        turned_off = chosen(self.kind, When.OFF, "reader")
        return [rows.filter(~Exists(told), ~turned_off) for rows in self.rows(at)]

    def by_mail(self) -> Exists | NegatedExpression[Any]:
        """Whether the reader has it by mail at once, of rows with a reader."""
        if default(self.kind) == When.AT_ONCE:
            return ~Exists(of_reader(self.kind).exclude(when=When.AT_ONCE))
        return Exists(of_reader(self.kind).filter(when=When.AT_ONCE))

    def still(self, at: datetime) -> Q:
        """Of messages of this kind: what they tell is true that day."""
        is_true = Q(pk__in=[])
        for rows in self.rows(at):
            same = rows.filter(
                pk=OuterRef("subject_id"), reader=OuterRef("recipient_id"), day=OuterRef("subject_on")
            )
            is_true |= Q(Exists(same))
        return Q(kind=self.kind) & is_true & ~Q(chosen(self.kind, When.OFF, "recipient_id"))


def of_reader(kind: str, person: str = "reader") -> QuerySet[ReminderChoice]:
    return ReminderChoice.objects.filter(user=OuterRef(person), kind=kind)


def chosen(kind: str, when: When, person: str) -> Exists:
    return Exists(of_reader(kind, person).filter(when=when))


def agreed_talks(on: date) -> Rows:
    """Agreed and neither held nor explained, in programmes where something happens that day."""
    talks = Conversation.objects.open().filter(running(on), ~paused(on, "programme"), agreed_at__isnull=False)
    return talks.annotate(of=F("programme_id"), day=F("planned_on"))


def talks_soon(at: datetime) -> list[Rows]:
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


def talks_not_logged(at: datetime) -> list[Rows]:
    """From the first working day after, to those who were mentors that day and are so still."""
    on = timezone.localdate(at)
    talks = agreed_talks(on).filter(planned_on__range=(on - LOOK_BACK, last_over(on)))
    return [to_mentors(talks, on, F("planned_on"))]


def last_over(on: date) -> date:
    """The last day that has had a working day after it, today or before."""
    return previous_workday(on) - DAY


def talk_soon_due(row: dict[str, Any]) -> date:
    """Collected for Monday it is due when the week begins."""
    before: date = day_before(row["day"])
    return before if row["by_mail"] else min(before, first_of_week(row["day"]))


WANTED = [
    Wanted(Kind.TALK_SOON, talks_soon, talk_soon_due),
    Wanted(Kind.TALK_NOT_LOGGED, talks_not_logged, lambda row: day_after(row["day"])),
]
