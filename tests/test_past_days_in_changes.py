"""No change puts an open row on a day that is over, unless people ask for it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from programmes.models import Conversation, Programme
from programmes.proposals import Break, DatedRow, Terms, proposed_on
from programmes.replanning import Effect, Fate, replan
from programmes.rules import DayNumber, Weeks
from programmes.schedule import Kind
from tests.cast import Cast
from tests.changes import address, saved, shown

TODAY = date(2026, 9, 16)  # a Wednesday; the programme starts on Monday 31 August
OVER = "Dagen er forbi"


# --- one row ----------------------------------------------------------------------------------------------


def of_talk(before: Terms, after: Terms, on: date = TODAY) -> Effect:
    row = DatedRow("talk", Kind.CONVERSATION, Weeks((3,)), week=3)
    (effect,) = replan([DatedRow(**vars(row) | {"on": proposed_on(row, before)})], before, after, on=on)
    return effect


def test_it_stays_and_is_still_the_products_own() -> None:
    start = date(2026, 8, 31)
    effect = of_talk(Terms(start, weekday=5), Terms(start, weekday=1))
    assert (effect.fate, effect.becomes, effect.is_set) == (Fate.PAST, date(2026, 9, 18), False)
    assert (effect.is_choice, effect.is_moved) == (True, False)


def test_it_moves_on_the_day_itself() -> None:
    start = date(2026, 8, 31)
    effect = of_talk(Terms(start, weekday=5), Terms(start, weekday=1), on=date(2026, 9, 14))
    assert (effect.fate, effect.becomes) == (Fate.MOVES, date(2026, 9, 14))


def test_it_moves_when_it_cannot_stay() -> None:
    """Out of a pause, and from before a new start; a row without a day takes the one it gets."""
    start = Terms(date(2026, 8, 31))
    written_late = Terms(date(2026, 8, 31), pauses=(Break(date(2026, 9, 14), date(2026, 9, 18)),))
    late = date(2026, 10, 1)
    assert of_talk(start, written_late, on=late).fate is Fate.MOVES
    assert of_talk(start, Terms(date(2026, 9, 15)), on=late).fate is Fate.MOVES
    waiting = Terms(date(2026, 8, 31), pauses=(Break(date(2026, 9, 14)),))
    assert of_talk(waiting, written_late, on=late).fate is Fate.MOVES
    first_day = DatedRow("step", Kind.STEP, DayNumber(1), on=date(2026, 8, 31))
    (effect,) = replan([first_day], start, Terms(date(2026, 8, 24)), on=TODAY)
    assert effect.fate is Fate.PAST


# --- on the page ------------------------------------------------------------------------------------------


@pytest.fixture
def talk(client: Client, cast: Cast) -> Conversation:
    """The first talk, proposed this Friday; its leader is signed in."""
    Programme.objects.update(weekday=5)
    found: Conversation = cast.programme.conversations.get(number=1)
    found.planned_on = found.first_planned_on = date(2026, 9, 18)
    found.save()
    client.force_login(cast.leader)
    return found


def over(page: Any) -> list[str]:
    found = [group.lines for group in page.context["groups"] if group.heading == OVER]
    return [line.what for lines in found for line in lines if line.what.startswith("Samtale")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("ukedag", {"weekday": "1", "why": "rota"}),
        ("startdato", {"starts_on": "2026-08-24", "why": "mistake"}),
    ],
)
def test_the_page_lets_it_stay_unless_it_is_ticked(
    client: Client, cast: Cast, talk: Conversation, what: str, fields: dict[str, str]
) -> None:
    assert over(shown(client, cast.programme, what, **fields)) == ["Samtale 1, uke 3"]
    assert saved(client, cast.programme, what, **fields).status_code == 302
    talk.refresh_from_db()
    assert (talk.planned_on, talk.dated_by_person) == (date(2026, 9, 18), False)


@pytest.mark.django_db
def test_a_series_is_not_moved_back_to_what_is_over(client: Client, cast: Cast, talk: Conversation) -> None:
    """Mondays, moved a week: the first is next Monday, and would be this one."""
    Programme.objects.update(talks_later_by=1, weekday=1)
    Conversation.objects.filter(pk=talk.pk).update(planned_on=date(2026, 9, 21))
    assert over(shown(client, cast.programme, "samtaleserien", weeks="-1", why="rota")) == [
        "Samtale 1, uke 3"
    ]


@pytest.mark.django_db
def test_it_moves_when_it_is_ticked(client: Client, cast: Cast, talk: Conversation) -> None:
    fields = {"weekday": "1", "why": "rota"}
    page = shown(client, cast.programme, "ukedag", **fields)
    sent = {**fields, "seen": page.context["form"].data["seen"], "save": "1"}
    box = f"flytt-Conversation-{talk.pk}"
    assert client.post(address(cast.programme, "ukedag"), {**sent, box: "on"}).status_code == 302
    talk.refresh_from_db()
    assert talk.planned_on == date(2026, 9, 14)
