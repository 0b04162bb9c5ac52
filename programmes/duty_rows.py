"""The shape every duty of the start page has, so that the database can lay them end to end."""

from __future__ import annotations

from typing import Any

from django.db.models import DateTimeField, F, QuerySet, TimeField, Value

from programmes.models import Programme

type Rows = QuerySet[Any, tuple[Any, ...]]

COLUMNS = ("kind", "of", "nr", "what", "day", "clock", "agreed", "whose")
NO_CLOCK: dict[str, Any] = {"clock": Value(None, TimeField()), "agreed": Value(None, DateTimeField())}


def of_programmes(programmes: QuerySet[Programme], kind: str, *, day: str) -> Rows:
    """A row a programme, for what none of its own rows says."""
    rows: Rows = (
        programmes.order_by()
        .annotate(
            kind=Value(kind),
            of=F("pk"),
            nr=F("pk"),
            what=Value(""),
            day=F(day),
            **NO_CLOCK,
            whose=F("new_hire__name"),
        )
        .values_list(*COLUMNS)
    )
    return rows
