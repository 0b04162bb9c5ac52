"""Departments at a glance, for those who follow how it goes from above: dates and states, never a mentor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from people.collation import sort_key
from people.models import Department, Position, User
from people.prepared import prepared
from programmes.models import Programme
from programmes.models.programme_queries import paused
from programmes.models.standstill import talks_stopped
from programmes.states import State, Tag

SOON = timedelta(weeks=4)
MOST = 10
NUMBERS = ("under_way", "stopped", "soon")
COLUMNS = ("of", "what", "where", "has_leader", *NUMBERS)
type Row = tuple[Any, ...]


class Line(NamedTuple):
    """A department as the page draws it."""

    what: str
    url: str
    state: State | Tag
    when: str
    who: str
    now: bool = False


class DepartmentLine(NamedTuple):
    """One department: how many are under way, where talks have stopped, how many start soon."""

    pk: int
    name: str
    unit_id: int
    unit: str
    has_leader: bool
    under_way: int
    stopped: int
    soon: int

    def order(self) -> tuple[Any, ...]:
        """Here and not in the query: it would put all programmes in Norwegian order before it counts them."""
        return -self.stopped, sort_key(self.unit), sort_key(self.name)

    @property
    def state(self) -> State | Tag:
        if self.stopped:
            return Tag(_("%(n)d har stoppet") % {"n": self.stopped}, "danger")
        return State.GOING if self.under_way else State.NOT_BEGUN

    @property
    def numbers(self) -> str:
        words = _("%(n)d pågår") % {"n": self.under_way}
        return words + (_(", %(n)d starter snart") % {"n": self.soon} if self.soon else "")

    def line(self, overview: str, *, with_unit: bool) -> Line:
        url = f"{overview}?avdeling={self.pk}"
        return Line(self.name, url, self.state, self.numbers, self.unit if with_unit else "")


@dataclass(frozen=True)
class Glance:
    """All departments with a programme, those where most has stopped first."""

    departments: list[DepartmentLine] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Those that the page shows."""
        overview, with_unit = reverse("programmes:list"), self.has_several_units
        return [department.line(overview, with_unit=with_unit) for department in self.departments[:MOST]]

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


def glance(user: User, on: date, *, of_many: bool = False) -> Glance:
    """Counted by the database: two rows a department, however many programmes there are.

    `of_many`: of most departments there are. Then all are counted, and the names say which are seen.
    """
    named: list[Row] = []
    counts: dict[int, Row] = {}
    for pk, name, unit, has_leader, *found in counted(user, on, of_many):
        if has_leader is None:
            counts[pk] = tuple(found)
        else:
            named.append((pk, name, found[0], unit, has_leader))
    lines = [DepartmentLine(*row, *counts[row[0]]) for row in named if row[0] in counts]
    return Glance(sorted(lines, key=DepartmentLine.order))


@prepared
def counted(user: User, on: date, of_many: bool) -> QuerySet[Any, Row]:
    """The departments' names, and their numbers. Apart, so that no programme is joined with a name to be counted.

    A name's row says which unit where the other has its numbers: Django would convert a constant in each row.
    """
    seen = Department.objects.seen_from_above_by(user, on)
    leaders = Position.objects.lasting(on).filter(kind=Position.Kind.LEADER, department=OuterRef("pk"))
    named = seen.order_by().annotate(
        of=F("pk"),
        what=F("name"),
        where=F("unit__name"),
        has_leader=Exists(leaders),
        **dict.fromkeys(NUMBERS, F("unit_id")),
    )
    programmes = Programme.objects.running(on)
    found = numbers(programmes if of_many else programmes.filter(department__in=seen), on)
    return named.values_list(*COLUMNS).union(found, all=True).order_by()


def numbers(programmes: QuerySet[Programme], on: date) -> QuerySet[Any, Row]:
    """By department. The index `programmes_by_department` has all of it in order."""
    begun, soon = Q(starts_on__lte=on), Q(starts_on__gt=on, starts_on__lte=on + SOON)
    found = (
        programmes.order_by()
        .values("department")
        .annotate(
            of=F("department_id"),
            what=Value(""),
            where=Value(""),
            has_leader=Value(None, output_field=BooleanField()),
            under_way=Count("starts_on", filter=begun),
            stopped=Count("starts_on", filter=talks_stopped(on) & ~paused(on)),
            soon=Count("starts_on", filter=soon),
        )
    )
    return found.values_list(*COLUMNS)
