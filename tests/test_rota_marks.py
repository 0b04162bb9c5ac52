"""«Lagt inn i GAT»: who, when, what it was then, and what has become of it."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from programmes.models import Conversation, Programme
from reminders.models import RotaMark
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_user
from tests.rota import agree, at, of, page

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    cast.programme.mentorships.filter(is_substitute=True).update(to_on=date(2026, 9, 20))
    found: Conversation = agree(cast.programme.conversations.get(number=5), date(2026, 10, 5))
    return found


def items(client: Client, cast: Cast, role: str = "leader", **query: Any) -> list[Any]:
    found: list[Any] = page(client, cast.of(role), at(cast.programme), **query).context["rota"].items
    return found


def states(client: Client, cast: Cast) -> list[tuple[bool, bool, list[str]]]:
    """Whether it stands, is ticked, and what has changed."""
    return [(item.stands, item.mark is not None, item.changes) for item in items(client, cast)]


def tick(client: Client, cast: Cast, role: str = "leader", **data: Any) -> Any:
    """As the page sends it: the first item's own button, or what is given."""
    if not data:
        found: list[Any] = page(client, cast.of(role), of(cast.programme)).context["rota"].items
        data = {"handling": found[0].token}
    client.force_login(cast.of(role))
    return client.post(f"{of(cast.programme)}lagt-inn/", data)


@pytest.mark.parametrize("role", ["leader", "head", "mentor", "new_hire"])
def test_leaders_and_the_pair_tick_and_take_it_back(
    client: Client, cast: Cast, talk: Conversation, role: str
) -> None:
    tick(client, cast, role)
    mark = RotaMark.objects.get()
    assert (mark.row, mark.on, mark.starts_at, mark.minutes) == (talk.pk, date(2026, 10, 5), time(13, 30), 45)
    assert (mark.entered_by, mark.entered_at, mark.mentor) == (cast.of(role), NOON, cast.mentor)
    assert (
        f"merket 16. september av {cast.of(role).name}" in page(client, cast.leader, of(cast.programme)).text
    )
    tick(client, cast, role, handling=f"angre-Conversation-{talk.pk}")
    assert not RotaMark.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "former_mentor", "stranger", "foreign_leader"])
def test_others_do_not(client: Client, cast: Cast, talk: Conversation, role: str) -> None:
    token = items(client, cast)[0].token
    answer = tick(client, cast, role, handling=token)
    assert answer.status_code == (
        302 if role == "coordinator" else 404
    )  # who reads the list, and may not tick
    assert not RotaMark.objects.exists()


def test_not_once_it_is_handed_over(client: Client, cast: Cast, talk: Conversation) -> None:
    token = items(client, cast)[0].token
    days = {"ended_on": date(2026, 10, 30), "handed_over_on": date(2026, 10, 30)}
    Programme.objects.filter(pk=cast.programme.pk).update(**days)
    tick(client, cast, handling=token)
    assert not RotaMark.objects.exists()


def moved(cast: Cast, talk: Conversation) -> None:
    agree(talk, date(2026, 10, 12), time(9))


def off(cast: Cast, talk: Conversation) -> None:
    Conversation.objects.filter(pk=talk.pk).update(not_held_reason="staffing")


def proposed_again(cast: Cast, talk: Conversation) -> None:
    Conversation.objects.filter(pk=talk.pk).update(
        agreed_at=None, agreed_by=None, planned_on=date(2026, 12, 1)
    )


def removed(cast: Cast, talk: Conversation) -> None:
    talk.delete()


def longer(cast: Cast, talk: Conversation) -> None:
    Conversation.objects.filter(pk=talk.pk).update(expected_minutes=60)


def another_mentor(cast: Cast, talk: Conversation) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 30))
    days = {"assigned_on": date(2026, 10, 1), "from_on": date(2026, 10, 1)}
    other = make_user(municipality=cast.mentor.municipality, name="Per Mentor")
    cast.programme.mentorships.create(mentor=other, **days)


OFF = ["Avlyst etter at den ble lagt inn."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            moved,
            [
                "Flyttet fra 5. oktober til 12. oktober etter at den ble lagt inn.",
                "Klokkeslettet er endret fra 13.30 til 09.00.",
            ],
        ),
        (longer, ["Lengden er endret fra 45 til 60 minutter."]),
        (another_mentor, ["Mentor er endret fra Ola Mentor til Per Mentor."]),
        (off, OFF),
        (proposed_again, OFF),
        (removed, OFF),
    ],
)
def test_what_changed_is_said_until_it_is_ticked_again(
    client: Client, cast: Cast, talk: Conversation, change: Any, said: list[str]
) -> None:
    tick(client, cast)
    assert states(client, cast) == [(True, True, [])]
    change(cast, talk)
    stands = said is not OFF
    assert states(client, cast) == [(stands, True, said)]
    tick(client, cast)
    assert states(client, cast) == ([(True, True, [])] if stands else [])


def test_one_moved_out_of_the_days_is_still_told_of(client: Client, cast: Cast, talk: Conversation) -> None:
    tick(client, cast)
    agree(talk, date(2026, 12, 7))
    assert len(states(client, cast)) == 1
    assert page(client, cast.leader, at(cast.programme)).context["lines"] == []
    assert items(client, cast, fra="2026-12-01")[0].changes == items(client, cast)[0].changes


def test_all_that_is_shown_in_one_act(client: Client, cast: Cast, talk: Conversation) -> None:
    agree(cast.programme.conversations.get(number=6), date(2026, 10, 8))
    cast.programme.shifts.filter(number=1).update(on=date(2026, 9, 21))
    tokens = [item.token for item in items(client, cast)]
    answer = tick(client, cast, handling="alle", rad=tokens)
    assert answer["Location"] == of(cast.programme)
    assert "3 avtaler er merket." in client.get(answer["Location"]).text
    assert states(client, cast) == [(True, True, [])] * 3


def test_what_has_changed_meanwhile_is_not_ticked(client: Client, cast: Cast, talk: Conversation) -> None:
    other = agree(cast.programme.conversations.get(number=6), date(2026, 10, 8))
    tokens = [item.token for item in items(client, cast)]
    agree(talk, date(2026, 10, 6))
    answer = tick(client, cast, handling="alle", rad=tokens)
    assert RotaMark.objects.get().row == other.pk
    assert "Noe er endret siden du åpnet listen." in client.get(answer["Location"]).text


@pytest.mark.parametrize(
    "act", ["", "alle", "Conversation-1-av", "angre-", "angre-Conversation-x", "'", "x" * 500]
)
def test_nonsense_ticks_nothing(client: Client, cast: Cast, talk: Conversation, act: str) -> None:
    assert tick(client, cast, handling=act).status_code == 302
    assert not RotaMark.objects.exists()


def test_anothers_row_is_not_ticked_from_here(client: Client, cast: Cast, talk: Conversation) -> None:
    """The token of a row in another programme, sent to one's own list."""
    token = items(client, cast)[0].token
    client.force_login(cast.foreign_leader)
    client.post("/turnus/lagt-inn/", {"handling": token})
    assert not RotaMark.objects.exists()


def test_a_closed_programme_still_has_its_page(client: Client, cast: Cast, talk: Conversation) -> None:
    day = date(2026, 9, 1)
    days = {"ended_on": day, "handed_over_on": day, "closed_on": day}
    Programme.objects.filter(pk=cast.programme.pk).update(**days)
    answer = page(client, cast.leader, of(cast.programme))
    assert (answer.status_code, answer.context["lines"]) == (200, [])


def test_what_is_typed_in_stands_among_all_that_is_kept_about_the_two(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    """In words, and not for a leader, about whom it is only that they did it."""
    tick(client, cast)
    for role in ("new_hire", "mentor"):
        client.force_login(cast.of(role))
        told = client.get("/personvern/om-meg.json").json()
        assert "Conversation" not in str(told)
        assert "Lagt inn 2026-10-05" in str(told)
