"""One column of one row, as people read it and as the file holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from privacy.walk import AnyModel, Link, Table
from privacy.words import COPIED, COPIED_HERE, LABELS, MACHINERY, NAMES, WITHHELD, WITHOUT_A_DAY

type Column = models.Field[Any, Any]
LONGEST_BESIDE = 40  # letters


@dataclass(frozen=True)
class Cell:
    column: str
    label: str
    value: Any
    """For the file: text, number, yes or no, a day."""

    @property
    def text(self) -> str:
        return text_of(self.value)

    @property
    def is_prose(self) -> bool:
        """Too long for a narrow column."""
        return isinstance(self.value, str) and len(self.value) > LONGEST_BESIDE


def text_of(value: Any) -> str:
    """What a page says for it.

    >>> text_of(True), text_of(date(2026, 9, 14)), text_of(["Gerica", "Profil"])
    ('ja', '14.09.2026', 'Gerica, Profil')
    """
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return date_format(value, "d.m.Y H:i")
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    if isinstance(value, time):
        return time_format(value, "H:i")
    return ", ".join(map(text_of, value)) if isinstance(value, list) else str(value)


def plural(model: AnyModel) -> str:
    """The table's name in the plural."""
    return str(NAMES.get(model._meta.label, model._meta.verbose_name_plural))


def is_shown(table: Table, column: Column) -> bool:
    full = f"{table.label}.{column.name}"
    is_copied = column.name in COPIED or full in COPIED_HERE
    return not (column.name in MACHINERY or is_copied or full in WITHHELD)


def label_of(table: Table, column: Column) -> str:
    return str(LABELS.get(f"{table.label}.{column.name}") or LABELS.get(column.name) or column.verbose_name)


def cells_of(row: models.Model, table: Table) -> Iterator[Cell]:
    """Every column that says something; empty ones are left out."""
    for column in table.columns:
        value = value_of(row, column) if is_shown(table, column) else None
        if value not in (None, "", [], {}):
            yield Cell(column.name, label_of(table, column), value)


def value_of(row: models.Model, column: Column) -> Any:
    value = getattr(row, column.name)
    if isinstance(column, models.FileField | models.BinaryField):
        size = len(value) if isinstance(value, bytes | memoryview) else value.size if value else 0
        return _("en fil på %(size)d byte") % {"size": size} if size else None
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    return str(value) if isinstance(value, models.Model) else in_norway(value)


def in_norway(value: Any) -> Any:
    """A moment by the clock on the wall here."""
    return timezone.localtime(value) if isinstance(value, datetime) else value


def moment_of(row: models.Model, table: Table, act: Link) -> date | datetime | None:
    """When it was done: who and when stand together under the same word, `logged_by` and `logged_at`."""
    if f"{table.label}.{act.name}" in WITHOUT_A_DAY:
        return None
    word = act.name.removesuffix("_by")
    names = {column.name for column in table.columns}
    moment = getattr(row, next(name for name in (f"{word}_at", f"{word}_on") if name in names))
    at: date | datetime | None = in_norway(moment)
    return at


def act_of(row: models.Model, table: Table, act: Link) -> str:
    """«Mentorsamtale nr. 3: ført av deg». Never the row's own words."""
    numbers = (getattr(row, name, None) for name in ("number", "position"))
    number = next((number for number in numbers if number is not None), None)
    kind = str(table.model._meta.verbose_name).capitalize()
    what = _("%(kind)s nr. %(number)d") % {"kind": kind, "number": number} if number is not None else kind
    return _("%(what)s: %(act)s deg") % {"what": what, "act": label_of(table, act)}
