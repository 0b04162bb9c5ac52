"""Departments at a glance, for those who follow how it goes from above: dates and states, never a mentor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from people.collation import sort_key
from people.models import Department, Position, User
from people.prepared import prepared
from programmes.models.programme_queries import paused
from programmes.models.standstill import talks_stopped

SOON = timedelta(weeks=4)
MOST = 10
COUNTED = "programmes__starts_on"  # in the index `programmes_by_department`, and so no row is read


@dataclass(frozen=True)
class DepartmentLine:
    """One department: how many are under way, where talks have stopped, how many start soon."""

    pk: int
    name: str
    unit_id: int
    unit: str
    under_way: int
    stopped: int
    soon: int
    has_leader: bool

    def order(self) -> tuple[Any, ...]:
        """Here and not in the query: it would put all programmes in Norwegian order before it counts them."""
        return -self.stopped, sort_key(self.unit), sort_key(self.name)


@dataclass(frozen=True)
class Glance:
    """All departments with a programme, those where most has stopped first."""

    departments: list[DepartmentLine] = field(default_factory=list)

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
    lines = (DepartmentLine(*row) for row in counted(user, on))
    return Glance(sorted(lines, key=DepartmentLine.order))


@prepared
def counted(user: User, on: date) -> QuerySet[Department, tuple[Any, ...]]:
    running = Q(programmes__ended_on=None) | Q(programmes__ended_on__gt=on)
    begun = Q(programmes__starts_on__lte=on)
    soon = Q(programmes__starts_on__gt=on, programmes__starts_on__lte=on + SOON)
    leaders = Position.objects.lasting(on).filter(kind=Position.Kind.LEADER, department=OuterRef("pk"))
    return (
        Department.objects.seen_from_above_by(user, on)
        .order_by()
        .alias(running=Count(COUNTED, filter=running))
        .filter(running__gt=0)
        .annotate(
            under_way=Count(COUNTED, filter=running & begun),
            stopped=Count(
                COUNTED, filter=running & talks_stopped(on, "programmes__") & ~paused(on, "programmes__pk")
            ),
            soon=Count(COUNTED, filter=running & soon),
            has_leader=Exists(leaders),
        )
        .values_list("pk", "name", "unit", "unit__name", "under_way", "stopped", "soon", "has_leader")
    )
