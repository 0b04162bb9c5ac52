"""What stands beside a programme's rows: accesses, pauses, and weeks when somebody is away. One question for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import CharField, DateField, F, Value

from programmes.busy import Span
from programmes.models import BusyPeriod, Conversation, Programme
from programmes.replanning import Break

ACCESS, PAUSE, BUSY = "access", "pause", "busy"


@dataclass(frozen=True)
class Access:
    name: str
    granted_on: date | None


@dataclass
class Beside:
    """As the programme page needs them; what the reader may see of it, the page says."""

    accesses: list[Access] = field(default_factory=list)
    pause: Break | None = None
    """The one that lasts, or comes next."""
    busy: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, programme: Programme, on: date) -> Self:
        found = cls()
        for kind, name, first, last in rows_beside(programme, on):
            if kind == ACCESS:
                found.accesses.append(Access(name, first))
            elif kind == PAUSE:
                found.pause = found.pause or Break(first, last)
            else:
                found.busy.append(Span(name, first, last))
        return found

    def busy_talks(self, rows: Iterable[Any], on: date) -> int:
        """How many open talks ahead fall in weeks when the place or one of the two is away."""
        days = [row.planned_on for row in rows if isinstance(row, Conversation) and row.is_open]
        return sum(any(span.covers(day) for span in self.busy) for day in days if day and day >= on)


def rows_beside(programme: Programme, on: date) -> list[Any]:
    accesses: Any = programme.accesses.order_by().annotate(
        kind=Value(ACCESS),
        nr=F("position"),
        what=F("name"),
        first=F("granted_on"),
        last=Value(None, DateField()),
    )
    nothing = Value("", CharField())
    pauses: Any = programme.pauses.not_over(on).order_by()
    pauses = pauses.annotate(
        kind=Value(PAUSE), nr=Value(0), what=nothing, first=F("from_on"), last=F("to_on")
    )
    busy: Any = BusyPeriod.objects.around(programme, programme.mentor_on(on)).not_over(on).order_by()
    busy = busy.annotate(kind=Value(BUSY), nr=Value(0), what=F("name"), first=F("from_on"), last=F("to_on"))
    columns = ("kind", "nr", "what", "first", "last")
    first, *rest = (rows.values_list(*columns) for rows in (accesses, pauses, busy))
    rows = first.union(*rest, all=True).order_by("kind", "nr", "first")
    return [(kind, what, begins, ends) for kind, _nr, what, begins, ends in rows]
