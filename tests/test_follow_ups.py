"""Leader and mentor meet: leaders date and hold it, the pair reads."""

from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import MentorFollowUp
from programmes.states import State
from tests.appointments import agreed, errors, held, said
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


def row_of(cast: Cast, number: int = 3) -> MentorFollowUp:
    """The third: proposed for Monday 2 November 2026."""
    return cast.programme.follow_ups.get(number=number)


@pytest.mark.parametrize("role", [*LEADERS, *PAIR])
def test_leaders_and_the_pair_read(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(row_of(cast).get_absolute_url()).status_code == 200


@pytest.mark.parametrize("role", OUTSIDERS)
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    row = row_of(cast)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.post(row.get_absolute_url(), agreed(row, "2026-11-03")).status_code == 404


def test_another_number_is_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert client.get(row_of(cast).get_absolute_url().replace("/3/", "/33/")).status_code == 404


@pytest.mark.parametrize("role", PAIR)
def test_the_pair_has_no_buttons_and_cannot_save(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    row = row_of(cast)
    assert "handling" not in client.get(row.get_absolute_url()).content.decode()
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404
    row.refresh_from_db()
    assert (row.planned_on, row.agreed_at, row.held_on) == (date(2026, 11, 2), None, None)


@pytest.mark.parametrize("role", LEADERS)
def test_a_leader_agrees_the_proposed_day(client: Client, cast: Cast, role: str) -> None:
    row = row_of(cast)
    assert said(client, row, cast.of(role), agreed(row, "2026-11-02")) == "Avtalt mandag 2. november 2026."
    row.refresh_from_db()
    assert (row.agreed_by, row.agreed_at, row.dated_by_person) == (cast.of(role), NOON, False)
    assert (row.state(TODAY), row.was_moved) == (State.AGREED, False)


def test_a_leader_moves_it_and_the_first_day_is_kept(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-11-04", "08:30"))
    row.refresh_from_db()
    assert (row.planned_on, row.starts_at and row.starts_at.hour) == (date(2026, 11, 4), 8)
    assert (row.first_planned_on, row.dated_by_person, row.was_moved) == (date(2026, 11, 2), True, True)


def test_it_may_be_before_the_start(client: Client, cast: Cast) -> None:
    row = row_of(cast, 1)
    said(client, row, cast.leader, held(row, "2026-08-11", 40))
    row.refresh_from_db()
    assert (row.held_on, row.minutes_spent, row.logged_by) == (date(2026, 8, 11), 40, cast.leader)


def test_minutes_are_voluntary(client: Client, cast: Cast) -> None:
    row = row_of(cast, 2)
    assert (
        said(client, row, cast.leader, held(row, "2026-09-14")) == "Ført som gjennomført 14. september 2026."
    )
    row.refresh_from_db()
    assert (row.state(TODAY), row.minutes_spent) == (State.HELD, None)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Velg en dato."),
        ("i morgen", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ("2024-01-01", "Velg en dato fra og med 31. august 2025."),
        ("0001-01-01", "Velg en dato fra og med 31. august 2025."),
        ("2062-11-02", "Datoen er mer enn fem år etter starten. Se på årstallet."),
    ],
)
def test_a_day_that_cannot_be_agreed(client: Client, cast: Cast, day: str, sentence: str) -> None:
    row = row_of(cast)
    assert errors(client, row, cast.leader, agreed(row, day)) == {"planned_on": [sentence]}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Skriv dagen den ble holdt."),
        ("2026-09-17", "Dagen er ikke kommet ennå. Skriv dagen den ble holdt."),
        ("2024-01-01", "Velg en dato fra og med 31. august 2025."),
    ],
)
def test_a_day_it_cannot_have_been_held(client: Client, cast: Cast, day: str, sentence: str) -> None:
    row = row_of(cast)
    assert errors(client, row, cast.leader, held(row, day)) == {"held_on": [sentence]}


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ("0", "Skriv minst 1 minutt."),
        ("481", "Skriv høyst 480 minutter."),
        ("99999999999999999999", "Skriv høyst 480 minutter."),
        ("-5", "Skriv minst 1 minutt."),
        ("en time", "Skriv antall minutter med tall."),
    ],
)
def test_minutes_that_cannot_be(client: Client, cast: Cast, minutes: str, sentence: str) -> None:
    row = row_of(cast)
    assert errors(client, row, cast.leader, held(row, "2026-09-15", minutes)) == {"minutes_spent": [sentence]}


@pytest.mark.parametrize("minutes", [1, 480])
def test_minutes_that_just_can_be(client: Client, cast: Cast, minutes: int) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-09-15", minutes))
    row.refresh_from_db()
    assert row.minutes_spent == minutes


def test_a_saturday_gets_a_note_and_no_refusal(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-11-07"))
    assert (
        client.get(row.get_absolute_url()).context["note"]
        == "7. november 2026 er en lørdag. Datoen gjelder likevel."
    )


def test_a_holiday_gets_its_name(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-12-25"))
    page = client.get(row.get_absolute_url())
    assert page.context["note"] == "25. desember 2026 er helligdag (Første juledag). Datoen gjelder likevel."


def test_a_working_day_gets_no_note(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert client.get(row_of(cast).get_absolute_url()).context["note"] == ""


def test_two_leaders_who_move_it_are_told(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-11-04"))
    row.refresh_from_db()
    old = agreed(row, "2026-11-05", "09:00", version=0)
    assert list(errors(client, row, cast.second_leader, old, status=409)) == ["__all__"]

    page = client.post(row.get_absolute_url(), old)  # both are on the page: what was saved, what was typed
    assert page.context["row"].planned_on == date(2026, 11, 4)
    assert page.context["part"].agree["planned_on"].value() == "2026-11-05"

    said(
        client,
        row,
        cast.second_leader,
        old | {"avtal-version": page.context["part"].agree["version"].value()},
    )
    row.refresh_from_db()
    assert (row.planned_on, row.agreed_by) == (date(2026, 11, 5), cast.second_leader)


def test_the_same_form_twice_is_no_error(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    for _time in range(2):
        said(client, row, cast.leader, agreed(row, "2026-11-04"))
    for _time in range(2):
        said(client, row, cast.leader, held(row, "2026-09-15", 30, version=1))
    row.refresh_from_db()
    assert (row.planned_on, row.held_on, row.minutes_spent, row.version) == (
        date(2026, 11, 4),
        date(2026, 9, 15),
        30,
        2,
    )


def test_a_held_meeting_is_not_dated_anew(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-09-15"))
    row.refresh_from_db()
    assert errors(client, row, cast.leader, agreed(row, "2026-11-04"), status=409) == {
        "__all__": ["Noen har ført dette i mellomtiden. Angre det først hvis datoen skal endres."]
    }


def test_minutes_are_corrected_and_held_is_taken_back(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-11-02"))
    said(client, row, cast.leader, held(row, "2026-09-15", 30, version=1))
    said(client, row, cast.second_leader, held(row, "2026-09-15", 45, version=2))
    row.refresh_from_db()
    assert (row.minutes_spent, row.logged_by) == (45, cast.second_leader)

    for _time in range(2):
        assert said(client, row, cast.leader, {"handling": "angre"}) == "Står ikke lenger som gjennomført."
    row.refresh_from_db()
    assert (row.held_on, row.minutes_spent, row.logged_by) == (None, None, None)
    assert (row.planned_on, row.agreed_by) == (date(2026, 11, 2), cast.leader)


def test_nothing_changes_after_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    cast.programme.ended_on = cast.programme.handed_over_on = TODAY
    cast.programme.save()
    client.force_login(cast.leader)
    assert "handling" not in client.get(row.get_absolute_url()).content.decode()
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404


def test_an_unknown_button_is_a_bad_request(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert client.post(row_of(cast).get_absolute_url(), {"handling": "slett"}).status_code == 400


def test_there_is_no_room_for_words(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    client.force_login(cast.leader)
    page = client.get(row.get_absolute_url())
    fields = [*page.context["part"].agree.fields, *page.context["part"].held.fields]
    assert fields == ["planned_on", "starts_at", "version", "held_on", "minutes_spent", "version"]
    said(client, row, cast.leader, agreed(row, "2026-11-02") | {"avtal-place": "om noe annet"})
    row.refresh_from_db()
    assert row.place == ""


def test_the_new_hire_sees_day_and_minutes_only(client: Client, cast: Cast) -> None:
    row = row_of(cast, 2)
    said(client, row, cast.leader, agreed(row, "2026-09-14", "08:47"))
    said(client, row, cast.leader, held(row, "2026-09-14", 33, version=1))
    for role, shown in (("mentor", (True, True, True)), ("new_hire", (True, False, False))):
        client.force_login(cast.of(role))
        text = client.get(row.get_absolute_url()).content.decode()
        assert ("33 minutter" in text, "08:47" in text, row.guidance in text) == shown


def test_the_logged_moment_is_the_clock(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-09-15"))
    row.refresh_from_db()
    assert isinstance(row.logged_at, datetime)
    assert row.logged_at == NOON


@pytest.mark.parametrize("role", ["leader", "mentor", "new_hire"])
def test_a_page_takes_few_queries(
    client: Client, cast: Cast, role: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.of(role))
    url = row_of(cast).get_absolute_url()
    with django_assert_num_queries(7):
        client.get(url)
