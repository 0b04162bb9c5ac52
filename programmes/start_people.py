"""«Menneskene mine»: who a new hire has around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Portrait, Position
from people.prepared import prepared
from programmes.models import Mentorship, Programme

type Row = tuple[str, int, int, str, str, str, bool, bool, date | None, date | None]

COLUMNS = ("role", "at", "nr", "name", "title", "words", "has_photo", "is_substitute", "begins_on", "ends_on")
MENTOR = "mentor"


@dataclass(frozen=True)
class Person:
    """A mentor or a leader, as the new hire meets them."""

    role: str
    name: str
    title: str
    presentation: str
    photo_url: str
    is_substitute: bool
    begins_on: date | None = None
    ends_on: date | None = None
    """A mentor's first and last day, as access counts them."""

    def is_here(self, on: date) -> bool:
        return self.begins_on is None or self.begins_on <= on

    @property
    def is_mentor(self) -> bool:
        return self.role == MENTOR

    @property
    def position(self) -> str:
        """What they are to the new hire, in a word."""
        return str(_("mentor") if self.is_mentor else Position.Kind(self.role).label)


def people_around(programmes: Sequence[Programme], on: date) -> dict[int, list[Person]]:
    """Mentors of today and those to come, then the leaders, of each programme; in one query."""
    rows = people_at(
        [programme.pk for programme in programmes],
        [programme.department_id for programme in programmes],
        [programme.department.unit_id for programme in programmes],
        on,
    )
    return {programme.pk: around(programme, rows) for programme in programmes}


@prepared
def people_at(
    programmes: list[int], departments: list[int], units: list[int], on: date
) -> QuerySet[Any, Row]:
    leading = leaders(departments, units, on)
    return mentors(programmes, on).union(leading, all=True).order_by("is_substitute", "begins_on", "name")


def mentors(programmes: list[int], on: date) -> QuerySet[Any, Row]:
    open_ones = Mentorship.objects.not_over(on).filter(programme__in=programmes)
    return (
        open_ones.order_by()
        .annotate(
            role=Value(MENTOR),
            at=F("programme_id"),
            nr=F("pk"),
            name=F("mentor__name"),
            title=F("mentor__title"),
            words=F("mentor__presentation"),
            has_photo=Exists(Portrait.objects.filter(user=OuterRef("mentor"))),
            begins_on=F("assigned_on"),
            ends_on=F("to_on"),
        )
        .values_list(*COLUMNS)
    )


def leaders(departments: list[int], units: list[int], on: date) -> QuerySet[Any, Row]:
    here = Q(department__in=departments) | Q(unit__in=units)
    held = Position.objects.lasting(on).filter(here).order_by()
    return held.annotate(
        role=F("kind"),
        at=F("department_id"),
        nr=F("unit_id"),
        name=F("holder__name"),
        title=F("holder__title"),
        words=Value(""),
        has_photo=Value(False, BooleanField()),
        is_substitute=Value(False, BooleanField()),
        begins_on=Value(None, DateField()),
        ends_on=Value(None, DateField()),
    ).values_list(*COLUMNS)


def around(programme: Programme, rows: Sequence[Row]) -> list[Person]:
    """The programme's mentors, the department's leaders, the unit's heads."""
    department = programme.department
    found: dict[str, list[Person]] = {MENTOR: [], Position.Kind.LEADER: [], Position.Kind.HEAD: []}
    for role, at, nr, name, title, words, has_photo, is_substitute, begins_on, ends_on in rows:
        is_here = {
            MENTOR: at == programme.pk,
            Position.Kind.LEADER: at == department.pk,
            Position.Kind.HEAD: nr == department.unit_id,
        }
        if is_here[role]:
            url = reverse("programmes:portrait", args=[programme.pk, nr]) if has_photo else ""
            person = Person(role, name, title, words, url, is_substitute, begins_on, ends_on)
            found[role].append(person)
    return [person for people in found.values() for person in people]
