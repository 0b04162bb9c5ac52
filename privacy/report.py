"""«Alt som står om meg» as it is laid out: the same parts on the page and in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from privacy.about import Act, Found, Hidden, Row
from privacy.cells import label_of, plural
from privacy.walk import all_models
from privacy.words import UNNAMED, WITHHELD

OWN = _("Deg selv")
YEAR = _("Programmet ditt")
TOGETHER = _("Som mentor eller leder")
DONE = _("Det du har gjort i andres programmer")
NOT_SHOWN = _("Lagret, men vises ikke")

SHOWN_ACTS = 50  # of each kind on the page; the file has them all
YEARS = {"programmes", "checklists"}
"""The apps whose rows stand in somebody's programme."""


@dataclass(frozen=True)
class Part:
    """One table's rows under a heading of its own."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class ActPart:
    name: str
    acts: list[Act]

    @property
    def newest(self) -> list[Act]:
        return self.acts[::-1][:SHOWN_ACTS]

    @property
    def left_out(self) -> int:
        return max(len(self.acts) - SHOWN_ACTS, 0)


@dataclass(frozen=True)
class Report:
    oneself: list[Part]
    year: list[Part]
    together: list[Part]
    acts: list[ActPart]
    hidden: list[Hidden]

    @classmethod
    def of(cls, found: Iterable[Found]) -> Self:
        found = [each for each in found if each.rows or each.shared or each.acts or each.hidden]
        in_year = [each for each in found if each.table.model._meta.app_label in YEARS]
        return cls(
            oneself=_parts((each for each in found if each not in in_year), lambda each: each.rows),
            year=_parts(in_year, lambda each: each.rows),
            together=_parts(found, lambda each: each.shared),
            acts=[ActPart(each.name, each.acts) for each in found if each.acts],
            hidden=[hidden for each in found for hidden in each.hidden] + _withheld(found) + _unnamed(),
        )

    def as_data(self) -> dict[str, Any]:
        """For the file: every row whole, days as a machine reads them, headings as on the page."""
        parts = {
            str(OWN): self.oneself,
            str(YEAR): self.year,
            str(TOGETHER): self.together,
        }
        data: dict[str, Any] = {
            heading: {part.name: [_row_data(row) for row in part.rows] for part in found}
            for heading, found in parts.items()
        }
        data[str(DONE)] = {part.name: [_act_data(act) for act in part.acts] for part in self.acts}
        data[str(NOT_SHOWN)] = [
            {"hva": hidden.what, "antall": hidden.count, "hvorfor": hidden.reason} for hidden in self.hidden
        ]
        return data


def _parts(found: Iterable[Found], rows: Callable[[Found], list[Row]]) -> list[Part]:
    return [Part(each.name, rows(each)) for each in found if rows(each)]


def _withheld(found: list[Found]) -> list[Hidden]:
    """Columns nobody is shown, of rows about the reader that have something there."""
    return [
        Hidden(label_of(each.table, column), len(each.rows), str(WITHHELD[full]))
        for each in found
        for column in each.table.columns
        if (full := f"{each.table.label}.{column.name}") in WITHHELD and each.rows
    ]


def _unnamed() -> list[Hidden]:
    return [
        Hidden(plural(model), 0, str(UNNAMED[model._meta.label]))
        for model in all_models()
        if model._meta.label in UNNAMED
    ]


def _row_data(row: Row) -> dict[str, Any]:
    return {"rad": row.title, **{cell.label: cell.value for cell in row.cells}}


def _act_data(act: Act) -> dict[str, Any]:
    return {"hva": act.what, "når": act.at, "program": act.programme}
