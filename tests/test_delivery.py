"""«E-post som ikke kom fram»: who did not get theirs, why in our words, and «Prøv igjen»."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from reminders.kinds import Kind
from reminders.models import Message
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_coordinator, make_user
from tests.mail_server import mail_to

pytestmark = pytest.mark.django_db
EARLIER = NOON - timedelta(hours=3)


def make_mail(to: User, cast: Cast, **fields: Any) -> Message:
    values = {"programme": cast.programme, "kind": Kind.DEADLINE, "subject_on": date(2026, 9, 30)} | fields
    return Message.objects.create(recipient=to, due_at=EARLIER, created_at=EARLIER, by_mail=True, **values)


def refused(to: User, cast: Cast) -> Message:
    return make_mail(to, cast, given_up_at=EARLIER, attempts=1, trouble="refused")


def page(client: Client, reader: User) -> str:
    client.force_login(reader)
    with mail_to(1):
        response = client.get(reverse("reminders:delivery"))
    assert response.status_code == 200
    return response.content.decode()


def rows(client: Client, reader: User) -> list[tuple[str, str, int, bool]]:
    client.force_login(reader)
    with mail_to(1):
        people = client.get(reverse("reminders:delivery")).context["people"]
    return [(each.name, each.why, each.count, each.can_be_tried) for each in people]


def try_again(client: Client, reader: User, person: object, why: str) -> tuple[int, list[str]]:
    client.force_login(reader)
    response = client.post(reverse("reminders:delivery"), {"person": person, "why": why})
    return response.status_code, [str(each) for each in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_who_and_why_and_never_what(client: Client, cast: Cast, role: str) -> None:
    refused(cast.mentor, cast)
    make_mail(cast.new_hire, cast, claimed_at=EARLIER)
    User.objects.filter(pk=cast.substitute.pk).update(email=None)
    make_mail(cast.substitute, cast)
    make_mail(cast.leader, cast, attempts=1, trouble="later", next_try_at=NOON)
    assert rows(client, cast.of(role)) == sorted(
        [
            (cast.leader.name, "again", 1, False),
            (cast.mentor.name, "refused", 1, True),
            (cast.new_hire.name, "unknown", 1, True),
            (cast.substitute.name, "no_address", 1, False),
        ],
    )
    shown = page(client, cast.of(role))
    assert "E-posttjeneren avviser adressen." in shown
    assert "frist" not in shown.lower()
    assert cast.programme.get_absolute_url() not in shown


@pytest.mark.parametrize("role", ["leader", "head", "mentor", "new_hire", "stranger", "foreign_leader"])
def test_nobody_else(client: Client, cast: Cast, role: str) -> None:
    refused(cast.mentor, cast)
    client.force_login(cast.of(role))
    assert client.get(reverse("reminders:delivery")).status_code == 404
    assert try_again(client, cast.of(role), cast.mentor.pk, "refused")[0] == 404


def test_another_municipality_sees_and_tries_nothing(client: Client, cast: Cast) -> None:
    message = refused(cast.mentor, cast)
    assert cast.foreign_leader.municipality is not None
    abroad = make_coordinator(cast.foreign_leader.municipality)
    assert rows(client, abroad) == []
    assert try_again(client, abroad, cast.mentor.pk, "refused") == (
        302,
        ["Det er ingenting å prøve igjen. Noen andre har kanskje gjort det."],
    )
    message.refresh_from_db()
    assert message.given_up_at is not None


def test_try_again_puts_that_persons_mail_back(client: Client, cast: Cast) -> None:
    mine, other = refused(cast.mentor, cast), refused(cast.new_hire, cast)
    said = try_again(client, cast.coordinator, cast.mentor.pk, "refused")
    assert said == (302, ["Vi prøver igjen neste gang meldingene sendes."])
    assert set(Message.objects.waiting(NOON)) == {mine}
    other.refresh_from_db()
    assert other.given_up_at is not None


@pytest.mark.parametrize(
    ("person", "why"), [("", "refused"), ("x", "refused"), ("1", ""), ("1", "again"), ("9" * 30, "refused")]
)
def test_what_no_button_sends(client: Client, cast: Cast, person: str, why: str) -> None:
    message = refused(cast.mentor, cast)
    status, _said = try_again(client, cast.coordinator, person, why)
    assert status in (302, 404)
    message.refresh_from_db()
    assert message.given_up_at is not None


def test_what_is_not_true_any_more_is_told_of_and_not_tried(client: Client, cast: Cast) -> None:
    refused(cast.mentor, cast)
    Message.objects.update(dropped_at=NOON, dropped_because="settled")
    assert rows(client, cast.coordinator) == [(cast.mentor.name, "refused", 1, False)]
    assert try_again(client, cast.coordinator, cast.mentor.pk, "refused")[1] == [
        "Det er ingenting å prøve igjen. Noen andre har kanskje gjort det."
    ]


def test_mail_that_stands_still_is_said(client: Client, cast: Cast) -> None:
    assert "E-posten står stille" not in page(client, cast.coordinator)
    make_mail(cast.mentor, cast)
    assert "E-posten står stille" in page(client, cast.coordinator)


def test_without_a_mail_server_nothing_has_failed(client: Client, cast: Cast) -> None:
    make_mail(cast.mentor, cast)
    client.force_login(cast.coordinator)
    with override_settings(SENDS_MAIL=False):
        shown = client.get(reverse("reminders:delivery")).content.decode()
    assert "ikke koblet til noen e-posttjener" in shown
    assert "All e-post er kommet fram" not in shown
    assert cast.mentor.name not in shown


@pytest.mark.parametrize("count", [1, 30])
def test_as_many_queries_for_one_and_for_thirty(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _person in range(count):
        refused(make_user(municipality=cast.coordinator.municipality), cast)
    client.force_login(cast.coordinator)
    with django_assert_num_queries(6):
        client.get(reverse("reminders:delivery"))
