"""The letter behind the personal link, as a stranger with a telephone meets it."""

import logging
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import LetterLink
from documents.models.letter_links import SALT
from mentorprogram.logs import KeysOut
from people.models import Portrait
from programmes.models import Programme
from tests.access_words import word
from tests.conftest import NOON
from tests.factories import make_user
from tests.letters import NEVER, Sent, make_letter
from tests.papers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def sent() -> Sent:
    return make_letter()


def all_pages(sent: Sent) -> list[str]:
    return [sent.page, f"{sent.page}brev.pdf", f"{sent.page}bilde/", f"{sent.page}logo/"]


def statuses(sent: Sent) -> set[int]:
    return {Client().get(page).status_code for page in all_pages(sent)}


# --- what it says -----------------------------------------------------------------------------------------


def test_the_letter_says_what_one_needs_before_the_first_day(client: Client, sent: Sent) -> None:
    page = client.get(sent.page)
    assert page.status_code == 200
    said = " ".join(page.text.split())
    for words in (
        "Velkommen, Kari",
        "Vernepleier",
        "Avdeling 2, Fjellheimen",
        "Mandag 5. oktober 2026",
        "Per Mentor",
        "Hei. Jeg liker fjellet.",
        "<strong>Mandag 5. oktober 2026</strong>, Dag, med mentoren din",
        "<strong>Tirsdag 6. oktober 2026</strong>, Dag</li>",
        "Det kommer flere opplæringsvakter.",
        "klokka 14.00",
        "Oppdatert 16. september 2026",
        word("mentorordning", "her"),
        word("om enhet", "her"),
        word("om avdeling", "her"),
        word("kontakt avdeling", "her"),
        'href="tel:41000000"',
    ):
        assert words in said, words
    assert said.index(word("om enhet", "her")) < said.index(word("om avdeling", "her"))


def test_nothing_else_of_the_programme_is_told(client: Client, sent: Sent) -> None:
    """No word of the plan's inside, no probation, no way in, and no address of anybody's but the contacts'."""
    paper = words_of(client.get(f"{sent.page}brev.pdf").getvalue())
    page = client.get(sent.page).text
    for said in (page, paper):
        assert NEVER not in said
        assert not {"røvetid", "99 99 99 99", "kari@", "Gerica", "Anne Leder"} & {
            bad for bad in ("røvetid", "99 99 99 99", "kari@", "Gerica", "Anne Leder") if bad in said
        }
    assert f"/programmer/{sent.programme.pk}" not in page
    assert "csrf" not in page


def test_only_what_is_agreed_stands_there(client: Client, sent: Sent) -> None:
    sent.programme.conversations.update(agreed_at=None, agreed_by=None)
    sent.programme.shifts.update(on=None)
    page = client.get(sent.page).text
    assert "Dagen er ikke avtalt ennå." in page
    assert "Datoene er ikke avtalt ennå." in page


def test_the_letter_follows_the_plan(client: Client, sent: Sent) -> None:
    sent.programme.conversations.filter(number=1).update(planned_on=date(2026, 10, 21))
    assert "Onsdag 21. oktober 2026" in client.get(sent.page).text
    sent.programme.mentorships.all().delete()
    page = client.get(sent.page).text
    assert "Mentoren er ikke valgt ennå." in page
    assert "Per Mentor" not in page
    assert client.get(f"{sent.page}bilde/").status_code == 404


def test_without_words_of_the_municipality_ours_stand_there(client: Client, sent: Sent) -> None:
    for rows in (sent.programme.department.unit.municipality.letterhead,):
        rows.delete()
    sent.programme.department.in_letter.delete()
    sent.programme.department.unit.in_letter.delete()
    page = client.get(sent.page).text
    assert "Du får en mentor: en kollega med erfaring" in page
    assert "Gyldig legitimasjon med bilde" in page
    assert "<strong>Anne Leder</strong>, avdelingsleder" in page
    assert client.get(f"{sent.page}logo/").status_code == 404


def test_html_in_what_somebody_wrote_is_text(client: Client, sent: Sent) -> None:
    sent.mentor.presentation = "<script>alert(1)</script><img src='file:///etc/passwd'>"
    sent.mentor.save()
    page = client.get(sent.page).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# --- the link ---------------------------------------------------------------------------------------------


def test_the_address_is_told_to_nobody(client: Client, sent: Sent) -> None:
    for page in all_pages(sent):
        answer = client.get(page)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert not answer.cookies
    page = client.get(sent.page).text
    assert "<title>Velkommen · Mentorprogram</title>" in page
    assert client.get(f"{sent.page}brev.pdf").headers["Content-Disposition"] == (
        'inline; filename="velkomstbrev.pdf"'
    )


def test_the_key_itself_is_stored_nowhere(sent: Sent) -> None:
    key = Signer(salt=SALT).unsign(sent.token)
    stored = LetterLink.objects.filter(pk=sent.link.pk).values().get()
    assert len(key) >= 43
    assert key not in str(stored)


@pytest.mark.parametrize(("later", "status"), [(date(2026, 12, 4), 200), (date(2026, 12, 5), 404)])
def test_it_holds_for_sixty_days_after_the_start(sent: Sent, later: date, status: int) -> None:
    moment = NOON.replace(year=later.year, month=later.month, day=later.day)
    with time_machine.travel(moment, tick=False):
        assert statuses(sent) == {status}


def test_a_link_made_late_holds_as_long() -> None:
    sent = make_letter(starts_on=date(2026, 2, 2))
    assert sent.link.last_on == date(2026, 9, 16) + timedelta(days=60)
    assert statuses(sent) == {200}


def test_it_is_gone_once_it_is_revoked(sent: Sent) -> None:
    LetterLink.objects.filter(pk=sent.link.pk).revoke(by=sent.leader, at=timezone.now())
    assert statuses(sent) == {404}


@pytest.mark.parametrize("ended_on", [date(2026, 10, 5), date(2026, 11, 1)])
def test_it_is_gone_when_the_programme_is_over(sent: Sent, ended_on: date) -> None:
    Programme.objects.filter(pk=sent.programme.pk).update(ended_on=ended_on)
    with time_machine.travel(NOON.replace(year=2026, month=11, day=1), tick=False):
        assert statuses(sent) == {404}


def test_guessed_altered_and_dead_links_get_one_page(client: Client, sent: Sent) -> None:
    other = make_letter_of_another()
    key, _colon, signature = sent.token.partition(":")
    guesses = [
        "tull",
        f"{key}:",
        f"{key}:{'a' * 43}",
        f"{other.token.partition(':')[0]}:{signature}",
        Signer(salt=SALT).sign("en nøkkel vi aldri har gitt"),
        Signer(salt="noe annet").sign(key),
        "\x00",
        "å" * 500,
    ]
    dead = {client.get(f"/velkommen/{guess}/").text for guess in guesses}
    LetterLink.objects.filter(pk=sent.link.pk).revoke(by=sent.leader, at=NOON)
    dead.add(client.get(sent.page).text)
    assert len(dead) == 1
    (page,) = dead
    assert "Ring avdelingen du skal arbeide i, eller kommunens sentralbord." in page
    assert not [name for name in ("Kari", "Per Mentor", "Anne", "Fjellvik") if name in page]
    assert client.get(other.page).status_code == 200


def make_letter_of_another() -> Sent:
    """A letter in the same municipality would do; another programme is what matters."""
    programme = Programme.objects.get()
    leader = make_user()
    link, token = LetterLink.objects.make(programme, by=leader, at=NOON, by_mail=False)
    return Sent(programme, leader, leader, link, token)


def test_the_photo_is_that_of_the_mentor_in_the_letter_only(client: Client, sent: Sent) -> None:
    assert client.get(f"{sent.page}bilde/").content == b"bilde"
    period = sent.programme.mentorships.get()
    period.to_on = date(2026, 9, 15)
    period.assigned_on = period.from_on = date(2026, 9, 1)
    period.save()
    assert client.get(f"{sent.page}bilde/").status_code == 404
    Portrait.objects.all().delete()


def test_a_link_is_no_way_in(client: Client, sent: Sent) -> None:
    client.get(sent.page)
    assert client.get("/").status_code == 302
    assert client.get(f"/programmer/{sent.programme.pk}/").status_code == 302
    assert client.get("/kommune/brevhode/logo/").status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_there_is_nothing_to_send(client: Client, sent: Sent, method: str) -> None:
    assert {getattr(client, method)(page).status_code for page in all_pages(sent)} == {405}


def test_guessing_is_slowed_down(client: Client) -> None:
    answers = [client.get("/velkommen/tull/").status_code for _attempt in range(61)]
    assert answers == [404] * 60 + [429]


def test_laying_out_paper_is_slowed_down_sooner(client: Client) -> None:
    answers = [client.get("/velkommen/tull/brev.pdf").status_code for _attempt in range(11)]
    assert answers == [404] * 10 + [429]


def test_a_log_never_holds_the_key(client: Client, sent: Sent, caplog: pytest.LogCaptureFixture) -> None:
    console = logging.getLogger("django").handlers[0]
    assert any(isinstance(each, KeysOut) for each in console.filters)
    LetterLink.objects.all().revoke(by=sent.leader, at=NOON)
    client.get(sent.page)
    said = [found.getMessage() for found in caplog.records if found.name == "django.request"]
    assert said == ["Not Found: /velkommen/…/"]  # the same record, on its way past the console's filter


def test_a_page_asks_as_much_for_one_shift_as_for_thirty(client: Client, sent: Sent) -> None:
    counts = []
    for dated in (1, 30):
        sent.programme.shifts.all().delete()
        for number in range(1, dated + 1):
            sent.programme.shifts.create(number=number, on=date(2026, 10, 5))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(sent.page)
        counts.append(
            len([each for each in asked if '"cache"' not in each["sql"] and "SAVEPOINT" not in each["sql"]])
        )
    assert counts == [5, 5]
