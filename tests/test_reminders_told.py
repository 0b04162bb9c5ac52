"""What is told of each kind, to whom, and when it stops being told: in the database, before any mail."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from checklists.models import Checklist, Item
from people.models import User
from programmes.models import PlanChange, Programme
from reminders.drawing import draw, with_subjects
from reminders.finding import find
from reminders.kinds import Kind, When
from reminders.models import Message, ReminderChoice
from tests.cast import Cast
from tests.factories import STARTED_AT, make_checklist_template
from tests.probation import make_absence, make_probation
from tests.reminders import agreed, moment, told
from tests.talks import talk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """A programme with nothing to tell of but what a test puts there."""
    cast.programme.conversations.filter(number__range=(2, 18)).update(planned_on=None, first_planned_on=None)
    talk = talk_of(cast.programme)
    agreed(talk, date(2026, 9, 18), by=cast.mentor)
    cast.programme.refresh_from_db()
    return cast


def sentences(kind: str, reader: User) -> list[str]:
    found = with_subjects(Message.objects.filter(kind=kind, recipient=reader, dropped_at=None))
    return [each.sentence for each in draw(found, date(2026, 9, 16))]


def test_a_talk_of_this_week_without_an_agreed_day_is_told_the_pair(quiet: Cast) -> None:
    quiet.programme.conversations.filter(number=1).update(agreed_at=None, agreed_by=None)
    find(moment(14))
    assert told(Kind.NOT_AGREED) == {quiet.new_hire, quiet.mentor, quiet.substitute}
    assert sentences(Kind.NOT_AGREED, quiet.new_hire) == [
        "Mentorsamtalen med Ola Mentor denne uka har ingen avtalt dag."
    ]
    quiet.programme.conversations.filter(number=1).update(agreed_at=STARTED_AT, agreed_by=quiet.mentor)
    find(moment(15))
    assert told(Kind.NOT_AGREED) == set()


def test_nothing_of_the_week_before_the_week_has_come(quiet: Cast) -> None:
    quiet.programme.conversations.filter(number=1).update(agreed_at=None, agreed_by=None)
    find(moment(13))
    assert told(Kind.NOT_AGREED) == set()


def test_an_agreed_talk_that_was_moved_is_told_the_others(quiet: Cast) -> None:
    quiet.programme.conversations.filter(number=1).update(agreed_at=moment(15), agreed_by=quiet.mentor)
    find(moment(15, 12))
    assert told(Kind.TALK_MOVED) == {quiet.new_hire, quiet.substitute}
    assert sentences(Kind.TALK_MOVED, quiet.new_hire) == [
        "Mentorsamtalen med Ola Mentor har fått ny dag: fredag 18. september."
    ]
    quiet.programme.conversations.filter(number=1).update(planned_on=date(2026, 9, 22))
    find(moment(15, 13))
    assert Message.objects.filter(kind=Kind.TALK_MOVED, recipient=quiet.new_hire).count() == 2
    assert told(Kind.TALK_MOVED) == {quiet.new_hire, quiet.substitute}  # the first is not true any more


def test_after_ten_days_the_leaders_are_told_that_it_is_so(quiet: Cast) -> None:
    find(moment(27))
    assert told(Kind.LONG_UNLOGGED) == set()
    find(moment(28))
    assert told(Kind.LONG_UNLOGGED) == {quiet.leader, quiet.second_leader}
    assert sentences(Kind.LONG_UNLOGGED, quiet.leader) == [
        "En mentorsamtale i programmet til Kari Ny har vært over i mer enn ti dager, og er ikke ført."
    ]


def test_the_head_where_nobody_leads(quiet: Cast) -> None:
    leaders = [quiet.leader, quiet.second_leader]
    for leader in leaders:
        leader.positions.update(to_on=date(2026, 9, 16))
    find(moment(28))
    assert told(Kind.LONG_UNLOGGED) == {quiet.head}


@pytest.fixture
def deadline(quiet: Cast) -> Cast:
    """The prøvetid ends on 30 September; a leader has entered absence that may make it longer."""
    make_probation(quiet, ends_on=date(2026, 9, 30))
    make_absence(quiet)
    return quiet


def test_the_laws_deadline_is_told_the_leaders_two_weeks_before_and_in_a_pause_too(deadline: Cast) -> None:
    deadline.programme.pauses.create(from_on=date(2026, 9, 10), reason="leave")
    find(moment(15))
    assert told(Kind.DEADLINE) == set()
    find(moment(16))
    assert told(Kind.DEADLINE) == {deadline.leader, deadline.second_leader}
    assert sentences(Kind.DEADLINE, deadline.leader) == [
        "Du har en frist i programmet til Kari Ny. Den kan ikke vente. Siden sier hva den gjelder."
    ]
    assert Message.objects.filter(kind=Kind.DEADLINE, by_mail=True).count() == 2


def test_a_deadline_cannot_be_turned_off(deadline: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderChoice.objects.create(user=deadline.leader, kind=Kind.DEADLINE, when=When.OFF)


def test_only_who_leads_reads_of_a_deadline(deadline: Cast) -> None:
    """A leader who has become mentor there sees the programme still, and not this."""
    find(moment(16))
    on = date(2026, 9, 17)
    assert Message.objects.open_to(deadline.leader, on).filter(kind=Kind.DEADLINE).exists()
    deadline.leader.positions.update(to_on=date(2026, 9, 16))
    days = {"assigned_on": on, "from_on": on, "to_on": date(2026, 12, 31)}
    deadline.programme.mentorships.create(mentor=deadline.leader, is_substitute=True, **days)
    assert Programme.objects.visible_to(deadline.leader, on).exists()
    assert not Message.objects.open_to(deadline.leader, on).filter(kind=Kind.DEADLINE).exists()


def test_the_end_within_four_weeks(quiet: Cast) -> None:
    Programme.objects.filter(pk=quiet.programme.pk).update(ended_on=date(2026, 10, 15))
    find(moment(16))
    assert told(Kind.ENDS_SOON) == set()
    find(moment(17))
    everyone = {quiet.new_hire, quiet.mentor, quiet.substitute, quiet.leader, quiet.second_leader}
    assert told(Kind.ENDS_SOON) == everyone
    assert sentences(Kind.ENDS_SOON, quiet.new_hire) == [
        "Mentorprogrammet ditt slutter snart, etter planen 15. oktober."
    ]


def test_a_checklist_where_nothing_is_ticked_for_three_weeks(quiet: Cast) -> None:
    [given] = Checklist.objects.hand_out([make_checklist_template()])
    quiet.programme.checklist_links.create(checklist=given)
    first = Item.objects.filter(checklist=given)[0]
    first.tick(by=quiet.mentor, at=moment(7), on=date(2026, 9, 7))
    first.save()
    find(moment(27))
    assert told(Kind.CHECKLIST) == set()
    find(moment(28))
    assert told(Kind.CHECKLIST) == {quiet.new_hire, quiet.mentor, quiet.substitute}
    second = Item.objects.filter(checklist=given)[1]
    second.tick(by=quiet.mentor, at=moment(28, 12), on=date(2026, 9, 28))
    second.save()
    find(moment(28, 13))
    assert told(Kind.CHECKLIST) == set()


def test_a_change_of_the_plan_is_told_the_others_of_the_pair(quiet: Cast) -> None:
    change = {"kind": "start", "made_at": moment(15), "before": {"rows": []}, "after": {"rows": []}}
    made = PlanChange.objects.create(programme=quiet.programme, made_by=quiet.mentor, **change)
    find(moment(15, 12))
    assert told(Kind.PLAN_CHANGED) == {quiet.new_hire, quiet.substitute}
    made.undone_by, made.undone_at = quiet.mentor, moment(15, 13)
    made.save()
    find(moment(15, 14))
    assert told(Kind.PLAN_CHANGED) == set()


# --- who is not told ----------------------------------------------------------------------------------


def test_a_pause_keeps_everything_but_the_deadline_back(quiet: Cast) -> None:
    quiet.programme.pauses.create(from_on=date(2026, 9, 16), to_on=date(2026, 9, 17), reason="leave")
    find(moment(17))
    assert told(Kind.TALK_SOON) == set()
    find(moment(18))  # over, and the talk is today
    assert told(Kind.TALK_SOON) == {quiet.new_hire, quiet.mentor, quiet.substitute}


def test_a_pause_taken_back_brings_a_message_back(quiet: Cast) -> None:
    find(moment(17))
    pause = quiet.programme.pauses.create(from_on=date(2026, 9, 17), reason="leave")
    find(moment(17, 10))
    assert told(Kind.TALK_SOON) == set()
    assert {each.dropped_because for each in Message.objects.filter(kind=Kind.TALK_SOON)} == {"paused"}
    pause.delete()
    find(moment(17, 11))
    assert told(Kind.TALK_SOON) == {quiet.new_hire, quiet.mentor, quiet.substitute}


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"held_on": date(2026, 9, 17)}, "settled"),
        ({"not_held_reason": "staffing"}, "settled"),
        ({"planned_on": date(2026, 9, 25)}, "settled"),
    ],
)
def test_what_has_become_pointless_is_dropped_with_its_reason(
    quiet: Cast, change: dict[str, object], because: str
) -> None:
    find(moment(17))
    quiet.programme.conversations.filter(number=1).update(**change)
    find(moment(17, 10))
    assert {each.dropped_because for each in Message.objects.filter(kind=Kind.TALK_SOON)} == {because}


def test_an_ended_programme_and_a_lost_part_are_reasons_of_their_own(quiet: Cast) -> None:
    find(moment(17))
    quiet.programme.mentorships.filter(mentor=quiet.mentor).update(to_on=date(2026, 9, 16))
    find(moment(17, 10))
    assert told(Kind.TALK_SOON) == {quiet.new_hire, quiet.substitute}
    assert Message.objects.get(kind=Kind.TALK_SOON, recipient=quiet.mentor).dropped_because == "lost"
    Programme.objects.filter(pk=quiet.programme.pk).update(ended_on=date(2026, 9, 17))
    find(moment(17, 11))
    assert told(Kind.TALK_SOON) == set()
    assert Message.objects.get(kind=Kind.TALK_SOON, recipient=quiet.new_hire).dropped_because == "ended"


def test_who_has_turned_it_off_is_not_told(quiet: Cast) -> None:
    ReminderChoice.objects.choose(quiet.mentor, {Kind.TALK_SOON: When.OFF})
    find(moment(17))
    assert told(Kind.TALK_SOON) == {quiet.new_hire, quiet.substitute}
    ReminderChoice.objects.choose(quiet.new_hire, {Kind.TALK_SOON: When.OFF})
    find(moment(17, 10))
    assert told(Kind.TALK_SOON) == {quiet.substitute}


def test_on_the_first_day_of_an_installation_nobody_is_told_of_long_ago(quiet: Cast) -> None:
    find(moment(1, month=10))  # 13 days after the talk
    assert told(Kind.TALK_NOT_LOGGED) == {quiet.mentor, quiet.substitute}
    Message.objects.all().delete()
    find(moment(3, month=10))
    assert told(Kind.TALK_NOT_LOGGED) == set()


# --- the number in the menu ---------------------------------------------------------------------------


def test_the_number_of_unread_is_kept(quiet: Cast) -> None:
    find(moment(17))
    mine = Message.objects.filter(recipient=quiet.mentor)
    assert unread(quiet.mentor) == mine.count() > 0
    Message.objects.filter(pk=mine[0].pk).read_by(quiet.mentor, date(2026, 9, 17), moment(17, 10))
    assert unread(quiet.mentor) == mine.count() - 1
    call_command("check_unread")
    User.objects.filter(pk=quiet.mentor.pk).update(unread_messages=9)
    with pytest.raises(CommandError, match=str(quiet.mentor.pk)):
        call_command("check_unread")
    call_command("check_unread", "--repair", stdout=StringIO())
    assert unread(quiet.mentor) == mine.count() - 1


def test_nobody_reads_what_is_somebody_elses(quiet: Cast) -> None:
    find(moment(17))
    theirs = Message.objects.filter(recipient=quiet.mentor)
    assert theirs.read_by(quiet.leader, date(2026, 9, 17), moment(17, 10)) == 0
    assert not theirs.exclude(read_at=None).exists()


def unread(person: User) -> int:
    person.refresh_from_db()
    return person.unread_messages
