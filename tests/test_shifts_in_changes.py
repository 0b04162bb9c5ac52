"""Training shifts when the plan is changed: what has been stays, and the steps within them follow the last one."""

from datetime import date

import pytest
from django.test import Client

from programmes.models import Programme
from tests.cast import Cast
from tests.changes import PAUSE, errors, saved, shown

pytestmark = pytest.mark.django_db
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


def test_a_ticked_step_stays_as_it_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    step = cast.programme.steps.get(title__startswith="Omvisning")
    client.post(step.get_absolute_url(), {"done_on": "2026-08-31"})
    step.refresh_from_db()
    assert saved(client, cast.programme, "startdato", starts_on="2026-09-28", why="agreed").status_code == 302
    was = (step.done_on, step.due_on)
    step.refresh_from_db()
    assert (step.done_on, step.due_on) == was
