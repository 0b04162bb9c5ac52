"""More weeks than the plan has: talks in a rhythm, or on demand."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from programmes.models import Conversation
from tests.cast import Cast, make_cast
from tests.changes import address, errors, saved, shown
from tests.factories import make_note

pytestmark = pytest.mark.django_db
YEAR_TWO = {"weeks": "12", "rhythm": "4", "why": "agreed"}


def test_talks_are_added_after_the_plan_and_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    before = set(cast.programme.conversations.values_list("pk", flat=True))
    page = shown(client, cast.programme, "forleng", **YEAR_TWO)
    promised = [line.when for line in page.context["added"]]
    assert saved(client, cast.programme, "forleng", **YEAR_TWO).status_code == 302
    added = cast.programme.conversations.exclude(pk__in=before)
    assert [(talk.number, talk.week) for talk in added] == [(20, 56), (21, 60), (22, 64)]
    assert [f"{talk.planned_on:%d.%m.%Y}" in when for talk, when in zip(added, promised, strict=True)] == [
        True
    ] * 3
    assert {talk.agreed_at for talk in added} == {None}
    client.post(cast.programme.plan_changes.get().undo_url)
    assert set(cast.programme.conversations.values_list("pk", flat=True)) == before


def test_a_second_year_on_demand_has_one_row_without_a_day(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    page = shown(client, cast.programme, "forleng", rhythm="0", why="agreed")
    [line] = page.context["added"]
    assert (line.what, str(line.state.word), line.when) == (
        "Samtale ved behov",
        "Ved behov",
        "dato når dere trenger den",
    )
    saved(client, cast.programme, "forleng", rhythm="0", why="agreed")
    talk = cast.programme.conversations.get(number=20)
    assert (talk.title, talk.week, talk.planned_on) == ("Samtale ved behov", None, None)


def test_a_talk_with_words_is_never_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "forleng", **YEAR_TWO)
    make_note(cast.programme.conversations.get(number=20), "Vi fortsetter.")
    made = cast.programme.plan_changes.get()
    client.post(made.undo_url)
    made.refresh_from_db()
    assert (made.undone_at, cast.programme.conversations.count()) == (None, 22)


# --- where the new ones begin -------------------------------------------------------------------------


def new_days(client: Client, cast: Cast, **sent: str) -> list[tuple[int | None, str]]:
    client.force_login(cast.leader)
    before = set(cast.programme.conversations.values_list("pk", flat=True))
    assert saved(client, cast.programme, "forleng", **(YEAR_TWO | sent)).status_code == 302
    added = cast.programme.conversations.exclude(pk__in=before)
    return [(talk.week, str(talk.planned_on)) for talk in added]


def test_a_plan_without_weeks_goes_on_from_today(client: Client) -> None:
    """Wednesday of week 3: nothing new lands in the weeks that are over."""
    cast = make_cast("flekkefjord")
    client.force_login(cast.leader)
    page = client.get(address(cast.programme, "forleng")).content.decode()
    assert "Den første nye samtalen kan være i uke 4, som begynner 21. september 2026. Ved behov" in page
    assert new_days(client, cast) == [(7, "2026-10-12"), (11, "2026-11-09"), (15, "2026-12-07")]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2027-10-06", [(59, "2027-10-11"), (60, "2027-10-18")]),  # after the last week of the plan
        ("2026-08-03", [(53, "2027-08-30"), (54, "2027-09-06")]),  # before the start
    ],
)
def test_nothing_new_lands_in_the_past(
    client: Client, cast: Cast, today: str, found: list[tuple[int, str]]
) -> None:
    with time_machine.travel(f"{today}T12:00:00+00:00", tick=False):
        assert new_days(client, cast, weeks="2", rhythm="1") == found


def test_a_talk_that_people_put_later_is_not_overtaken(client: Client, cast: Cast) -> None:
    cast.programme.conversations.filter(number=19).update(planned_on=date(2027, 9, 15), dated_by_person=True)
    assert new_days(client, cast, weeks="1", rhythm="1") == [(56, "2027-09-20")]


def test_while_a_pause_is_open_the_new_ones_wait_too(client: Client) -> None:
    cast = make_cast("flekkefjord")
    client.force_login(cast.leader)
    saved(client, cast.programme, "pause", from_on="2026-09-14", reason="other")
    assert new_days(client, cast, weeks="2", rhythm="1") == [(3, "None"), (4, "None")]


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"weeks": "60"}, "weeks", "Nye samtaler kommer etter uke 52, og et program varer høyst 104 uker."),
        ({"weeks": "3"}, "weeks", "Det er for få uker til en samtale i denne rytmen."),
        ({"weeks": ""}, "weeks", "Skriv antall uker."),
        ({"weeks": "0"}, "weeks", "Skriv minst 1 uke."),
        ({"weeks": "mange"}, "weeks", "Skriv antall uker med tall."),
        ({"rhythm": ""}, "rhythm", "Velg en rytme."),
        ({"rhythm": "3"}, "rhythm", "Velg en fra listen."),
    ],
)
def test_an_extension_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.leader)
    assert errors(client, cast.programme, "forleng", **(YEAR_TWO | sent))[field] == [sentence]


def test_a_pause_moves_the_new_talks_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "forleng", **YEAR_TWO)
    day = Conversation.objects.get(programme=cast.programme, number=22).planned_on
    assert day is not None
    assert day > timezone.localdate()
    sent = {"from_on": str(day), "to_on": str(day), "reason": "other"}
    saved(client, cast.programme, "pause", **sent)
    moved = Conversation.objects.get(programme=cast.programme, number=22).planned_on
    assert moved is not None
    assert (moved - day).days == 7


def test_the_pair_does_not_extend(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    assert client.get(address(cast.programme, "forleng")).status_code == 404
