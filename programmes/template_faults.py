"""What is wrong with a template as a whole, row by row. Each row alone is judged where it is read.

Pure: rows in, Norwegian sentences out. The editor asks before it publishes, and the files when they are read.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from programmes.rules import (
    DayNumber,
    DaysAfter,
    DaysBefore,
    MonthsAfter,
    OnDate,
    OnDemand,
    Rule,
    Undated,
    weeks_of,
)
from programmes.schedule import Kind, Row

TALKS = (Kind.CONVERSATION, Kind.LEADER_TALK, Kind.PROBATION_REVIEW)
MOST_ROWS, MOST_PLANNED = 200, 500
DAYS_A_WEEK, WEEKS_A_YEAR, MONTHS_A_YEAR = 7, 52, 12


@dataclass(frozen=True)
class Fault:
    """A sentence, and the number of the row it is about, from 1; without one it is about the whole template."""

    text: str
    row: int | None = None

    def place(self, rows: Sequence[Row]) -> str:
        return f", rad {self.row} «{rows[self.row - 1].title}»" if self.row else ""


def faults_of(rows: Sequence[Row], length_weeks: int | None = None) -> list[Fault]:
    """Everything that keeps these rows from being a template, in the order of the rows.

    >>> faults_of([])
    [Fault(text='malen har ingen rader. Legg til minst én.', row=None)]
    """
    if not rows:
        return [Fault("malen har ingen rader. Legg til minst én.")]
    if len(rows) > MOST_ROWS:
        return [Fault(f"malen har {len(rows)} rader. Flere enn {MOST_ROWS} er det ikke plass til.")]
    if (planned := sum(row.count for row in rows)) > MOST_PLANNED:
        return [
            Fault(f"malen gir {planned} rader i hver plan. Flere enn {MOST_PLANNED} er det ikke plass til.")
        ]
    found = [
        *agreed_shifts(rows),
        *before_start(rows),
        *same_week(rows),
        *same_date(rows),
        *too_late(rows, length_weeks),
    ]
    return sorted(found, key=lambda fault: fault.row or 0)


def agreed_shifts(rows: Sequence[Row]) -> Iterator[Fault]:
    """The people around the new hire set the dates of the training shifts."""
    for number, row in enumerate(rows, start=1):
        if row.kind is Kind.TRAINING_SHIFT and not isinstance(row.rule, Undated):
            yield Fault("opplæringsvakter avtales: bruk regelen «undated» med antall («count»).", number)


def before_start(rows: Sequence[Row]) -> Iterator[Fault]:
    """Nobody meets before the first day: a call is a step."""
    for number, row in enumerate(rows, start=1):
        if row.kind in TALKS and isinstance(row.rule, DaysBefore):
            yield Fault(
                "en samtale kan ikke være før oppstart. Bruk en aktivitet for det dere gjør før.", number
            )


def same_week(rows: Sequence[Row]) -> Iterator[Fault]:
    """Two talks of one kind in one week are a slip of the pen: nobody plans the same talk twice."""
    first: dict[tuple[Kind, Hashable], int] = {}
    for number, row in enumerate(rows, start=1):
        for time, said in times_of(row.rule).items() if row.kind in TALKS else ():
            earlier = first.setdefault((row.kind, time), number)
            if earlier != number:
                yield Fault(
                    f"{said} har alt en slik samtale, i rad {earlier} «{rows[earlier - 1].title}».", number
                )


def times_of(rule: Rule) -> dict[Hashable, str]:
    """The weeks that a rule surely falls in, or the time that only its like falls at, each in words.

    Whole weeks after a start on a working day are in that later week; for other days the start decides.

    >>> times_of(DaysAfter(14)), times_of(DayNumber(16)) == times_of(DaysAfter(15))
    ({3: 'uke 3'}, True)
    """
    match rule:
        case DaysAfter(days) | DayNumber(days):
            later = days if isinstance(rule, DaysAfter) else days - 1
            week, rest = divmod(later, DAYS_A_WEEK)
            return {("day", later): f"dag {later + 1}"} if rest else {week + 1: f"uke {week + 1}"}
        case Undated() | OnDemand():
            return {}
    return {week: f"uke {week}" for week in weeks_of(rule)} or {rule: "den samme tiden"}


def same_date(rows: Sequence[Row]) -> Iterator[Fault]:
    """The same thing on the same calendar date."""
    first: dict[tuple[Kind, str, object], int] = {}
    for number, row in enumerate(rows, start=1):
        if isinstance(row.rule, OnDate) and row.kind not in TALKS:
            earlier = first.setdefault((row.kind, row.title, row.rule.on), number)
            if earlier != number:
                yield Fault(f"{row.rule.on:%d.%m.%Y} står alt i rad {earlier}.", number)


def too_late(rows: Sequence[Row], length_weeks: int | None) -> Iterator[Fault]:
    """What a rule puts after the template's own end, where it has one."""
    for number, row in enumerate(rows, start=1) if length_weeks else ():
        if late := beyond(row.rule, length_weeks or 0):
            yield Fault(f"{late} er etter slutten: malen varer i {length_weeks} uker.", number)


def beyond(rule: Rule, length_weeks: int) -> str:
    """The first that a rule counts past the last week; nothing where it stays within, or counts nothing.

    >>> beyond(MonthsAfter(24), 104), beyond(MonthsAfter(7), 26)
    ('', '7 måneder')
    """
    match rule:
        case DayNumber(days) if days > length_weeks * DAYS_A_WEEK:
            return f"dag {days}"
        case DaysAfter(days) if days > length_weeks * DAYS_A_WEEK:
            return f"{days} dager"
        case MonthsAfter(months) if months * WEEKS_A_YEAR > length_weeks * MONTHS_A_YEAR:
            return f"{months} måneder"
    late = [week for week in weeks_of(rule) if week > length_weeks]
    return f"uke {late[0]}" if late else ""
