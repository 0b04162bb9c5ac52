"""Training shifts when the plan is changed: what has been stays, and the steps within them follow the last one."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from programmes.models import Programme
from tests.cast import Cast
from tests.changes import PAUSE, address, errors, saved, shown
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
START = {"starts_on": "2026-09-28", "why": "agreed"}
EARLY = date(2026, 8, 27)  # the programme starts on Monday 31 August 2026, and today is 16 September


def set_shifts(programme: Programme, *days: date) -> None:
    """The first of them get these days."""
    for shift, day in zip(programme.shifts.all(), days, strict=False):
        shift.on = day
        shift.save()


def shift_days(programme: Programme) -> list[date]:
    return [shift.on for shift in programme.shifts.all() if shift.on]


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("pause", PAUSE),
        ("ukedag", {"weekday": "2", "why": "rota"}),
        ("samtaleserien", {"weeks": "2", "why": "rota"}),
        ("startdato", {"starts_on": "2026-09-07", "why": "agreed"}),
    ],
)
def test_a_shift_before_the_start_is_left_alone(
    client: Client, cast: Cast, what: str, fields: dict[str, str]
) -> None:
    set_shifts(cast.programme, EARLY)
    client.force_login(cast.leader)
    rows = shown(client, cast.programme, what, **fields).context["rows"]
    assert not [effect for effect in rows.effects if effect.row.key.startswith("TrainingShift")]
    assert saved(client, cast.programme, what, **fields).status_code == 302
    assert shift_days(cast.programme) == [EARLY]


def test_the_start_is_never_after_a_shift_that_has_been(client: Client, cast: Cast) -> None:
    set_shifts(cast.programme, EARLY, date(2026, 9, 2), date(2026, 9, 10), date(2026, 9, 16))
    client.force_login(cast.leader)
    (said,) = errors(client, cast.programme, "startdato", starts_on="2026-09-07", why="agreed")["starts_on"]
    assert said == "En opplæringsvakt var 2. september 2026. Programmet kan ikke starte etter det."
    start = {"starts_on": "2026-09-02", "why": "agreed"}
    assert saved(client, cast.programme, "startdato", **start).status_code == 302
    assert len(shift_days(cast.programme)) == 4


def test_a_shift_to_come_asks_for_a_day_after_the_new_start(client: Client, cast: Cast) -> None:
    set_shifts(cast.programme, date(2026, 9, 16), date(2026, 9, 21))
    client.force_login(cast.leader)
    start = {"starts_on": "2026-09-28", "why": "agreed"}
    rows = shown(client, cast.programme, "startdato", **start).context["rows"]
    asked = [field.label for name, field in rows.fields.items() if name.startswith("dag-Training")]
    assert asked == ["Ny dato for Opplæringsvakt 1", "Ny dato for Opplæringsvakt 2"]
    proposed = [field.initial for name, field in rows.fields.items() if name.startswith("dag-Training")]
    assert proposed == [date(2026, 10, 14), date(2026, 10, 19)], "28 days later, as the start"
    assert saved(client, cast.programme, "startdato", **start).status_code == 302
    assert shift_days(cast.programme) == proposed


def test_the_words_above_the_days_and_their_labels_agree(client: Client, cast: Cast) -> None:
    set_shifts(cast.programme, date(2026, 9, 21))
    client.force_login(cast.leader)
    text = shown(client, cast.programme, "startdato", **START).content.decode()
    label = re.search(r"Ny dato for Opplæringsvakt 1(.*?)</label>", text, re.DOTALL)
    assert label
    assert "valgfritt" not in label[1]


def test_a_ticked_step_stays_as_it_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    step = cast.programme.steps.get(title__startswith="Omvisning")
    client.post(step.get_absolute_url(), {"done_on": "2026-08-31"})
    step.refresh_from_db()
    assert saved(client, cast.programme, "startdato", starts_on="2026-09-28", why="agreed").status_code == 302
    was = (step.done_on, step.due_on)
    step.refresh_from_db()
    assert (step.done_on, step.due_on) == was


# --- what is done within them ---------------------------------------------------------------------------

WITHIN = "Bli kjent med enhetens rutiner (Kvaliteket) og enhetens sjekkliste/opplæringsplan for nytilsatte"


def within(page: Any) -> list[str]:
    """What the preview says of that step."""
    return [
        line.field.field.help_text
        for group in page.context["groups"]
        for line in group.lines
        if line.what == WITHIN
    ]


def due_on(programme: Programme) -> date | None:
    day: date | None = programme.steps.get(title=WITHIN).due_on
    return day


@pytest.fixture
def two_to_come(client: Client, cast: Cast) -> Programme:
    """21 and 25 September: the steps within the shifts are due on the second. Its leader is signed in."""
    set_shifts(cast.programme, date(2026, 9, 21), date(2026, 9, 25))
    cast.programme.refresh_shift_steps()
    client.force_login(cast.leader)
    return cast.programme


def test_the_steps_within_the_shifts_lose_the_last_one_with_its_day(
    client: Client, two_to_come: Programme
) -> None:
    assert due_on(two_to_come) == date(2026, 9, 25)
    page = shown(client, two_to_come, "startdato", **START)
    assert within(page) == ["fra fre 25. sept. 2026 til fre 23. okt. 2026"], "as far later as the start"
    emptied = {name: "" for name in page.context["rows"].fields if name.startswith("dag-Training")}
    sent = {**START, **emptied, "offered": page.context["form"].data["offered"]}
    page = shown(client, two_to_come, "startdato", **sent)
    assert within(page) == ["fra fre 25. sept. 2026 til fre 9. okt. 2026"]
    seen = page.context["form"].data["seen"]
    boxes = {name: "on" for name, field in page.context["rows"].fields.items() if field.initial is True}
    page = client.post(address(two_to_come, "startdato"), {**sent, **boxes, "seen": seen, "save": "1"})
    assert page.status_code == 302
    assert shift_days(two_to_come) == []
    assert due_on(two_to_come) == date(2026, 10, 9)


def test_the_steps_within_the_shifts_follow_the_days_that_are_typed(
    client: Client, two_to_come: Programme
) -> None:
    """They are shown where those days put them before anything is saved, with all that was said already."""
    page = shown(client, two_to_come, "startdato", **START)
    boxes = [name for name, field in page.context["rows"].fields.items() if field.initial is True]
    kept = next(name for name in boxes if "Step" in name)
    ticked = [name for name in boxes if name != kept]
    asked = [name for name in page.context["rows"].fields if name.startswith("dag-Training")]
    sent = START | dict(zip(asked, ("2026-09-30", "2026-10-13"), strict=True)) | dict.fromkeys(ticked, "on")

    def send(page: Any) -> Any:
        hidden = {name: page.context["form"].data[name] for name in ("seen", "offered")}
        return client.post(address(two_to_come, "startdato"), {**sent, **hidden, "save": "1"})

    again = send(page)
    assert again.status_code == 200
    assert "Du har endret noe siden sist" in again.content.decode()
    assert within(again) == ["fra fre 25. sept. 2026 til tir 13. okt. 2026"]
    rows = again.context["rows"]
    assert [rows[name].value() for name in (kept, *asked)] == [False, "2026-09-30", "2026-10-13"]
    assert all(rows[name].value() for name in ticked)
    assert send(again).status_code == 302
    assert shift_days(two_to_come) == [date(2026, 9, 30), date(2026, 10, 13)]
    assert due_on(two_to_come) == date(2026, 10, 13)


def test_what_was_chosen_stands_when_the_preview_is_shown_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    page = shown(client, cast.programme, "pause", **PAUSE)
    rows = page.context["rows"]
    first, *rest = [name for name, field in rows.fields.items() if field.initial is True]
    (day,) = [name for name in rows.fields if name.startswith("dag-")]
    sent = {
        **PAUSE,
        **dict.fromkeys(rest, "on"),
        day: "2026-10-30",
        "offered": page.context["form"].data["offered"],
    }
    again = shown(client, cast.programme, "pause", **sent).context["rows"]
    assert (again[first].value(), again[day].value()) == (False, "2026-10-30")
    assert all(again[name].value() for name in rest)


@pytest.mark.parametrize(
    ("to_on", "due"), [("2026-09-27", date(2026, 9, 28)), ("", None)], ids=["ended", "open"]
)
def test_the_steps_within_the_shifts_wait_until_the_pause_is_over(
    client: Client, two_to_come: Programme, to_on: str, due: date | None
) -> None:
    """The last shift is in it; people have set that day, and the steps' is ours."""
    pause = {"from_on": "2026-09-23", "to_on": to_on, "reason": "leave"}
    assert saved(client, two_to_come, "pause", **pause).status_code == 302
    assert shift_days(two_to_come) == [date(2026, 9, 21), date(2026, 9, 25)]
    assert due_on(two_to_come) == due
    two_to_come.refresh_shift_steps()
    assert due_on(two_to_come) == due


def test_a_ticked_step_within_the_shifts_keeps_its_day(cast: Cast) -> None:
    set_shifts(cast.programme, date(2026, 9, 9))
    cast.programme.refresh_shift_steps()
    done, still_open = cast.programme.steps.filter(rule__when="within_shifts")
    done.tick(by=cast.leader, at=NOON, on=date(2026, 9, 9))
    done.save()
    set_shifts(cast.programme, date(2026, 9, 21))
    cast.programme.refresh_shift_steps()
    days = [cast.programme.steps.get(pk=step.pk).due_on for step in (done, still_open)]
    assert days == [date(2026, 9, 9), date(2026, 9, 21)]
