"""What all papers share: the foot with form id and checksum, and the document's properties."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Object
from pypdf import PdfReader

from bench.bare_paper import SETTLED, growth
from documents.models import Letterhead
from documents.paper import Kind, Paper
from documents.pdf_finish import children
from people.models import Municipality, Unit
from tests.access_letter import LOGO
from tests.papers import pages_of
from tests.test_house import ROOT

pytestmark = pytest.mark.any_database

HOME = Municipality(name="Prøvekommune")


def make_paper(**fields: Any) -> Paper:
    """A checklist without a programme; any template of words will do."""
    given: dict[str, Any] = {
        "kind": Kind.CHECKLIST,
        "template": "documents/form/appointment_heads.html",
        "context": {},
        "municipality": HOME,
        "printed_on": date(2026, 9, 16),
        "title": "Sjekkliste",
        "filename": "sjekkliste.pdf",
    }
    return Paper(**given | fields)


def test_the_foot_has_form_id_checksum_day_and_page() -> None:
    paper = make_paper(about="Kari Ny · Program nr. 3", unit=Unit(name="Fjordgløtt"))
    (page,) = pages_of(paper.pdf())
    assert page.startswith("Prøvekommune · Fjordgløtt")
    assert f"MP-5 · Sjekkliste · Kontrollsum {paper.checksum}" in page
    assert "Kari Ny · Program nr. 3 · Skrevet ut 16.09.2026" in page
    assert "Side 1 av 1" in page
    properties = PdfReader(BytesIO(paper.pdf())).metadata
    assert properties is not None
    assert str(properties["/Keywords"]) == f"MP-5, Kontrollsum {paper.checksum}"
    assert (properties.title, properties.author) == ("Sjekkliste", "Prøvekommune")


def test_the_checksum_is_of_the_words_and_not_of_the_day_or_the_printer() -> None:
    paper = make_paper()
    assert len(paper.checksum) == 12
    later = replace(paper, printed_on=date(2026, 12, 1), municipality=Municipality(name="En annen"))
    assert later.checksum == paper.checksum
    assert later.pdf() != paper.pdf()
    assert make_paper(template="documents/form/status.html").checksum != paper.checksum


def test_the_same_paper_has_the_same_bytes() -> None:
    assert make_paper().pdf() == make_paper().pdf()


def test_no_two_papers_have_the_same_form_id_and_none_has_changed() -> None:
    assert {kind.name: kind.value for kind in Kind} == {
        "FORM": "MP-1",
        "PLAN": "MP-2",
        "SHIFTS": "MP-3",
        "TALKS": "MP-4",
        "CHECKLIST": "MP-5",
        "RECORD": "MP-6",
        "AGREEMENT": "MP-7",
        "BOARD": "MP-8",
        "CERTIFICATE": "MP-9",
        "NOTICE": "MP-10",
        "LETTER": "MP-11",
        "OWN_WORDS": "MP-12",
    }


# --- the municipality's letterhead ------------------------------------------------------------------


def with_letterhead() -> Municipality:
    home = Municipality(name="Fjellvik kommune")
    home.letterhead = Letterhead(municipality=home, colour="#0a5c63")
    home.letterhead.set_logo(LOGO, Letterhead.LogoType.SVG)
    return home


def test_a_letterhead_stands_on_every_paper_and_the_logo_has_its_words() -> None:
    paper = make_paper(municipality=with_letterhead())
    assert "--municipality: #0a5c63" in paper.html()
    with pikepdf.open(BytesIO(paper.pdf())) as document:
        figures = [node for node in tagged(document.Root.StructTreeRoot) if node.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Logoen til Fjellvik kommune"]
        assert document.open_metadata().pdfa_status == "2A"
    assert pages_of(paper.pdf())[0].startswith("Fjellvik kommune")


def test_the_letterhead_is_no_part_of_what_the_checksum_is_of() -> None:
    assert make_paper(municipality=with_letterhead()).checksum == make_paper().checksum


def tagged(node: Object) -> Iterator[Object]:
    for child in children(node):
        yield child
        yield from tagged(child)


# --- what it costs --------------------------------------------------------------------------------

LOAD_EVERYTHING = """
import sys, django
django.setup()
import mentorprogram.wsgi
from django.template.loader import get_template
from django.urls import get_resolver
from pathlib import Path
list(get_resolver().reverse_dict)
for page in Path("templates").rglob("*.html"):
    get_template(str(page.relative_to("templates")))
print(sorted({"weasyprint", "fontTools"} & set(sys.modules)))
"""


def test_no_page_pays_for_what_only_papers_need() -> None:
    """Every address and every template is loaded; what lays out papers is not."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mentorprogram.settings"}
    command = [sys.executable, "-c", LOAD_EVERYTHING]
    said = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    assert said.stdout == "[]\n"


def test_many_papers_leave_nothing_behind() -> None:
    """Twice what it takes to settle; `make bench` prints five hundred."""
    settled, after = growth(
        make_paper(about="Kari Ny").html().replace("<th", "<h1>x</h1><th", 1), 2 * SETTLED
    )
    assert after < 1.1 * settled
