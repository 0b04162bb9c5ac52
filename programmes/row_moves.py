"""One row that a person has moved, kept beside the changes of the whole plan: who, when, from which day to which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from programmes import timeline
from programmes.kept_rows import kept, key_of, plain, row_kept, sort_day
from programmes.models import PlanChange, Step, TrainingShift
from programmes.models.appointments import Appointment
from programmes.models.changes import DAYS


def remember(row: Appointment | Step | TrainingShift, was: dict[str, Any], *, by: User, at: datetime) -> None:
    """`was` is the row as `kept` found it. It is taken back from its own confirmation, not from the history."""
    if day_in(was) == plain(sort_day(row)):
        return
    PlanChange.objects.create(
        programme=row.programme,
        kind=PlanChange.Kind.ROW,
        made_at=at,
        made_by=by,
        before={},
        after={"rows": [row_kept(key_of(row), was, kept(row))], "words": [words_of(row, was)]},
    )


def remember_shifts(
    rows: Iterable[TrainingShift], was: Mapping[int, dict[str, Any]], *, by: User, at: datetime
) -> None:
    """Those that had a day and got another, or none; a shift that gets its first day is not moved."""
    for row in rows:
        before = was.get(row.pk)
        if before and day_in(before):
            remember(row, before, by=by, at=at)


def take_back(row: Appointment | Step, was: dict[str, Any], *, by: User, at: datetime) -> None:
    """The move that put the row where it was is undone; where there is none, this is a move like others."""
    made = PlanChange.objects.filter(
        programme=row.programme,
        kind=PlanChange.Kind.ROW,
        undone_at=None,
        after__rows__0__table=type(row).__name__,
        after__rows__0__pk=row.pk,
    ).first()
    if made is None or made.days != [(plain(sort_day(row)), day_in(was))]:
        remember(row, was, by=by, at=at)
        return
    made.undone_by, made.undone_at = by, at
    made.save(update_fields=["undone_by", "undone_at"])


def words_of(row: Appointment | Step | TrainingShift, was: dict[str, Any]) -> str:
    """«Samtale 3, uke 5: fra 28. september 2026 til 30. september 2026»"""
    return _("%(row)s: fra %(was)s til %(now)s") % {
        "row": timeline.label(row),
        "was": day_of(day_in(was)),
        "now": day_of(plain(sort_day(row))),
    }


def day_in(was: dict[str, Any]) -> str | None:
    return next((was[name] for name in was if name in DAYS), None)


def day_of(kept_day: str | None) -> str:
    return date_format(date.fromisoformat(kept_day), "j. F Y") if kept_day else _("uten dato")
