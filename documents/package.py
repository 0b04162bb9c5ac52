"""What goes into the personalmappe, as one zip: the papers as PDF, and beside them what the archive asks about each."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.utils import timezone

from documents.form_copy import FormCopy
from documents.models import ArchiveChoice, Package
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
    if package.made_at:
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
    programme, on = package.programme, timezone.localdate(package.asked_at)
    wanted = {choice.kind for choice in choices_of(package) if choice.is_included}
    if ArchiveChoice.Kind.FORM in wanted:
        paper = FormCopy.for_archive(programme, on).paper()
        yield Enclosed("skjema.pdf", "form", paper.title, paper.pdf(), days_of(programme))


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
