"""A new start, weekday or series; and what makes a change stand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.changing import ChangedMeanwhile, Year
from programmes.models import Conversation, Programme
from programmes.proposals import Terms
from programmes.taking_back import CannotUndo, undo
from tests.cast import Cast
from tests.changes import PAUSE, address, change_to, days, errors, saved, shown

pytestmark = pytest.mark.django_db


# --- start, weekday, series -------------------------------------------------------------------------


def test_the_pair_and_the_leaders_move_the_series(client: Client, cast: Cast) -> None:
    for reader in (cast.mentor, cast.new_hire, cast.leader):
        client.force_login(reader)
        assert client.get(address(cast.programme, "samtaleserien")).status_code == 200
    before = {talk.number: talk.planned_on for talk in cast.programme.conversations.all()}
    assert saved(client, cast.programme, "samtaleserien", weeks="2", why="training").status_code == 302
    talk = cast.programme.conversations.get(number=19)
    assert before[19] is not None
    assert talk.planned_on == before[19] + timedelta(weeks=2)
    assert errors(client, cast.programme, "samtaleserien", weeks="-3", why="training")["weeks"] == [
        "Samtalene er flyttet 2 uker. Skriv et tall fra -2 til 50."
    ]


def test_only_leaders_pause_and_move_the_start(client: Client, cast: Cast) -> None:
    for reader in (cast.mentor, cast.new_hire):
        client.force_login(reader)
        for what in ("pause", "startdato"):
            assert client.get(address(cast.programme, what)).status_code == 404
            assert client.post(address(cast.programme, what), PAUSE).status_code == 404


def test_a_later_start_moves_what_is_ours_and_the_mentors_first_day(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    start = cast.programme.starts_on + timedelta(weeks=1)
    first_day = cast.programme.mentorships.get(mentor=cast.mentor).from_on
    assert saved(client, cast.programme, "startdato", starts_on=str(start), why="agreed").status_code == 302
    cast.programme.refresh_from_db()
    assert cast.programme.starts_on == start
    assert cast.programme.mentorships.get(mentor=cast.mentor).from_on == (
        start if first_day == start - timedelta(weeks=1) else first_day
    )


def test_the_start_is_never_after_a_talk_that_was_held(client: Client, cast: Cast) -> None:
    programme = cast.programme
    Conversation.objects.filter(programme=programme, number=1).update(
        held_on=programme.starts_on + timedelta(days=20)
    )
    client.force_login(cast.leader)
    start = programme.starts_on + timedelta(days=30)
    (said,) = errors(client, programme, "startdato", starts_on=str(start), why="agreed")["starts_on"]
    assert "Programmet kan ikke starte etter det." in said


def test_what_was_not_seen_is_not_saved(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.leader)
    seen = shown(client, programme, "samtaleserien", weeks="2", why="rota").context["form"].data["seen"]
    programme.conversations.filter(number=9).update(dated_by_person=True)
    sent = {"weeks": "2", "why": "rota", "seen": seen, "save": "1"}
    response = client.post(address(programme, "samtaleserien"), sent)
    assert response.status_code == 200
    assert "Planen er endret siden du så den." in response.content.decode()
    assert not programme.plan_changes.exists()


def test_the_same_change_twice_is_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert saved(client, cast.programme, "ukedag", weekday="2", why="rota").status_code == 302
    again = client.post(address(cast.programme, "ukedag"), {"weekday": "2", "why": "rota", "save": "1"})
    assert (again.status_code, cast.programme.plan_changes.count()) == (302, 1)


def test_an_ended_programme_is_not_changed(client: Client, cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=timezone.localdate())
    client.force_login(cast.leader)
    assert client.get(address(cast.programme, "pause")).status_code == 302


# --- taking it back ---------------------------------------------------------------------------------


def test_what_was_logged_since_makes_the_change_stand(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "samtaleserien", weeks="2", why="rota")
    made = cast.programme.plan_changes.get()
    talk = cast.programme.conversations.get(number=1)
    later = made.made_at + timedelta(minutes=1)
    Conversation.objects.filter(pk=talk.pk).update(
        held_on=later.date(), logged_at=later, logged_by=cast.mentor
    )
    before = days(cast.programme)
    page = client.post(made.undo_url, follow=True)
    assert "Noe er ført eller krysset av etter endringen." in page.content.decode()
    assert days(cast.programme) == before


def test_only_the_last_change_is_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "samtaleserien", weeks="2", why="rota")
    saved(client, cast.programme, "ukedag", weekday="2", why="rota")
    first = cast.programme.plan_changes.get(kind="series")
    assert (
        "Ta tilbake den siste endringen først." in client.post(first.undo_url, follow=True).content.decode()
    )


def test_a_row_agreed_since_makes_the_change_stand(cast: Cast) -> None:
    year = Year.of(cast.programme)
    made = change_to(year, Terms(year.terms.starts_on, later=2), cast.leader)
    talk = cast.programme.conversations.get(number=10)
    talk.agree(by=cast.mentor, at=timezone.now())
    talk.save()
    with pytest.raises(CannotUndo, match="avtalt eller flyttet"):
        undo(made, by=cast.leader, at=timezone.now())


@pytest.mark.parametrize(("what", "queries"), [("pause", 9), ("startdato", 9)])
def test_few_queries(
    client: Client, cast: Cast, what: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.leader)
    with django_assert_num_queries(queries):
        client.get(address(cast.programme, what))


def test_few_queries_however_long_the_history(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.leader)
    page = reverse("programmes:changes", args=[cast.programme.pk])
    saved(client, cast.programme, "ukedag", weekday="2", why="rota")
    for rows in (1, 10):
        with django_assert_num_queries(8):
            assert len(client.get(page).context["changes"]) == rows
        for weekday in (3, 4, 5, 1, 2, 3, 4, 5, 1):
            saved(client, cast.programme, "ukedag", weekday=str(weekday), why="rota")


def test_what_somebody_agrees_in_the_same_moment_is_not_written_over(cast: Cast) -> None:
    """The rows were read, then the pair agreed one of them, then the change is saved."""
    year = Year.of(cast.programme)
    talk = cast.programme.conversations.get(number=10)
    talk.version += 1
    talk.agree(by=cast.mentor, at=timezone.now())
    talk.save()
    before = days(cast.programme)
    with pytest.raises(ChangedMeanwhile):
        change_to(year, Terms(year.terms.starts_on, later=2), cast.leader)
    assert days(cast.programme) == before
    assert not cast.programme.plan_changes.exists()
