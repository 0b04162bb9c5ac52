"""Words from right to left: each paragraph runs the way its letters do, on the page and on paper."""

from io import BytesIO

import pytest
from django.template import Context, Template
from pypdf import PdfReader

from documents.pdf import pdf_of

pytestmark = pytest.mark.any_database

ARABIC = "مرحبا بك في القسم"
MIXED = f"Kari skrev:\n\n{ARABIC} Kari\nog mer\n\n123 <b>vakt</b>"


def drawn(text: str) -> str:
    return Template("{{ text|own_words }}").render(Context({"text": text}))


def test_a_paragraph_says_which_way_it_runs_and_markup_is_words() -> None:
    assert drawn(MIXED) == (
        f'<p>Kari skrev:</p>\n\n<p dir="rtl">{ARABIC} Kari<br>og mer</p>\n\n<p>123 &lt;b&gt;vakt&lt;/b&gt;</p>'
    )


def test_what_runs_from_the_left_is_as_it_was() -> None:
    """The checksum in the foot is of the page: papers that are out keep theirs."""
    for text in ("", "En linje", "To\nlinjer\r\n\r\n\r\nog et avsnitt & mer"):
        assert drawn(text) == Template("{{ text|linebreaks }}").render(Context({"text": text}))


def test_on_paper_it_stands_on_the_right() -> None:
    pdf = pdf_of(f"<html lang=nb><title>Prøve</title><h1>Prøve</h1>{drawn(MIXED)}</html>")
    found: list[tuple[str, float]] = []
    (page,) = PdfReader(BytesIO(pdf)).pages
    page.extract_text(visitor_text=lambda text, _cm, matrix, _font, _size: found.append((text, matrix[4])))
    left = {text.strip(): x for text, x in found if text.strip()}
    arabic = next(x for text, x in left.items() if "Kari" in text and "skrev" not in text)
    assert arabic > left["Kari skrev:"] + 200
