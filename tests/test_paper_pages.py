"""The page that lists the papers, the department's board, and the mentor's certificate: who gets what."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.board import board_paper
from documents.certificate import certificate_paper, periods_of
from documents.paper import Paper
from documents.pdf import a_place
from people.models import User
from programmes.models import Conversation, MentorProfile, Programme
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import (
    STARTED_AT,
    make_checklist_template,
    make_ground_rules,
    make_programme,
    make_template,
    make_user,
)
from tests.papers import drawn, words_before_layout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words_before_layout")]
__all__ = ["words_before_layout"]  # the fixture

TODAY = date(2026, 9, 16)


def offered(client: Client, programme: Programme, reader: User) -> list[str]:
    client.force_login(reader)
    page = client.get(reverse("documents:papers", args=[programme.pk]))
    return [word for offer in page.context["offers"] for word, _address in offer.links]


# --- the page -------------------------------------------------------------------------------------


def test_everything_offered_opens(client: Client) -> None:
    cast = make_cast()
    for role in ("leader", "new_hire", "mentor"):
        client.force_login(cast.of(role))
        page = client.get(reverse("documents:papers", args=[cast.programme.pk]))
        links = [address for offer in page.context["offers"] for _word, address in offer.links]
        assert {client.get(address).status_code for address in links} == {200}


def test_the_pair_and_the_leaders_are_offered_different_papers(client: Client) -> None:
    cast = make_cast()
    leader, new_hire, mentor = (offered(client, cast.programme, cast.of(r)) for r in ("leader", *PAIR[:2]))
    assert {"Mentoravtale, utfylt", "Skjemaet, uten kommentarer"} & set(leader) == set()
    assert {"Mentoravtale, utfylt", "Skjemaet, uten kommentarer"} <= set(new_hire) & set(mentor)
    assert ("Attesten" in mentor, "Attesten" in new_hire) == (True, False)
    assert ("Oppslag, 4 uker" in leader, "Oppslag, 4 uker" in mentor) == (True, False)
    assert "Første prøvetidssamtale, tomt ark" in set(leader) & set(new_hire)
    assert not [word for word in mentor if "prøvetid" in word]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_has_the_page_or_a_paper(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    key = cast.programme.pk
    asked = [reverse("documents:papers", args=[key])]
    asked += [reverse("documents:paper", args=[key, name]) for name in ("plan", "samtaler", "mentoravtale")]
    asked += [f"{address}?tomt=ja" for address in asked]
    assert {client.get(address).status_code for address in asked} == {404}


def test_a_paper_that_is_none(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.leader)
    assert client.get(reverse("documents:paper", args=[cast.programme.pk, "skattekort"])).status_code == 404
    assert client.get(reverse("documents:notice", args=[cast.programme.pk])).status_code == 404
    assert client.get(reverse("documents:record", args=[cast.programme.pk, 999])).status_code == 404


def test_when_too_many_print_at_once_one_is_told_to_wait(client: Client) -> None:
    """Pages are still served meanwhile, and a paper again when there is room."""
    cast = make_cast()
    client.force_login(cast.leader)
    address = reverse("documents:paper", args=[cast.programme.pk, "plan"])
    with a_place(), a_place(), a_place():
        busy = client.get(address)
        assert client.get(reverse("documents:papers", args=[cast.programme.pk])).status_code == 200
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "Ingenting er gått tapt. Vent 5 sekunder" in busy.text
    assert client.get(address).status_code == 200


def test_a_file_is_called_after_the_number_and_never_after_a_person(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.new_hire)
    response = client.get(reverse("documents:paper", args=[cast.programme.pk, "samtaler"]) + "?tomt=ja")
    name = f"mentorprogram-{cast.programme.pk}-samtaler-tomt.pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_page_asks_as_much_of_one_checklist_as_of_many(client: Client) -> None:
    template, lists = make_template(), [make_checklist_template()]
    one = make_programme(template=template, checklists=lists)
    many = make_programme(template=template, checklists=lists * 30)
    counts = []
    for programme in (one, many):
        client.force_login(programme.new_hire)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("documents:papers", args=[programme.pk]))
        counts.append(len(asked))
    assert counts == [8, 8]


# --- empty forms of templates ---------------------------------------------------------------------


def test_the_coordinator_prints_empty_forms_and_no_programmes_papers(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.coordinator)
    template = cast.programme.template
    text = client.get(reverse("documents:template_paper", args=[template.pk, "plan"])).getvalue().decode()
    assert "Samtale 19" in text
    assert "14 dager før oppstart" in text
    assert cast.new_hire.name not in text
    page = client.get(reverse("templates:programme", args=[template.pk])).text
    assert reverse("documents:template_record", args=[template.pk, 3]) in page
    assert client.get(reverse("documents:template_record", args=[template.pk, 4])).status_code == 404
    assert client.get(reverse("documents:template_paper", args=[template.pk, "annet"])).status_code == 404
    assert client.get(reverse("documents:papers", args=[cast.programme.pk])).status_code == 404


@pytest.mark.parametrize("role", ["mentor", "new_hire", "administrator"])
def test_whoever_does_not_read_templates_has_no_empty_forms_of_them(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    asked = reverse("documents:template_paper", args=[cast.programme.template_id, "plan"])
    assert client.get(asked).status_code == 404


# --- the board ------------------------------------------------------------------------------------


def agree(cast: Cast, number: int, on: date, at: time | None = None) -> None:
    talks = cast.programme.conversations.filter(number=number)
    talks.update(
        planned_on=on, starts_at=at, agreed_at=STARTED_AT, agreed_by=cast.mentor, place="Kjellerboden"
    )


def test_the_board_has_who_is_new_who_is_mentor_and_agreed_talks_only() -> None:
    cast = make_cast()
    agree(cast, 3, date(2026, 9, 23), time(13, 30))
    cast.programme.reviews.update(planned_on=date(2026, 9, 24), agreed_at=STARTED_AT, agreed_by=cast.leader)
    cast.programme.mentorships.filter(is_substitute=True).update(to_on=date(2026, 9, 18))
    text = drawn(board_paper(cast.programme.department, TODAY, 4))
    assert "Kari Ny sykepleier Ola Mentor" in text
    assert text.endswith("Onsdag 23. september 13:30 45 min Kari Ny Ola Mentor")
    for never in ("røvetid", "foreslått", "orfalt", "Kjellerboden", "28. september", "24. september"):
        assert never not in text


def test_the_board_names_the_substitute_and_leaves_out_what_is_over_or_far_away() -> None:
    cast = make_cast()
    agree(cast, 3, date(2026, 9, 23))
    agree(cast, 4, date(2026, 11, 30))
    agree(cast, 2, date(2026, 9, 15))
    Conversation.objects.filter(number=2).update(held_on=date(2026, 9, 15))
    ended = make_programme(department=cast.programme.department, template=cast.programme.template)
    Programme.objects.filter(pk=ended.pk).update(ended_on=date(2026, 9, 10))
    later = make_programme(
        department=cast.programme.department, template=cast.programme.template, starts_on=date(2027, 1, 4)
    )
    text = drawn(board_paper(cast.programme.department, TODAY, 4))
    assert text.endswith(f"Onsdag 23. september 45 min Kari Ny {cast.substitute}")
    assert (ended.new_hire.name in text, later.new_hire.name in text) == (False, False)


@pytest.mark.parametrize("role", LEADERS)
def test_leaders_have_the_board_in_the_lengths_there_are(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    answers = {
        weeks: client.get(reverse("documents:board", args=[cast.programme.department_id, weeks])).status_code
        for weeks in (2, 4, 8, 12, 0, 3, 53)
    }
    assert answers == {2: 200, 4: 200, 8: 200, 12: 200, 0: 404, 3: 404, 53: 404}


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_nobody_else_prints_the_board(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    assert client.get(reverse("documents:board", args=[cast.programme.department_id, 4])).status_code == 404


def test_a_board_without_anybody_says_so() -> None:
    department = make_cast().programme.department
    Programme.objects.all().delete()
    text = drawn(board_paper(department, TODAY, 2))
    assert "Avdelingen har ingen nye kolleger i mentorprogram i denne tiden." in text
    assert "Ingen samtaler er avtalt i denne tiden." in text


# --- the certificate ------------------------------------------------------------------------------


def certificate(mentor: User) -> Paper:
    return certificate_paper(mentor, periods_of(mentor, TODAY), TODAY)


def hold(cast: Cast, number: int, on: date, minutes: int | None, by: User) -> None:
    talks = cast.programme.conversations.filter(number=number)
    talks.update(held_on=on, minutes_spent=minutes, logged_by=by, logged_at=STARTED_AT)


def test_a_certificate_counts_ones_own_talks_and_names_nobody_else() -> None:
    cast = make_cast()
    cast.programme.mentorships.filter(mentor=cast.mentor).update(from_on=date(2026, 9, 11))
    hold(cast, 1, date(2026, 9, 4), 50, cast.former_mentor)  # with whoever was before
    hold(cast, 2, date(2026, 9, 14), 45, cast.mentor)
    hold(cast, 3, date(2026, 9, 15), None, cast.mentor)
    hold(cast, 4, date(2026, 9, 16), 60, cast.new_hire)  # the substitute is there, and the mentor is not
    make_ground_rules(cast.programme.mentorships.get(mentor=cast.mentor))
    MentorProfile.objects.create(
        user=cast.mentor, training="Mentorkurs", changed_at=STARTED_AT, changed_by=cast.leader
    )
    paper = certificate(cast.mentor)
    text = drawn(paper)
    assert "Ola Mentor Nye kolleger fulgt 1 Samtaler holdt 2 Tid i samtaler 45 minutter" in text
    assert "Mentorkurs" in text
    assert "1 samtale er ført uten tid og er ikke med i timene." in text
    assert cast.new_hire.name not in paper.html()
    assert "Samtaler holdt 1 Tid i samtaler 1 time" in drawn(certificate(cast.substitute))
    assert "Samtaler holdt 1 Tid i samtaler 50 minutter" in drawn(certificate(cast.former_mentor))


def test_the_certificate_is_for_mentors_about_themselves(client: Client) -> None:
    cast = make_cast()
    address = reverse("documents:certificate")
    answers = {}
    for role in ("mentor", "former_mentor", "new_hire", "leader", "coordinator"):
        client.force_login(cast.of(role))
        answers[role] = client.get(address).status_code
    assert answers == {
        "mentor": 200,
        "former_mentor": 200,
        "new_hire": 404,
        "leader": 404,
        "coordinator": 404,
    }
    client.force_login(cast.mentor)
    assert address in client.get(reverse("people:me")).text
    client.force_login(make_user())
    assert address not in client.get(reverse("people:me")).text


def test_the_certificate_asks_as_much_of_one_programme_as_of_thirty() -> None:
    cast = make_cast()
    hold(cast, 1, date(2026, 9, 14), 45, cast.mentor)
    counts = []
    for more in (0, 29):
        for _one in range(more):
            make_programme(
                mentor=cast.mentor, department=cast.programme.department, template=cast.programme.template
            )
        with CaptureQueriesContext(connection) as asked:
            certificate(cast.mentor).html()
        counts.append(len(asked))
    assert counts == [5, 5]
