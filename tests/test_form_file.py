"""The form as a PDF file: what archives and screen readers ask of it, and what people may write on it."""

from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from pypdf import PdfReader

from documents.letters import printable
from documents.pdf import pdf_of
from tests.factories import (
    make_checklist_template,
    make_comment,
    make_municipality,
    make_programme,
    make_template,
    make_user,
)
from tests.papers import form_pdf, form_url, pages_of, structure, talk_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


# --- the file -------------------------------------------------------------------------------------


def test_a_header_stands_over_its_column_or_before_its_row(client: Client) -> None:
    programme = make_programme()
    with pikepdf.open(BytesIO(form_pdf(client, programme, programme.new_hire))) as document:
        for section, scope in (("/THead", "/Column"), ("/TBody", "/Row")):
            parts = [node for node in structure(document.Root.StructTreeRoot) if str(node.S) == section]
            scopes = {str(th.A.Scope) for part in parts for th in structure(part) if str(th.S) == "/TH"}
            assert scopes == {scope}


def is_dictionary(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def test_the_same_content_gives_the_same_bytes(client: Client) -> None:
    programme = make_programme()
    make_comment(talk_of(programme, 1), "Fint \U0001f60a")
    first = form_pdf(client, programme, programme.new_hire)
    assert form_pdf(client, programme, programme.new_hire) == first

    programme.conversations.filter(number=1).update(held_on=date(2026, 9, 14))
    assert form_pdf(client, programme, programme.new_hire) != first


def test_it_opens_in_the_browser_and_no_cache_keeps_it(client: Client) -> None:
    programme = make_programme(new_hire=make_user(name="Kari «../» Prøve"))
    client.force_login(programme.new_hire)
    response = client.get(form_url(programme))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="mentorprogram-{programme.pk}.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert client.post(form_url(programme)).status_code == 405


def test_every_page_says_whose_form_it_is_and_how_many_pages_there_are(client: Client) -> None:
    programme = make_programme(checklists=[make_checklist_template()])
    pages = pages_of(form_pdf(client, programme, programme.new_hire))
    assert len(pages) == 4
    foot = f"{programme.new_hire} · Program nr. {programme.pk} · Skrevet ut 16.09.2026"
    for number, page in enumerate(pages, start=1):
        assert foot in page
        assert f"Side {number} av 4" in page


def test_a_reader_can_jump_to_each_part(client: Client) -> None:
    programme = make_programme(template=make_template("flekkefjord"), checklists=[make_checklist_template()])
    outline = PdfReader(BytesIO(form_pdf(client, programme, programme.new_hire))).outline
    assert list(titles(outline)) == [
        "Mentorprogram",
        "Opplæringsvaktene",
        "Samtaler mellom mentor og nytilsatt",
        "Samtaler mellom leder og nytilsatt",
        "Prøvetidssamtaler",
        "Sjekkliste for hjemmesykepleien",
    ]


def titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title


# --- what people may write ------------------------------------------------------------------------


def test_a_long_comment_is_whole_and_the_heads_repeat(client: Client) -> None:
    programme = make_programme()
    sentences = " ".join(f"Setning nummer {number} om hverdagen." for number in range(55))
    for number in range(1, 8):
        make_comment(talk_of(programme, number), sentences)
    make_comment(talk_of(programme, 8), "W" * 2000)
    make_comment(talk_of(programme, 9), "Linje\n" * 330 + "sist")
    pages = pages_of(form_pdf(client, programme, programme.new_hire))

    text = " ".join(pages)
    assert text.count("Setning nummer 0 om") == text.count("Setning nummer 54 om") == 7
    assert text.count("W") == 2000
    assert text.count("Linje / ") == 330
    assert "sist" in text
    with_talks = [page for page in pages if "Kommentar til samtale" in page or "WWWW" in page]
    assert len(with_talks) > 2
    assert all("Utført dato Anvendt tid Kommentar" in page for page in with_talks)


def test_markup_is_words_and_fetches_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("socket.create_connection", lambda *address, **_options: asked.append(str(address)))
    programme = make_programme()
    make_comment(talk_of(programme, 1), '<img src="file:///etc/passwd">')
    make_comment(talk_of(programme, 2), "<link rel=attachment href='http://127.0.0.1/'>{{ x }}</td></table>")
    text = words_of(form_pdf(client, programme, programme.new_hire)).replace(" ", "")  # as lines may break
    assert '<imgsrc="file:///etc/passwd">' in text
    assert "<linkrel=attachmenthref='http://127.0.0.1/'>{{x}}</td></table>" in text
    assert "root:" not in text
    assert asked == []


def test_even_real_markup_could_fetch_nothing(tmp_path: Path) -> None:
    """One red dot inside the page is drawn; the same dot from a file is not."""
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
    file = tmp_path / "dot.png"
    file.write_bytes(b64decode(dot))
    for source, drawn in ((f"data:image/png;base64,{dot}", 1), (file.as_uri(), 0)):
        page = f"<html lang=nb><title>x</title><h1>x</h1><img alt=y src='{source}'></html>"
        assert len(PdfReader(BytesIO(pdf_of(page))).pages[0].images) == drawn


def test_two_can_print_at_the_same_time() -> None:
    pages = [f"<html lang=nb><title>x</title><h1>Side {number}</h1></html>" for number in range(4)]
    one_by_one = [pdf_of(page) for page in pages]
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(pdf_of, pages)) == one_by_one


def test_other_scripts_and_emoji_are_printed_with_our_own_fonts(client: Client) -> None:
    programme = make_programme()
    make_comment(
        talk_of(programme, 1), "Bra \U0001f44d\U0001f3fd \u2705 ŋ \u05e9\u05dc\u05d5\u05dd \u202eabc"
    )
    make_comment(talk_of(programme, 2), "Tegn: \u4e2d\x1b")
    pdf = form_pdf(client, programme, programme.new_hire)
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [thing for thing in document.objects if is_dictionary(thing, "/FontDescriptor")]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert names == {"Inter", "Inter-Semi-Bold", "Paper-Scripts", "Paper-Emoji"}
    text = words_of(pdf)
    assert "[U+4E2D][U+001B]" in text
    assert "Bra \U0001f44d" in text


def test_a_letter_without_a_font_is_named_and_the_others_left_alone() -> None:
    assert printable("Åse Ŋágga — 50 % ✓ \U0001f60a\n") == "Åse Ŋágga — 50 % ✓ \U0001f60a\n"
    assert printable("\u4e2d\ufffe") == "[U+4E2D][U+FFFE]"


def test_a_name_may_hold_anything(client: Client) -> None:
    name = '<b>Kari</b> "\\A" O\'Prøve\u202e\\'
    programme = make_programme(new_hire=make_user(municipality=make_municipality(), name=name))
    for page in pages_of(form_pdf(client, programme, programme.new_hire)):
        assert '<b>Kari</b> "\\A" O\'Pr' in page
