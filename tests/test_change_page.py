"""The pages of a change: what they are called, what they ask for, and what they say before anything is saved."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Programme
from reminders.finding import find
from reminders.kinds import Kind
from reminders.models import Message
from tests.cast import Cast
from tests.changes import PAUSE, address, saved, saved_at, shown
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def page_of_pause(programme: Programme) -> str:
    return reverse("programmes:pause", args=[programme.pk, programme.pauses.get().pk])


def test_a_pause_that_is_edited_is_named(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    text = client.get(address(cast.programme, "pause")).content.decode()
    assert "Ny pause</h1>" in text
    saved(client, cast.programme, "pause", **PAUSE)
    text = client.get(page_of_pause(cast.programme)).content.decode()
    assert "Endre pausen fra 2. november 2026 til 6. desember 2026</h1>" in text
    assert "<title>Pause" in text, "a tab on a shared screen says no more"


@pytest.mark.parametrize(
    "fields", [{}, {"from_on": "", "to_on": "i morgen", "reason": ""}, {"from_on": "2020-01-01"}]
)
def test_removing_a_pause_asks_for_nothing_else(client: Client, cast: Cast, fields: dict[str, str]) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "pause", **PAUSE)
    assert saved_at(client, page_of_pause(cast.programme), remove="on", **fields).status_code == 302
    assert not cast.programme.pauses.exists()


@pytest.mark.parametrize("weeks", ["-2", "\N{MINUS SIGN}2", " \N{EN DASH}2 "])
def test_the_series_is_moved_back_with_any_minus(client: Client, cast: Cast, weeks: str) -> None:
    client.force_login(cast.mentor)
    page = client.get(address(cast.programme, "samtaleserien"))
    assert "Samtalene er ikke flyttet fra før." in page.content.decode()
    assert 'inputmode="numeric"' not in page.content.decode(), "it has no minus on an iPhone"
    saved(client, cast.programme, "samtaleserien", weeks="2", why="training")
    text = client.get(address(cast.programme, "samtaleserien")).content.decode()
    assert "Samtalene er alt flyttet 2 uker." in text
    assert saved(client, cast.programme, "samtaleserien", weeks=weeks, why="mistake").status_code == 302
    cast.programme.refresh_from_db()
    assert cast.programme.talks_later_by == 0


def test_when_an_open_pause_ends_the_rows_stand_as_they_will_be(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "pause", **(PAUSE | {"to_on": ""}))
    page = client.post(page_of_pause(cast.programme), {**PAUSE, "preview": "1"})
    proposed = {effect.row.key: effect.proposed for effect in page.context["rows"].effects}
    (moves,) = [group for group in page.context["groups"] if group.heading == "Flyttes"]
    days = [proposed[line.field.name.partition("-")[2]] for line in moves.lines]
    assert len(days) > 10
    assert days == sorted(days)


# --- who is told ------------------------------------------------------------------------------------------


def said(page: Any) -> str:
    told: str = page.context["told_to"]
    return told


def test_it_says_who_gets_a_message_and_they_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    sentence = said(shown(client, cast.programme, "ukedag", weekday="3", why="rota"))
    saved(client, cast.programme, "ukedag", weekday="3", why="rota")
    find(NOON)
    people = [message.recipient for message in Message.objects.filter(kind=Kind.PLAN_CHANGED)]
    assert cast.new_hire in people
    assert all(person.name in sentence for person in people)
    assert cast.mentor.name not in sentence
    assert sentence.endswith("får melding om at planen er endret, slik de selv har valgt.")
    assert sentence.count(",") + sentence.count(" og ") == len(people)


def test_in_a_pause_from_today_nobody_does(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    today = {"from_on": str(date(2026, 9, 16)), "to_on": "2026-09-20", "reason": "leave"}
    assert said(shown(client, cast.programme, "pause", **today)) == ""
    saved(client, cast.programme, "pause", **today)
    find(NOON)
    assert not Message.objects.filter(kind=Kind.PLAN_CHANGED).exists()
