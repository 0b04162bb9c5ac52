"""`manage.py timeline`: what a template becomes from a start date, without a database."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programmes.rules import AtEvent, OnDemand
from programmes.schedule import Kind, PlannedRow, Role, ScheduleError, first_working_day, plan
from programmes.template_files import TemplateFileError, shipped

FORMATS = ("table", "json")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
ROLE_NAMES = {
    Role.HEAD: "enhetsleder",
    Role.LEADER: "avdelingsleder",
    Role.MENTOR: "mentor",
    Role.NEW_HIRE: "nytilsatt",
}


class Command(BaseCommand):
    help = "Vis datoene en programmal gir fra en startdato. Leser malen fra filen, ikke fra databasen."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("template", help="malens navn i adresser, for eksempel trondheim")
        parser.add_argument("start", help="startdato, ÅÅÅÅ-MM-DD")
        parser.add_argument("--weekday", help="fast ukedag for samtalene, 1 (mandag) til 5 (fredag)")
        parser.add_argument("--format", default="table", help="table (standard) eller json")

    def handle(self, *, template: str, start: str, weekday: str | None, format: str, **options: Any) -> None:
        if format not in FORMATS:
            raise CommandError(f"Formatet «{format}» finnes ikke. Velg table eller json.")
        starts_on = start_date_from(start)
        try:
            content = shipped(template)
            planned = plan(content.rows, starts_on, weekday_from(weekday))
        except (TemplateFileError, ScheduleError) as error:
            raise CommandError(str(error)) from error
        if format == "json":
            self.stdout.write(json.dumps([as_object(row) for row in planned], ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{content.name}, {heading(starts_on)}\n\n")
        self.stdout.write("\n".join(aligned(planned)))


def start_date_from(text: str) -> date:
    wrong = CommandError(f"«{text}» er ikke en dato. Skriv startdatoen slik: 2026-08-17.")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise wrong from error
    if day.isoformat() != text:  # 2026-W34-1 and 20260817 are dates too, but not as we ask for them
        raise wrong
    return day


def weekday_from(text: str | None) -> int | None:
    if text is None:
        return None
    if text not in {"1", "2", "3", "4", "5"}:
        raise CommandError(f"Ukedag «{text}» kan ikke brukes. Velg 1 (mandag) til 5 (fredag).")
    return int(text)


def as_object(planned: PlannedRow) -> dict[str, object]:
    """One row for other programs to read."""
    return {
        "kind": planned.row.kind.value,
        "week": planned.week,
        "iso_week": planned.iso_week,
        "date": planned.on and planned.on.isoformat(),
        "title": planned.row.title,
        "responsible": [role.value for role in planned.row.responsible],
        "minutes": planned.minutes,
    }


def heading(start: date) -> str:
    """What the dates below are counted from."""
    first = first_working_day(start)
    return (
        f"oppstart {in_words(start)}. Første arbeidsdag er {in_words(first)}, "
        f"så uke 1 er kalenderuke {first.isocalendar().week}."
    )


def in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}"


def aligned(planned: Iterable[PlannedRow]) -> list[str]:
    """The rows as columns of text; the long titles come last."""
    table = [("Dato", "Uke", "Min", "Ansvarlig", "Hva"), *(cells(row) for row in planned)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]


def cells(planned: PlannedRow) -> tuple[str, str, str, str, str]:
    row = planned.row
    numbered = row.count > 1 or row.kind is Kind.CONVERSATION
    week = (
        f"uke {planned.week} · kalenderuke {planned.on.isocalendar().week}"
        if planned.week and planned.on
        else ""
    )
    return (
        f"{WEEKDAYS[planned.on.weekday()][:3]}. {planned.on:%d.%m.%Y}" if planned.on else undated(planned),
        week,
        str(planned.minutes or ""),
        ", ".join(ROLE_NAMES[role] for role in row.responsible),
        f"{row.title} ({planned.number})" if numbered else row.title,
    )


def undated(planned: PlannedRow) -> str:
    """Why a row has no date yet."""
    match planned.row.rule:
        case AtEvent():
            return "ikke satt"
        case OnDemand():
            return "ved behov"
    return "avtales"
