"""The leaders' side of the welcome letter: what is missing, sending, the link, taking it back, and paper."""

import html
import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from documents.models import LetterLink
from people.models import User
from programmes.models import Programme, Step
from tests.conftest import NOON
from tests.factories import make_coordinator, make_head
from tests.letters import NEVER, Sent, make_letter
from tests.papers import words_of

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver(/velkommen/[^\s<\"]+/)")


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def sent(client: Client, settings: Settings) -> Sent:
    """With a mail server, and the leader signed in."""
    settings.SENDS_MAIL = True
    made = make_letter()
    client.force_login(made.leader)
    return made


def letter_step(programme: Programme) -> Step:
    return programme.steps.get(title__startswith="Sende brev")


def act(client: Client, sent: Sent, act: str, **data: object) -> str:
    newest = LetterLink.objects.order_by("-pk").values_list("pk", flat=True).first()
    step = letter_step(sent.programme)
    given = {"handling": act, "seen": newest or "", "step": "" if step.done_on else step.position} | data
    return " ".join(html.unescape(client.post(sent.leaders_page, given, follow=True).text).split())


def mailed_link() -> str:
    found = LINK.search(str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def shown_link(page: str) -> str:
    found = LINK.search(page)
    assert found is not None
    return found[1]


def status(link: str) -> int:
    return Client().get(link).status_code


# --- sending ----------------------------------------------------------------------------------------------


def test_the_letter_goes_to_the_private_address_and_its_row_is_ticked(client: Client, sent: Sent) -> None:
    page = act(client, sent, "send")
    assert "Brevet er sendt til kari@privat.example." in page
    assert "Sendt på e-post" in page
    [message] = mail.outbox
    assert (message.subject, message.to) == ("Velkomstbrev", ["kari@privat.example"])
    assert status(mailed_link()) == 200
    step = letter_step(sent.programme)
    assert (step.done_on, step.done_by, step.done_at) == (NOON.date(), sent.leader, NOON)
    link = LetterLink.objects.first()
    assert link is not None
    assert (link.made_by, link.sent_at, link.by_mail) == (sent.leader, NOON, True)
    assert sent.said_to_be_sent_on == NOON.date()


def test_the_mail_holds_the_name_the_municipality_and_the_link_and_nothing_else(
    client: Client, sent: Sent
) -> None:
    act(client, sent, "send")
    [message] = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    [(as_html, kind)] = message.alternatives
    assert kind == "text/html"
    for said in (str(message.body), str(as_html)):
        assert "Hei Kari" in said
        assert "Fjellvik kommune" in said
        assert "virker til og med 4. desember 2026" in said
        assert not [bad for bad in ("Ny", "Per", "Anne", "Avdeling", "oktober", NEVER) if bad in said.split()]
    assert str(message.body).count("http") == str(as_html).count("http") == 1
    assert "<img" not in str(as_html)


def test_a_letter_sent_again_makes_the_link_before_it_go_dead(client: Client, sent: Sent) -> None:
    act(client, sent, "send")
    first = mailed_link()
    assert status(sent.page) == 404  # the one that was made by hand
    act(client, sent, "send")
    assert (status(first), status(mailed_link())) == (404, 200)
    assert [link.revoked_by for link in LetterLink.objects.order_by("pk")] == [sent.leader, sent.leader, None]


def test_a_mail_server_that_is_down_leaves_a_letter_not_sent_yet(
    client: Client, sent: Sent, settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "tests.test_sign_in.NoMail"}}
    page = act(client, sent, "send")
    assert "E-posten gikk ikke ut. Brevet står som «ikke sendt ennå»" in page
    assert status(shown_link(page)) == 200
    assert status(sent.page) == 200  # the link before stands until another has gone out
    assert (letter_step(sent.programme).done_on, sent.said_to_be_sent_on) == (None, None)
    assert "Ikke sendt ennå: e-posten gikk ikke ut" in client.get(sent.leaders_page).text

    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert "Brevet er sendt" in act(client, sent, "send")
    assert (status(shown_link(page)), status(mailed_link())) == (404, 200)
    assert letter_step(sent.programme).done_on == NOON.date()


def test_two_who_send_at_once_send_one(client: Client, sent: Sent) -> None:
    act(client, sent, "send", seen=sent.link.pk)
    page = act(client, sent, "send", seen=sent.link.pk)
    assert "Noen andre har sendt brevet" in page
    assert (len(mail.outbox), LetterLink.objects.count()) == (1, 2)
    assert status(mailed_link()) == 200


def test_without_a_private_address_nothing_is_sent(client: Client, sent: Sent) -> None:
    Programme.objects.update(private_email="")
    assert "Legg inn den private e-postadressen først." in act(client, sent, "send")
    assert (mail.outbox, LetterLink.objects.count()) == ([], 1)


def test_a_programme_that_is_over_sends_nothing(client: Client, sent: Sent) -> None:
    Programme.objects.update(starts_on=date(2026, 8, 31), ended_on=NOON.date())
    for button in ("send", "lenke"):
        assert "Programmet er avsluttet, og brevet kan ikke sendes." in act(client, sent, button, step="")
    assert (mail.outbox, LetterLink.objects.count()) == ([], 1)


@pytest.mark.parametrize("chosen", ["", "1"])
def test_the_leader_chooses_which_row_is_ticked(client: Client, sent: Sent, chosen: str) -> None:
    act(client, sent, "send", step=chosen)
    ticked = sent.programme.steps.exclude(done_on=None)
    assert [str(step.position) for step in ticked] == ([chosen] if chosen else [])


def test_a_row_that_cannot_be_chosen_is_refused_and_nothing_is_sent(client: Client, sent: Sent) -> None:
    late = sent.programme.steps.exclude(due_on__lte=sent.programme.starts_on).first()
    assert late is not None
    answer = client.post(sent.leaders_page, {"handling": "send", "seen": sent.link.pk, "step": late.position})
    assert (answer.status_code, mail.outbox) == (422, [])
    assert "Velg en av radene i listen." in answer.text


def test_a_row_ticked_before_stands_as_it_was(client: Client, sent: Sent) -> None:
    step = letter_step(sent.programme)
    step.tick(by=sent.leader, at=NOON, on=date(2026, 9, 1))
    step.save()
    act(client, sent, "send", step="")
    assert letter_step(sent.programme).done_on == date(2026, 9, 1)


# --- the link by hand, and taking it back -----------------------------------------------------------------


def test_a_link_to_pass_on_is_shown_once(client: Client, sent: Sent) -> None:
    page = act(client, sent, "lenke")
    assert sent.said_to_be_sent_on == NOON.date()
    assert "Den virker til og med 4. desember 2026, og vises bare nå." in page
    assert (status(shown_link(page)), status(sent.page)) == (200, 404)
    assert LINK.search(client.get(sent.leaders_page).text) is None
    assert letter_step(sent.programme).done_on is None
    assert mail.outbox == []


def test_a_link_taken_back_is_dead_at_once(client: Client, sent: Sent) -> None:
    act(client, sent, "lenke")
    assert "Lenken virker ikke lenger." in act(client, sent, "trekk")
    assert sent.said_to_be_sent_on is None
    assert status(sent.page) == 404
    sent.link.refresh_from_db()
    assert (sent.link.revoked_by, sent.link.revoked_at) == (sent.leader, NOON)
    assert "Ingen lenke var i bruk." in act(client, sent, "trekk")


# --- what is missing, and the address ---------------------------------------------------------------------


def test_what_is_missing_is_said_before_sending(client: Client, sent: Sent) -> None:
    said = client.get(sent.leaders_page).text
    assert "2 av 10 opplæringsvakter har dato." in said
    assert "Dagen for den første samtalen er ikke avtalt." not in said
    Programme.objects.update(private_email="")
    sent.programme.conversations.update(agreed_at=None, agreed_by=None)
    sent.programme.mentorships.all().delete()
    sent.programme.department.in_letter.delete()
    sent.programme.department.unit.in_letter.delete()
    sent.programme.department.unit.municipality.letterhead.delete()
    said = client.get(sent.leaders_page).text
    for gap in (
        "Privat e-post mangler, så brevet kan ikke sendes.",
        "Ingen mentor er valgt.",
        "Dagen for den første samtalen er ikke avtalt.",
        "Ingen er ført opp med telefon eller e-post.",
        "Kommunen har ingen logo i brevhodet.",
    ):
        assert gap in said
    assert 'value="send"' not in said


def test_the_preview_is_the_letter(client: Client, sent: Sent) -> None:
    preview, letter = client.get(sent.leaders_page).text, Client().get(sent.page).text
    for words in ("Velkommen, Kari", "Hei. Jeg liker fjellet.", "klokka 14.00", "Dag, med mentoren din"):
        assert (words in preview, words in letter) == (True, True)
    assert f"/programmer/{sent.programme.pk}/mentor/" in preview  # the photo, by the leader's own right


def test_a_leader_enters_the_address(client: Client, sent: Sent) -> None:
    page = f"{sent.leaders_page}adresse/"
    answer = client.post(page, {"private_email": "ny@privat.example", "private_phone": ""})
    assert answer.status_code == 302
    sent.programme.refresh_from_db()
    assert (sent.programme.private_email, sent.programme.private_phone) == ("ny@privat.example", "")
    answer = client.post(page, {"private_email": "ny@", "private_phone": "01017012345"})
    assert answer.status_code == 422
    assert "Skriv en e-postadresse som navn@epost.no." in answer.text
    assert "Dette ligner et fødselsnummer." in answer.text
    sent.programme.refresh_from_db()
    assert sent.programme.private_email == "ny@privat.example"


# --- who, paper, cost -------------------------------------------------------------------------------------


def others(sent: Sent) -> list[User]:
    programme = sent.programme
    return [programme.new_hire, sent.mentor, make_coordinator(programme.department.unit.municipality)]


def test_only_leaders_reach_it(client: Client, sent: Sent) -> None:
    pages = [sent.leaders_page, f"{sent.leaders_page}adresse/", f"{sent.leaders_page[:-1]}.pdf"]
    client.force_login(make_head(sent.programme.department.unit))
    assert {client.get(page).status_code for page in pages} == {200}
    for reader in others(sent):
        client.force_login(reader)
        assert {client.get(page).status_code for page in pages} == {404}
        for button in ("send", "lenke", "trekk"):
            assert (
                client.post(sent.leaders_page, {"handling": button, "seen": sent.link.pk}).status_code == 404
            )
    sent.link.refresh_from_db()
    assert (mail.outbox, LetterLink.objects.count(), sent.link.revoked_at) == ([], 1, None)


def test_the_paper_is_an_archive_file_of_the_same_words(client: Client, sent: Sent) -> None:
    answer = client.get(f"{sent.leaders_page[:-1]}.pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="velkomstbrev.pdf"'
    paper = answer.getvalue()
    with pikepdf.open(BytesIO(paper)) as document, document.open_metadata() as metadata:
        assert (metadata.pdfa_status, metadata["pdfuaid:part"]) == ("2A", "1")
        assert metadata["dc:title"] == "Velkomstbrev"
    said = words_of(paper)
    assert "MP-11 · Velkomstbrev" in said
    assert "Mandag 5. oktober 2026, Dag, med mentoren din" in said
    assert NEVER not in said


def test_a_late_start_moves_the_last_day_too(sent: Sent) -> None:
    Programme.objects.update(starts_on=date(2026, 12, 1))
    last = NOON + (date(2027, 1, 30) - NOON.date())
    for days, expected in ((0, 200), (1, 404)):
        with time_machine.travel(last + timedelta(days=days), tick=False):
            assert status(sent.page) == expected


def test_the_page_asks_ten_times_however_often_it_was_sent(client: Client, sent: Sent) -> None:
    counts = []
    for number in (1, 30):
        while LetterLink.objects.count() < number:
            LetterLink.objects.make(sent.programme, by=sent.leader, at=NOON, by_mail=False)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(sent.leaders_page).status_code == 200
        counts.append(len(asked))
    assert counts == [10, 10]
