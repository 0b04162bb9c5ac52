"""Talks in a busy period spread before and after it, in their running order. Pure: rows and days in, days out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from programmes.busy import Span
from programmes.proposals import Break, DatedRow
from programmes.schedule import WEEK, workday_within_week
from programmes.workdays import DAY, monday_of

FARTHEST = 52  # weeks; a talk that finds no room before that stays


@dataclass(frozen=True)
class Room:
    """Where a talk can be put: never when anybody is away, in a pause, or in a week that has one already."""

    earliest: date
    away: Sequence[Span] = ()
    pauses: Sequence[Break] = ()
    taken: frozenset[date] = field(default_factory=frozenset)  # Mondays

    def day_in(self, week: date, talk: DatedRow) -> date | None:
        """The talk's own weekday in that week, or the working day that replaces it."""
        assert talk.on is not None  # only dated talks are spread
        day = workday_within_week(week + talk.on.weekday() * DAY)
        is_shut = any(one.covers(day) for one in self.away) or any(one.covers(day) for one in self.pauses)
        return None if is_shut or week in self.taken or day < self.earliest else day


def spread(talks: Sequence[DatedRow], span: Span, room: Room) -> dict[str, date]:
    """A day for each talk that has to move, one talk a week: half of those in the period before it, the rest after.

    `talks` are the open ones ahead, by day. What stands in the way afterwards moves on, until the order is whole.
    A talk in the period that is not in the answer found no room.

    >>> from programmes.schedule import Kind
    >>> days = [date(2026, 7, 6) + n * WEEK for n in (0, 1, 2, 4)]
    >>> talks = [DatedRow(str(n), Kind.CONVERSATION, on=day) for n, day in enumerate(days)]
    >>> found = spread(talks, Span("Ferie", date(2026, 7, 13), date(2026, 7, 26)), Room(date(2026, 6, 22)))
    >>> [str(day) for day in found.values()]  # no room before, since the first talk stands there
    ['2026-07-27', '2026-08-03', '2026-08-10']
    """
    room = replace(room, away=(span, *room.away))
    hit = [talk for talk in talks if talk.on and span.covers(talk.on)]
    earlier = [talk for talk in talks if talk.on and talk.on < span.from_on]
    later = [talk for talk in talks if talk.on and talk.on > span.to_on]
    found = before(hit, earlier, room)
    rest = hit[len(found) :]
    for first in range(len(rest)):
        moved = after(rest[first:], later, room)
        if moved:
            return found | moved
    return found


def before(hit: Sequence[DatedRow], earlier: Sequence[DatedRow], room: Room) -> dict[str, date]:
    """As many as half of them to the nearest weeks between the talk before the period and the period."""
    for count in range(len(hit) // 2 or 1, 0, -1):
        if found := backwards(hit[:count], earlier, room):
            return found
    return {}


def backwards(moved: Sequence[DatedRow], earlier: Sequence[DatedRow], room: Room) -> dict[str, date]:
    """Each to the week before the next one; empty when there is no room for all."""
    found: dict[str, date] = {}
    floor = max([monday_of(room.earliest) - WEEK, *(week_of(talk) for talk in earlier)])
    week = week_of(moved[0]) if moved else floor
    for talk in reversed(moved):
        week -= WEEK
        while week > floor and not room.day_in(week, talk):
            week -= WEEK
        day = room.day_in(week, talk) if week > floor else None
        if day is None:
            return {}
        found[talk.key] = day
    return found


def after(hit: Sequence[DatedRow], later: Sequence[DatedRow], room: Room) -> dict[str, date]:
    """To the weeks that follow, and whatever stands there to the weeks after it; empty when there is no room."""
    found: dict[str, date] = {}
    last = week_of(hit[0])
    for talk in (*hit, *later):
        if talk not in hit and week_of(talk) > last:
            break
        weeks = (last + number * WEEK for number in range(1, FARTHEST + 1))
        day = next((day for week in weeks if (day := room.day_in(week, talk))), None)
        if day is None:
            return {}
        found[talk.key], last = day, monday_of(day)
    return found


def waiting(talks: Sequence[DatedRow], span: Span, found: Mapping[str, date]) -> set[str]:
    """Those of the found that move only if people say so: what they have set, what would pass it by, and what then
    stands in nobody's way."""
    moved = [talk for talk in talks if talk.key in found]
    stays = {talk.key for talk in moved if talk.is_set}
    while more := {
        talk.key
        for talk in moved
        if talk.key not in stays
        and (passes(talk, moved, stays, found) or is_idle(talk, moved, stays, span, found))
    }:
        stays |= more
    return stays


def passes(talk: DatedRow, moved: Sequence[DatedRow], stays: set[str], found: Mapping[str, date]) -> bool:
    """Whether its new week would be on the other side of a talk that stays."""
    new, place = monday_of(found[talk.key]), moved.index(talk)
    behind = any(week_of(other) >= new for other in moved[:place] if other.key in stays)
    return behind or any(week_of(other) <= new for other in moved[place + 1 :] if other.key in stays)


def is_idle(
    talk: DatedRow, moved: Sequence[DatedRow], stays: set[str], span: Span, found: Mapping[str, date]
) -> bool:
    """Whether it stands outside the period, and no talk before it comes so far."""
    if talk.on and span.covers(talk.on):
        return False
    goers = (other for other in moved[: moved.index(talk)] if other.key not in stays)
    return not any(monday_of(found[other.key]) >= week_of(talk) for other in goers)


def week_of(talk: DatedRow) -> date:
    assert talk.on is not None  # only dated talks are spread
    return monday_of(talk.on)
