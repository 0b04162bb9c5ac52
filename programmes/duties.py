"""What waits for one person, over all programmes: the start page's «hva skal jeg gjøre nå?»."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q

from people.models import User
from programmes.models import Conversation, Programme, Step
from programmes.models.appointments import OPEN, appointments_where
from programmes.schedule import Role
from programmes.timeline import Line, TimelineRow, label, when

AHEAD = timedelta(days=7)


def duties(user: User, on: date) -> list[Line]:
    """What is due within a week or past its day: one's own steps, and a leader's reviews and meetings."""
    running = Programme.objects.running(on).filter(handed_over_on=None)
    steps = Step.objects.asked_of(user, on).open().filter(programme__in=running, due_on__lte=on + AHEAD)
    leaders_own = Q(responsible__contains=Role.LEADER) | Q(responsible__contains=Role.HEAD)
    due = OPEN & leaders_own & Q(programme__in=running.managed_by(user, on), planned_on__lte=on + AHEAD)
    rows: list[TimelineRow] = [*appointments_where(due, but=Conversation), *steps]
    rows.sort(key=lambda row: row.sort_day)
    programmes = Programme.objects.select_related("new_hire").in_bulk({row.programme_id for row in rows})
    return [line_of(row, programmes[row.programme_id], on) for row in rows]


def line_of(row: TimelineRow, programme: Programme, on: date) -> Line:
    """A row with the new hire's name, since it stands outside its programme."""
    row.programme = programme
    state = row.state(on, programme.ended_on)
    return Line(label(row), row.get_absolute_url(), state, when(row), programme.new_hire.name)


def next_talks(programmes: list[Programme], on: date) -> list[tuple[Programme, Line | None]]:
    """Each programme with its next talk, earliest first; one whose talks all lack a day comes last."""
    talks = Conversation.objects.open().filter(programme__in=programmes)
    first: dict[int, Conversation] = {}
    for talk in talks.order_by(F("planned_on").asc(nulls_last=True), "number"):
        first.setdefault(talk.programme_id, talk)
    found = []
    for programme in sorted(programmes, key=lambda programme: programme.next_talk_on or date.max):
        next_talk = first.get(programme.pk)
        if next_talk:
            next_talk.programme = programme
        line = Line.of(next_talk, programme, on) if next_talk else None
        found.append((programme, line))
    return found
