"""All four kinds of appointments in one question."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Value

from people.prepared import prepared
from programmes.models.appointments import APPOINTMENTS, AnyAppointment, LeaderTalk

if TYPE_CHECKING:
    from programmes.models.programme import Programme

ON_ITS_OWN_PAGE = {
    "guidance",
    "rule",
    "first_planned_on",
    "dated_by_person",
    "place",
    "agreed_by_id",
    "expected_minutes",
    "logged_at",
    "logged_by_id",
    "version",
}
"""What no list shows. Each column counts: putting four kinds together takes longer than fetching them."""


def appointments_of(programme: Programme, *, also: Collection[str] = ()) -> list[AnyAppointment]:
    """Every dated row of one programme, each as its own kind, by day; `also` names columns that no list shows.

    They share their columns, so the database can lay the four tables end to end. What only one kind has
    (a talk's prompts, a review's themes), or only the row's own page, stays there until it is asked for.
    """
    shared = [field.attname for field in LeaderTalk._meta.concrete_fields]  # it has none of its own
    columns = tuple(name for name in shared if name not in ON_ITS_OWN_PAGE or name in also)
    found = [
        APPOINTMENTS[name].from_db(None, columns, values)
        for name, *values in all_kinds(programme.pk, columns)
    ]
    for row in found:
        row.programme = programme
    return sorted(found, key=lambda row: (row.sort_day, row._meta.label, row.number))


@prepared
def all_kinds(programme: int, columns: tuple[str, ...]) -> QuerySet[Any, tuple[Any, ...]]:
    first, *rest = (
        kind._default_manager.filter(programme=programme)
        .order_by()
        .annotate(kind=Value(name))
        .values_list("kind", *columns)
        for name, kind in APPOINTMENTS.items()
    )
    return first.union(*rest, all=True)
