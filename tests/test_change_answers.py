"""What somebody has said about the rows of a change stands when the page is drawn anew."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.changes import PAUSE, address, saved, shown

pytestmark = pytest.mark.django_db

OTHERS = "Planen er endret siden du så den."
OWN = "Du har endret noe siden sist, og forslaget er regnet ut på nytt."


def answered(page: Any) -> tuple[dict[str, str], str, str]:
    """What a browser would send from the page, with one box unticked and one day typed; and the names of those two."""
    rows, form = page.context["rows"], page.context["form"]
    boxes = [name for name in rows.fields if name.startswith("flytt") and rows[name].value()]
    day = next(name for name in rows.fields if name.startswith("dag"))
    kept = boxes[2]
    sent = dict.fromkeys(boxes, "on") | {name: form[name].value() for name in ("seen", "offered")}
    del sent[kept]
    return sent | {day: "2026-10-30"}, kept, day


@pytest.mark.parametrize("pressed", ["preview", "save"])
def test_looking_again_keeps_every_answer(client: Client, cast: Cast, pressed: str) -> None:
    client.force_login(cast.leader)
    sent, kept, day = answered(shown(client, cast.programme, "pause", **PAUSE))
    longer = PAUSE | {"to_on": "2026-12-13"}
    page = client.post(address(cast.programme, "pause"), {**sent, **longer, pressed: "1"})
    rows = page.context["rows"]
    assert (page.status_code, rows[kept].value(), rows[day].value()) == (200, False, "2026-10-30")
    assert not cast.programme.plan_changes.exists()
    assert [said in page.content.decode() for said in (OWN, OTHERS)] == [pressed == "save", False]


def test_somebody_elses_change_keeps_them_too_and_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent, kept, day = answered(shown(client, cast.programme, "pause", **PAUSE))
    saved(client, cast.programme, "samtaleserien", weeks="1", why="rota")
    page = client.post(address(cast.programme, "pause"), {**sent, **PAUSE, "save": "1"})
    rows = page.context["rows"]
    assert (rows[kept].value(), rows[day].value()) == (False, "2026-10-30")
    assert [said in page.content.decode() for said in (OWN, OTHERS)] == [False, True]


def test_a_box_nobody_touched_follows_the_plan(client: Client, cast: Cast) -> None:
    """It moved by itself; then the two set its day, and it stays unless somebody says so."""
    client.force_login(cast.leader)
    sent, *_ = answered(shown(client, cast.programme, "pause", **PAUSE))
    talk = cast.programme.conversations.get(number=12)
    cast.programme.conversations.filter(pk=talk.pk).update(dated_by_person=True)
    page = client.post(address(cast.programme, "pause"), {**sent, **PAUSE, "save": "1"})
    assert page.context["rows"][f"flytt-Conversation-{talk.pk}"].value() is False


def test_answers_outlive_a_refused_field_and_rows_that_go_and_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent, kept, day = answered(shown(client, cast.programme, "pause", **PAUSE))
    for dates in ({"to_on": "i morgen"}, {"from_on": "2027-06-01", "to_on": "2027-06-06"}):
        page = client.post(address(cast.programme, "pause"), {**sent, **PAUSE, **dates, "preview": "1"})
        assert (day, "2026-10-30") in page.context["unseen"]
        assert f'name="{day}" value="2026-10-30"' in page.content.decode()
        sent = dict(page.context["unseen"]) | {"offered": page.context["form"]["offered"].value()}
    rows = client.post(address(cast.programme, "pause"), {**sent, **PAUSE, "preview": "1"}).context["rows"]
    assert (rows[kept].value(), rows[day].value()) == (False, "2026-10-30")


def test_the_answers_that_were_kept_are_saved(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent, kept, day = answered(shown(client, cast.programme, "pause", **PAUSE))
    page = client.post(address(cast.programme, "pause"), {**sent, **PAUSE, "preview": "1"})
    sent, *_ = answered(page)
    assert kept not in sent
    assert client.post(address(cast.programme, "pause"), {**sent, **PAUSE, "save": "1"}).status_code == 302
    assert cast.programme.reviews.get(pk=day.rpartition("-")[2]).planned_on == date(2026, 10, 30)
