"""Changing a year under way: the pages, what they say, and that what is shown is what is saved."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.changing import CannotUndo, Decision, Year, save, undo
from programmes.models import Conversation, Pause, PlanChange, Programme
from programmes.replanning import Terms
from tests.cast import Cast, make_cast
from tests.turns import Turn, turns

pytestmark = pytest.mark.django_db
PAUSE = {"from_on": "2026-11-02", "to_on": "2026-12-06", "reason": "absence"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def address(programme: Programme, what: str) -> str:
    return reverse("programmes:change", args=[programme.pk, what])


def days(programme: Programme) -> dict[str, Any]:
    """Everything a change may write, row by row, and what the days follow from."""
    year = Year.of(Programme.objects.get(pk=programme.pk))
    rows: dict[str, Any] = {
        key: {
            name: getattr(row, name)
            for name in vars(row)
            if name.endswith(("_on", "_at", "_person", "_by_id"))
        }
        for key, row in year.rows.items()
    }
    fresh = Programme.objects.get(pk=programme.pk)
    return rows | {"terms": year.terms, "next": fresh.next_talk_on, "last": fresh.last_planned_on}


def shown(client: Client, programme: Programme, what: str, **fields: Any) -> Any:
    """The page with the preview."""
    response = client.post(address(programme, what), {**fields, "preview": "1"})
    assert response.status_code == 200
    return response


def saved(client: Client, programme: Programme, what: str, **fields: Any) -> Any:
    """Saved as shown: every box as it stood."""
    page = shown(client, programme, what, **fields)
    rows, seen = page.context["rows"], page.context["form"].data["seen"]
    boxes = {name: "on" for name, field in rows.fields.items() if name.startswith("flytt") and field.initial}
    given_days = {name: field.initial or "" for name, field in rows.fields.items() if name.startswith("dag")}
    return client.post(address(programme, what), {**fields, "seen": seen, "save": "1", **boxes, **given_days})


def errors(client: Client, programme: Programme, what: str, **fields: Any) -> dict[str, list[str]]:
    before = days(programme)
    response = client.post(address(programme, what), {**fields, "save": "1"})
    assert response.status_code == 422
    assert days(programme) == before, "nothing half-written"
    found: dict[str, list[str]] = response.context["form"].errors
    return found


# --- pause ------------------------------------------------------------------------------------------


def test_a_pause_is_shown_then_saved_then_taken_back_exactly(client: Client, cast: Cast) -> None:
    programme, before = cast.programme, days(cast.programme)
    client.force_login(cast.leader)
    groups = shown(client, programme, "pause", **PAUSE).context["groups"]
    assert [group.heading for group in groups][:2] == ["Må ha en ny dato", "Flyttes"]
    promised = {
        line.field.name.partition("-")[2]: line.field.field.help_text
        for group in groups
        for line in group.lines
        if line.field and group.heading == "Flyttes"
    }
    assert days(programme) == before, "a look saves nothing"
    assert saved(client, programme, "pause", **PAUSE).status_code == 302
    after = days(programme)
    moved = [key for key in promised if after[key] != before[key]]
    assert (len(moved), len(promised)) == (len(promised), len(promised))
    made = programme.plan_changes.get()
    assert (made.made_by, made.kind, made.moved) == (cast.leader, "pause", len(moved) + 1)
    assert client.post(made.undo_url).status_code == 302
    assert days(programme) == before


def test_a_covered_review_waits_for_a_day_and_takes_the_one_it_is_given(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.leader)
    review = programme.reviews.get(number=2)
    page = shown(client, programme, "pause", **PAUSE)
    seen, name = page.context["form"].data["seen"], f"dag-ProbationReview-{review.pk}"
    client.post(address(programme, "pause"), {**PAUSE, "seen": seen, "save": "1", name: "2026-10-30"})
    review.refresh_from_db()
    assert (review.planned_on, review.dated_by_person, review.agreed_at) == (date(2026, 10, 30), True, None)


def test_nothing_is_late_in_a_pause(client: Client, cast: Cast) -> None:
    programme, on = cast.programme, timezone.localdate()
    Conversation.objects.filter(programme=programme, number=1).update(planned_on=on - timedelta(days=30))
    rows = Programme.objects.filter(pk=programme.pk)
    assert rows.late(on).exists()
    Pause.objects.create(programme=programme, from_on=on, reason="other")
    assert not rows.late(on).exists()
    client.force_login(cast.leader)
    assert "Forfalt" not in client.get(programme.get_absolute_url()).content.decode()


def test_the_reason_is_for_leaders_and_the_new_hire(client: Client, cast: Cast) -> None:
    Pause.objects.create(programme=cast.programme, from_on=date(2026, 12, 1), reason="leave")
    page = reverse("programmes:changes", args=[cast.programme.pk])
    for reader, reads in ((cast.leader, True), (cast.new_hire, True), (cast.mentor, False)):
        client.force_login(reader)
        text = client.get(page).content.decode()
        assert ("1. desember 2026" in text, "Permisjon" in text) == (True, reads)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"to_on": "2026-11-01"}, "to_on", "Pausen kan ikke slutte før den begynner."),
        (
            {"from_on": "2026-01-01"},
            "from_on",
            "Pausen kan ikke begynne før startdatoen. Endre startdatoen i stedet.",
        ),
        ({"from_on": "2036-01-01"}, "from_on", "Datoen er mer enn tre år etter starten. Se på årstallet."),
        ({"to_on": "2036-01-01"}, "to_on", "Pausen er lengre enn tre år. Se på årstallet."),
        ({"from_on": ""}, "from_on", "Velg en dato."),
        ({"to_on": "i morgen"}, "to_on", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ({"reason": "brukket arm"}, "reason", "Velg en fra listen."),
    ],
)
def test_a_pause_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.leader)
    assert errors(client, cast.programme, "pause", **(PAUSE | sent))[field] == [sentence]


def test_two_pauses_do_not_overlap(client: Client, cast: Cast) -> None:
    Pause.objects.create(programme=cast.programme, from_on=date(2026, 12, 1), reason="leave")
    client.force_login(cast.leader)
    said = errors(client, cast.programme, "pause", **PAUSE)
    assert said["from_on"] == ["Det er allerede en pause fra 1. desember 2026, uten sluttdato."]


def test_a_pause_is_ended_and_removed(client: Client, cast: Cast) -> None:
    programme, before = cast.programme, days(cast.programme)
    client.force_login(cast.leader)
    assert saved(client, programme, "pause", **(PAUSE | {"to_on": ""})).status_code == 302
    assert programme.conversations.open().filter(planned_on__gte="2026-11-02").count() == 0
    pause = programme.pauses.get()
    page = reverse("programmes:pause", args=[programme.pk, pause.pk])
    assert client.get(page).context["form"]["from_on"].value() == date(2026, 11, 2)
    sent = PAUSE | {"remove": "on"}
    seen = client.post(page, {**sent, "preview": "1"}).context
    boxes = {name: "on" for name, field in seen["rows"].fields.items() if field.initial}
    client.post(page, {**sent, "seen": seen["form"].data["seen"], "save": "1", **boxes})
    assert not programme.pauses.exists()
    assert days(programme)["terms"] == before["terms"]
    assert [row.planned_on for row in programme.conversations.order_by("number")] == [
        before[f"Conversation-{row.pk}"]["planned_on"] for row in programme.conversations.order_by("number")
    ]


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
    assert (response.status_code, response.context["has_changed"]) == (200, True)
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


# --- any order --------------------------------------------------------------------------------------


def change_to(year: Year, after: Terms, by: User) -> PlanChange:
    early = {one.row.key: True for one in year.effects(after) if one.is_too_early}
    effects = year.effects(after, choices=early)
    pauses = tuple(Pause(from_on=one.from_on, to_on=one.to_on, reason="other") for one in after.pauses)
    decision = Decision(kind="pause", after=after, pauses=pauses, by=by, at=timezone.now())
    return save(year, decision, effects)


@pytest.fixture
def untouched(cast: Cast) -> Cast:
    cast.programme.conversations.filter(number__lte=2).update(
        held_on=cast.programme.starts_on + timedelta(days=21),
        logged_at=timezone.now() - timedelta(days=1),
        logged_by=cast.mentor,
    )
    Programme.objects.filter(pk=cast.programme.pk).refresh_talk_dates()
    return cast


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(turns, min_size=1, max_size=3))
def test_any_sequence_through_the_database(untouched: Cast, sequence: list[Turn]) -> None:
    with transaction.atomic():
        programme = Programme.objects.get(pk=untouched.programme.pk)
        held = list(programme.conversations.filter(held_on__isnull=False).values())
        for turn in sequence:
            year, before = Year.of(Programme.objects.get(pk=programme.pk)), days(programme)
            after = turn.terms(year.terms)
            if after.starts_on > min(year.held_on, default=date.max):
                continue
            made = change_to(year, after, untouched.leader)
            became = Year.of(Programme.objects.get(pk=programme.pk))
            assert became.terms == after
            assert not [one for one in became.effects(after) if one.is_moved]
            undo(made, by=untouched.leader, at=timezone.now())
            assert days(programme) == before, "taken back exactly"
            change_to(Year.of(Programme.objects.get(pk=programme.pk)), after, untouched.leader)
        kept = list(programme.conversations.filter(held_on__isnull=False).values())
        assert kept == held, "nothing that was done is lost"
        transaction.set_rollback(True)


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
        with django_assert_num_queries(7):
            assert len(client.get(page).context["changes"]) == rows
        for weekday in (3, 4, 5, 1, 2, 3, 4, 5, 1):
            saved(client, cast.programme, "ukedag", weekday=str(weekday), why="rota")
