"""«Meldinger»: one's own, newest first, unread until they are opened or said to be read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.paging import PER_PAGE
from reminders.kinds import Kind
from reminders.models import Message
from reminders.models.messages import refresh_unread
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
INBOX = reverse("reminders:inbox")
TALK = "Du har mentorsamtale med Kari Ny onsdag 16. september."


def make_message(cast: Cast, recipient: User, nr: int = 1, **fields: object) -> Message:
    """Of the first talk, that it comes."""
    talk = cast.programme.conversations.get(number=1)
    said: dict[str, Any] = {"subject_id": talk.pk, "subject_on": date(2026, 9, 16) + timedelta(days=nr - 1)}
    message = Message.objects.create(
        recipient=recipient,
        programme=cast.programme,
        kind=Kind.TALK_SOON,
        due_at=NOON - timedelta(hours=nr),
        created_at=NOON,
        by_mail=True,
        **(said | fields),
    )
    refresh_unread()
    return message


def shown(client: Client, user: User, address: str = INBOX) -> str:
    client.force_login(user)
    return " ".join(client.get(address).text.split())


def unread(user: User) -> int:
    user.refresh_from_db()
    return user.unread_messages


def opened(message: Message) -> str:
    return reverse("reminders:message", args=[message.pk])


def test_a_message_says_what_it_is_about_and_the_one_thing_to_do(client: Client, cast: Cast) -> None:
    message = make_message(cast, cast.mentor)
    text = shown(client, cast.mentor)
    assert f'{TALK}<br><a href="{opened(message)}">Se samtalen</a>' in text
    assert 'Meldinger (1<span class="ds-sr-only">&nbsp;uleste</span>)' in text
    assert '<span class="ds-tag tilstand" data-color="info">Ulest</span>' in text


@pytest.mark.parametrize("role", [role for role in [*PAIR, *LEADERS, *OUTSIDERS] if role != "mentor"])
def test_it_is_the_recipients_alone(client: Client, cast: Cast, role: str) -> None:
    message = make_message(cast, cast.mentor)
    assert TALK not in shown(client, cast.of(role))
    assert client.get(opened(message)).status_code == 404
    client.post(INBOX)
    assert unread(cast.mentor) == 1


def test_opening_one_leads_on_and_it_is_read(client: Client, cast: Cast) -> None:
    first, _second = make_message(cast, cast.mentor), make_message(cast, cast.mentor, nr=2)
    client.force_login(cast.mentor)
    assert client.head(opened(first)).status_code == 302
    assert unread(cast.mentor) == 2
    response = client.get(opened(first))
    assert response.headers["Location"] == cast.programme.conversations.get(number=1).get_absolute_url()
    first.refresh_from_db()
    assert (first.read_at, unread(cast.mentor)) == (NOON, 1)
    assert shown(client, cast.mentor).count("Ulest</span>") == 1
    assert client.post(opened(first)).status_code == 405


def test_all_are_read_at_once(client: Client, cast: Cast) -> None:
    for number in range(1, 4):
        make_message(cast, cast.mentor, nr=number)
    make_message(cast, cast.new_hire)
    client.force_login(cast.mentor)
    assert client.post(INBOX).headers["Location"] == INBOX
    text = shown(client, cast.mentor)
    assert ("Ulest</span>" in text, "Merk alle som lest" in text, "Meldinger (" in text) == (
        False,
        False,
        False,
    )
    assert (unread(cast.mentor), unread(cast.new_hire)) == (0, 1)


def test_who_has_lost_the_programme_is_told_nothing_of_it(client: Client, cast: Cast) -> None:
    message = make_message(cast, cast.mentor)
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 15))
    assert TALK not in shown(client, cast.mentor)
    assert client.get(opened(message)).headers["Location"] == INBOX
    assert "Meldingen gjelder ikke lenger." in shown(client, cast.mentor)


def test_what_is_not_true_any_more_is_not_there(client: Client, cast: Cast) -> None:
    message = make_message(cast, cast.mentor, dropped_at=NOON, dropped_because="settled")
    text = shown(client, cast.mentor)
    assert (TALK in text, "Ingen meldinger" in text, unread(cast.mentor)) == (False, True, 0)
    assert client.get(opened(message)).headers["Location"] == INBOX


def test_newest_first_and_older_ones_on_the_next_page(client: Client, cast: Cast) -> None:
    made = [make_message(cast, cast.mentor, nr=number) for number in range(1, PER_PAGE + 4)]
    client.force_login(cast.mentor)
    first = client.get(INBOX)
    assert [each.message for each in first.context["drawn"]] == made[:PER_PAGE]
    assert "Nyeste" not in first.text
    second = client.get(INBOX, {"etter": first.context["older"]})
    assert [each.message for each in second.context["drawn"]] == made[PER_PAGE:]
    assert ("Nyeste" in second.text, second.context["older"]) == (True, "")


@pytest.mark.parametrize("mark", ["2", "etter:noe", "WzFd:abc"])
def test_a_page_we_never_handed_out_is_refused_with_a_sentence(client: Client, cast: Cast, mark: str) -> None:
    make_message(cast, cast.mentor)
    client.force_login(cast.mentor)
    response = client.get(INBOX, {"etter": mark})
    assert (response.status_code, TALK in " ".join(response.text.split())) == (422, True)
    assert "Siden du ba om, finnes ikke. Her er den første." in response.text


def test_an_empty_inbox_says_what_comes(client: Client, cast: Cast) -> None:
    assert "Når en samtale nærmer seg, eller noe venter på deg, får du vite det her." in shown(
        client, cast.mentor
    )


@pytest.mark.parametrize("count", [1, 30])
def test_queries(
    client: Client, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        make_message(cast, cast.mentor, nr=number)
    client.force_login(cast.mentor)
    with django_assert_num_queries(7):
        client.get(INBOX)


def test_the_number_in_the_menu_costs_no_question(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_message(cast, cast.mentor)
    client.force_login(cast.mentor)
    with django_assert_num_queries(3):  # session, reader, positions
        text = client.get(reverse("privacy:privacy")).text
    assert "Meldinger (1" in text
