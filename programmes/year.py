"""The year in one picture: thirteen weeks a strip, fewer where the plan ends, one sign a week. Dates in, plain values out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.schedule import WEEK, programme_week_of, week_monday
from programmes.states import State

WEEKS, WEEKS_A_STRIP, STEP = 52, 13, 22  # STEP: units of the drawing from one week to the next

# A week with several rows shows the one that most needs to be seen.
URGENCY = [
    State.NOT_LOGGED,
    State.OVERDUE,
    State.TODAY,
    State.AGREED,
    State.PROPOSED,
    State.PLANNED,
    State.UNDATED,
    State.ON_DEMAND,
    State.NOT_HELD,
    State.HELD,
    State.DONE,
    State.BEFORE_USE,
    State.PAUSED,
    State.NO_LONGER,
]


@dataclass(frozen=True)
class Entry:
    """One row of the timeline, as the picture needs it."""

    label: str
    on: date
    state: State


@dataclass(frozen=True)
class Week:
    number: int
    x: int
    mark: str
    is_now: bool


@dataclass(frozen=True)
class Month:
    x: int
    name: str


@dataclass(frozen=True)
class Strip:
    """Thirteen weeks, or those that are left: what is drawn, and the same in words."""

    first: int
    last: int
    weeks: list[Week]
    months: list[Month]
    text: str

    @property
    def name(self) -> str:
        if self.first == self.last:
            return _("Uke %d") % self.first
        return _("Uke %(first)d–%(last)d") % {"first": self.first, "last": self.last}

    @property
    def signs(self) -> SafeString:
        """The weeks as SVG: fifty-two of them in a loop of the template took a tenth of the page's time."""
        signs = [(week.mark, week.x) for week in self.weeks]
        signs += [("her", week.x) for week in self.weeks if week.is_now]
        return SafeString("".join(f'<use href="#aar-{mark}" x="{x}" y="13"/>' for mark, x in signs))


def strips(entries: Iterable[Entry], starts_on: date, on: date) -> list[Strip]:
    """The whole picture: at least 52 weeks, more if something is planned later."""
    by_week: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        week = programme_week_of(starts_on, entry.on)
        by_week[max(week, 1) if entry.on >= starts_on else 0].append(entry)  # a first day on a Saturday
    weeks = max(WEEKS, *by_week, 0)
    now = programme_week_of(starts_on, on)
    firsts = range(1, weeks + 1, WEEKS_A_STRIP)
    return [
        strip(range(first, min(first + WEEKS_A_STRIP, weeks + 1)), by_week, starts_on, now)
        for first in firsts
    ]


def strip(numbers: range, by_week: dict[int, list[Entry]], starts_on: date, now: int) -> Strip:
    first = numbers[0]
    return Strip(
        first=first,
        last=numbers[-1],
        weeks=[
            Week(number, x_of(number, first), mark(by_week.get(number, [])), number == now)
            for number in numbers
        ],
        months=months(numbers, starts_on),
        text=" ".join(week_in_words(number, by_week[number]) for number in numbers if number in by_week)
        or _("Ingenting er planlagt disse ukene."),
    )


def x_of(number: int, first: int) -> int:
    return 1 + (number - first) * STEP


def mark(entries: list[Entry]) -> str:
    """The sign of the most urgent row; an empty week has its own.

    >>> mark([Entry("Samtale 1", date(2026, 9, 1), State.HELD), Entry("Brev", date(2026, 9, 2), State.OVERDUE)])
    'forfalt'
    """
    if not entries:
        return "tom"
    return min((entry.state for entry in entries), key=URGENCY.index).mark


def months(numbers: range, starts_on: date) -> list[Month]:
    """A month's name over the first week that begins in it; a name too close to the next is left out."""
    mondays = [(number, week_monday(starts_on, 1) + (number - 1) * WEEK) for number in numbers]
    groups = [
        (month, next(group)[0]) for month, group in groupby(mondays, key=lambda week: week[1].replace(day=1))
    ]
    found = [Month(x_of(number, numbers[0]), date_format(month, "M").lower()) for month, number in groups]
    return [
        month
        for month, after in zip(found, [*found[1:], None], strict=True)
        if not after or after.x - month.x > STEP
    ]


def week_in_words(number: int, entries: list[Entry]) -> str:
    rows = ", ".join(f"{entry.label}: {entry.state.word.lower()}" for entry in entries)
    return _("Uke %(number)d: %(rows)s.") % {"number": number, "rows": rows}


def legend(entries: Iterable[Entry]) -> list[State]:
    """The states that occur, one for each sign, most urgent first."""
    present = sorted({entry.state for entry in entries}, key=URGENCY.index)
    return [next(states) for _mark, states in groupby(present, key=lambda state: state.mark)]
