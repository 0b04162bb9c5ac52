"""Regular talks with the leader, undated until they are agreed (Flekkefjord)."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import LeaderTalk
from programmes.states import State
from tests.appointments import agreed, errors, held, said
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast() -> Cast:
    return make_cast("flekkefjord")


def row_of(cast: Cast) -> LeaderTalk:
    row = cast.programme.leader_talks.get(number=1)
    assert row.state(TODAY) is State.UNDATED
    return row


@pytest.mark.parametrize("role", [*LEADERS, *PAIR])
def test_leaders_and_the_pair_read(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    page = client.get(row_of(cast).get_absolute_url())
    assert ("handling" in page.content.decode()) == (role in LEADERS)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    row = row_of(cast)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.post(row.get_absolute_url(), agreed(row, "2026-11-03")).status_code == 404


@pytest.mark.parametrize("role", PAIR)
def test_the_pair_cannot_save(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    row = row_of(cast)
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404
    row.refresh_from_db()
    assert (row.planned_on, row.held_on) == (None, None)


@pytest.mark.parametrize("role", LEADERS)
def test_an_undated_talk_gets_its_first_day(client: Client, cast: Cast, role: str) -> None:
    row = row_of(cast)
    data = agreed(row, "2026-10-01", "13:30") | {"avtal-place": "Møterom 2"}
    assert said(client, row, cast.of(role), data) == "Avtalt torsdag 1. oktober 2026."
    row.refresh_from_db()
    assert (row.planned_on, row.first_planned_on, row.place) == (
        date(2026, 10, 1),
        date(2026, 10, 1),
        "Møterom 2",
    )
    assert (row.agreed_by, row.agreed_at, row.dated_by_person, row.was_moved) == (
        cast.of(role),
        NOON,
        True,
        False,
    )


def test_the_day_moves_and_the_first_is_kept(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, agreed(row, "2026-10-01"))
    said(client, row, cast.leader, agreed(row, "2026-10-08", version=1))
    row.refresh_from_db()
    assert (row.first_planned_on, row.planned_on, row.was_moved) == (
        date(2026, 10, 1),
        date(2026, 10, 8),
        True,
    )


def test_an_undated_talk_can_be_held(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-09-16", 30))
    row.refresh_from_db()
    assert (row.held_on, row.minutes_spent, row.planned_on) == (TODAY, 30, None)


@pytest.mark.parametrize("act", [agreed, held])
def test_not_before_the_start(client: Client, cast: Cast, act: type) -> None:
    row = row_of(cast)
    assert list(errors(client, row, cast.leader, act(row, "2026-08-30")).values()) == [
        ["Velg en dato fra og med 31. august 2026."]
    ]


def test_on_the_first_day(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-08-31"))
    row.refresh_from_db()
    assert row.held_on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_at", "halv to", "Skriv klokkeslettet med timer og minutter, for eksempel 13:30."),
        ("place", "x" * 121, "Stedet er 121 tegn. Skriv høyst 120."),
        ("place", "hos 010190 12345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_a_time_or_place_that_cannot_be(
    client: Client, cast: Cast, field: str, value: str, sentence: str
) -> None:
    row = row_of(cast)
    data = agreed(row, "2026-10-01") | {f"avtal-{field}": value}
    assert errors(client, row, cast.leader, data) == {field: [sentence]}


@pytest.mark.parametrize("role", ["leader", "mentor", "new_hire"])
def test_a_page_takes_few_queries(
    client: Client, cast: Cast, role: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.of(role))
    url = row_of(cast).get_absolute_url()
    with django_assert_num_queries(6):
        client.get(url)
