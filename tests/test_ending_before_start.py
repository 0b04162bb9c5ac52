"""Somebody who was to begin never came: the programme ends before its first day."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from documents.certificate import periods_of
from programmes.models import Programme
from reminders.agreed import SHIFT, agreed_in
from reminders.models import Message
from tests.letters import Sent, make_letter
from tests.reminders import run

pytestmark = pytest.mark.django_db

START = date(2026, 10, 5)
NEVER_BEGAN = {"ended_on": "2026-09-16", "ended_because": "never_began"}
WITHDREW = "Begynte aldri"


@pytest.fixture
def sent() -> Sent:
    """Begins on 5 October; the letter is out, and shifts and the first talk are agreed."""
    return make_letter()


def end(client: Client, sent: Sent, **fields: str) -> None:
    client.force_login(sent.leader)
    url = reverse("programmes:end", args=[sent.programme.pk])
    assert client.post(url, NEVER_BEGAN | fields).status_code == 302
    sent.programme.refresh_from_db()


def errors(client: Client, programme: Programme, by: object, **fields: str) -> dict[str, list[str]]:
    client.force_login(by)  # type: ignore[arg-type]
    response = client.post(reverse("programmes:end", args=[programme.pk]), NEVER_BEGAN | fields)
    assert response.status_code == 422
    assert Programme.objects.get(pk=programme.pk).ended_on is None
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_the_page_says_what_will_be_and_suggests_the_reason(client: Client, sent: Sent) -> None:
    client.force_login(sent.leader)
    page = client.get(reverse("programmes:end", args=[sent.programme.pk]))
    assert page.context["form"]["ended_because"].value() == "never_began"
    assert "lenken til velkomstbrevet slutter å virke" in page.content.decode()
    assert "er ikke ført" not in page.content.decode()


def test_it_ends_and_can_be_taken_up_again(client: Client, sent: Sent) -> None:
    end(client, sent)
    assert (sent.programme.ended_on, sent.programme.ended_because) == (date(2026, 9, 16), "never_began")
    assert Client().get(sent.page).status_code == 404, "the letter is not for whoever never came"
    client.post(reverse("programmes:resume", args=[sent.programme.pk]))
    sent.programme.refresh_from_db()
    assert (sent.programme.ended_on, sent.programme.ended_because) == (None, "")
    assert Client().get(sent.page).status_code == 200


def test_every_page_says_that_it_is_over(client: Client, sent: Sent) -> None:
    end(client, sent)
    reads = {sent.leader: True, sent.programme.new_hire: True, sent.mentor: False}
    for reader, may in reads.items():
        client.force_login(reader)
        page = client.get(sent.programme.get_absolute_url()).content.decode()
        assert ("Programmet ble avsluttet" in page, WITHDREW in page) == (True, may)
        start = client.get(reverse("start")).content.decode()
        assert "Du starter" not in start
        assert "starter mandag 5. oktober" not in start
    client.force_login(sent.leader)
    row = client.get(reverse("programmes:list"), {"status": "avsluttet"}).content.decode()
    assert "avsluttet 16.09.2026" in row
    assert client.get(reverse("documents:handing_over", args=[sent.programme.pk])).status_code == 200


def test_nothing_more_is_sent(client: Client, sent: Sent) -> None:
    end(client, sent)
    before = Message.objects.filter(programme=sent.programme).count()
    for day in (17, 21, 28):
        run(day)
    run(5, month=10)
    assert Message.objects.filter(programme=sent.programme, dropped_at=None).count() == before


def test_calendars_and_rotas_have_nothing_of_it_any_more(client: Client, sent: Sent) -> None:
    def stands() -> set[str]:
        rows = agreed_in({sent.programme.pk: sent.programme}, {SHIFT: Q(), "Conversation": Q()})
        return {row.kind for row in rows}

    assert stands() == {SHIFT, "Conversation"}
    end(client, sent)
    assert stands() == set()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (
            {"ended_because": "left"},
            {
                "ended_because": [
                    "Programmet starter 5. oktober 2026. Velg «Begynte aldri» når det slutter før det."
                ]
            },
        ),
        (
            {"ended_on": "2026-07-31"},
            {"ended_on": ["Programmet ble opprettet 1. august 2026. Siste dag kan ikke være før det."]},
        ),
        (
            {"ended_on": "2026-09-17"},
            {"ended_on": ["Datoen er ikke kommet ennå. Avslutt når programmet er over."]},
        ),
    ],
)
def test_an_end_before_the_start_that_cannot_be(
    client: Client, sent: Sent, fields: dict[str, str], found: dict[str, list[str]]
) -> None:
    assert errors(client, sent.programme, sent.leader, **fields) == found


def test_what_has_begun_has_not_never_begun(client: Client, sent: Sent) -> None:
    sent.programme.reviews.filter(number=1).update(held_on=date(2026, 10, 6))
    said = "En prøvetidssamtale er ført som holdt 6. oktober 2026, så programmet har begynt. Velg en annen grunn."
    with time_machine.travel("2026-10-07T10:00:00+00:00", tick=False):
        found = errors(client, sent.programme, sent.leader, ended_on="2026-10-07")
    assert found == {"ended_because": [said]}


def test_a_leader_and_a_mentor_who_met_before_that_hinder_nothing(client: Client, sent: Sent) -> None:
    sent.programme.follow_ups.filter(number=1).update(held_on=date(2026, 9, 14))
    end(client, sent)
    assert sent.programme.ended_because == "never_began"


def test_the_database_says_the_same(sent: Sent) -> None:
    rows = Programme.objects.filter(pk=sent.programme.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(ended_on=date(2026, 9, 16), ended_because="left")
    rows.update(ended_on=date(2026, 9, 16), ended_because="never_began")


def test_nobody_was_followed(client: Client, sent: Sent) -> None:
    assert [period.programme for period in periods_of(sent.mentor, START)] == [sent.programme]
    end(client, sent)
    assert periods_of(sent.mentor, START) == []
