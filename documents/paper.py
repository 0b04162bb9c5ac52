"""One paper on one day: what it is, the words on it, and the furniture all papers share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.db.models import TextChoices
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from documents.pdf import TooBusy, a_place, pdf_of
from people.models import Municipality, Unit

CHECKSUM_LENGTH = 12
"""Hexadecimal digits in the foot: enough to tell two papers apart, short enough to read aloud."""


RETRY_AFTER = 5  # seconds; the queue is three papers long, and each takes less than one


class Kind(TextChoices):
    """What a paper is. The form id stands on paper in people's folders: it is never given to another."""

    FORM = "MP-1", _("Skjemaet")
    PLAN = "MP-2", _("Planen")
    SHIFTS = "MP-3", _("Opplæringsvakter")
    TALKS = "MP-4", _("Mentorsamtaler")
    CHECKLIST = "MP-5", _("Sjekkliste")
    RECORD = "MP-6", _("Referat")
    AGREEMENT = "MP-7", _("Mentoravtale")
    BOARD = "MP-8", _("Oppslag til vaktrommet")
    CERTIFICATE = "MP-9", _("Attest for mentor")
    NOTICE = "MP-10", _("Beskjed")
    LETTER = "MP-11", _("Velkomstbrev")
    OWN_WORDS = "MP-12", _("Det dere skrev")


STEMS = {
    Kind.FORM: "skjema",
    Kind.PLAN: "plan",
    Kind.SHIFTS: "opplaeringsvakter",
    Kind.TALKS: "samtaler",
    Kind.CHECKLIST: "sjekkliste",
    Kind.RECORD: "referat",
    Kind.AGREEMENT: "mentoravtale",
    Kind.BOARD: "oppslag",
    Kind.CERTIFICATE: "attest",
    Kind.NOTICE: "beskjed",
    Kind.LETTER: "velkomstbrev",
    Kind.OWN_WORDS: "det-dere-skrev",
}
"""What a file of each is called, between the programme's number and the ending."""


@dataclass(frozen=True)
class Paper:
    """The words are `template` drawn with `context`; `templates/documents/paper.html` goes around them."""

    kind: Kind
    template: str
    context: dict[str, Any]
    municipality: Municipality
    printed_on: date
    title: str
    """The document's own title, shown in tabs and lists: never a person's name, nor a word of the prøvetid."""
    filename: str
    """Shown in the list of downloads on a shared PC: never a person's name."""
    about: str = ""
    """Whose it is, in the foot; nothing for an empty form."""
    unit: Unit | None = field(default=None)

    @cached_property
    def content(self) -> str:
        content: str = render_to_string(self.template, self.context | {"paper": self})
        return content

    @cached_property
    def checksum(self) -> str:
        """Of the words alone: the same words have the same one, whoever prints them, and when."""
        return sha256(self.content.encode()).hexdigest()[:CHECKSUM_LENGTH]

    def html(self) -> str:
        letterhead = getattr(self.municipality, "letterhead", None)  # not every municipality has one
        context = {"paper": self, "content": self.content, "letterhead": letterhead}
        page: str = render_to_string("documents/paper.html", context)
        return page

    def pdf(self) -> bytes:
        return pdf_of(self.html())

    def response(self) -> HttpResponseBase:
        """It opens in the browser and is kept by no cache. When too many print at once: a page that says so."""
        try:
            with a_place():
                pdf = self.pdf()
        except TooBusy:
            page = render_to_string("documents/busy.html", {"seconds": RETRY_AFTER})
            return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
        response = FileResponse(BytesIO(pdf), filename=self.filename, content_type="application/pdf")
        response.headers["Cache-Control"] = "private, no-store"
        return response
