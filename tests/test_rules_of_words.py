"""Who may read what people write: comments, våre avtaler, topics, referat. Tables as in `test_rules.py`."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from people.models import User
from programmes.models import (
    Comment,
    GroundRules,
    HandoverNote,
    HandReceiver,
    Need,
    Note,
    RaisedHand,
    ReviewRecord,
    Topic,
)
from tests.access_world import TODAY, YESTERDAY, World, word, world
from tests.test_rules import LEADERS, given, given_to, roles

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db

COMMENTS = {
    "own": {
        "kommentar mentor": "new_hire mentor",
        "kommentar vikar": "new_hire substitute",
        "kommentar vikar i en annen tid": "new_hire",
        "kommentar mentor i en annen tid": "new_hire",
        "kommentar begge beholder": "new_hire mentor",
    },
    "next_door": {
        "kommentar mentor": "other_new_hire colleague",
        "kommentar begge beholder": "other_new_hire colleague",
    },
    "finished": {
        "kommentar mentor": "finished_new_hire other_leader",
        "kommentar begge beholder": f"finished_new_hire other_leader {LEADERS}",
    },
    "abroad": {
        "kommentar mentor": "foreign_new_hire foreign_mentor",
        "kommentar begge beholder": "foreign_new_hire foreign_mentor",
    },
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments(world: World, name: str) -> None:
    """Leaders read only what both kept, and only once the form is handed over."""
    comments = Comment.objects.filter(mentorship__programme=world.programmes[name])
    found = given(world, Comment.objects.open_to, comments)
    assert {row.text: readers for row, readers in zip(comments, found, strict=True)} == {
        word(kind, name): roles(readers) for kind, readers in COMMENTS[name].items()
    }


NOTES = {
    "own": {
        "mentor": "new_hire mentor",
        "vikar": "new_hire substitute",
        "vikar i en annen tid": "new_hire",
        "mentor i en annen tid": "new_hire",
    },
    "next_door": {"mentor": "other_new_hire colleague"},
    "finished": {"mentor": "finished_new_hire other_leader"},
    "abroad": {"mentor": "foreign_new_hire foreign_mentor"},
}


@pytest.mark.parametrize(("model", "kind"), [(Note, "avtale"), (Topic, "tema"), (GroundRules, "spilleregel")])
@pytest.mark.parametrize("name", NOTES)
def test_what_the_pair_writes_for_itself(world: World, name: str, model: Any, kind: str) -> None:
    """No leader ever, not even once the form is handed over; the next mentor nothing of the former one's."""
    rows = model.objects.filter(mentorship__programme=world.programmes[name])
    found = given(world, model.objects.open_to, rows)
    texts = [row.frequency if model is GroundRules else row.text for row in rows]
    assert dict(zip(texts, found, strict=True)) == {
        word(f"{kind} {side}", name): roles(readers) for side, readers in NOTES[name].items()
    }


HANDOVERS = {
    "own": {"mentor": "new_hire mentor", "mentor i en annen tid": "new_hire mentor"},
    "next_door": {"mentor": "other_new_hire colleague"},
    "finished": {"mentor": "finished_new_hire other_leader"},
    "abroad": {"mentor": "foreign_new_hire foreign_mentor"},
}


@pytest.mark.parametrize("name", HANDOVERS)
def test_handover_notes(world: World, name: str) -> None:
    """The former mentor's is approved, so that the present one reads it; no substitute and no leader ever."""
    rows = HandoverNote.objects.filter(mentorship__programme=world.programmes[name])
    found = given(world, HandoverNote.objects.open_to, rows)
    assert {row.text: readers for row, readers in zip(rows, found, strict=True)} == {
        word(f"overlevering {side}", name): roles(readers) for side, readers in HANDOVERS[name].items()
    }


def test_a_handover_note_is_the_next_mentors_only_once_approved(world: World) -> None:
    note = HandoverNote.objects.get(text=word("overlevering mentor i en annen tid", "own"))
    HandoverNote.objects.filter(pk=note.pk).update(approved_by_new_hire_at=None)
    assert given_to(world, HandoverNote.objects.open_to, note) == roles("new_hire")


def test_a_handover_note_is_not_for_the_one_after_the_next(world: World) -> None:
    own = world.programmes["own"]
    note = HandoverNote.objects.get(text=word("overlevering mentor i en annen tid", "own"))
    own.mentorships.filter(mentor=world.people["mentor"]).update(to_on=YESTERDAY)
    own.mentorships.create(mentor=world.people["bystander"], assigned_on=TODAY, from_on=TODAY)
    assert given_to(world, HandoverNote.objects.open_to, note) == roles("new_hire")


@pytest.mark.parametrize("name", NOTES)
def test_needs(world: World, name: str) -> None:
    """The pair's own too, but for the lines that the new hire shows to the leaders."""
    rows = Need.objects.filter(mentorship__programme=world.programmes[name])
    found = given(world, Need.objects.open_to, rows)
    leaders = {"own": LEADERS, "next_door": "other_leader head", "finished": LEADERS}
    shown = f"{NOTES[name]['mentor']} {leaders.get(name, 'foreign_leader foreign_head')}"
    assert {row.text: readers for row, readers in zip(rows, found, strict=True)} == {
        word("vist behov", name): roles(shown),
        **{word(f"behov {side}", name): roles(readers) for side, readers in NOTES[name].items()},
    }


@pytest.mark.parametrize("kept", ["kept_by_new_hire_at", "kept_by_mentor_at"])
def test_a_comment_only_one_keeps_is_not_the_leaders(world: World, kept: str) -> None:
    finished = world.programmes["finished"]
    comment = Comment.objects.get(
        mentorship__programme=finished, text=word("kommentar begge beholder", "finished")
    )
    Comment.objects.filter(pk=comment.pk).update(**{kept: None})
    assert given_to(world, Comment.objects.open_to, comment) == roles("finished_new_hire other_leader")


RECORDS = {
    "own": {
        "utkast": "leader",
        "utkast fra tidligere leder": "",
        "referat": f"{LEADERS} new_hire",
        "ulest referat": f"{LEADERS} new_hire",
    },
    "next_door": {
        "utkast": "other_leader",
        "referat": "other_leader head other_new_hire",
        "ulest referat": "other_leader head other_new_hire",
    },
    "finished": {
        "utkast": "leader",
        "utkast fra tidligere leder": "",
        "referat": f"{LEADERS} finished_new_hire",
        "ulest referat": f"{LEADERS} finished_new_hire",
    },
    "abroad": {
        "utkast": "foreign_leader",
        "referat": "foreign_leader foreign_head foreign_new_hire",
        "ulest referat": "foreign_leader foreign_head foreign_new_hire",
    },
}


@pytest.mark.parametrize("name", RECORDS)
def test_records(world: World, name: str) -> None:
    """A draft is its writer's alone while they lead; the mentor reads none, shared or not."""
    records = ReviewRecord.objects.filter(review__programme=world.programmes[name])
    found = given(world, ReviewRecord.objects.open_to, records)
    assert {row.text: readers for row, readers in zip(records, found, strict=True)} == {
        word(kind, name): roles(readers) for kind, readers in RECORDS[name].items()
    }


def test_a_shared_record_is_confirmed_by_the_new_hire_until_the_form_is_handed_over(world: World) -> None:
    def confirmed_by(user: User, on: date) -> QuerySet[ReviewRecord]:
        return ReviewRecord.objects.confirmed_by(user)

    records = ReviewRecord.objects.filter(review__programme__in=world.programmes.values())
    found = given(world, confirmed_by, records)
    assert {row.text: readers for row, readers in zip(records, found, strict=True) if readers} == {
        word("referat", "own"): {"new_hire"},
        word("ulest referat", "own"): {"new_hire"},
        word("referat", "next_door"): {"other_new_hire"},
        word("ulest referat", "next_door"): {"other_new_hire"},
        word("referat", "abroad"): {"foreign_new_hire"},
        word("ulest referat", "abroad"): {"foreign_new_hire"},
    }


HANDS = {
    "own": {"mentor": "new_hire mentor substitute", "leaders": f"new_hire {LEADERS}"},
    "next_door": {"mentor": "other_new_hire colleague", "leaders": "other_new_hire other_leader head"},
    "finished": {"mentor": "finished_new_hire", "leaders": "finished_new_hire"},
    "abroad": {
        "mentor": "foreign_new_hire foreign_mentor",
        "leaders": "foreign_new_hire foreign_leader foreign_head",
    },
}


@pytest.mark.parametrize("name", HANDS)
def test_raised_hands(world: World, name: str) -> None:
    """Former and future ones are named on every one of them, and get none; no coordinator ever."""
    hands = RaisedHand.objects.filter(programme=world.programmes[name])
    found = given(world, RaisedHand.objects.open_to, hands)
    assert {row.to: readers for row, readers in zip(hands, found, strict=True)} == {
        to: roles(readers) for to, readers in HANDS[name].items()
    }


@pytest.mark.parametrize("to", ["mentor", "leaders"])
def test_raised_hands_are_for_those_who_are_named_on_them(world: World, to: str) -> None:
    """Standing there is not enough."""
    hand = RaisedHand.objects.get(programme=world.programmes["own"], to=to)
    receivers = HandReceiver.objects.filter(hand=hand)
    assert set(map(frozenset, given(world, HandReceiver.objects.open_to, receivers))) == {
        frozenset(roles(HANDS["own"][to]))
    }
    receivers.delete()
    assert given_to(world, RaisedHand.objects.open_to, hand) == roles("new_hire")
