"""Talks that fall in weeks when people are away, and how far the series must move to clear them. Pure: days in, days out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from programmes.replanning import MOST_LATER, DatedRow, Fate, Terms, replan
from programmes.schedule import WEEK

WORTH_IT = 4  # weeks more that a series may wait to stay clear of other periods too


@dataclass(frozen=True)
class Span:
    """Days when people are away, both included, and what they are called."""

    name: str
    from_on: date
    to_on: date
    key: int = 0  # which of several that are alike

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class Clash:
    """How many of the talks that are near each other fall in one period."""

    span: Span
    hit: tuple[date, ...]
    of: int


def clashes(days: Iterable[date], spans: Iterable[Span], around: int = 4) -> list[Clash]:
    """The periods that take talks, each with how many there are from `around` weeks before it to as long after.

    >>> weekly = [date(2026, 7, 6) + n * WEEK for n in range(4)]
    >>> [(c.hit[0].day, len(c.hit), c.of) for c in clashes(weekly, [Span("Ferie", date(2026, 7, 13), date(2026, 8, 2))])]
    [(13, 3, 4)]
    """
    all_days = sorted(days)
    found = []
    for span in spans:
        hit = tuple(day for day in all_days if span.covers(day))
        near = [day for day in all_days if span.from_on - around * WEEK <= day <= span.to_on + around * WEEK]
        if hit:
            found.append(Clash(span, hit, len(near)))
    return found


def weeks_to_move(
    talks: Iterable[DatedRow], terms: Terms, on: date, span: Span, others: Iterable[Span] = ()
) -> int | None:
    """How few weeks later no talk that moves falls in the period; None where no such number is.

    Other periods are cleared too where that takes no more than `WORTH_IT` weeks beyond.
    """
    rows, away = list(talks), [span, *others]
    clearing: list[int] = []
    for weeks in range(1, MOST_LATER - terms.later + 1):
        if clearing and weeks > clearing[0] + WORTH_IT:
            break
        days = days_moved(rows, terms, on, span, weeks)
        if days and not any(span.covers(day) for day in days):
            clearing.append(weeks)
            if not any(other.covers(day) for day in days for other in away):
                return weeks
    return clearing[0] if clearing else None


def days_moved(rows: Iterable[DatedRow], terms: Terms, on: date, span: Span, weeks: int) -> list[date]:
    """Where the talks ahead would stand, agreed ones too; nothing where those in the period would not move."""
    after = replace(terms, later=terms.later + weeks)
    effects = replan(rows, terms, after, from_on=on)
    moved = [effect for effect in effects if effect.fate in (Fate.MOVES, Fate.STAYS)]
    if not any(effect.row.on and span.covers(effect.row.on) for effect in moved):
        return []
    return [effect.proposed for effect in moved if effect.proposed]
