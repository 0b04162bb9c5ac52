"""Every paper there is, filled in and empty, as a file: laid out once and asked everything archives and readers ask."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest
from pypdf import PdfReader

from checklists.models import Checklist
from documents.board import board_paper
from documents.certificate import certificate_paper, periods_of
from documents.models.letterhead import LETTER_PARTS
from documents.notice import notice_paper
from documents.own_words import own_words_paper
from documents.paper import Kind, Paper
from documents.pdf import print_style
from documents.programme_papers import agreement_paper, checklist_paper, plan_paper, shifts_paper, talks_paper
from documents.records import record_sheet
from documents.template_papers import (
    empty_agreement,
    empty_checklist,
    empty_plan,
    empty_record,
    empty_shifts,
    empty_talks,
    planned,
)
from documents.welcome import Welcome
from people.models import User
from programmes.models import AbsencePeriod, Probation, Programme, ReviewRecord
from programmes.schedule import Kind as RowKind
from tests.cast import Cast, make_cast
from tests.factories import (
    STARTED_AT,
    main_mentorship,
    make_checklist_template,
    make_comment,
    make_ground_rules,
    make_template,
)
from tests.papers import pages_of, structure, talk_of
from tests.papers_of import papers_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = date(2026, 9, 16)
MARKUP = '<img src="file:///etc/passwd"> http://127.0.0.1/'
OTHER_LETTERS = "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \U0001f44d\U0001f3fd"
LONG = f"{'Setning om hverdagen. ' * 90}{'W' * 5000} {MARKUP} {OTHER_LETTERS} sist"
"""What a person may write: long, one endless word, markup and addresses, right to left, emoji."""


def full_cast() -> Cast:
    """With something written in every place that a paper may print."""
    cast = make_cast()
    programme = cast.programme
    (handed_out,) = Checklist.objects.hand_out([make_checklist_template()])
    programme.checklist_links.create(checklist=handed_out)
    programme.shifts.filter(number=1).update(on=TODAY, companion="Per", remark=LONG[:300])
    programme.conversations.filter(number=2).update(agreed_at=STARTED_AT, agreed_by=cast.mentor)
    programme.conversations.filter(number=1).update(held_on=date(2026, 9, 14), minutes_spent=50)
    make_comment(talk_of(programme, 1), LONG[:2000])
    make_ground_rules(main_mentorship(programme), frequency=LONG[:1000], mismatch=LONG[1500:2500])
    ReviewRecord.objects.create(
        review=programme.reviews.get(number=1),
        text=LONG,
        remark=LONG[-2000:],
        written_by=cast.leader,
        writer_name=cast.leader.name,
        written_at=STARTED_AT,
        shared_at=STARTED_AT,
        read_at=STARTED_AT,
    )
    written = {"written_at": STARTED_AT, "written_by": cast.leader}
    Probation.objects.create(
        programme=programme, is_agreed=True, ends_on=date(2027, 2, 28), may_be_extended=True, **written
    )
    AbsencePeriod.objects.create(
        programme=programme, from_on=date(2026, 9, 7), to_on=date(2026, 9, 9), days=3, **written
    )
    return cast


def seen_by(programme: Programme, reader: User) -> Programme:
    rule = Programme.objects.visible_to(reader, TODAY).with_rights_for(reader, TODAY).with_people()
    return rule.select_related(*LETTER_PARTS, "probation").get(pk=programme.pk)


def filled(kind: Kind, role: str = "new_hire") -> Callable[[Cast], Paper]:
    def make(cast: Cast) -> Paper:
        reader = cast.of(role)
        return papers_of(kind, seen_by(cast.programme, reader), reader, TODAY)[0]

    return make


def notice(cast: Cast) -> Paper:
    made = notice_paper(seen_by(cast.programme, cast.leader), cast.leader, TODAY)
    assert made
    return made


def blank(make: Callable[..., Paper], *, reads: bool = False) -> Callable[[Cast], Paper]:
    def empty(cast: Cast) -> Paper:
        programme = seen_by(cast.programme, cast.leader)
        return make(programme, *([cast.leader] if reads else []), TODAY, blank=True)

    return empty


def blank_checklist(cast: Cast) -> Paper:
    programme = seen_by(cast.programme, cast.leader)
    return checklist_paper(programme, programme.checklist_links.get().checklist, TODAY, blank=True)


def of_template(make: Callable[..., Paper], slug: str = "trondheim") -> Callable[[Cast], Paper]:
    return lambda cast: make(make_template(slug), cast.leader.municipality, TODAY)


def of_review_row(cast: Cast) -> Paper:
    template = make_template()
    row = planned(template, RowKind.PROBATION_REVIEW)[0]
    home = cast.leader.municipality
    assert home
    return empty_record(row, template, home, TODAY)


PAPERS: dict[str, Callable[[Cast], Paper]] = {
    "form": filled(Kind.FORM),
    "plan": filled(Kind.PLAN),
    "shifts": filled(Kind.SHIFTS),
    "talks": filled(Kind.TALKS),
    "checklist": filled(Kind.CHECKLIST),
    "record": filled(Kind.RECORD, "leader"),
    "agreement": filled(Kind.AGREEMENT),
    "notice": notice,
    "board": lambda cast: board_paper(cast.programme.department, TODAY, 4),
    "certificate": lambda cast: certificate_paper(cast.mentor, periods_of(cast.mentor, TODAY), TODAY),
    "letter": lambda cast: Welcome.of(seen_by(cast.programme, cast.leader), TODAY).paper(),
    "own words": lambda cast: own_words_paper(seen_by(cast.programme, cast.new_hire), cast.new_hire, TODAY),
    "empty plan": blank(plan_paper),
    "empty shifts": blank(shifts_paper),
    "empty talks": blank(talks_paper, reads=True),
    "empty agreement": blank(agreement_paper, reads=True),
    "empty checklist": blank_checklist,
    "empty record": lambda cast: record_sheet(
        cast.programme.reviews.get(number=1), seen_by(cast.programme, cast.leader), TODAY
    ),
    "template's plan": of_template(empty_plan),
    "template's shifts": of_template(empty_shifts),
    "template's talks": of_template(empty_talks),
    "template's talks without weeks": of_template(empty_talks, "flekkefjord"),
    "template's agreement": of_template(empty_agreement),
    "template's checklist": lambda cast: empty_checklist(
        make_checklist_template(), cast.programme.department.unit.municipality, TODAY
    ),
    "template's record": of_review_row,
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("socket.create_connection", lambda *address, **_options: asked.append(str(address)))
    cast = full_cast()
    paper = PAPERS[name](cast)
    pdf = paper.pdf()
    with pikepdf.open(BytesIO(pdf)) as document:
        is_an_archive_file(document, paper)
        a_screen_reader_can_follow(document)
        nothing_runs_or_is_attached(document)
    has_a_foot_on_every_page(paper, pdf)
    an_independent_checker_finds_nothing(pdf, tmp_path / "paper.pdf")
    _css, fonts, _fetcher = print_style()
    assert fonts.font_features == {}, "a style asks for a font feature, and every line then keeps some memory"
    assert asked == []
    assert "root:" not in " ".join(pages_of(pdf))
    assert PAPERS[name](cast).html() == paper.html()


def is_an_archive_file(document: pikepdf.Pdf, paper: Paper) -> None:
    """PDF/A-2a as far as it can be seen without a validator."""
    assert document.check_pdf_syntax() == []
    metadata = document.open_metadata()
    assert (metadata.pdfa_status, metadata["pdfuaid:part"]) == ("2A", "1")
    assert metadata["dc:title"] == paper.title
    assert [str(intent.S) for intent in document.Root.OutputIntents] == ["/GTS_PDFA1"]
    things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
    fonts = [thing for thing in things if thing.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert not document.is_encrypted
    assert [thing for thing in things if "/SMask" in thing and thing.get("/Type") == "/ExtGState"] == []


def a_screen_reader_can_follow(document: pikepdf.Pdf) -> None:
    """PDF/UA-1 likewise: language, title, order, headings from the first level, heads of tables."""
    root = document.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("nb", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    nodes = list(structure(root.StructTreeRoot))
    kinds = [str(node.S) for node in nodes]
    headings = [kind for kind in kinds if kind in ("/H1", "/H2", "/H3")]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    heads = [node for node in nodes if str(node.S) == "/TH"]
    assert {str(node.A.Scope) for node in heads} <= {"/Column", "/Row"}
    assert all("/Alt" in node for node in nodes if str(node.S) == "/Figure")
    assert all(len(node.K) for node in nodes if str(node.S) in ("/H1", "/H2", "/H3")), "an empty heading"
    for page in document.pages:
        assert str(page.Tabs) == "/S"


def an_independent_checker_finds_nothing(pdf: bytes, path: Path) -> None:
    """What it cannot decide, it says: empty headings, where a list of content stops it. We ask for those ourselves."""
    path.write_bytes(pdf)
    report = pdfua.validate(str(path))
    assert [(finding.rule_id, finding.message) for finding in report.findings] == []
    assert {outcome.rule_id for outcome in report.outcomes if outcome.skipped} <= {"UA-14-001"}


def nothing_runs_or_is_attached(document: pikepdf.Pdf) -> None:
    things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
    keys = {key for thing in [document.Root, *things] for key in thing.keys()}  # noqa: SIM118
    assert keys & {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF"} == set()
    assert [thing for thing in things if thing.get("/Subtype") == "/Link"] == []


def has_a_foot_on_every_page(paper: Paper, pdf: bytes) -> None:
    pages = pages_of(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"{paper.kind.value} · {paper.kind.label} · Kontrollsum {paper.checksum}" in page
        assert "Skrevet ut 16.09.2026" in page
        assert f"Side {number} av {len(pages)}" in page
    assert PdfReader(BytesIO(pdf)).outline, "no bookmarks"


# --- what people may write ------------------------------------------------------------------------


def test_nothing_written_is_cut() -> None:
    """All of a referat is on paper, in the letters we have; markup is words, and so is an address."""
    cast = full_cast()
    paper = PAPERS["record"](cast)
    text = "".join("".join(pages_of(paper.pdf())).split())
    assert text.count("Setningomhverdagen.") == 90
    assert text.count("W") == 5000 + LONG[-2000:].count("W")
    assert text.count('<imgsrc="file:///etc/passwd">http://127.0.0.1/') == 2
    assert text.count("\U0001f44d") == text.count("sist") == 2


def test_a_comment_of_two_thousand_letters_is_whole_among_the_talks() -> None:
    pages = pages_of(PAPERS["talks"](full_cast()).pdf())
    assert "".join(pages).count("Setning om hverdagen.") == 90
    assert sum("Utført dato Anvendt tid Kommentar" in page for page in pages) == len(pages) - 1
