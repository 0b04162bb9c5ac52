"""`send_reminders` against a real mail server: who gets what, once, and what becomes of what cannot be sent."""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from programmes.models import Conversation
from reminders.kinds import Kind
from reminders.models import Message
from tests.cast import Cast
from tests.factories import STARTED_AT
from tests.mail_server import Inbox, mail_server
from tests.talks import talk_of

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as server:
        yield server


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """Agreed for Friday 18 September, at one."""
    talk = talk_of(cast.programme)
    talk.planned_on, talk.agreed_by, talk.agreed_at = date(2026, 9, 18), cast.mentor, STARTED_AT
    talk.starts_at = time(13)
    talk.save()
    return talk


def run(day: int, hour: int = 9, minute: int = 0) -> str:
    """The worker on that day of September 2026: what it says."""
    out = StringIO()
    with time_machine.travel(datetime(2026, 9, day, hour, minute, tzinfo=OSLO), tick=False):
        call_command("send_reminders", stdout=out)
    return out.getvalue().strip()


def test_the_pair_is_reminded_the_last_working_day_before(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    run(16)
    assert inbox.letters == []
    assert run(17) == "3 nye meldinger, 0 gjelder ikke lenger. 3 sendt, 0 avvist."
    assert sorted(inbox.receivers) == sorted(
        person.email for person in (cast.new_hire, cast.mentor, cast.substitute)
    )
    assert run(17, 10) == "0 nye meldinger, 0 gjelder ikke lenger. 0 sendt, 0 avvist."
    assert len(inbox.letters) == 3


def test_what_the_mentor_reads(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    run(17)
    letter = next(each for each in inbox.letters if each["To"] == cast.mentor.email)
    assert letter["Subject"] == "Påminnelse om en avtalt samtale"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",))
    assert text is not None
    assert "Du har mentorsamtale med Kari Ny fredag 18. september kl. 13.00." in text.get_content()
    assert f"http://127.0.0.1:8000{talk.get_absolute_url()}" in text.get_content()


def test_a_talk_that_is_not_logged_is_told_the_mentors_the_next_working_day(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    run(18)
    run(19)
    run(20)
    before = len(inbox.letters)
    run(21)
    assert sorted(inbox.receivers[before:]) == sorted([str(cast.mentor.email), str(cast.substitute.email)])


@pytest.mark.parametrize(("day", "hour"), [(17, 6), (17, 16), (19, 10)])
def test_nothing_leaves_outside_working_hours(
    cast: Cast, talk: Conversation, inbox: Inbox, day: int, hour: int
) -> None:
    run(day, hour)
    assert inbox.letters == []
    assert Message.objects.filter(kind=Kind.TALK_SOON).count() == (3 if day == 17 else 0)
