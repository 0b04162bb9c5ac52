"""Nothing confidential leaves the house: words in every text of a programme, and none of them in any mail's bytes."""

import re
from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from people.models import User
from programmes.models import Conversation, Probation, Programme
from reminders.kinds import CHOICES, Kind, When
from reminders.models import Message, ReminderChoice
from tests.access_secrets import secrets_in
from tests.access_world import World, world
from tests.conftest import NOON
from tests.mail_server import mail_server
from tests.reminders import run

__all__ = ["world"]  # the fixture
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NEVER = re.compile(
    r"prøvetid|provetid|forleng|fravær|sykmeld|permisjon|pause|notat|kommentar|tema|referat|behov|"
    r"spilleregl|bemanning|«|»|vakttype|varsling",
    re.IGNORECASE,
)


def whole(letter: EmailMessage) -> str:
    """Headers and both bodies, read out of whatever they are packed in."""
    parts = [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {value}" for name, value in letter.items()), *parts])


@pytest.fixture
def told(world: World) -> World:
    """Something to tell of every kind, in programmes that hold a word in every text."""
    for user in User.objects.filter(is_active=True):
        everything: dict[str, str] = {kind: When.AT_ONCE for kind in Kind if When.AT_ONCE in CHOICES[kind]}
        ReminderChoice.objects.choose(user, everything)
    for programme in world.programmes.values():
        talks = Conversation.objects.filter(programme=programme)
        talks.filter(number=5).update(
            planned_on=date(2026, 9, 17), agreed_at=NOON, agreed_by=programme.started_by, held_on=None
        )
        talks.filter(number=6).update(
            planned_on=date(2026, 9, 15), agreed_at=NOON, agreed_by=programme.started_by
        )
        talks.filter(number=7).update(
            planned_on=date(2026, 9, 4), agreed_at=NOON, agreed_by=programme.started_by
        )
        talks.filter(number=8).update(planned_on=date(2026, 9, 18), agreed_at=None, agreed_by=None)
        programme.pauses.all().delete()
        programme.plan_changes.create(
            kind="pause",
            why="other",
            made_at=NOON,
            made_by=programme.started_by,
            before={"rows": []},
            after={"rows": []},
        )
        Programme.objects.filter(pk=programme.pk, ended_on=None).update(
            last_planned_on=date(2026, 9, 16) + timedelta(20)
        )
        programme.absences.update(extension=None)
        Probation.objects.filter(programme=programme).update(ends_on=date(2026, 9, 25), may_be_extended=True)
    return world


def test_no_mail_holds_a_confidential_word(told: World) -> None:
    with mail_server() as inbox:
        run(16)
    kinds = set(Message.objects.exclude(sent_at=None).values_list("kind", flat=True))
    assert kinds >= set(Kind) - {Kind.CHECKLIST}
    assert len(inbox.letters) > 40
    for letter in inbox.letters:
        text = whole(letter)
        assert NEVER.findall(text) == []
        assert secrets_in([text]) == set()


def test_a_subject_names_nobody_and_no_header_either(told: World) -> None:
    with mail_server() as inbox:
        run(16)
    names = {
        part for name in User.objects.values_list("name", flat=True) for part in name.split() if len(part) > 3
    }
    for letter in inbox.letters:
        said = " ".join(str(letter[header]) for header in ("Subject", "From", "Message-ID"))
        assert [name for name in names if name in said] == []
        assert set(letter.keys()) == {
            "Content-Type",
            "MIME-Version",
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
            "Auto-Submitted",
        }


def test_a_watch_that_could_not_see_would_be_worthless(told: World) -> None:
    """The words are there: in the programme, and where mail would be read if it held them."""
    talk = Conversation.objects.filter(programme=told.programmes["own"], number=5).get()
    assert NEVER.findall(talk.place)
    assert secrets_in([talk.place]) != set()
