"""A programme's mentor periods as its leaders see them: who has been, who is, who will be, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Position
from programmes.models import Mentorship, Programme
from programmes.states import State
from programmes.workdays import DAY

ANNOUNCED_AHEAD = timedelta(days=30)
"""How long before it begins a substitute's period is said on top of the programme page."""


@dataclass(frozen=True)
class PeriodLine:
    period: Mentorship
    state: State
    can_change: bool


@dataclass(frozen=True)
class Periods:
    lines: list[PeriodLine]
    present: Mentorship | None
    missing: str
    """What is missing, in a sentence; empty when somebody is mentor from now on."""

    @classmethod
    def of(cls, programme: Programme, on: date) -> Periods:
        periods = sorted(programme.mentorships.all(), key=lambda one: (one.assigned_on, one.pk))
        present = programme.mentorship_on(on)
        lines = [
            PeriodLine(period, state_on(period, on), can_change(period, periods, on)) for period in periods
        ]
        return cls(lines, present, missing(periods, present, on))


def can_change(period: Mentorship, periods: list[Mentorship], on: date) -> bool:
    """What is over stands as it was; but who was main mentor until yesterday can go on, when nobody follows."""
    if not period.is_over(on):
        return True
    follows = next_main(periods, period.assigned_on)
    return not (period.is_substitute or follows) and period.to_on == on - DAY


def state_on(period: Mentorship, on: date) -> State:
    if period.assigned_on > on:
        return State.WILL_BE_MENTOR
    return State.IS_MENTOR if period.lasts(on) else State.WAS_MENTOR


def must_be_replaced(periods: list[Mentorship], leaders: list[Position], on: date) -> list[str]:
    """A sentence for each mentor or substitute, of today or later, who leads the new hire."""
    holders = {position.holder_id for position in leaders}
    said = _(
        "%(name)s er blitt leder for den nytilsatte, og kan ikke være %(kind)s lenger. En annen må overta."
    )
    return [
        said % {"name": one.mentor.name, "kind": one.role_word}
        for one in periods
        if one.mentor_id in holders and not one.is_over(on)
    ]


def stepping_in(periods: list[Mentorship], on: date) -> list[Mentorship]:
    """Substitutes of today and those to come, by their first day."""
    ahead = [one for one in periods if one.is_substitute and not one.is_over(on)]
    return sorted(ahead, key=lambda one: (one.assigned_on, one.pk))


def soon(periods: list[Mentorship], on: date) -> list[Mentorship]:
    """Those that have begun, or do so before long."""
    return [one for one in periods if one.assigned_on <= on + ANNOUNCED_AHEAD]


def next_main(periods: list[Mentorship], on: date) -> Mentorship | None:
    """The first main mentor to come after that day."""
    coming = [one for one in periods if not one.is_substitute and one.assigned_on > on]
    return min(coming, key=lambda one: one.assigned_on, default=None)


def missing(periods: list[Mentorship], present: Mentorship | None, on: date) -> str:
    coming = next_main(periods, on)
    if present is None and coming is None:
        return _("Programmet har ingen mentor ennå.")
    if present is None:
        assert coming is not None  # the line above
        words = {"name": coming.mentor.name, "day": date_format(coming.assigned_on, "j. F Y")}
        return _("Ingen er mentor nå. %(name)s begynner %(day)s.") % words
    if present.to_on and coming is None:
        words = {"name": present.mentor.name, "day": date_format(present.to_on, "j. F Y")}
        return _("%(name)s slutter %(day)s, og ingen er oppnevnt etter det.") % words
    return ""
