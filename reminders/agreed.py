"""What is agreed in some programmes, of all kinds at once: what calendars and rota lists are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, F, PositiveSmallIntegerField, Q, TimeField, Value

from documents.calendar import uid_of
from people.models import User
from programmes.models import Mentorship, Programme, TrainingShift
from programmes.models.appointments import APPOINTMENTS
from programmes.models.programme import USUAL_MINUTES

SHIFT = TrainingShift.__name__
COLUMNS = ("kind", "row", "of", "nr", "day", "clock", "length", "mentor", "type")


@dataclass(frozen=True)
class Agreed:
    """One appointment or training shift that stands, with its day."""

    kind: str
    pk: int
    programme: Programme
    number: int
    on: date
    starts_at: time | None
    minutes: int
    with_mentor: bool
    """Of a shift only."""
    shift_type: str

    @property
    def uid(self) -> UUID:
        return uid_of(self.programme.request_key, self.kind, self.pk)

    @property
    def mentorship(self) -> Mentorship | None:
        """Who meets the new hire that day: a substitute as long as it lasts, else the mentor."""
        present = self.programme.present_on(self.on)
        return min(present, key=lambda period: not period.is_substitute, default=None)

    def is_mentored_by(self, user: User) -> bool:
        """Whether that person's own period has the day: nobody is told of what another mentor is to do."""
        return any(period.mentor_id == user.pk for period in self.programme.present_on(self.on))


def agreed_in(programmes: Mapping[int, Programme], wanted: Mapping[str, Q]) -> list[Agreed]:
    """By day and clock, in one query. `wanted` says of which kinds, and which rows of each; a shift's day is `on`."""
    if not (programmes and wanted):
        return []
    inside = Q(programme__in=programmes.keys())
    first, *rest = (_columns(kind, of & inside) for kind, of in wanted.items())
    found = []
    rows = first.union(*rest, all=True).order_by()
    for kind, pk, of, number, day, clock, length, with_mentor, shift_type in rows:
        minutes = 0 if kind == SHIFT else length or USUAL_MINUTES
        found.append(
            Agreed(kind, pk, programmes[of], number, day, clock, minutes, bool(with_mentor), shift_type)
        )
    return sorted(found, key=lambda row: (row.on, row.starts_at is None, row.starts_at or time.min, row.pk))


def _columns(kind: str, of: Q) -> Any:
    """The same columns of every kind, so that the database can lay them end to end."""
    none: dict[str, Any] = {
        "day": F("planned_on"),
        "clock": F("starts_at"),
        "length": F("expected_minutes"),
        "mentor": Value(value=False, output_field=BooleanField()),
        "type": Value("", CharField()),
    }
    shift: dict[str, Any] = {
        "day": F("on"),
        "clock": Value(None, TimeField()),
        "length": Value(None, PositiveSmallIntegerField()),
        "mentor": F("with_mentor"),
        "type": F("shift_type"),
    }
    if kind == SHIFT:
        in_time = Q(programme__ended_on=None) | Q(on__lte=F("programme__ended_on"))
        rows: Any = TrainingShift.objects.filter(of, in_time, on__isnull=False)
    else:
        rows = APPOINTMENTS[kind].objects.standing().filter(of)
    named = {"kind": Value(kind), "row": F("pk"), "of": F("programme_id"), "nr": F("number")}
    return rows.order_by().annotate(**named, **(shift if kind == SHIFT else none)).values_list(*COLUMNS)
