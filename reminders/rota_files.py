"""The rota list to copy, and as files for a spreadsheet. A word that looks like a formula is only a word."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _

from programmes.csv_file import BOM, harmless, line
from programmes.overview import figures
from reminders.rota import Line


def headings() -> list[str]:
    return [_("Person"), _("Dato"), _("Fra"), _("Til"), _("Kode"), _("Tekst"), _("Avdeling")]


def cells(row: Line) -> list[str]:
    return [row.name, figures(row.on), *row.clock, row.code, row.text, row.place]


def csv_file(rows: Iterable[Line]) -> str:
    return BOM + line(headings()) + "".join(line(cells(row)) for row in rows)


def to_paste(rows: Iterable[Line]) -> str:
    """With tabs between, as a spreadsheet takes what is pasted; a tab or a line in a word would move the rest."""
    lines = [headings(), *(cells(row) for row in rows)]
    return "\n".join("\t".join(harmless(" ".join(cell.split())) for cell in cells) for cells in lines)


def xlsx_file(rows: Iterable[Line]) -> bytes:
    """Words as words, days as days; written line by line, so that a long list takes no memory."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow, and only this file needs it

    out = BytesIO()
    with Workbook(out, {"constant_memory": True, "in_memory": True}) as book:
        day, bold = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"bold": True})
        sheet = book.add_worksheet(_("Turnus"))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 4, 11)
        sheet.set_column(5, 6, 28)
        sheet.freeze_panes(1, 0)
        for column, word in enumerate(headings()):
            sheet.write_string(0, column, word, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(cells(row)):
                if column == 1:
                    sheet.write_datetime(number, column, row.on, day)
                else:
                    sheet.write_string(number, column, cell)
    return out.getvalue()
