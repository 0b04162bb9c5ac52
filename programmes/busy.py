"""Talks that fall in weeks when people are away, and how far the series must move to clear them. Pure: days in, days out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from programmes.proposals import MOST_LATER, DatedRow, Terms
from programmes.replanning import Fate, replan

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
class Talk:
    """A talk on its day, and the programme week that it has as a label."""

    on: date
    week: int | None = None
    is_ahead: bool = True  # else it is held, explained or past, and only counted
    key: int = 0


@dataclass(frozen=True)
class Clash:
    """How many of the talks in one rhythm fall in one period."""

    span: Span
    hit: tuple[Talk, ...]
    of: int
    is_weekly: bool = False


def nothing(_talk: Talk, _span: Span) -> bool:
    return False


def clashes(
    talks: Iterable[Talk], spans: Iterable[Span], is_settled: Callable[[Talk, Span], bool] = nothing
) -> list[Clash]:
    """The periods that take talks, each with how many there are in the same run: three of the four weekly ones.

    What is settled for a period does not fall in it.

    >>> days = [date(2026, 7, 6), date(2026, 7, 13), date(2026, 7, 20), date(2026, 7, 27), date(2026, 8, 10)]
    >>> weekly = [Talk(day, week) for day, week in zip(days, (3, 4, 5, 6, 8))]
    >>> (found,) = clashes(weekly, [Span("Ferie", date(2026, 7, 13), date(2026, 8, 2))])
    >>> found.hit[0].on.day, len(found.hit), found.of, found.is_weekly
    (13, 3, 4, True)
    """
    all_talks = list(talks)
    runs = runs_of(all_talks)
    found = []
    for span in spans:
        ahead = (talk for talk in all_talks if talk.is_ahead and span.covers(talk.on))
        hit = [talk for talk in ahead if not is_settled(talk, span)]
        met = [(rhythm, run) for rhythm, run in runs if any(talk in run for talk in hit)]
        if hit:
            of = sum(len(run) for _rhythm, run in met)
            found.append(Clash(span, tuple(hit), of, all(rhythm == 1 for rhythm, _run in met)))
    return found


def runs_of(talks: Iterable[Talk]) -> list[tuple[int | None, list[Talk]]]:
    """The talks that follow each other in one rhythm, and how many weeks it is; those without a week by themselves."""
    labelled = sorted((talk for talk in talks if talk.week), key=lambda talk: talk.week or 0)
    gaps = [(later.week or 0) - (earlier.week or 0) for earlier, later in pairwise(labelled)]
    rhythms = zip([*gaps[:1], *gaps] if gaps else [0], labelled, strict=False)
    runs = [
        (rhythm, [talk for _gap, talk in run]) for rhythm, run in groupby(rhythms, key=lambda one: one[0])
    ]
    return [*runs, (None, [talk for talk in talks if not talk.week])]


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
