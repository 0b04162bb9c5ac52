"""Who in a programme a row is told to: one annotation, `reader`, and one row a reader.

The same people as the access rules let in, asked the other way round: not what one person may see, but who may see a
row. `tests/test_reminder_rules.py` holds the two against each other.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from people.models import Position

type Rows = QuerySet[Any]


def running(on: date, path: str = "programme__") -> Q:
    """Not ended, not handed over. A pause is asked for beside it."""
    return Q((f"{path}handed_over_on", None)) & (
        Q((f"{path}ended_on", None)) | Q((f"{path}ended_on__gt", on))
    )


def to_new_hire(rows: Rows, path: str = "programme__") -> Rows:
    active = Q((f"{path}new_hire__is_active", True))
    told: Rows = rows.filter(active).annotate(reader=F(f"{path}new_hire"))
    return told


def to_mentors(rows: Rows, *days: date | F, path: str = "programme__") -> Rows:
    """Mentor and substitute, whose period lasts on every one of those days."""
    period = f"{path}mentorships__"
    lasts = Q((f"{period}mentor__is_active", True))
    for day in days:
        begun = Q((f"{period}assigned_on__lte", day))
        lasts &= begun & (Q((f"{period}to_on", None)) | Q((f"{period}to_on__gte", day)))
    told: Rows = rows.filter(lasts).annotate(reader=F(f"{period}mentor"))
    return told


def to_leaders(rows: Rows, on: date, path: str = "programme__") -> list[Rows]:
    """The department's leaders; where it has none, the head of the unit."""
    department = f"{path}department__"
    leaders = Position.objects.lasting(on).filter(
        kind=Position.Kind.LEADER, department=OuterRef(f"{path}department")
    )
    return [
        _holders(rows, on, f"{department}positions__", Position.Kind.LEADER),
        _holders(rows.filter(~Exists(leaders)), on, f"{department}unit__positions__", Position.Kind.HEAD),
    ]


def _holders(rows: Rows, on: date, place: str, kind: str) -> Rows:
    held = Q((f"{place}kind", kind), (f"{place}holder__is_active", True))
    held &= Q((f"{place}from_on__lte", on)) & (Q((f"{place}to_on", None)) | Q((f"{place}to_on__gte", on)))
    told: Rows = rows.filter(held).annotate(reader=F(f"{place}holder"))
    return told
