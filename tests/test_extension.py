"""More weeks than the plan has: talks in a rhythm, or on demand."""

import pytest
from django.test import Client
from django.utils import timezone

from programmes.models import Conversation
from tests.cast import Cast
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
    saved(client, cast.programme, "forleng", weeks="52", rhythm="0", why="agreed")
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


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"weeks": "60"}, "weeks", "Planen går til uke 52, og et program varer høyst 104 uker."),
        ({"weeks": "3"}, "weeks", "Det er for få uker til en samtale i denne rytmen."),
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
