"""The day of an event: what waits for it is due the working day before."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from people.models import User
from programmes.models import Step
from tests.cast import LEADERS, Cast, make_cast
from tests.changes import PAUSE, saved
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
EVENT = {"when": "event", "name": "første ansvarsvakt"}


def add_step(cast: Cast, position: int = 900, **fields: object) -> Step:
    values = {"title": "Rad", "rule": EVENT, "responsible": "mentor"} | fields
    return Step.objects.create(programme=cast.programme, position=position, **values)


def send(client: Client, user: User, step: Step, **data: str) -> tuple[int, str]:
    """The status, and what the page says."""
    client.force_login(user)
    response = client.post(step.get_absolute_url(), data)
    if response.status_code != 302:
        return response.status_code, ""
    *_earlier, last = get_messages(response.wsgi_request)
    return 302, str(last)


def days(step: Step) -> tuple[date | None, date | None]:
    step.refresh_from_db()
    return step.event_on, step.due_on


@pytest.mark.parametrize("role", [*LEADERS, "mentor", "substitute"])
def test_whoever_ticks_the_step_sets_the_day(client: Client, cast: Cast, role: str) -> None:
    step = add_step(cast)
    assert send(client, cast.of(role), step, event_on="2026-10-05") == (302, "Dagen er lagret.")
    assert days(step) == (date(2026, 10, 5), date(2026, 10, 2))  # a Monday; the Friday before


@pytest.mark.parametrize(
    "role", ["new_hire", "former_mentor", "former_leader", "coordinator", "stranger", "foreign_leader"]
)
def test_nobody_else_does(client: Client, cast: Cast, role: str) -> None:
    step = add_step(cast)
    assert send(client, cast.of(role), step, event_on="2026-10-05")[0] == 404
    assert days(step) == (None, None)


@pytest.mark.parametrize(
    ("event_on", "due_on"),
    [
        ("2026-12-25", date(2026, 12, 24)),
        ("2026-12-27", date(2026, 12, 24)),  # Sunday after Christmas
        ("2027-03-30", date(2027, 3, 24)),  # Tuesday after Easter
        ("2026-10-08", date(2026, 10, 7)),
    ],
)
def test_it_is_due_the_working_day_before(client: Client, cast: Cast, event_on: str, due_on: date) -> None:
    step = add_step(cast)
    send(client, cast.mentor, step, event_on=event_on)
    assert days(step) == (date.fromisoformat(event_on), due_on)


def test_all_that_wait_for_the_same_follow_and_nothing_else(client: Client, cast: Cast) -> None:
    shipped = cast.programme.steps.get(rule__when="event", position__lt=900)
    other = add_step(cast, 901, rule=EVENT | {"name": "første nattevakt"})
    elsewhere = add_step(make_cast(), 900)
    done = add_step(cast, 902, done_on=date(2026, 9, 1), done_by=cast.mentor, done_at=NOON)
    send(client, cast.mentor, add_step(cast), event_on="2026-10-05")
    assert days(shipped) == (date(2026, 10, 5), date(2026, 10, 2))
    assert days(done) == (date(2026, 10, 5), None)
    assert days(other) == days(elsewhere) == (None, None)


def test_a_day_that_a_person_has_set_stays(client: Client, cast: Cast) -> None:
    step, set_by_person = add_step(cast), add_step(cast, 901, due_on=date(2026, 9, 21))
    send(client, cast.mentor, step, event_on="2026-10-05")
    assert days(set_by_person) == (date(2026, 10, 5), date(2026, 9, 21))
    send(client, cast.leader, step, due_on="2026-09-30")  # after the event was set, too
    for event_on, expected in (("2026-10-12", date(2026, 10, 12)), ("", None)):
        send(client, cast.mentor, step, event_on=event_on)
        assert days(step) == (expected, date(2026, 9, 30))
        assert days(set_by_person) == (expected, date(2026, 9, 21))


def test_the_day_is_moved_and_taken_away(client: Client, cast: Cast) -> None:
    step = add_step(cast)
    send(client, cast.mentor, step, event_on="2026-10-05")
    send(client, cast.leader, step, event_on="2026-10-08")
    assert days(step) == (date(2026, 10, 8), date(2026, 10, 7))
    assert send(client, cast.mentor, step, event_on="") == (302, "Dagen er tatt bort.")
    assert days(step) == (None, None)


def test_the_undo_gives_the_former_day_back_unless_it_was_changed(client: Client, cast: Cast) -> None:
    step = add_step(cast)
    send(client, cast.mentor, step, event_on="2026-10-05")
    send(client, cast.mentor, step, event_on="2026-10-12")
    undo = {"event_on": "2026-10-05", "seen": "2026-10-12"}
    send(client, cast.mentor, step, **undo)
    assert days(step) == (date(2026, 10, 5), date(2026, 10, 2))
    assert (
        send(client, cast.mentor, step, **undo)[1] == "Noen har endret dette siden. Se på det før du angrer."
    )
    assert days(step) == (date(2026, 10, 5), date(2026, 10, 2))


@pytest.mark.parametrize(
    ("event_on", "sentence"),
    [
        ("i morgen", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ("2026-08-30", "Velg en dato fra og med 31. august 2026."),
        ("2036-08-30", "Datoen er mer enn fem år etter starten. Se på årstallet."),
    ],
)
def test_a_day_that_cannot_be(client: Client, cast: Cast, event_on: str, sentence: str) -> None:
    step = add_step(cast)
    client.force_login(cast.mentor)
    response = client.post(step.get_absolute_url(), {"event_on": event_on})
    assert (response.status_code, response.context["event_form"].errors) == (422, {"event_on": [sentence]})
    assert days(step) == (None, None)


def test_a_step_with_another_rule_has_no_event(client: Client, cast: Cast) -> None:
    step = add_step(cast, rule={"when": "on_demand"})
    assert send(client, cast.leader, step, event_on="2026-10-05")[0] == 404
    assert "Lagre dagen" not in client.get(step.get_absolute_url()).text
    assert days(step) == (None, None)


def test_not_after_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    step = add_step(cast)
    cast.programme.ended_on = cast.programme.handed_over_on = date(2026, 9, 15)
    cast.programme.save()
    assert send(client, cast.leader, step, event_on="2026-10-05")[0] == 404
    assert days(step) == (None, None)


# --- pauses -----------------------------------------------------------------------------------------------


def test_an_event_in_a_pause_is_prepared_before_it(client: Client, cast: Cast) -> None:
    """After the pause is too late, and in it nobody is there."""
    cast.programme.pauses.create(from_on=date(2026, 10, 5), to_on=date(2026, 10, 9), reason="leave")
    cast.programme.pauses.create(from_on=date(2026, 10, 12), to_on=None, reason="leave")
    step = add_step(cast)
    for event_on, due_on in (("2026-10-06", date(2026, 10, 2)), ("2026-10-20", date(2026, 10, 2))):
        send(client, cast.mentor, step, event_on=event_on)
        assert days(step) == (date.fromisoformat(event_on), due_on)
    send(client, cast.leader, step, due_on="2026-10-01")
    send(client, cast.leader, step, due_on="")
    assert days(step) == (date(2026, 10, 20), date(2026, 10, 2))


def test_a_pause_over_the_day_before_an_event_moves_it_and_gives_it_back(client: Client, cast: Cast) -> None:
    step, by_person = add_step(cast), add_step(cast, 901, due_on=date(2026, 11, 5), dated_by_person=True)
    send(client, cast.mentor, step, event_on="2026-12-07")
    client.force_login(cast.leader)
    assert saved(client, cast.programme, "pause", **PAUSE).status_code == 302
    assert days(step) == (date(2026, 12, 7), date(2026, 10, 30))
    assert days(by_person) == (date(2026, 12, 7), date(2026, 11, 5))
    client.post(cast.programme.plan_changes.get().undo_url)
    assert days(step) == (date(2026, 12, 7), date(2026, 12, 4))
