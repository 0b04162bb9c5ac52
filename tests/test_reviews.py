"""Prøvetidssamtaler: days, themes and states. The mentor has no part in them."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import ProbationReview, ReviewRecord
from programmes.states import State
from tests.appointments import agreed, errors, held, said
from tests.cast import LEADERS, OUTSIDERS, Cast, make_cast
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MENTORS = ["mentor", "substitute"]


def row_of(cast: Cast, number: int = 1) -> ProbationReview:
    """The first: proposed for Monday 14 September 2026, two days ago."""
    return cast.programme.reviews.get(number=number)


@pytest.mark.parametrize("role", [*LEADERS, "new_hire"])
def test_leaders_and_the_new_hire_read(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    page = client.get(row_of(cast).get_absolute_url()).content.decode()
    assert "Hvordan oppleves mentoreringsprogrammet?" in page
    assert ("handling" in page) == (role in LEADERS)


@pytest.mark.parametrize("role", [*MENTORS, *OUTSIDERS])
def test_for_mentors_and_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    row = row_of(cast)
    assert client.get(row.get_absolute_url()).status_code == 404
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404


def test_the_new_hire_cannot_save(client: Client, cast: Cast) -> None:
    client.force_login(cast.new_hire)
    row = row_of(cast)
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404
    row.refresh_from_db()
    assert (row.planned_on, row.agreed_at, row.held_on) == (date(2026, 9, 14), None, None)


@pytest.mark.parametrize("role", LEADERS)
def test_a_leader_agrees_and_holds(client: Client, cast: Cast, role: str) -> None:
    row = row_of(cast)
    said(client, row, cast.of(role), agreed(row, "2026-09-15", "10:00") | {"avtal-place": "Møterom 2"})
    said(client, row, cast.of(role), held(row, "2026-09-15", 50, version=1))
    row.refresh_from_db()
    assert (row.agreed_by, row.agreed_at, row.place) == (cast.of(role), NOON, "Møterom 2")
    assert (row.state(TODAY), row.held_on, row.minutes_spent) == (State.HELD, date(2026, 9, 15), 50)


@pytest.mark.parametrize("act", [agreed, held])
def test_not_before_the_start(client: Client, cast: Cast, act: type) -> None:
    row = row_of(cast)
    assert list(errors(client, row, cast.leader, act(row, "2026-08-30")).values()) == [
        ["Velg en dato fra og med 31. august 2026."]
    ]


def test_undated_reviews_get_their_first_day(client: Client) -> None:
    cast = make_cast("flekkefjord")
    row = row_of(cast)
    assert row.state(TODAY) is State.UNDATED
    said(client, row, cast.leader, agreed(row, "2026-10-01"))
    row.refresh_from_db()
    assert (row.first_planned_on, row.state(TODAY)) == (date(2026, 10, 1), State.AGREED)


def test_held_is_taken_back_until_a_referat_is_shared(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    said(client, row, cast.leader, held(row, "2026-09-15"))
    draft = ReviewRecord.objects.create(
        review=row, text="Utkast.", written_by=cast.leader, writer_name="Anne Leder", written_at=NOON
    )
    assert said(client, row, cast.head, {"handling": "angre"}) == "Står ikke lenger som gjennomført."
    row.refresh_from_db()
    assert row.held_on is None

    said(client, row, cast.leader, held(row, "2026-09-15", version=row.version))
    draft.share(NOON)
    draft.save()
    refusal = "Referatet er delt, så samtalen står som gjennomført."
    assert said(client, row, cast.head, {"handling": "angre"}) == refusal
    row.refresh_from_db()
    assert row.held_on == date(2026, 9, 15)


def test_nothing_changes_after_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    row = row_of(cast)
    cast.programme.ended_on = cast.programme.handed_over_on = TODAY
    cast.programme.save()
    client.force_login(cast.leader)
    assert "handling" not in client.get(row.get_absolute_url()).content.decode()
    for data in (agreed(row, "2026-11-03"), held(row, "2026-09-15"), {"handling": "angre"}):
        assert client.post(row.get_absolute_url(), data).status_code == 404


def test_page_titles_carry_no_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    page = client.get(row_of(cast).get_absolute_url()).content.decode()
    assert page[page.index("<title>") : page.index("</title>")] == "<title>Samtale med leder · Mentorprogram"


@pytest.mark.parametrize("role", ["leader", "new_hire"])
@pytest.mark.parametrize("records", [0, 3])
def test_a_page_takes_few_queries(
    client: Client,
    cast: Cast,
    role: str,
    records: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = row_of(cast)
    for writer in LEADERS[:records]:
        ReviewRecord.objects.create(
            review=row,
            text="Delt.",
            written_by=cast.of(writer),
            writer_name="Leder",
            written_at=NOON,
            shared_at=NOON,
        )
    client.force_login(cast.of(role))
    with django_assert_num_queries((8 if role == "leader" else 7) + (records > 0)):  # the earlier versions
        client.get(row.get_absolute_url())
