"""`send_reminders` against a real mail server: who gets what, once, and what becomes of what cannot be sent."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from django.core.mail import EmailMultiAlternatives

from people.models import User
from programmes.models import Conversation
from reminders import post as posting
from reminders.drawing import Drawn
from reminders.kinds import Kind, When
from reminders.letters import letter
from reminders.models import Message, ReminderChoice
from tests.cast import Cast
from tests.mail_server import Inbox, mail_server, text_of
from tests.reminders import agreed, moment, run
from tests.talks import talk_of

pytestmark = pytest.mark.django_db

SOON = "Påminnelse om en avtalt samtale"
NOT_LOGGED = "En samtale er ikke ført"
FRIDAY = date(2026, 9, 18)


@pytest.fixture(scope="module")
def server() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


@pytest.fixture
def inbox(server: Inbox) -> Iterator[Inbox]:
    yield server
    server.forget()


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """Agreed for Friday 18 September, at one; the only one with a day before the last."""
    cast.programme.conversations.filter(number__range=(2, 18)).update(planned_on=None, first_planned_on=None)
    return agreed(talk_of(cast.programme), FRIDAY, by=cast.mentor, at=time(13))


def addresses(*people: User) -> list[str]:
    return sorted(str(person.email) for person in people)


def soon_of(person: User) -> Message:
    return Message.objects.get(kind=Kind.TALK_SOON, recipient=person)


# --- who gets what, and when --------------------------------------------------------------------------


def test_the_pair_is_reminded_once_the_last_working_day_before(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    run(16)
    assert inbox.receivers_of(SOON) == []
    run(17)
    run(17, 10)
    run(18, 8)
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.mentor, cast.substitute)


def test_what_the_mentor_reads(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    run(17)
    [mail] = inbox.to(cast.mentor, SOON)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Du har mentorsamtale med Kari Ny fredag 18. september kl. 13.00." in text_of(mail)
    assert f"http://127.0.0.1:8000{talk.get_absolute_url()}" in text_of(mail)
    html = mail.get_body(("html",))
    assert html is not None
    assert f'<a href="http://127.0.0.1:8000{talk.get_absolute_url()}">Se samtalen</a>' in html.get_content()


def test_a_talk_that_is_not_logged_is_told_the_mentors_the_next_working_day(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    for day in (18, 19, 20):
        run(day, 15)
    assert inbox.receivers_of(NOT_LOGGED) == []
    run(21)
    run(22)
    assert inbox.receivers_of(NOT_LOGGED) == addresses(cast.mentor, cast.substitute)


@pytest.mark.parametrize(("day", "hour"), [(17, 6), (17, 16), (19, 10)])
def test_nothing_leaves_outside_working_hours(
    cast: Cast, talk: Conversation, inbox: Inbox, day: int, hour: int
) -> None:
    run(day, hour)
    assert inbox.letters == []
    assert Message.objects.filter(by_mail=True, dropped_at=None).exists()


def test_who_wants_it_on_monday_has_it_in_the_letter(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    ReminderChoice.objects.choose(cast.mentor, {Kind.TALK_SOON: When.WEEKLY})
    run(14)
    [mail] = inbox.to(cast.mentor, "Mandagsbrevet")
    assert "Du har mentorsamtale med Kari Ny fredag 18. september kl. 13.00." in text_of(mail)
    run(17)
    assert inbox.to(cast.mentor, SOON) == []
    assert len(inbox.to(cast.mentor, "Mandagsbrevet")) == 1


# --- without a worker, without a server ---------------------------------------------------------------


def test_two_days_without_a_worker(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    """Stopped from Thursday to Monday: the reminder is pointless by then, and what is still true comes once."""
    run(16)
    inbox.forget()
    said = run(21, 7)
    assert inbox.receivers_of(SOON) == []
    assert inbox.receivers_of(NOT_LOGGED) == addresses(cast.mentor, cast.substitute)
    count = len(inbox.letters)
    assert f"{count} sendt" in said
    run(21, 8)
    assert len(inbox.letters) == count


def test_a_day_without_a_server(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    """Found on Thursday, and sent on Friday before the talk begins; nobody's attempts are used up."""
    with inbox.closed():
        for hour in (7, 9, 15):
            assert run(17, hour).endswith("E-posttjeneren svarer ikke; resten venter.")
    assert set(Message.objects.values_list("attempts", "claimed_at", "sent_at")) == {(0, None, None)}
    run(18, 7)
    run(18, 8)
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.mentor, cast.substitute)


def test_a_server_that_is_back_too_late(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    with inbox.closed():
        run(17)
    run(18, 14)
    assert inbox.receivers_of(SOON) == []
    assert soon_of(cast.mentor).dropped_because == "settled"


# --- what the server says -----------------------------------------------------------------------------


def test_an_address_that_bounces_is_given_up_and_the_others_go(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    inbox.refusals[str(cast.mentor.email)] = "550 5.1.1 person@prove.example unknown, was ill"
    said = run(17)
    assert "1 avvist" in said
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.substitute)
    refused = soon_of(cast.mentor)
    assert (refused.trouble, refused.attempts, refused.given_up_at) == ("refused", 1, moment(17))
    inbox.refusals.clear()
    run(17, 15)
    assert inbox.to(cast.mentor, SOON) == []  # until somebody says «Prøv igjen»
    Message.objects.filter(pk=refused.pk).try_again()
    run(18, 7)
    assert len(inbox.to(cast.mentor, SOON)) == 1


def test_a_no_for_now_is_tried_again_with_growing_gaps(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    inbox.refusals[str(cast.mentor.email)] = "451 try later"
    run(17, 7)
    assert soon_of(cast.mentor).next_try_at == moment(17, 7, 10)
    run(17, 7, 9)
    assert soon_of(cast.mentor).attempts == 1
    run(17, 7, 10)
    assert soon_of(cast.mentor).next_try_at == moment(17, 8, 10)
    run(17, 8, 10)
    assert soon_of(cast.mentor).next_try_at == moment(17, 12, 10)
    inbox.refusals.clear()
    run(17, 12, 10)
    run(17, 13)
    assert len(inbox.to(cast.mentor, SOON)) == 1


def test_an_address_that_refuses_for_a_week_is_given_up(cast: Cast, talk: Conversation, inbox: Inbox) -> None:
    inbox.refusals[str(cast.mentor.email)] = "451 try later"
    run(21)
    waiting = Message.objects.filter(kind=Kind.TALK_NOT_LOGGED, recipient=cast.mentor)
    for _attempt in range(9):
        at = waiting.get().next_try_at
        assert at is not None
        run(at.day, 15, month=at.month)
    given_up = waiting.get()
    assert given_up.given_up_at == moment(1, 15, month=10)
    assert (given_up.attempts, given_up.trouble) == (10, "later")
    assert inbox.to(cast.mentor, NOT_LOGGED) == []


@pytest.mark.parametrize(
    "address", ["uten krøllalfa", "a@b\nBcc: all@x.example", "to@a.example, to@b.example", "ø@x.example"]
)
def test_a_malformed_address_stops_nobody_else(
    cast: Cast, talk: Conversation, inbox: Inbox, address: str
) -> None:
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(email=address)
    run(17)
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.substitute)
    assert soon_of(cast.mentor).trouble == "bad_address"


def test_who_has_no_address_has_the_message_and_no_attempt(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(email=None)
    run(17)
    assert (soon_of(cast.mentor).attempts, soon_of(cast.mentor).claimed_at) == (0, None)
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(email="ny@prove.example")
    run(18, 7)
    assert "ny@prove.example" in inbox.receivers_of(SOON)


# --- stopped in the middle ----------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends, as far as the code can tell."""


def test_a_crash_after_the_servers_yes_never_sends_twice(
    cast: Cast, talk: Conversation, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object, **_changes: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(posting, "mark", killed)
        with pytest.raises(Killed):
            run(17, 7)
    assert len(inbox.letters) == 1
    run(17, 9)
    run(18, 7)
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.mentor, cast.substitute)
    [unknown] = Message.objects.unknown(moment(17, 9))
    assert unknown.recipient.email == inbox.letters[0]["To"]


def test_a_line_that_breaks_after_the_letter_is_one_we_do_not_know_of(
    cast: Cast, talk: Conversation, inbox: Inbox
) -> None:
    inbox.hangs_up = True
    said = run(17, 7)
    assert "1 vet vi ikke om kom fram" in said
    inbox.hangs_up = False
    run(17, 8)
    assert len(inbox.receivers_of(SOON)) == 2
    assert Message.objects.unknown(moment(17, 9)).count() == 1


def test_a_message_that_we_cannot_write_stops_nobody_else(
    cast: Cast,
    talk: Conversation,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(drawn: Drawn) -> EmailMultiAlternatives:
        if drawn.message.recipient_id == cast.mentor.pk:
            raise KeyError("a mistake of ours")
        return letter(drawn)

    monkeypatch.setattr(posting, "letter", broken)
    run(17)
    assert inbox.receivers_of(SOON) == addresses(cast.new_hire, cast.substitute)
    assert soon_of(cast.mentor).trouble == "ours"
    assert str(cast.mentor.email) not in caplog.text
