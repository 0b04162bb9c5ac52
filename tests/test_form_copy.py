"""What stands on each reader's copy of the form."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.form_copy import FormCopy
from people.models import User
from programmes.models import Comment, Conversation, Programme, ReviewRecord
from tests.cast import OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import (
    STARTED_AT,
    make_checklist_template,
    make_comment,
    make_position,
    make_programme,
)
from tests.papers import form_pdf, form_url, talk_of, words_before_layout, words_of

__all__ = ["words_before_layout"]  # the fixture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("words_before_layout"),
]

TODAY = date(2026, 9, 16)
SECRET = "Fortrolig om nattevaktene"
KEPT = {"kept_by_new_hire_at": STARTED_AT, "kept_by_mentor_at": STARTED_AT}


def hand_over(programme: Programme) -> None:
    programme.ended_on, programme.handed_over_on = date(2026, 9, 14), date(2026, 9, 15)
    programme.save()


def with_one_comment(cast: Cast, **fields: Any) -> Comment:
    return make_comment_of(cast, cast.mentor, SECRET, number=1, **fields)


def make_comment_of(cast: Cast, mentor: User, text: str, *, number: int = 1, **fields: Any) -> Comment:
    period = cast.programme.mentorships.get(mentor=mentor)
    return Comment.objects.create(
        conversation=talk_of(cast.programme, number),
        mentorship=period,
        text=text,
        written_by=mentor,
        written_at=STARTED_AT,
        **fields,
    )


# --- what stands on it ----------------------------------------------------------------------------


def test_the_head_of_the_form(client: Client) -> None:
    cast = make_cast()
    Programme.objects.filter(pk=cast.programme.pk).update(ident="KANY01")
    cast.programme.accesses.create(position=1, name="Gerica", granted_on=TODAY, granted_by=cast.leader)
    cast.programme.accesses.create(position=2, name="Kvaliteket")
    text = words_of(form_pdf(client, cast.programme, cast.leader))
    place = cast.programme.department
    assert (
        "Nytilsatt Kari Ny Tittel sykepleier Ident KANY01 Tilgang Gerica i orden 16.09.2026 Tilgang Kvaliteket "
        f"Mentor Ola Mentor fra 31.08.2026 Mentor {cast.former_mentor} 31.08.2026–10.09.2026 "
        f"Mentor (vikar) {cast.substitute} 01.09.2026–31.12.2026 Avdelingsleder Anne Leder, Berit Leder "
        f"Enhet og avdeling {place.unit}, {place} Oppstart 31. august 2026"
    ) in text
    assert str(place.unit.municipality) in text
    assert str(cast.former_leader) not in text


def test_a_talk_is_planned_held_not_held_or_from_before(client: Client) -> None:
    programme = make_programme()
    talks = programme.conversations
    talks.filter(number=1).update(held_on=date(2026, 9, 14), minutes_spent=50)
    talks.filter(number=2).update(not_held_reason=Conversation.Reason.STAFFING)
    talks.filter(number=3).update(before_use=True)
    talks.filter(number=4).update(agreed_at=STARTED_AT, agreed_by=programme.new_hire)
    talks.create(number=20, title="Ekstra samtale", is_extra=True, planned_on=date(2026, 9, 18))
    text = words_of(form_pdf(client, programme, programme.new_hire))

    assert "1 3 14.09.2026 45 min 14.09.2026 50 min 2 4 21.09.2026 45 min ikke holdt" in text
    assert "3 5 28.09.2026 45 min før vi tok i bruk løsningen" in text
    assert "4 6 05.10.2026 45 min 5 8 19.10.2026 foreslått 45 min" in text
    assert "20 ekstra 18.09.2026 foreslått" in text
    assert "Uke 1 er kalenderuke 36 i 2026." in text
    assert "emanning" not in text  # the reason is not on the form


def test_shifts_and_checklists_are_filled_in_and_signed(client: Client) -> None:
    programme = make_programme(checklists=[make_checklist_template()])
    programme.shifts.filter(number=2).update(
        on=date(2026, 9, 2), shift_type="kveld", companion="Per Kollega", remark="Møt ved inngang B"
    )
    programme.shifts.filter(number=3).update(on=date(2026, 9, 3), with_mentor=True)
    checklist = programme.checklist_links.get().checklist
    checklist.items.filter(position=1).update(
        done_on=date(2026, 9, 4), shown_by="Per Kollega", note="Kode i ekspedisjonen"
    )
    checklist.items.filter(position=2).update(not_relevant=True)
    before = words_of(form_pdf(client, programme, programme.new_hire))
    checklist.sign(by=programme.new_hire, side="new_hire", at=STARTED_AT)
    after = words_of(form_pdf(client, programme, programme.new_hire))

    assert "2 02.09.2026 kveld Per Kollega Møt ved inngang B 3 03.09.2026 mentor 4" in before
    assert "Datarom 04.09.2026 Per Kollega Kode i ekspedisjonen Medisinrom ikke aktuelt Listeskriv" in before
    assert "Signert av Navn Dato Nytilsatt Mentor eller leder" in before
    assert f"Nytilsatt {programme.new_hire} 01.08.2026 Mentor eller leder" in after


def test_reviews_have_their_dates_and_never_the_referat(client: Client) -> None:
    cast = make_cast()
    cast.programme.reviews.filter(number=1).update(held_on=TODAY, minutes_spent=30)
    ReviewRecord.objects.create(
        review=cast.programme.reviews.get(number=1),
        text="Referatets ord",
        remark="Merknadens ord",
        written_by=cast.leader,
        writer_name=cast.leader.name,
        written_at=STARTED_AT,
        shared_at=STARTED_AT,
        read_at=STARTED_AT,
    )
    for reader in (cast.new_hire, cast.mentor, cast.leader):
        text = words_of(form_pdf(client, cast.programme, reader))
        assert "1 Første prøvetidssamtale 14.09.2026 16.09.2026 30 min 2 Andre prøvetidssamtale" in text
        assert "eferatets ord" not in text
        assert "erknadens ord" not in text


# --- who gets which copy --------------------------------------------------------------------------


@pytest.mark.parametrize("role", OUTSIDERS)
def test_others_cannot_tell_that_the_form_exists(client: Client, role: str) -> None:
    cast = make_cast()
    with_one_comment(cast, **KEPT)
    hand_over(cast.programme)
    client.force_login(cast.of(role))
    assert client.get(form_url(cast.programme)).status_code == 404


def test_without_signing_in_there_is_only_the_way_in(client: Client) -> None:
    response = client.get(form_url(make_programme()))
    assert response.status_code == 302
    assert "/skjema.pdf" in response.headers["Location"]  # where to go on afterwards


def test_one_of_the_pair_can_have_the_copy_without_comments(client: Client) -> None:
    cast = make_cast()
    with_one_comment(cast)
    copy = form_pdf(client, cast.programme, cast.new_hire, kommentarer="nei")
    assert copy == form_pdf(client, cast.programme, cast.leader)
    # and a leader cannot ask for more
    assert copy == form_pdf(client, cast.programme, cast.leader, kommentarer="ja")


def copy_for(programme: Programme, reader: User, *, without_comments: bool = False) -> FormCopy:
    programme = Programme.objects.visible_to(reader, TODAY).get(pk=programme.pk)
    return FormCopy.of(programme, reader, TODAY, without_comments=without_comments)


def texts(copy: FormCopy) -> list[str]:
    return [words.text for row in copy.talks for words in row.words]


@pytest.fixture
def crowded() -> Cast:
    """A programme where each mentor has written beside the first talk."""
    cast = make_cast()
    for role in ("mentor", "substitute", "former_mentor"):
        make_comment_of(cast, cast.of(role), f"Fra {role}")
    return cast


def test_each_mentor_has_only_their_own_comments(crowded: Cast) -> None:
    assert texts(copy_for(crowded.programme, crowded.mentor)) == ["Fra mentor"]
    assert texts(copy_for(crowded.programme, crowded.substitute)) == ["Fra substitute"]
    everything = texts(copy_for(crowded.programme, crowded.new_hire))
    assert sorted(everything) == ["Fra former_mentor", "Fra mentor", "Fra substitute"]


def test_a_copy_is_only_for_those_who_may_read_all_of_it(crowded: Cast) -> None:
    mentor = copy_for(crowded.programme, crowded.mentor)
    assert (mentor.readers, mentor.is_partial) == ("Kari Ny (nytilsatt) og Ola Mentor (mentor)", True)
    new_hire = copy_for(crowded.programme, crowded.new_hire)
    assert (new_hire.readers, new_hire.is_partial) == ("Kari Ny (nytilsatt)", False)


def test_a_former_mentor_who_now_leads_has_a_leaders_copy(crowded: Cast) -> None:
    make_position(kind="leader", holder=crowded.former_mentor, place=crowded.programme.department)
    copy = copy_for(crowded.programme, crowded.former_mentor)
    assert (copy.has_comments, texts(copy)) == (False, [])


def test_a_mentor_who_also_leads_reads_as_mentor_until_replaced(crowded: Cast) -> None:
    make_position(kind="leader", holder=crowded.mentor, place=crowded.programme.department)
    assert texts(copy_for(crowded.programme, crowded.mentor)) == ["Fra mentor"]
    to_file = copy_for(crowded.programme, crowded.mentor, without_comments=True)
    assert (to_file.has_comments, texts(to_file)) == (False, [])

    crowded.programme.mentorships.filter(mentor=crowded.mentor).update(to_on=date(2026, 9, 15))
    assert texts(copy_for(crowded.programme, crowded.mentor)) == []


def test_a_new_hire_who_also_leads_keeps_their_own_copy(crowded: Cast) -> None:
    make_position(kind="head", holder=crowded.new_hire, place=crowded.programme.department.unit)
    assert len(texts(copy_for(crowded.programme, crowded.new_hire))) == 3


def test_a_leader_of_another_department_who_is_mentor_here_has_a_pairs_copy() -> None:
    cast = make_cast()
    with_one_comment(cast)
    elsewhere = cast.programme.department.unit.departments.create(name="En annen avdeling")
    make_position(kind="leader", holder=cast.mentor, place=elsewhere)
    assert texts(copy_for(cast.programme, cast.mentor)) == [SECRET]


def test_a_talk_that_ends_later_is_still_preliminary() -> None:
    programme = make_programme()
    for ended_on, preliminary in ((None, True), (date(2026, 9, 17), True), (TODAY, False)):
        Programme.objects.filter(pk=programme.pk).update(ended_on=ended_on)
        assert copy_for(programme, programme.new_hire).is_preliminary is preliminary


# --- handed over ----------------------------------------------------------------------------------


def test_a_mentor_of_the_final_form_is_told_that_other_mentors_times_are_left_out(crowded: Cast) -> None:
    Comment.objects.update(**KEPT)
    hand_over(crowded.programme)
    leader, mentor = crowded.leader, crowded.mentor
    assert len(texts(copy_for(crowded.programme, leader))) == 3
    assert texts(copy_for(crowded.programme, crowded.new_hire)) == texts(copy_for(crowded.programme, leader))
    assert not copy_for(crowded.programme, leader).is_partial
    copy = copy_for(crowded.programme, mentor)
    assert (texts(copy), copy.is_partial) == (["Fra mentor"], True)

    make_position(kind="leader", holder=mentor, place=crowded.programme.department)
    copy = copy_for(crowded.programme, mentor)
    assert (len(texts(copy)), copy.is_partial) == (3, False)


def test_the_final_form_says_when_nothing_was_kept(client: Client) -> None:
    programme = make_programme()
    make_comment(talk_of(programme, 1), SECRET)
    hand_over(programme)
    text = words_of(form_pdf(client, programme, programme.new_hire))
    assert "Skjemaet er overlevert uten kommentarer." in text
    assert "Fortrolig" not in text


def test_between_the_end_and_the_handing_over_comments_are_still_the_pairs(client: Client) -> None:
    cast = make_cast()
    with_one_comment(cast, **KEPT)
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=date(2026, 9, 15))
    leaders = words_of(form_pdf(client, cast.programme, cast.leader))
    assert ("Kommentarer er ikke med" in leaders, "Foreløpig" in leaders) == (True, False)
    assert "Fortrolig" not in leaders
    assert SECRET in words_of(form_pdf(client, cast.programme, cast.mentor))


@pytest.mark.parametrize("role", PAIR)
def test_a_day_of_handing_over_that_has_not_come_changes_nothing(role: str) -> None:
    cast = make_cast()
    with_one_comment(cast, **KEPT)
    Programme.objects.filter(pk=cast.programme.pk).update(
        ended_on=date(2026, 9, 17), handed_over_on=date(2026, 9, 17)
    )
    assert copy_for(cast.programme, cast.of(role)).is_pairs
    assert texts(copy_for(cast.programme, cast.leader)) == []


# --- how much it asks -----------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    programme = make_programme(checklists=[make_checklist_template()])
    client.force_login(programme.new_hire)
    assert queries_of(client, programme) == 16  # of them two for the session

    for _ in range(29):
        make_programme(department=programme.department, template=programme.template)
    for talk in programme.conversations.all():
        make_comment(talk)
    assert queries_of(client, programme) == 16


def queries_of(client: Client, programme: Programme) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(form_url(programme)).getvalue()
    return len(queries)
