"""The year that rows would make, before anything is saved: in a start, and in the trial beside a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models.templates import role_words
from programmes.rules import OnDate, OnDemand
from programmes.schedule import AFTER_START, Kind, PlannedRow
from programmes.states import State
from programmes.template_faults import TALKS
from programmes.timeline import Line, clocks_of, missed_words
from programmes.workdays import iso_week_of


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
    rows = list(planned)
    early = [remark(row.row.title, row.row.kind, day) for row in rows if (day := missed(row))]
    return [*early, *twice_a_week(rows)]


def twice_a_week(rows: Iterable[PlannedRow]) -> Iterator[str]:
    """Two talks of one kind that this start puts in one week."""
    before: dict[tuple[Kind, str], PlannedRow] = {}
    for row in rows:
        if row.on and row.row.kind in TALKS:
            week = (row.row.kind, iso_week_of(row.on))
            if week in before:
                one, other = named(before[week]), named(row)
                yield _("%(one)s og %(other)s er i samme uke.") % {"one": one, "other": other}
            before[week] = row


def named(row: PlannedRow) -> str:
    return f"«{row.row.title}» {date_format(row.on, 'j. F Y')}" if row.on else row.row.title


def remark(title: str, kind: Kind, day: date) -> str:
    said = (
        _("«%(title)s» %(day)s er før startdatoen. Den får ingen dato; bli enige om en dag etter starten.")
        if kind in AFTER_START
        else _(
            "«%(title)s» %(day)s er før startdatoen. Den får ingen dato, og ingen blir bedt om å gjøre den."
        )
    )
    return said % {"title": title, "day": date_format(day, "j. F Y")}
