"""One step of the timeline: who reads it, who ticks it, who sets its day."""

import json
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Programme, Step
from tests.cast import LEADERS, PAIR, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)
BLIND = ["former_mentor", "former_leader", "administrator", "stranger", "foreign_leader"]


def step_for(cast: Cast, responsible: str) -> Step:
    """The first step that exactly these are responsible for."""
    return cast.programme.steps.filter(responsible=responsible)[0]


def first_shift(cast: Cast) -> Step:
    """Due when somebody knows the day of the first ansvarsvakt."""
    return cast.programme.steps.get(rule__when="event")


def send(client: Client, user: User, step: Step, data: dict[str, str]) -> int:
    client.force_login(user)
    return client.post(step.get_absolute_url(), data).status_code


def ticked(step: Step) -> tuple[date | None, User | None, bool]:
    step.refresh_from_db()
    return step.done_on, step.done_by, step.done_at is not None


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *LEADERS, "coordinator"])
def test_all_who_see_the_dates_read_it(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    assert client.get(step_for(cast, "leader").get_absolute_url()).status_code == 200


@pytest.mark.parametrize("role", BLIND)
def test_nobody_else_can_tell_that_it_exists(client: Client, role: str) -> None:
    cast = make_cast()
    step = step_for(cast, "leader")
    client.force_login(cast.of(role))
    assert client.get(step.get_absolute_url()).status_code == 404
    assert send(client, cast.of(role), step, {"done_on": "2026-09-16"}) == 404
    assert ticked(step) == (None, None, False)


def test_the_coordinator_has_no_buttons(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.coordinator)
    for step in (step_for(cast, "leader"), first_shift(cast)):
        page = client.get(step.get_absolute_url())
        shown = [page.context[name] for name in ("done_form", "due_form", "may_untick")]
        assert shown == [None, None, False]
        assert send(client, cast.coordinator, step, {"due_on": "2026-10-01"}) == 404
        assert send(client, cast.coordinator, step, {"done_on": "2026-09-16"}) == 404


def test_a_step_that_does_not_exist(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.leader)
    step = step_for(cast, "leader")
    assert client.get(step.get_absolute_url().replace(f"/{step.position}/", "/999/")).status_code == 404


def test_the_page_takes_seven_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = make_cast()
    url = step_for(cast, "leader").get_absolute_url()
    client.force_login(cast.leader)
    with django_assert_num_queries(7):
        client.get(url)


# --- ticking --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("responsible", "role"),
    [
        ("leader", "leader"),
        ("leader", "head"),
        ("mentor", "mentor"),
        ("mentor", "substitute"),
        ("mentor", "second_leader"),
        ("mentor,new_hire", "new_hire"),
        ("mentor,new_hire", "leader"),
    ],
)
def test_those_responsible_tick_it(client: Client, responsible: str, role: str) -> None:
    cast = make_cast()
    step = step_for(cast, responsible)
    assert send(client, cast.of(role), step, {"done_on": "2026-09-15"}) == 302
    assert ticked(step) == (date(2026, 9, 15), cast.of(role), True)


@pytest.mark.parametrize(
    ("responsible", "role"),
    [("leader", "new_hire"), ("leader", "mentor"), ("leader", "substitute"), ("mentor", "new_hire")],
)
def test_others_read_it_only(client: Client, responsible: str, role: str) -> None:
    cast = make_cast()
    step = step_for(cast, responsible)
    client.force_login(cast.of(role))
    assert client.get(step.get_absolute_url()).context["done_form"] is None
    assert send(client, cast.of(role), step, {"done_on": "2026-09-16"}) == 404
    assert send(client, cast.of(role), step, {"untick": "1"}) == 404
    assert ticked(step) == (None, None, False)


def test_today_is_proposed(client: Client) -> None:
    cast = make_cast()
    client.force_login(cast.leader)
    page = client.get(step_for(cast, "leader").get_absolute_url())
    assert page.context["done_form"]["done_on"].value() == TODAY


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-09-17", "Datoen er ikke kommet ennå."),
        ("2025-08-29", "Velg en dato fra og med 30. august 2025."),
        ("", "Skriv hvilken dag det ble gjort."),
        ("tirsdag", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
    ],
)
def test_a_day_that_cannot_be(client: Client, day: str, sentence: str) -> None:
    cast = make_cast()
    step = step_for(cast, "leader")
    client.force_login(cast.leader)
    response = client.post(step.get_absolute_url(), {"done_on": day})
    errors = response.context["done_form"].errors
    assert (response.status_code, errors) == (422, {"done_on": [sentence]})
    assert ticked(step) == (None, None, False)


def test_the_first_of_two_ticks_stands(client: Client) -> None:
    cast = make_cast()
    step = step_for(cast, "leader")
    assert send(client, cast.leader, step, {"done_on": "2026-09-14"}) == 302
    assert send(client, cast.head, step, {"done_on": "2026-09-16"}) == 302
    assert ticked(step) == (date(2026, 9, 14), cast.leader, True)


def test_it_can_be_taken_back(client: Client) -> None:
    cast = make_cast()
    step = step_for(cast, "leader")
    send(client, cast.leader, step, {"done_on": "2026-09-14"})
    assert [send(client, cast.head, step, {"untick": "1"}) for _ in range(2)] == [302, 302]
    assert ticked(step) == (None, None, False)


# --- a day of one's own ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", LEADERS)
def test_leaders_set_the_day_of_an_event(client: Client, role: str) -> None:
    cast = make_cast()
    step = first_shift(cast)
    assert send(client, cast.of(role), step, {"due_on": "2026-10-03"}) == 302
    step.refresh_from_db()
    assert step.due_on == date(2026, 10, 3)
    note = client.get(step.get_absolute_url()).context["day_note"]
    assert note == "3. oktober 2026 er en lørdag. Datoen gjelder likevel."
    send(client, cast.of(role), step, {"due_on": ""})
    step.refresh_from_db()
    assert step.due_on is None


@pytest.mark.parametrize("role", PAIR)
def test_the_pair_does_not(client: Client, role: str) -> None:
    cast = make_cast()
    step = first_shift(cast)
    assert send(client, cast.of(role), step, {"due_on": "2026-10-03"}) == 404
    step.refresh_from_db()
    assert step.due_on is None


def test_leaders_move_a_step_and_the_plan_gets_it_back(client: Client) -> None:
    cast = make_cast()
    step = cast.programme.steps.filter(rule__when="days_before")[0]
    due_on = step.due_on
    assert send(client, cast.mentor, step, {"due_on": "2026-10-03"}) == 404
    assert send(client, cast.leader, step, {"due_on": "2026-10-03"}) == 302
    step.refresh_from_db()
    assert (step.due_on, step.dated_by_person) == (date(2026, 10, 3), True)
    assert send(client, cast.leader, step, {"due_on": ""}) == 302
    step.refresh_from_db()
    assert (step.due_on, step.dated_by_person) == (due_on, False)


def undo_of(client: Client, step: Step, day: str) -> dict[str, str]:
    """What the confirmation's button sends."""
    page = client.post(step.get_absolute_url(), {"due_on": day}, follow=True)
    fields: dict[str, str] = json.loads(next(iter(page.context["messages"])).extra_tags)[1]
    return fields


@pytest.mark.parametrize("is_set", [False, True])
def test_a_moved_step_is_taken_back_from_the_confirmation(client: Client, is_set: bool) -> None:
    cast = make_cast()
    step = cast.programme.steps.filter(rule__when="days_before")[0]
    was = date(2026, 8, 17)  # a pause or a person has put it on another day than the rule's own
    Step.objects.filter(pk=step.pk).update(due_on=was, dated_by_person=is_set)
    client.force_login(cast.leader)
    back = undo_of(client, step, "2026-10-03")
    client.post(step.get_absolute_url(), {"due_on": "2026-10-05"})
    page = client.post(step.get_absolute_url(), back, follow=True)
    assert "Noen har endret dette siden." in page.content.decode()
    step.refresh_from_db()
    assert step.due_on == date(2026, 10, 5)

    client.post(step.get_absolute_url(), {"due_on": "2026-10-03"})
    for _twice in range(2):
        client.post(step.get_absolute_url(), back)
        step.refresh_from_db()
        assert (step.due_on, step.dated_by_person) == (was, is_set)


def test_a_day_that_a_step_did_not_have_is_taken_back(client: Client) -> None:
    cast = make_cast()
    step = first_shift(cast)
    client.force_login(cast.leader)
    back = undo_of(client, step, "2026-10-03")
    client.post(step.get_absolute_url(), back)
    step.refresh_from_db()
    assert (step.due_on, step.dated_by_person) == (None, False)


def test_a_step_that_is_done_is_not_moved(client: Client) -> None:
    cast = make_cast()
    step = cast.programme.steps.filter(rule__when="days_before")[0]
    assert send(client, cast.leader, step, {"done_on": "2026-09-14"}) == 302
    assert send(client, cast.leader, step, {"due_on": "2026-10-03"}) == 404


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2226-10-01", "Datoen er mer enn fem år etter starten. Se på årstallet."),
        ("2020-10-01", "Velg en dato fra og med 30. august 2025."),
    ],
)
def test_a_year_that_is_a_slip(client: Client, day: str, sentence: str) -> None:
    cast = make_cast()
    client.force_login(cast.leader)
    response = client.post(first_shift(cast).get_absolute_url(), {"due_on": day})
    errors = response.context["due_form"].errors
    assert (response.status_code, errors) == (422, {"due_on": [sentence]})


# --- after handing over ---------------------------------------------------------------------------


def test_handed_over_it_is_read_only(client: Client) -> None:
    cast = make_cast()
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY, handed_over_on=TODAY)
    step = first_shift(cast)
    client.force_login(cast.leader)
    page = client.get(step.get_absolute_url())
    assert (page.status_code, page.context["done_form"], page.context["due_form"]) == (200, None, None)
    assert send(client, cast.leader, step, {"done_on": "2026-09-16"}) == 404
    assert send(client, cast.leader, step, {"due_on": "2026-10-03"}) == 404
    assert ticked(step) == (None, None, False)
