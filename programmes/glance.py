"""Departments at a glance, for those who follow how it goes from above: dates and states, never a mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from people.collation import sort_key
from people.models import Department, User
from programmes.models import Programme
from programmes.models.standstill import talks_stopped

SOON = timedelta(weeks=4)
MOST = 10


@dataclass(frozen=True)
class DepartmentLine:
    """One department: how many are under way, where talks have stopped, how many start soon."""

    pk: int
    name: str
    unit: str
    under_way: int
    stopped: int
    soon: int

    def order(self) -> tuple[Any, ...]:
        """Here and not in the query: it would put all programmes in Norwegian order before it counts them."""
        return -self.stopped, sort_key(self.unit), sort_key(self.name)


@dataclass(frozen=True)
class Glance:
    """All departments with a programme, those where most has stopped first."""

    departments: list[DepartmentLine]

    @property
    def shown(self) -> list[DepartmentLine]:
        return self.departments[:MOST]

    @property
    def more(self) -> int:
        return max(len(self.departments) - MOST, 0)

    @property
    def more_stopped(self) -> int:
        return sum(department.stopped > 0 for department in self.departments[MOST:])

    @property
    def under_way(self) -> int:
        return sum(department.under_way for department in self.departments)

    @property
    def stopped(self) -> int:
        return sum(department.stopped for department in self.departments)

    @property
    def soon(self) -> int:
        return sum(department.soon for department in self.departments)

    @property
    def has_several_units(self) -> bool:
        return len({department.unit for department in self.departments}) > 1


def glance(user: User, on: date) -> Glance:
    """Counted by the database: a row a department, however many programmes there are."""
    overseen = Department.objects.seen_from_above_by(user, on)
    soon = Q(starts_on__gt=on, starts_on__lte=on + SOON)
    rows = (
        Programme.objects.running(on)
        .filter(department__in=overseen)
        .order_by()
        .values_list("department")
        .annotate(
            name=Min("department__name"),  # the same in all rows, and so no part of what is grouped by
            unit=Min("department__unit__name"),
            under_way=Count("pk", filter=Q(starts_on__lte=on)),
            stopped=Count("pk", filter=talks_stopped(on)),
            soon=Count("pk", filter=soon),
        )
    )
    return Glance(sorted((DepartmentLine(*row) for row in rows), key=DepartmentLine.order))
