"""The year that rows would make, before anything is saved: in a start, and in the trial beside a template."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models.templates import role_words
from programmes.rules import OnDate, OnDemand
from programmes.schedule import AFTER_START, Kind, PlannedRow
from programmes.states import State
from programmes.timeline import Line, clocks_of, missed_words


def preview_lines(planned: Iterable[PlannedRow], starts_on: date) -> list[Line]:
    """What a start would make; training shifts are left out, and rows without a day stand once with their number."""
    rows = [row for row in planned if row.row.kind is not Kind.TRAINING_SHIFT]
    return [preview_line(row, len(same) + 1, starts_on) for _what, (row, *same) in groupby(rows, key=alike)]


def alike(row: PlannedRow) -> tuple[str, date | None, int]:
    return row.row.title, row.on, row.number if row.on or missed(row) else 0


def preview_line(row: PlannedRow, count: int, starts_on: date) -> Line:
    what = (
        row.row.title
        if count == 1
        else _("%(what)s, %(count)d ganger") % {"what": row.row.title, "count": count}
    )
    who = ", ".join(role_words(",".join(row.row.responsible)))
    return Line(what, "", preview_state(row), preview_when(row, starts_on), who)


def preview_state(row: PlannedRow) -> State:
    if row.on:
        return State.PROPOSED
    if isinstance(row.row.rule, OnDemand):
        return State.ON_DEMAND
    return State.NO_LONGER if missed(row) and row.row.kind not in AFTER_START else State.UNDATED


def preview_when(row: PlannedRow, starts_on: date) -> str:
    if row.on:
        return f"{date_format(row.on, 'D d.m.Y')} · {clocks_of(starts_on, row.on)}"
    if day := missed(row):
        return missed_words(day)
    return _("ved behov") if isinstance(row.row.rule, OnDemand) else _("dato avtales")


def missed(row: PlannedRow) -> date | None:
    """The fixed date that is over before the start, so that the row has no day."""
    return row.row.rule.on if isinstance(row.row.rule, OnDate) and row.on is None else None


def remarks(planned: Iterable[PlannedRow]) -> list[str]:
    """What people should look at before they start, or publish."""
    return [remark(row.row.title, row.row.kind, day) for row in planned if (day := missed(row))]


def remark(title: str, kind: Kind, day: date) -> str:
    said = (
        _("«%(title)s» %(day)s er før startdatoen. Den får ingen dato; bli enige om en dag etter starten.")
        if kind in AFTER_START
        else _(
            "«%(title)s» %(day)s er før startdatoen. Den får ingen dato, og ingen blir bedt om å gjøre den."
        )
    )
    return said % {"title": title, "day": date_format(day, "j. F Y")}
