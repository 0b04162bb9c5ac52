"""Moves many programmes on to today with a few updates, whatever their number."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from django.db.models import DateField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from checklists.models import Item
from programmes.demo.clock import WEEK, Clock
from programmes.models import (
    Conversation,
    MentorFollowUp,
    Mentorship,
    ProbationReview,
    Programme,
    ProgrammeChecklist,
    Step,
    SystemAccess,
    TrainingShift,
)
from programmes.models.appointments import Appointment
from programmes.models.programme import Ending

LATE_SHARE, NOT_HELD_SHARE, HANDED_OVER_SHARE = 0.15, 0.1, 0.7
LAST_WEEK = 52


def move_on(programmes: Sequence[Programme], random: Random, clock: Clock) -> None:
    """Hold what is past, agree what is near, end what is over; some programmes fall behind."""
    mine = Programme.objects.filter(pk__in=[programme.pk for programme in programmes])
    late = [programme.pk for programme in programmes if random.random() < LATE_SHARE]
    not_held = [programme.pk for programme in programmes if random.random() < NOT_HELD_SHARE]
    in_time = mine.exclude(pk__in=late)

    talks = Conversation.objects.filter(programme__in=mine, planned_on__isnull=False)
    agree(talks.filter(planned_on__lte=clock.today + 2 * WEEK), mentor(), clock)
    talks.filter(programme__in=not_held, number=5, planned_on__lt=clock.today).update(
        not_held_reason=Conversation.Reason.STAFFING, logged_by=mentor(), logged_at=clock.now
    )
    hold(talks.open().filter(programme__in=in_time), mentor(), clock)
    hold(talks.open().filter(programme__in=late, planned_on__lt=clock.today - 5 * WEEK), mentor(), clock)
    for meetings in (ProbationReview.objects, MentorFollowUp.objects):
        meeting = meetings.filter(programme__in=in_time, planned_on__isnull=False)
        agree(meeting.filter(planned_on__lt=clock.today), leader(), clock)
        hold(meeting, leader(), clock)

    reviews = ProbationReview.objects.filter(programme__in=in_time, planned_on__isnull=False)
    agree(reviews.filter(agreed_at=None, programme__starts_on__lte=clock.today), leader(), clock)
    do_the_rest(mine, in_time, clock)
    end(programmes, random, clock)
    mine.refresh_talk_dates()


def mentor() -> Subquery:
    """Who is mentor in the programme of the row."""
    return Subquery(Mentorship.objects.filter(programme=OuterRef("programme")).values("mentor")[:1])


def leader() -> Subquery:
    """Who started the programme of the row."""
    return Subquery(Programme.objects.filter(pk=OuterRef("programme")).values("started_by")[:1])


def agree[T: Appointment](rows: QuerySet[T], by: Subquery, clock: Clock) -> None:
    rows.update(agreed_by=by, agreed_at=clock.now)


def hold[T: Appointment](rows: QuerySet[T], by: Subquery, clock: Clock) -> None:
    rows.filter(planned_on__lt=clock.today).update(
        held_on=F("planned_on"), minutes_spent=45, logged_by=by, logged_at=clock.now
    )


def do_the_rest(mine: QuerySet[Programme], in_time: QuerySet[Programme], clock: Clock) -> None:
    """Steps, accesses, shifts and checklists."""
    today = clock.today
    steps = Step.objects.filter(due_on__lt=today)
    for done in (
        steps.filter(programme__in=in_time),
        steps.filter(programme__in=mine, due_on__lt=today - WEEK),
    ):
        done.update(done_on=F("due_on"), done_by=leader(), done_at=clock.now)
    accesses = SystemAccess.objects.filter(programme__in=mine, programme__starts_on__lte=today + WEEK)
    accesses.update(granted_on=today, granted_by=leader())
    for number in range(1, 11):
        plan_shift(mine, number)
    tick(mine.filter(starts_on__lt=today), clock, upto=5)
    tick(mine.filter(starts_on__lt=today - 8 * WEEK), clock, upto=100)


def plan_shift(mine: QuerySet[Programme], number: int) -> None:
    """The day counted from the start; every third one with the mentor."""
    day = Cast(F("starts_on") + timedelta(days=number - 1 + number // 5 * 2), DateField())
    programme = Programme.objects.filter(pk=OuterRef("programme"))
    companion = Mentorship.objects.filter(programme=OuterRef("programme")).values("mentor__name")[:1]
    with_mentor = number % 3 == 1
    TrainingShift.objects.filter(programme__in=mine, number=number).update(
        on=Subquery(programme.annotate(day=day).values("day")),
        shift_type="Kveld" if number % 4 == 0 else "Dag",
        with_mentor=with_mentor,
        companion=Subquery(companion) if with_mentor else "Tuva Tenkeeksempel",
    )


def tick(programmes: QuerySet[Programme], clock: Clock, upto: int) -> None:
    """The new hire ticks the rows of the checklist, up to a place."""
    lists = ProgrammeChecklist.objects.filter(checklist=OuterRef("checklist"))
    Item.objects.filter(
        checklist__in=ProgrammeChecklist.objects.filter(programme__in=programmes).values("checklist"),
        position__lte=upto,
        done_on=None,
    ).update(
        done_on=Subquery(lists.values("programme__starts_on")[:1]),
        ticked_by=Subquery(lists.values("programme__new_hire")[:1]),
        ticked_at=clock.now,
    )


def end(programmes: Sequence[Programme], random: Random, clock: Clock) -> None:
    """A year and some weeks have gone: the programme ends, and most forms are handed over."""
    over = [
        programme.pk for programme in programmes if programme.starts_on < clock.today - (LAST_WEEK + 3) * WEEK
    ]
    Programme.objects.filter(pk__in=over).update(ended_on=clock.weeks_ago(2), ended_because=Ending.COMPLETED)
    handed_over = [pk for pk in over if random.random() < HANDED_OVER_SHARE]
    Programme.objects.filter(pk__in=handed_over).update(handed_over_on=clock.weeks_ago(1))
