"""The invented municipality: alive on any day, and shut off from the other one."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.http import HttpRequest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from checklists.models import Checklist
from people.models import Municipality, Position, User
from programmes.models import Comment, Conversation, MentorProfile, Programme, ReviewRecord
from programmes.states import State
from programmes.workdays import monday_of
from tests.conftest import NOON

TODAY = date(2026, 9, 16)
ACCOUNTS = ["enhetsleder", "avdelingsleder", "mentor", "nytilsatt", "koordinator", "it"]


@pytest.fixture(autouse=True)
def demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def make_demo(**options: Any) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command said. The demo is made once and undone after the last test here."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
        transaction.atomic(),
        time_machine.travel(NOON, tick=False),
    ):
        yield make_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(made_once: str, db: None) -> str:
    return made_once


def account(name: str) -> User:
    user: User = User.objects.get(email=f"{name}@fjellvik.example")
    return user


def programme_of(name: str) -> Programme:
    return Programme.objects.get(new_hire__name=name)


def test_two_municipalities_are_made_from_nothing(demo: str) -> None:
    assert demo.splitlines()[-1] == ("Fjellvik kommune og Litlevåg kommune er laget, med 19 programmer.")
    counts = [place.units.count() for place in Municipality.objects.order_by("name")]
    assert counts == [2, 1]


def test_a_second_run_changes_nothing(demo: str) -> None:
    with pytest.raises(CommandError, match="Basen har allerede en kommune"):
        make_demo()
    assert make_demo(if_empty=True) == ""
    assert Programme.objects.count() == 19


@pytest.mark.django_db
def test_six_accounts_can_sign_in_and_nobody_else(demo: str) -> None:
    for name in ACCOUNTS:
        credentials = {"email": f"{name}@fjellvik.example", "password": "mentorprogram"}
        assert authenticate(HttpRequest(), **credentials) == account(name)
    assert {user.email for user in User.objects.all() if user.has_account} == {
        f"{name}@fjellvik.example" for name in ACCOUNTS
    }


def test_the_six_belong_together(demo: str) -> None:
    programme = programme_of("Ola Eksempel")
    assert programme.new_hire == account("nytilsatt")
    assert programme.mentor_on(TODAY) == account("mentor")
    assert programme.week_on(TODAY) == 5
    for name in ("avdelingsleder", "enhetsleder"):
        assert Programme.objects.managed_by(account(name), TODAY).filter(pk=programme.pk).exists()
    talk = programme.conversations.get(number=3)
    assert (talk.state(TODAY), talk.agreed_by) == (State.TODAY, account("mentor"))
    mentees = Programme.objects.talks_logged_by(account("mentor"), TODAY)
    assert {programme.new_hire.name for programme in mentees} == {
        "Ola Eksempel",
        "Nora Testad",
        "Håkon Foreløpig",
    }


STAGES: dict[str, Callable[[Programme], bool]] = {
    "Elle Hutkkálaš": lambda p: (
        p.starts_on > TODAY and p.mentor_on(TODAY) is None and p.new_hire.email is None
    ),
    "Håkon Foreløpig": lambda p: p.starts_on > TODAY and p.mentor_on(TODAY) is not None,
    "Leyla Prøvdal": lambda p: p.week_on(TODAY) == 1,
    "Tomasz Eksempelski": lambda p: p.week_on(TODAY) == 3,
    "Synnøve Ærefrykt": lambda p: p.taken_over_on is not None,
    "Yusuf Kanskje": lambda p: p.template.slug == "flekkefjord",
    "Sunniva Utkast": lambda p: p.mentorships.count() == 3,
    "Maja Mønster": lambda p: p.week_on(TODAY) == 51 and p.ended_on is None,
    "Emil Kladd": lambda p: p.ended_on is not None and p.handed_over_on is None,
    "Ida Antakelse": lambda p: p.handed_over_on is not None,
    "Tiril Tenktnavn": lambda p: p.handed_over_on is not None,
}


def test_every_stage_is_there(demo: str) -> None:
    assert {name: stage(programme_of(name)) for name, stage in STAGES.items()} == dict.fromkeys(STAGES, True)


def test_only_one_programme_is_late_and_it_is_so_in_every_way(demo: str) -> None:
    late = Programme.objects.late(TODAY).get()
    assert late == programme_of("Åshild Omtrent")
    talks = [talk.state(TODAY) for talk in Conversation.objects.filter(programme=late).late(TODAY)]
    assert talks == [State.OVERDUE, State.NOT_LOGGED]
    assert [late.reviews.late(TODAY).count(), late.steps.late(TODAY).count()] == [1, 1]


def test_what_is_written_is_there_for_its_readers(demo: str) -> None:
    leader = account("avdelingsleder")
    kept = Comment.objects.open_to(leader, TODAY)
    assert [comment.conversation.number for comment in kept.order_by("conversation__number")] == [1, 6, 19]
    assert Comment.objects.count() > 3
    records = ReviewRecord.objects.filter(written_by=leader)
    drafts = records.filter(shared_at=None)
    assert drafts.get().review.programme == programme_of("Åshild Omtrent")
    assert records.exclude(remark="").filter(read_at=None).count() == 0
    assert records.exclude(remark="").count() == 2


def test_mentors_have_courses_and_limits(demo: str) -> None:
    profiles = MentorProfile.objects.filter(user__municipality__name="Fjellvik kommune")
    assert (profiles.exclude(training="").count(), profiles.exclude(hours_limit=None).count()) == (4, 4)
    assert not profiles.filter(trained_on__gt=TODAY).exists()


def test_checklists_are_half_done_or_signed(demo: str) -> None:
    lists = [link.checklist for link in programme_of("Ola Eksempel").checklist_links.all()]
    assert [checklist.counts for checklist in lists] == [(16, 25), (2, 5)]
    assert {checklist.is_complete for checklist in Checklist.objects.all() if checklist.is_signed} == {True}


def test_the_second_municipality_sees_nothing_of_the_first(demo: str) -> None:
    others = User.objects.filter(municipality__name="Litlevåg kommune")
    seen = {
        programme.department.unit.municipality.name
        for user in others
        for programme in Programme.objects.dates_visible_to(user, TODAY)
    }
    assert seen == {"Litlevåg kommune"}
    ours = Programme.objects.dates_visible_to(account("koordinator"), TODAY)
    assert ours.count() == 17
    assert Programme.objects.count() == 19


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-11-22", "2027-01-01", "2026-12-28"])
def snapshot() -> list[tuple[object, ...]]:
    return list(
        Programme.objects.order_by("pk").values_list(
            "new_hire__name", "department__name", "starts_on", "ended_on", "next_talk_on", "last_held_on"
        )
    )


def test_a_crowd_is_the_same_for_the_same_seed(demo: str) -> None:
    make_demo(programmes=50, seed=7)
    make_demo(programmes=50, seed=7)
    make_demo(programmes=50, seed=8)
    rows = snapshot()[19:]
    assert len(rows) == 150
    assert rows[50:100] == rows[:50]
    assert rows[100:] != rows[:50]


def test_a_crowd_is_in_every_stage_and_keeps_to_its_municipality(demo: str) -> None:
    before = set(Programme.objects.values_list("pk", flat=True))
    make_demo(programmes=120, seed=7)
    crowd = Programme.objects.exclude(pk__in=before)
    stages = [
        crowd.filter(starts_on__gt=TODAY),
        crowd.filter(starts_on__lte=TODAY, ended_on=None),
        crowd.late(TODAY),
        crowd.filter(ended_on__isnull=False, handed_over_on=None),
        crowd.filter(handed_over_on__isnull=False),
        crowd.filter(starts_on__gte=monday_of(TODAY) - timedelta(weeks=30), last_held_on__isnull=False),
    ]
    assert [stage.exists() for stage in stages] == [True] * 6
    assert set(crowd.values_list("department__unit__municipality__name", flat=True)) == {"Fjellvik kommune"}
    assert not crowd.filter(mentorships=None).exists()
    assert Position.objects.filter(department__name="Enhet 3 avdeling A").count() == 1
