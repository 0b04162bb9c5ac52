"""What waits for one person, over all programmes: the start page's «hva skal jeg gjøre nå?»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    DateTimeField,
    F,
    Min,
    Q,
    QuerySet,
    TimeField,
    Value,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.desk import Desk
from programmes.models import LeaderTalk, MentorFollowUp, ProbationReview, Step, TrainingShift
from programmes.models.appointments import APPOINTMENTS, AnyAppointment
from programmes.schedule import Role
from programmes.states import State
from programmes.timeline import Line, label, when

type Rows = QuerySet[Any, tuple[Any, ...]]

AHEAD = timedelta(days=7)
SHOWN_AHEAD = timedelta(days=14)  # how far a new hire sees what others will do with them
LOOKED_AT = 100  # a page shows ten; of more than a hundred it says so
AGREE_REVIEWS = "agree_reviews"
REVIEW = "prøvetidssamtale"
COLUMNS = ("kind", "of", "nr", "what", "day", "clock", "agreed", "whose")


@dataclass(frozen=True)
class Due:
    """A row that waits, and in whose programme."""

    programme_id: int
    day: date
    line: Line


def due(desk: Desk) -> list[Due]:
    """What is due within a week or past its day, earliest first, in one query.

    One's own steps; a leader's reviews, talks and meetings, and reviews whose days are not agreed. For the
    new hire also when the leader and the next shifts come.
    """
    branches = [*leaders_rows(desk), *new_hires_rows(desk), steps(desk)] if desk.is_needed else []
    if not branches:
        return []
    first, *rest = branches
    rows = list(first.union(*rest, all=True).order_by("day", "kind", "nr")[:LOOKED_AT])
    # A row of the programme's own from its first day says the same as long as it is open.
    said = {of for kind, of, _nr, what, *_rest in rows if kind == Step.__name__ and REVIEW in what.lower()}
    return [due_of(*row, on=desk.on) for row in rows if row[0] != AGREE_REVIEWS or row[1] not in said]


def leaders_rows(desk: Desk) -> list[Rows]:
    if not desk.leads:
        return []
    mine = desk.leaders_part() & Q(planned_on__lte=desk.on + AHEAD) & desk.running()
    kinds: list[type[AnyAppointment]] = [ProbationReview, LeaderTalk, MentorFollowUp]
    rows = [columns(kind.objects.open().filter(mine), kind.__name__) for kind in kinds]
    return [*rows, reviews_to_agree(desk)]


def new_hires_rows(desk: Desk) -> list[Rows]:
    """What others will do with the new hire, and the shifts: the next two weeks, and nothing that is late."""
    if not desk.own:
        return []
    days = (desk.on, desk.on + SHOWN_AHEAD)
    mine = Q(programme__in=desk.own)
    kinds: list[type[AnyAppointment]] = [ProbationReview, LeaderTalk]
    planned = [
        columns(kind.objects.open().filter(mine, planned_on__range=days), kind.__name__) for kind in kinds
    ]
    shifts = TrainingShift.objects.filter(mine, on__range=days)
    return [*planned, columns(shifts, TrainingShift.__name__, title="shift_type", day="on", has_clock=False)]


def steps(desk: Desk) -> Rows:
    """What this person is among the responsible for; leaders tick more than that."""
    mine = Q(responsible__contains=Role.MENTOR, programme__in=desk.mentored)
    mine |= Q(responsible__contains=Role.NEW_HIRE, programme__in=desk.own)
    if desk.leads:
        mine |= desk.leaders_part()
    asked = Step.objects.open().filter(mine, desk.running(), due_on__lte=desk.on + AHEAD)
    return columns(asked, Step.__name__, number="position", day="due_on", has_clock=False)


def columns(
    rows: QuerySet[Any],
    kind: str,
    *,
    number: str = "number",
    title: str = "title",
    day: str = "planned_on",
    has_clock: bool = True,
) -> Rows:
    """The same columns of every kind, so that the database can lay them end to end."""
    return (
        rows.order_by()
        .annotate(
            kind=Value(kind),
            of=F("programme_id"),
            nr=F(number),
            what=F(title),
            day=F(day),
            clock=F("starts_at") if has_clock else Value(None, TimeField()),
            agreed=F("agreed_at") if has_clock else Value(None, DateTimeField()),
            whose=F("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )


def reviews_to_agree(desk: Desk) -> Rows:
    """A row a programme that has begun, as long as a review further ahead has no agreed day."""
    later = Q(planned_on=None) | Q(planned_on__gt=desk.on + AHEAD)
    reviews = ProbationReview.objects.open().filter(
        later, desk.led(), desk.running(), agreed_at=None, programme__starts_on__lte=desk.on
    )
    return (
        reviews.order_by()
        .values("programme")
        .annotate(
            kind=Value(AGREE_REVIEWS),
            of=F("programme_id"),
            nr=Min("number"),
            what=Value(""),
            day=Min("programme__starts_on"),
            clock=Value(None, TimeField()),
            agreed=Value(None, DateTimeField()),
            whose=Min("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )


def due_of(
    kind: str,
    of: int,
    nr: int,
    what: str,
    day: date,
    clock: time | None,
    agreed: datetime | None,
    whose: str,
    *,
    on: date,
) -> Due:
    """One row of that query as a line of the page; all of them are open and in a running programme."""
    if kind == TrainingShift.__name__:
        shift = _("Opplæringsvakt %(number)d") % {"number": nr} + (f", {what.lower()}" if what else "")
        state = State.TODAY if day == on else State.PLANNED
        url = reverse("programmes:shifts", args=[of])
        return Due(of, day, Line(shift, url, state, when(Step(due_on=day)), whose))
    if kind == AGREE_REVIEWS:
        state = State.TODAY if day == on else State.OVERDUE
        url = reverse("programmes:review", args=[of, nr])
        line = Line(_("Avtal datoer for prøvetidssamtalene"), url, state, when(Step(due_on=day)), whose)
        return Due(of, day, line)
    row: Any
    if kind == Step.__name__:
        row = Step(programme_id=of, position=nr, title=what, due_on=day)
    else:
        row = APPOINTMENTS[kind](
            programme_id=of, number=nr, title=what, planned_on=day, starts_at=clock, agreed_at=agreed
        )
    return Due(of, day, Line(label(row), row.get_absolute_url(), row.state(on), when(row), whose))
