"""What goes into the personalmappe, as one zip: the papers as PDF, and beside them what the archive asks about each."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.utils import timezone

from documents.checklists import links_of
from documents.form_copy import FormCopy
from documents.models import ArchiveChoice, Package
from documents.programme_papers import checklist_paper
from documents.records import record_paper, records_of
from people.models import User
from programmes.handing_over import HandingOver
from programmes.models import Programme

logger = logging.getLogger(__name__)
SIDECAR = "metadata.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the same content gives the same bytes, whenever it is made."""


class NotYet(Exception):
    """The form may not be handed over yet; somebody is waited for."""


@dataclass(frozen=True)
class Enclosed:
    """One paper of a package."""

    name: str
    kind: str
    title: str
    pdf: bytes
    days: dict[str, str | None]


@transaction.atomic
def hand_over(programme: Programme, *, by: User, at: datetime) -> Package:
    """The form is final from today. Of a programme whose row is held; the papers are drawn afterwards."""
    on = timezone.localdate(at)
    if programme.is_handed_over or not HandingOver.of(programme, on).is_allowed:
        raise NotYet
    programme.handed_over_on, programme.handed_over_by = on, by
    programme.save(update_fields=["handed_over_on", "handed_over_by"])
    return Package.objects.ask(programme, by=by, at=at)


def make(package: Package, at: datetime) -> bool:
    """Draw the papers and keep them. Whether it is made now; what fails is said in the log, without a word of it.

    Outside any transaction, for it takes seconds: the handing over stands, and another attempt begins anew.
    """
    if package.is_made:
        return True
    try:
        content = content_of(package)
    except Exception as error:  # noqa: BLE001 - whatever stops the renderer, the handing over stands
        logger.error("package %s could not be made: %s", package.pk, type(error).__name__)
        return False
    package.freeze(content, at)
    return True


def content_of(package: Package) -> bytes:
    """The zip: the same package gives the same bytes."""
    papers = list(enclosed(package))
    said = json.dumps(sidecar(package, papers), ensure_ascii=False, indent=2, sort_keys=True)
    return zip_of([*((paper.name, paper.pdf) for paper in papers), (SIDECAR, said.encode())])


def enclosed(package: Package) -> Iterator[Enclosed]:
    """The papers the municipality wants, as its leaders may read them, on the day the package was asked for."""
    on = timezone.localdate(package.asked_at)
    programme = drawn_for(package.programme_id, package.programme.new_hire, on)
    wanted = {choice.kind for choice in choices_of(package) if choice.is_included}
    if ArchiveChoice.Kind.FORM in wanted:
        paper = FormCopy.for_archive(programme, on).paper()
        yield Enclosed("skjema.pdf", "form", paper.title, paper.pdf(), days_of(programme))
    if ArchiveChoice.Kind.CHECKLIST in wanted:
        yield from checklists(programme, on)
    if ArchiveChoice.Kind.RECORD in wanted:
        yield from records(programme, on)


def drawn_for(pk: int, reader: User, on: date) -> Programme:
    """The programme as papers want it. The new hire reads all that leaders share, whoever leads by then."""
    rows = Programme.objects.with_rights_for(reader, on).with_people()
    return rows.select_related("probation", "department__unit__municipality").get(pk=pk)


def checklists(programme: Programme, on: date) -> Iterator[Enclosed]:
    for number, link in enumerate(links_of(programme), start=1):
        paper = checklist_paper(programme, link.checklist, on)
        signed = [signature.signed_at for signature in link.checklist.signatures.all()]
        days = days_of(programme) | {
            "signert": timezone.localdate(max(signed)).isoformat() if len(signed) == 2 else None
        }
        title = f"{paper.title}: {link.checklist}"
        yield Enclosed(f"sjekkliste-{number}.pdf", "checklist", title, paper.pdf(), days)


def records(programme: Programme, on: date) -> Iterator[Enclosed]:
    """Those that are shared; a draft is nobody's paper."""
    reader = programme.new_hire
    shared = (record for record in records_of(programme, reader, on) if record.shared_at)
    for number, record in enumerate(shared, start=1):
        paper = record_paper(record, programme, reader, on)
        held_on = record.review.held_on
        days = days_of(programme) | {"holdt": held_on.isoformat() if held_on else None}
        yield Enclosed(f"referat-{number}.pdf", "record", paper.title, paper.pdf(), days)


def days_of(programme: Programme) -> dict[str, str | None]:
    days = {
        "startet": programme.starts_on,
        "avsluttet": programme.ended_on,
        "overlevert": programme.handed_over_on,
    }
    return {name: day.isoformat() if day else None for name, day in days.items()}


def choices_of(package: Package) -> list[ArchiveChoice]:
    return ArchiveChoice.objects.of(package.programme.department.unit.municipality)


def sidecar(package: Package, papers: list[Enclosed]) -> dict[str, Any]:
    """What the archive asks about the package and each paper, as the municipality answers it."""
    programme = package.programme
    department = programme.department
    choices = {choice.kind: choice for choice in choices_of(package)}
    return {
        "pakke": {
            "program": programme.pk,
            "versjon": package.number,
            "bestilt": timezone.localtime(package.asked_at).isoformat(),
            "grunn_til_rettelse": package.get_reason_display() if package.reason else None,
        },
        "person": {"navn": programme.new_hire.name, "ident": programme.ident, "tittel": programme.title},
        "arkivskaper": {
            "kommune": department.unit.municipality.name,
            "enhet": department.unit.name,
            "avdeling": department.name,
        },
        "dokumenter": [
            {
                "fil": paper.name,
                "tittel": paper.title,
                "dokumenttype": choices[paper.kind].document_type,
                "tilgangskode": choices[paper.kind].access_code,
                "hjemmel": choices[paper.kind].legal_basis,
                "bevaring": choices[paper.kind].retention,
                "datoer": paper.days,
                "format": "PDF/A-2a",
                "sha256": sha256(paper.pdf).hexdigest(),
            }
            for paper in papers
        ],
    }


def zip_of(files: list[tuple[str, bytes]]) -> bytes:
    """Stored and not pressed together: then no library's next version gives other bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, content in files:
            entry = ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
