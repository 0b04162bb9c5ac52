"""Taking a change back: the mentors' periods too, and the reasons why it stands."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.models import PlanChange, Programme
from programmes.taking_back import undo, why_it_stands
from tests.cast import Cast
from tests.changes import PAUSE, days, saved

pytestmark = pytest.mark.django_db
STARTED = date(2026, 8, 31)


def move_start(client: Client, cast: Cast, day: str) -> PlanChange:
    client.force_login(cast.leader)
    assert saved(client, cast.programme, "startdato", starts_on=day, why="agreed").status_code == 302
    made: PlanChange = cast.programme.plan_changes.get()
    return made


def undone(client: Client, made: PlanChange) -> str:
    """What the page says."""
    return str([*get_messages(client.post(made.undo_url).wsgi_request)][-1])


def periods(cast: Cast) -> dict[str, tuple[date, date | None]]:
    roles = {cast.mentor: "mentor", cast.substitute: "substitute", cast.former_mentor: "former"}
    return {roles[one.mentor]: (one.from_on, one.to_on) for one in cast.programme.mentorships.all()}


def make_extra(programme: Programme, day: date) -> Any:
    return programme.conversations.create(number=99, title="Ekstra", planned_on=day, dated_by_person=True)


# --- how much is asked ------------------------------------------------------------------------------------


def test_one_question_a_table_and_not_a_row(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = move_start(client, cast, "2026-09-14")
    assert len(made.after["rows"]) > 25
    with django_assert_max_num_queries(27):
        undo(made, by=cast.leader, at=timezone.now())


# --- mentors ----------------------------------------------------------------------------------------------


def test_a_substitute_who_begins_on_the_new_start_is_not_moved_back(client: Client, cast: Cast) -> None:
    before = periods(cast)
    made = move_start(client, cast, "2026-09-01")
    assert periods(cast)["mentor"] == (date(2026, 9, 1), None)
    assert undone(client, made) == "Endringen er tatt tilbake. Datoene er som før."
    assert periods(cast) == before


def test_a_period_that_is_over_before_the_new_start_stays(client: Client, cast: Cast) -> None:
    before = periods(cast)
    made = move_start(client, cast, "2026-09-14")
    assert periods(cast) == before | {"mentor": (date(2026, 9, 14), None)}
    undone(client, made)
    assert periods(cast) == before


def test_a_period_that_was_ended_since_never_begins_after_its_end(client: Client, cast: Cast) -> None:
    made = move_start(client, cast, "2026-08-24")
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 8, 28))
    undone(client, made)
    assert periods(cast)["mentor"] == (date(2026, 8, 24), date(2026, 8, 28))


# --- before the start -------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["talk", "review", "shift"])
def test_nothing_that_was_put_in_since_is_left_before_the_start(
    client: Client, cast: Cast, what: str
) -> None:
    made, day = move_start(client, cast, "2026-08-24"), date(2026, 8, 26)
    if what == "talk":
        make_extra(cast.programme, day)
    elif what == "review":
        cast.programme.reviews.create(number=99, title="Ekstra", planned_on=day, dated_by_person=True)
    else:
        cast.programme.shifts.filter(number=1).update(on=day)
    before = days(cast.programme)
    name = {"talk": "Samtale 99", "review": "Ekstra", "shift": "Vakt 1"}[what]
    assert undone(client, made) == (
        f"«{name}» står 26. august 2026, og ville stått før startdatoen 31. august 2026. Flytt den først."
    )
    assert days(cast.programme) == before


def test_a_shift_that_was_early_before_the_change_is_no_hindrance(client: Client, cast: Cast) -> None:
    cast.programme.shifts.filter(number=1).update(on=date(2026, 8, 27))
    before = days(cast.programme)
    undone(client, move_start(client, cast, "2026-08-24"))
    assert days(cast.programme) == before


def test_what_stands_on_the_start_is_no_hindrance(client: Client, cast: Cast) -> None:
    made = move_start(client, cast, "2026-08-24")
    make_extra(cast.programme, STARTED)
    assert undone(client, made) == "Endringen er tatt tilbake. Datoene er som før."


# --- done since -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rows", "table"), [("conversations", "Conversation"), ("steps", "Step")])
def test_what_was_marked_as_before_our_time_since_makes_the_change_stand(
    client: Client, cast: Cast, rows: str, table: str
) -> None:
    made = move_start(client, cast, "2026-09-28")
    touched = {row["pk"] for row in made.after["rows"] if row["table"] == table}
    row = getattr(cast.programme, rows).filter(pk__in=touched).last()
    row.before_use = True
    row.save()
    before = days(cast.programme)
    assert undone(client, made).startswith("Noe er ført eller krysset av etter endringen.")
    assert days(cast.programme) == before


# --- when it is over --------------------------------------------------------------------------------------


def test_an_ended_programme_keeps_its_changes(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "pause", **PAUSE)
    made, history = cast.programme.plan_changes.get(), reverse("programmes:changes", args=[cast.programme.pk])
    assert made.undo_url in client.get(history).content.decode()
    Programme.objects.update(ended_on=timezone.localdate())
    assert made.undo_url not in client.get(history).content.decode()
    before = days(cast.programme)
    assert undone(client, made) == ("Programmet er avsluttet. Ta det opp igjen før du tar endringen tilbake.")
    assert days(cast.programme) == before


def test_a_handed_over_one_too(client: Client, cast: Cast) -> None:
    made = move_start(client, cast, "2026-08-24")
    on = timezone.localdate()
    Programme.objects.update(ended_on=on, handed_over_on=on)
    made.refresh_from_db()
    assert why_it_stands(made, {}) == "Skjemaet er overlevert, og ingenting endres mer."
    assert client.post(made.undo_url).status_code == 404
