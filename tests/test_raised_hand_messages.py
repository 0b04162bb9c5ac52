"""«Ta kontakt med meg» as a message: to those it was sent to, until one of them has seen it."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Position, User
from programmes.models import Programme
from reminders.drawing import draw, with_subjects
from reminders.finding import find
from reminders.kinds import Kind
from reminders.letters import letter
from reminders.models import Message
from reminders.week import places_of, points_of
from tests.cast import Cast
from tests.factories import make_leader
from tests.hands import LEADERS, MENTOR, see, send, with_accounts
from tests.reminders import told

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    return with_accounts(cast)


def told_of(kind: str = Kind.CONTACT) -> set[User]:
    find(timezone.now())
    return told(kind)


def test_those_it_was_sent_to_get_a_message_until_one_of_them_has_seen_it(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    assert told_of() == {cast.leader, cast.second_leader}
    assert Message.objects.filter(kind=Kind.CONTACT, by_mail=True).count() == 2
    client.force_login(cast.leader)
    text = client.get(reverse("reminders:inbox")).text
    assert "Kari Ny ber deg ta kontakt. Svar at du har sett det" in text
    see(client, cast, cast.leader)
    assert told_of() == set()


def test_taken_back_there_is_no_message_and_asked_again_there_is_one(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    assert told_of() == {cast.mentor, cast.substitute}
    send(client, cast, MENTOR, "take_back")
    assert told_of() == set()
    send(client, cast, MENTOR)
    assert told_of() == {cast.mentor, cast.substitute}
    assert Message.objects.filter(kind=Kind.CONTACT).count() == 4


def test_no_message_to_who_has_left_nor_to_who_came_later(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    Position.objects.filter(holder=cast.leader).update(to_on=TODAY - timedelta(days=1))
    make_leader(cast.programme.department)
    assert told_of() == {cast.second_leader}
    Programme.objects.update(ended_on=TODAY)
    assert told_of() == set()


def test_the_monday_letter_says_so_and_of_nothing_it_says_nothing(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    cast.programme.reviews.update(held_on=TODAY)
    cast.programme.follow_ups.update(held_on=TODAY)
    places = places_of([cast.leader.pk], TODAY)[cast.leader.pk]
    before = [point.words for point in points_of(cast.leader, places, TODAY)]
    send(client, cast, LEADERS)
    asked = [point.words for point in points_of(cast.leader, places, TODAY)]
    see(client, cast, cast.leader)
    after = [point.words for point in points_of(cast.leader, places, TODAY)]
    assert (before, asked, after) == ([], ["Kari Ny: ber deg ta kontakt"], [])


def test_the_mails_subject_names_nobody_and_its_words_say_no_reason(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    told_of()
    message = with_subjects(Message.objects.filter(recipient=cast.mentor, kind=Kind.CONTACT))
    [drawn] = draw(message, TODAY)
    mail = letter(drawn)
    assert mail.subject == "Noen ber deg ta kontakt"
    assert "Kari Ny ber deg ta kontakt." in mail.body
    assert f"{drawn.path}" in mail.body


def test_the_mail_fetches_nothing_and_leads_only_to_us(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    told_of()
    [drawn] = draw(with_subjects(Message.objects.filter(recipient=cast.mentor, kind=Kind.CONTACT)), TODAY)
    [(html, _kind)] = letter(drawn).alternatives
    assert not re.search(r"src=|url\(|@import|<img|<link", str(html))
    links = re.findall(r'href="([^"]*)"', str(html))
    assert links == [f"{settings.SITE_URL}{path}" for path in (drawn.path, reverse("reminders:choices"))]
