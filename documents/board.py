"""The sheet on the staff room's wall: who is new, who is mentor, and when the talks take them off the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import Self

from django.db.models import Q
from django.utils.translation import gettext as _

from documents.paper import STEMS, Kind, Paper
from people.models import Department
from programmes.models import Conversation, Mentorship, Programme
from programmes.models.programme import USUAL_MINUTES

WEEKS = (2, 4, 8, 12)


@dataclass(frozen=True)
class Newcomer:
    """Someone new in the department, and who follows them."""

    name: str
    title: str
    starts_on: date
    mentors: list[str]


@dataclass(frozen=True)
class Absence:
    """Two who are not on the floor."""

    on: date
    starts_at: time | None
    minutes: int
    new_hire: str
    mentor: str

    @classmethod
    def of(cls, talk: Conversation, on: date) -> Self:
        period = mentorship_of(talk.programme, on)
        return cls(
            on=on,
            starts_at=talk.starts_at,
            minutes=talk.expected_minutes or USUAL_MINUTES,
            new_hire=talk.programme.new_hire.name,
            mentor=period.mentor.name if period else "",
        )


def mentorship_of(programme: Programme, on: date) -> Mentorship | None:
    """Who meets the new hire that day: a substitute, as long as it lasts, else the mentor."""
    return min(programme.present_on(on), key=lambda period: not period.is_substitute, default=None)


def board_paper(department: Department, on: date, weeks: int) -> Paper:
    """Agreed talks from today on. Nothing of the prøvetid, and no word of how it goes."""
    until = on + timedelta(weeks=weeks, days=-1)
    known = Programme.objects.filter(department=department).running(on).filter(starts_on__lte=until)
    programmes = {programme.pk: programme for programme in known.with_people().order_by("starts_on", "pk")}
    return Paper(
        kind=Kind.BOARD,
        template="documents/papers/board.html",
        context={
            "department": department,
            "until": until,
            "newcomers": [newcomer(programme, on) for programme in programmes.values()],
            "days": days_of(programmes, on, until),
        },
        municipality=department.unit.municipality,
        unit=department.unit,
        printed_on=on,
        title=_("Oppslag til vaktrommet"),
        filename=f"{STEMS[Kind.BOARD]}.pdf",
        about=str(department),
    )


def newcomer(programme: Programme, on: date) -> Newcomer:
    present = programme.present_on(on)
    names = [_("%s (vikar)") % each.mentor if each.is_substitute else str(each.mentor) for each in present]
    return Newcomer(programme.new_hire.name, programme.title, programme.starts_on, names)


def days_of(programmes: dict[int, Programme], on: date, until: date) -> list[tuple[date, list[Absence]]]:
    """Each day with its talks, by the clock; those without a time of day come last."""
    agreed = Q(agreed_at__isnull=False, planned_on__range=(on, until))
    talks = list(Conversation.objects.open().filter(agreed, programme__in=programmes))
    rows = []
    for talk in talks:
        talk.programme = programmes[talk.programme_id]
        rows += [Absence.of(talk, talk.planned_on)] if talk.planned_on else []
    rows.sort(key=lambda row: (row.on, row.starts_at is None, row.starts_at or time.min, row.new_hire))
    return [(day, list(same)) for day, same in groupby(rows, key=lambda row: row.on)]
