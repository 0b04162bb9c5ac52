"""What stands beside a programme's rows: accesses, checklists, pauses, weeks when somebody is away. One question for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.prepared import prepared
from programmes.busy import Span, clashes
from programmes.busy_advice import Settled, counted, sentence
from programmes.models import (
    BusyPeriod,
    Conversation,
    LeftTalk,
    Pause,
    Programme,
    ProgrammeChecklist,
    SystemAccess,
)
from programmes.models.busy import keys_around
from programmes.proposals import Break

ACCESS, CHECKLIST, PAUSE, BUSY, LEFT = "access", "checklist", "pause", "busy", "left"
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
    whose: dict[int, int | None] = field(default_factory=dict)
    """The person each of them is about, by its key."""
    left: set[tuple[int, date, date]] = field(default_factory=set)
    """Talks that stay, each with the days of the period."""

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
            elif kind == LEFT:
                found.left.add((nr, first, last))
            else:
                found.busy.append(Span(name or str(_("fravær")), first, last, nr))
                found.whose[nr] = counts[0]
        found.pauses.sort(key=lambda pause: pause.from_on)
        return found

    def rests(self, on: date) -> bool:
        """Whether a pause lasts that day."""
        return any(pause.covers(on) for pause in self.pauses)

    def busy_words(self, programme: Programme, rows: Iterable[Any], on: date) -> str:
        """The open talks ahead that fall in weeks when somebody is away, in a sentence: by name, where it is one period."""
        mentor = programme.mentor_on(on)
        is_settled = Settled(programme, mentor, self.whose, self.left)
        talks = [row for row in rows if isinstance(row, Conversation)]
        found = clashes(counted(talks, on), self.busy, is_settled)
        if len(found) == 1:
            (clash,) = found
            people = {one.pk: one for one in (programme.new_hire, mentor) if one}
            return sentence(clash, people.get(self.whose[clash.span.key] or 0)) + "."
        count = len({talk.key for clash in found for talk in clash.hit})
        said = ngettext(
            "%(count)d samtale faller i uker noen er borte.",
            "%(count)d samtaler faller i uker noen er borte.",
            count,
        )
        return said % {"count": count} if count else ""


@prepared
def rows_beside(
    programme: int, unit: int, municipality: int, people: list[int], on: date
) -> QuerySet[Any, Any]:
    """What `around` says the last three are; the union of five kinds, which share their columns."""
    here = {"programme": programme}
    busy = BusyPeriod.objects.at(unit, municipality, people).not_over(on)
    days: dict[str, Any] = {"first": F("from_on"), "last": F("to_on")}
    checklists = ProgrammeChecklist.objects.filter(**here).with_state()
    counts = {"rows": F("row_count"), "settled": F("settled_count"), "signatures": F("signature_count")}
    person = Coalesce("person", 0, output_field=IntegerField())
    first, *rest = (  # the days first, from which the database learns what the empty ones are
        columns(busy, BUSY, what=F("name"), rows=person, **days),
        columns(LeftTalk.objects.of(programme), LEFT, nr="conversation", **days),
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
