"""What stands beside a programme's rows: accesses, checklists, pauses, weeks when somebody is away. One question for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value

from people.prepared import prepared
from programmes.busy import Span
from programmes.models import BusyPeriod, Conversation, Pause, Programme, ProgrammeChecklist, SystemAccess
from programmes.models.busy import keys_around
from programmes.proposals import Break

ACCESS, CHECKLIST, PAUSE, BUSY = "access", "checklist", "pause", "busy"
COUNTS = ("rows", "settled", "signatures")


@dataclass(frozen=True)
class Access:
    name: str
    granted_on: date | None


@dataclass(frozen=True)
class HandedOut:
    """A checklist, and how far it has come."""

    pk: int
    name: str
    rows: int
    settled: int
    signatures: int


@dataclass
class Beside:
    """As the programme page needs them; what the reader may see of it, the page says."""

    accesses: list[Access] = field(default_factory=list)
    checklists: list[HandedOut] = field(default_factory=list)
    pauses: list[Break] = field(default_factory=list)
    """Those that are not over, the first one first."""
    busy: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, programme: Programme, on: date) -> Self:
        found = cls()
        for kind, nr, name, first, last, *counts in rows_beside(
            programme.pk, *keys_around(programme, programme.mentor_on(on)), on
        ):
            if kind == ACCESS:
                found.accesses.append(Access(name, first))
            elif kind == CHECKLIST:
                found.checklists.append(HandedOut(nr, name, *counts))
            elif kind == PAUSE:
                found.pauses.append(Break(first, last))
            else:
                found.busy.append(Span(name, first, last))
        found.pauses.sort(key=lambda pause: pause.from_on)
        return found

    def rests(self, on: date) -> bool:
        """Whether a pause lasts that day."""
        return any(pause.covers(on) for pause in self.pauses)

    def busy_talks(self, rows: Iterable[Any], on: date) -> int:
        """How many open talks ahead fall in weeks when the place or one of the two is away."""
        days = [row.planned_on for row in rows if isinstance(row, Conversation) and row.is_open]
        return sum(any(span.covers(day) for span in self.busy) for day in days if day and day >= on)


@prepared
def rows_beside(
    programme: int, unit: int, municipality: int, people: list[int], on: date
) -> QuerySet[Any, Any]:
    """What `around` says the last three are; the union of four kinds, which share their columns."""
    here = {"programme": programme}
    busy = BusyPeriod.objects.at(unit, municipality, people).not_over(on)
    days: dict[str, Any] = {"first": F("from_on"), "last": F("to_on")}
    checklists = ProgrammeChecklist.objects.filter(**here).with_state()
    counts = {"rows": F("row_count"), "settled": F("settled_count"), "signatures": F("signature_count")}
    first, *rest = (  # the days first, from which the database learns what the empty ones are
        columns(busy, BUSY, what=F("name"), **days),
        columns(Pause.objects.filter(**here).not_over(on), PAUSE, **days),
        columns(
            SystemAccess.objects.filter(**here), ACCESS, nr="position", what=F("name"), first=F("granted_on")
        ),
        columns(checklists, CHECKLIST, nr="checklist", what=F("checklist__name"), **counts),
    )
    return first.union(*rest, all=True).order_by("kind", "nr", "first")


def columns(found: QuerySet[Any], kind: str, *, nr: str = "pk", **named: Any) -> QuerySet[Any, Any]:
    """The same columns of every kind, so that the database can lay them end to end."""
    none: dict[str, Any] = dict.fromkeys(("first", "last"), Value(None, DateField()))
    none |= {"what": Value("", CharField())} | dict.fromkeys(COUNTS, Value(0, IntegerField()))
    rows: QuerySet[Any, Any] = found.order_by().annotate(kind=Value(kind), nr=F(nr), **none | named)
    return rows.values_list("kind", "nr", "what", "first", "last", *COUNTS)
