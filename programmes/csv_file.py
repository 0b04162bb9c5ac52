"""The overview as a file for a spreadsheet: names, dates and states; no ident, no words, nothing by mentor."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from itertools import batched

from django.utils.translation import gettext as _

from programmes.overview import Row, figures, rows_of
from programmes.states import State

AT_A_TIME = 500
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # else Excel reads æ, ø and å as something else
STARTS_A_FORMULA = tuple("=+-@\t\r\n")


def headings() -> list[str]:
    return [
        _("Navn"),
        _("Avdeling"),
        _("Enhet"),
        _("Startdato"),
        _("Uke"),
        _("Status"),
        _("Neste samtale"),
        _("Neste samtale er"),
        _("Siste samtale"),
        _("Avsluttet"),
    ]


def cells(row: Row) -> list[str]:
    return [
        row.name,
        row.place,
        row.unit,
        figures(row.starts_on),
        str(row.week or ""),
        State.OVERDUE.word if row.late_count else row.state.word,
        figures(row.next_talk_on if row.next_state else None),
        row.next_state.word if row.next_state else "",
        figures(row.last_held_on),
        figures(row.ended_on),
    ]


def harmless(cell: str) -> str:
    """A text that a spreadsheet takes for a text.

    >>> harmless("=1+1"), harmless("Nora Testad")
    ("'=1+1", 'Nora Testad')
    """
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def line(texts: Iterable[str]) -> str:
    """A line as a Norwegian spreadsheet reads it: semicolons, since the comma is for decimals."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerow(map(harmless, texts))
    return out.getvalue()


def csv_lines(pks: Sequence[int], on: date) -> Iterator[str]:
    """The file, some hundred programmes at a time."""
    yield BOM + line(headings())
    for some in batched(pks, AT_A_TIME):
        yield "".join(line(cells(row)) for row in rows_of(some, on))
