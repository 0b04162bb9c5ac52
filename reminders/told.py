"""What is sent when, and to whom: written once, for those who choose and for those who only want to know.

`tests/test_reminders_told.py` holds this against what is really found and sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.leading import leaders_of
from people.models import Position, User
from programmes.models import Conversation, Programme
from programmes.readers import joined
from programmes.workdays import next_workday
from reminders.kinds import ENDS_AHEAD, OF_LEADERS, Kind, When, default
from reminders.working_hours import day_after, day_before, first_of_week, sunday_of


class Side(Enum):
    """Who in a programme gets it."""

    NEW_HIRE = "new hire"
    MENTORS = "mentors"
    LEADERS = "leaders"
    HEADS = "heads"


PAIR = (Side.NEW_HIRE, Side.MENTORS)


@dataclass(frozen=True)
class Told:
    kind: Kind
    words: Promise
    to: tuple[Side, ...]

    @property
    def name(self) -> str:
        return str(self.kind.label)

    @property
    def when(self) -> str:
        return str(self.words)

    @property
    def is_mailed(self) -> bool:
        return default(self.kind) == When.AT_ONCE or self.kind == Kind.WEEK

    @property
    def is_fixed(self) -> bool:
        return self.kind == Kind.DEADLINE


TOLD = [
    Told(Kind.TALK_SOON, _("Siste arbeidsdag før en avtalt samtale."), PAIR),
    Told(
        Kind.TALK_NOT_LOGGED,
        _("Første arbeidsdag etter en avtalt samtale, når den verken er ført eller forklart."),
        (Side.MENTORS,),
    ),
    Told(
        Kind.WEEK,
        _("Første arbeidsdag i uka: det som venter, samlet. Er det ingenting, kommer det ikke noe brev."),
        (*PAIR, Side.LEADERS, Side.HEADS),
    ),
    Told(Kind.DEADLINE, _("To uker før en frist som loven setter for lederen."), (Side.LEADERS,)),
    Told(
        Kind.CONTACT,
        _("Når den nytilsatte ber mentoren eller lederen ta kontakt, og ingen har sett det ennå."),
        (Side.MENTORS, Side.LEADERS),
    ),
    Told(
        Kind.LONG_UNLOGGED,
        _("Når en avtalt samtale ikke er ført på ti dager. Bare at det er slik, aldri noe om samtalen."),
        (Side.LEADERS,),
    ),
    Told(Kind.NOT_AGREED, _("Første arbeidsdag i en uke der samtalen ikke har noen avtalt dag."), PAIR),
    Told(Kind.TALK_MOVED, _("Når den andre har gitt en samtale ny dag."), PAIR),
    Told(Kind.PLAN_CHANGED, _("Når noen andre har endret datoer i planen."), PAIR),
    Told(Kind.CHECKLIST, _("Når ingenting er krysset av i en sjekkliste på tre uker."), PAIR),
    Told(Kind.ENDS_SOON, _("Fire uker før programmet slutter."), (*PAIR, Side.LEADERS)),
]


def told_to(*, leads: bool) -> list[Told]:
    """What somebody may get: the leaders' only where one leads."""
    return [told for told in TOLD if leads or told.kind not in OF_LEADERS]


# --- one programme ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One kind in one programme: to whom by name, and the next day it comes, where that is known."""

    told: Told
    names: str
    next_on: date | None
    is_this_year: bool = True


def lines_of(programme: Programme, on: date) -> list[Line]:
    """Of a programme with its people, in two queries."""
    leading = leaders_of(programme.department, on)
    sides = {
        Side.NEW_HIRE: [programme.new_hire],
        Side.MENTORS: [period.mentor for period in programme.present_on(on)],
        Side.LEADERS: nearest(leading),
        Side.HEADS: [held.holder for held in leading if held.kind == Position.Kind.HEAD],
    }
    talks = list(programme.conversations.open().filter(planned_on__gte=on).order_by("planned_on", "number"))
    lines = []
    for told in TOLD:
        people = dict.fromkeys(person.name for side in told.to for person in sides[side] if person.is_active)
        day = NEXT[told.kind](programme, talks, on) if told.kind in NEXT else None
        names = joined(list(people)) if people else ""
        lines.append(Line(told, names, day, is_this_year=day is None or day.year == on.year))
    return lines


def nearest(leading: list[Position]) -> list[User]:
    """The department's leaders; where it has none, the heads of the unit."""
    leaders = [held.holder for held in leading if held.kind == Position.Kind.LEADER]
    return leaders or [held.holder for held in leading]


def talk_soon(_programme: Programme, talks: list[Conversation], on: date) -> date | None:
    days = (day_before(talk.planned_on) for talk in talks if talk.agreed_at and talk.planned_on)
    return next((day for day in days if day >= on), None)


def not_logged(_programme: Programme, talks: list[Conversation], _on: date) -> date | None:
    return next((day_after(talk.planned_on) for talk in talks if talk.agreed_at and talk.planned_on), None)


def not_agreed(_programme: Programme, talks: list[Conversation], on: date) -> date | None:
    days = (first_of_week(talk.planned_on) for talk in talks if not talk.agreed_at and talk.planned_on)
    return next((day for day in days if day >= on), None)


def week(_programme: Programme, _talks: list[Conversation], on: date) -> date:
    this = first_of_week(on)
    return this if this >= on else first_of_week(next_workday(sunday_of(on)))


def ends_soon(programme: Programme, _talks: list[Conversation], on: date) -> date | None:
    last = programme.ended_on or programme.last_planned_on
    day = next_workday(last - ENDS_AHEAD) if last else None
    return day if day and day >= on else None


NEXT: dict[str, Callable[[Programme, list[Conversation], date], date | None]] = {
    Kind.TALK_SOON: talk_soon,
    Kind.TALK_NOT_LOGGED: not_logged,
    Kind.NOT_AGREED: not_agreed,
    Kind.WEEK: week,
    Kind.ENDS_SOON: ends_soon,
}
"""A law's deadline has no day here: the mentor reads this page too."""
