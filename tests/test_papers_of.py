"""The papers of one programme: which there are, what stands on each, and that each reader has no more than theirs."""

from datetime import date
from typing import Any

import pytest

from documents.paper import Kind, Paper
from documents.programme_papers import agreement_paper, plan_paper, shifts_paper, talks_paper
from documents.records import record_paper, record_sheet, records_of
from people.models import User
from programmes.models import Conversation, Programme, ReviewRecord
from tests.cast import LEADERS, Cast, make_cast
from tests.factories import (
    STARTED_AT,
    main_mentorship,
    make_checklist_template,
    make_comment,
    make_ground_rules,
    make_programme,
)
from tests.papers import drawn, talk_of
from tests.papers_of import papers_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
SECRET = "Fortrolig om nattevaktene"


def seen_by(programme: Programme, reader: User) -> Programme:
    rule = Programme.objects.visible_to(reader, TODAY).with_rights_for(reader, TODAY).with_people()
    return rule.select_related("department__unit__municipality", "probation").get(pk=programme.pk)


def papers(kind: Kind, programme: Programme, reader: User) -> list[Paper]:
    return papers_of(kind, seen_by(programme, reader), reader, TODAY)


def write_record(cast: Cast, **fields: Any) -> ReviewRecord:
    given: dict[str, Any] = {"text": "Referatets ord", "written_at": STARTED_AT, "shared_at": STARTED_AT}
    return ReviewRecord.objects.create(
        review=cast.programme.reviews.get(number=1),
        written_by=cast.leader,
        writer_name=cast.leader.name,
        **given | fields,
    )


def test_each_kind_is_a_paper_under_the_programmes_number() -> None:
    programme = make_programme(checklists=[make_checklist_template()])
    kinds = [Kind.FORM, Kind.PLAN, Kind.SHIFTS, Kind.TALKS, Kind.CHECKLIST, Kind.AGREEMENT]
    made = [paper for kind in kinds for paper in papers(kind, programme, programme.new_hire)]
    assert [paper.kind for paper in made] == kinds
    for paper in made:
        assert str(programme.pk) in paper.title
        assert str(programme.pk) in paper.filename
        assert programme.new_hire.name in paper.about
        assert programme.new_hire.name not in paper.title + paper.filename
    with pytest.raises(ValueError, match="LETTER"):
        papers(Kind.LETTER, programme, programme.new_hire)


# --- the plan -------------------------------------------------------------------------------------


def test_the_plan_has_days_states_and_who_is_to_do_it() -> None:
    cast = make_cast()
    talks = cast.programme.conversations
    talks.filter(number=1).update(agreed_at=STARTED_AT, agreed_by=cast.mentor)
    talks.filter(number=2).update(held_on=date(2026, 9, 21), not_held_reason="")
    talks.filter(number=3).update(not_held_reason=Conversation.Reason.STAFFING)
    text = drawn(plan_paper(seen_by(cast.programme, cast.new_hire), TODAY))
    assert "uke 3 kalenderuke 38 man. 14.09.2026 avtalt Samtale 1 mentor" in text.replace("man ", "man. ")
    assert "gjennomført Samtale 2 mentor 21.09.2026" in text
    assert "ikke holdt Samtale 3" in text
    assert "foreslått Samtale 4" in text
    assert "når det skjer: første ansvarsvakt" in text
    assert "emanning" not in text  # the reason stays with those who were there
    assert "Forfalt" not in text  # a paper does not go late overnight


def test_the_empty_plan_has_the_same_rows_and_no_day() -> None:
    programme = make_programme()
    filled, empty = (
        plan_paper(seen_by(programme, programme.new_hire), TODAY, blank=blank) for blank in (False, True)
    )
    rows = [[row.what for row in part.rows] for part in filled.context["parts"]]
    assert [[row.what for row in part.rows] for part in empty.context["parts"]] == rows
    assert {row.day + row.state for part in empty.context["parts"] for row in part.rows} == {""}
    assert "14 dager før oppstart Sende brev til nytilsatt" in drawn(empty)


# --- shifts, talks, lists -------------------------------------------------------------------------


def test_the_shifts_are_filled_in_or_empty() -> None:
    programme = make_programme()
    programme.shifts.filter(number=2).update(
        on=date(2026, 9, 2), shift_type="kveld", companion="Per Kollega", with_mentor=True, remark="Inngang B"
    )
    row = "2 02.09.2026 kveld ja Per Kollega Inngang B"
    assert row in drawn(shifts_paper(programme, TODAY))
    empty = drawn(shifts_paper(programme, TODAY, blank=True))
    assert ("Per Kollega" in empty, "1 2 3 4 5 6 7 8 9 10" in empty) == (False, True)


@pytest.mark.parametrize("role", [*LEADERS, "substitute"])
def test_the_talks_have_no_comment_for_who_may_not_read_it(role: str) -> None:
    cast = make_cast()
    make_comment(talk_of(cast.programme, 1), SECRET)
    assert SECRET in drawn(papers(Kind.TALKS, cast.programme, cast.mentor)[0])
    assert "Fortrolig" not in drawn(papers(Kind.TALKS, cast.programme, cast.of(role))[0])


def test_empty_talks_and_those_without_comments_have_none_for_anybody() -> None:
    cast = make_cast()
    make_comment(talk_of(cast.programme, 1), SECRET)
    programme = seen_by(cast.programme, cast.new_hire)
    for choice in ("blank", "without_comments"):
        text = drawn(talks_paper(programme, cast.new_hire, TODAY, **{choice: True}))
        assert "Fortrolig" not in text
        assert "52" in text


def test_a_checklist_is_one_paper_each() -> None:
    lists = [make_checklist_template(), make_checklist_template("helse-og-velferdssenter")]
    programme = make_programme(checklists=lists)
    programme.checklist_links.all()[0].checklist.items.filter(position=1).update(
        done_on=date(2026, 9, 4), shown_by="Per Kollega", note="Kode i ekspedisjonen"
    )
    made = papers(Kind.CHECKLIST, programme, programme.new_hire)
    assert [paper.context["signed"].name for paper in made] == [each.name for each in lists]
    assert "Datarom 04.09.2026 Per Kollega Kode i ekspedisjonen" in drawn(made[0])


# --- referat --------------------------------------------------------------------------------------


def test_a_referat_is_for_leaders_and_the_new_hire_with_the_remark() -> None:
    cast = make_cast()
    write_record(cast, read_at=STARTED_AT, remark="Merknadens ord")
    for role in (*LEADERS, "new_hire"):
        (paper,) = papers(Kind.RECORD, cast.programme, cast.of(role))
        text = drawn(paper)
        assert "Referatets ord" in text
        assert text.index("Merknadens ord") > text.index("Referatets ord")
        assert "Kari Ny bekreftet 1. august 2026 å ha lest det." in text


def test_the_mentor_has_no_referat_and_a_draft_is_nobodys_paper() -> None:
    cast = make_cast()
    write_record(cast)
    for role in ("mentor", "substitute"):
        assert papers(Kind.RECORD, cast.programme, cast.of(role)) == []
    ReviewRecord.objects.update(shared_at=None)
    assert papers(Kind.RECORD, cast.programme, cast.leader) == []
    assert records_of(cast.programme, cast.new_hire, TODAY) == []
    assert records_of(cast.programme, cast.second_leader, TODAY) == []
    (draft,) = records_of(cast.programme, cast.leader, TODAY)
    programme = seen_by(cast.programme, cast.leader)
    assert "Utkast. Ikke delt." in drawn(record_paper(draft, programme, cast.leader, TODAY))


def test_what_was_read_before_a_change_follows_with_its_remark() -> None:
    cast = make_cast()
    record = write_record(cast, text="Nye ord")
    record.versions.create(
        text="Gamle ord",
        written_at=STARTED_AT,
        read_at=STARTED_AT,
        remark="Ikke enig",
        replaced_at=STARTED_AT,
    )
    (paper,) = papers(Kind.RECORD, cast.programme, cast.new_hire)
    text = drawn(paper)
    assert text.index("Nye ord") < text.index("Tidligere utgave") < text.index("Gamle ord")
    assert text.index("Gamle ord") < text.index("Ikke enig")


def test_the_sheet_for_a_referat_has_the_themes_and_no_words() -> None:
    cast = make_cast()
    record = write_record(cast)
    text = drawn(record_sheet(record.review, seen_by(cast.programme, cast.leader), TODAY))
    assert ("Hvordan oppleves mentoreringsprogrammet?" in text, "Referatets" in text) == (True, False)


# --- the agreement --------------------------------------------------------------------------------


def test_the_agreement_is_the_pairs_and_empty_for_everybody_else() -> None:
    cast = make_cast()
    rules = make_ground_rules(main_mentorship(cast.programme), mismatch="Si fra til Berit.")
    rules.accept(by=cast.mentor, at=STARTED_AT)
    rules.save()
    for role in ("new_hire", "mentor"):
        text = drawn(papers(Kind.AGREEMENT, cast.programme, cast.of(role))[0])
        assert "Hvor ofte og når møtes vi? Fredager." in text
        assert "Hva gjør vi hvis vi ikke passer sammen? Si fra til Berit." in text
        assert "Ola Mentor har sagt ja i løsningen" in text
        assert "Kari Ny har sagt ja" not in text
        assert "Denne utgaven er for Kari Ny (nytilsatt) og Ola Mentor (mentor)." in text
    for role in (*LEADERS, "substitute"):
        text = drawn(papers(Kind.AGREEMENT, cast.programme, cast.of(role))[0])
        assert ("Fredager" in text, "sagt ja" in text) == (False, False)
    programme = seen_by(cast.programme, cast.new_hire)
    assert "Fredager" not in drawn(agreement_paper(programme, cast.new_hire, TODAY, blank=True))
