"""From a rule and a start date to the dates of a year. Pure: days in, days out; no clock, no time zone.

How the days are counted is our own decision, and it stands here alone (docs/RULES.md has the reasons):
the first working day F is the first one on or after the start date; programme week 1 is the ISO week of F.
A date from here is a proposal until people agree it, so nothing in this module knows what was agreed.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from programmes.rules import (
    LAST_WEEK,
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    EveryWeeks,
    MonthsAfter,
    OnDate,
    OnDemand,
    Rule,
    Undated,
    Weeks,
    WithinShifts,
    count_of,
    weeks_of,
)
from programmes.workdays import DAY, iso_week_of, monday_of, next_workday, previous_workday

WEEK = timedelta(weeks=1)
FIRST_START_YEAR, LAST_START_YEAR = 1990, 2090  # a mistyped year is met with a sentence, not a plan
SHIFTS_END_IN_WEEK = 2  # until the last training shift has a date


class ScheduleError(ValueError):
    """A start, week or weekday that cannot be, with a Norwegian sentence for whoever asked."""


class Kind(StrEnum):
    """What a row is about, and so which table it is copied to."""

    STEP = "step"
    CONVERSATION = "conversation"
    LEADER_TALK = "leader_talk"
    PROBATION_REVIEW = "probation_review"
    MENTOR_FOLLOW_UP = "mentor_follow_up"
    TRAINING_SHIFT = "training_shift"


AFTER_START = (Kind.CONVERSATION, Kind.LEADER_TALK, Kind.PROBATION_REVIEW, Kind.TRAINING_SHIFT)
"""Never before the first day. Leader and mentor prepare before it, and steps may fall there."""


class Role(StrEnum):
    """Who can be responsible for a row. «Ledelsen» is head and leader."""

    HEAD = "head"
    LEADER = "leader"
    MENTOR = "mentor"
    NEW_HIRE = "new_hire"


@dataclass(frozen=True)
class Row:
    """One row of a programme template: the rule without its dates."""

    title: str
    kind: Kind
    rule: Rule
    responsible: tuple[Role, ...]
    phase: str = ""
    guidance: str = ""
    minutes: tuple[int, int] | None = None  # from and to, as printed
    prompts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()  # what a prøvetidssamtale is to touch
    source: str = ""

    @property
    def count(self) -> int:
        """How many planned rows it becomes."""
        return count_of(self.rule)


@dataclass(frozen=True)
class PlannedRow:
    """A row on its day. `week` and `iso_week` stand only where the rule goes by weeks."""

    row: Row
    number: int  # running, within the kind
    week: int | None = None
    on: date | None = None

    @property
    def iso_week(self) -> str | None:
        return iso_week_of(self.on) if self.week and self.on else None

    @property
    def minutes(self) -> int | None:
        return expected_minutes(self.row.minutes)


def first_working_day(start: date) -> date:
    """F: the first working day on or after the start date.

    >>> first_working_day(date(2027, 5, 15))  # Saturday; Monday is Whit Monday and 17 May
    datetime.date(2027, 5, 18)

    Raises ScheduleError for a year that can only be a slip of the pen.
    """
    if not FIRST_START_YEAR <= start.year <= LAST_START_YEAR:
        raise ScheduleError(f"Startdatoen må være i et av årene {FIRST_START_YEAR} til {LAST_START_YEAR}.")
    return next_workday(start)


def week_monday(start: date, week: int) -> date:
    """The Monday of a programme week, which is an ISO week.

    >>> week_monday(date(2026, 8, 17), 5)
    datetime.date(2026, 9, 14)
    """
    first = first_working_day(start)
    return monday_of(first) + (checked_week(week) - 1) * WEEK


def checked_week(week: int) -> int:
    if not 1 <= week <= LAST_WEEK:
        raise ScheduleError(f"Uke {week} finnes ikke. Bruk en programuke fra 1 til {LAST_WEEK}.")
    return week


def checked_weekday(weekday: int) -> int:
    if not 1 <= weekday <= 5:
        raise ScheduleError(f"Ukedag {weekday} kan ikke brukes. Velg 1 (mandag) til 5 (fredag).")
    return weekday


def programme_week_of(start: date, day: date) -> int:
    """Which programme week a day is in; 0 and below are before the programme.

    >>> programme_week_of(date(2026, 8, 17), date(2026, 9, 20))
    5
    """
    return (monday_of(day) - monday_of(first_working_day(start))).days // 7 + 1


def wished_talk_day(start: date, week: int, weekday: int | None = None) -> date:
    """The agreed weekday of that week (F's own, when none is agreed), before holidays; never before F."""
    first = first_working_day(start)
    agreed = first.isoweekday() if weekday is None else checked_weekday(weekday)
    return max(week_monday(start, week) + (agreed - 1) * DAY, first)


def workday_within_week(day: date) -> date:
    """A holiday moves the day forward within its ISO week, and back when nothing is left of the week."""
    later = next_workday(day)
    return later if monday_of(later) == monday_of(day) else previous_workday(day)


def talk_day(start: date, week: int, weekday: int | None = None) -> date:
    """The proposed day of a talk: the wished day, or the nearest that people work in the same week.

    >>> talk_day(date(2026, 3, 2), 6, weekday=1)  # Easter Monday, so Tuesday
    datetime.date(2026, 4, 7)
    >>> talk_day(date(2026, 3, 2), 5, weekday=5)  # Good Friday, so Wednesday
    datetime.date(2026, 4, 1)

    Raises ScheduleError for a week or weekday that does not exist.
    """
    return workday_within_week(wished_talk_day(start, week, weekday))


def last_workday_of_week(start: date, week: int) -> date:
    """The last working day of a programme week.

    >>> last_workday_of_week(date(2026, 3, 23), 2)  # the week of Easter ends on Wednesday
    datetime.date(2026, 4, 1)
    """
    return previous_workday(week_monday(start, week) + 6 * DAY)


def months_after(start: date, months: int) -> date:
    """The same day of the month, so many calendar months later, or the last day of a shorter month.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def due_on(
    rule: Rule,
    start: date,
    *,
    week: int | None = None,
    weekday: int | None = None,
    last_shift_on: date | None = None,
) -> date | None:
    """The proposed day of one row; None where people must set it themselves.

    A rule by weeks needs to know which `week`. Counting is from the start date, not from F.

    >>> due_on(DaysAfter(14), date(2026, 12, 11))  # 25 December
    datetime.date(2026, 12, 28)
    >>> due_on(DaysBefore(7), date(2026, 5, 22))  # the day after Ascension Day is worked
    datetime.date(2026, 5, 15)
    >>> due_on(Weeks((3, 4)), date(2026, 8, 17), week=4)
    datetime.date(2026, 9, 7)
    """
    first_working_day(start)  # says so if the start date cannot be
    match rule:
        case Weeks() | EveryWeeks():
            if week is None:
                raise ScheduleError("Si hvilken uke det gjelder: raden har flere.")
            return talk_day(start, week, weekday)
        case DaysBefore(days):
            return previous_workday(start - days * DAY)
        case DayNumber(day):
            return start + (day - 1) * DAY
        case DaysAfter(days):
            return next_workday(start + days * DAY)
        case MonthsAfter(months):
            return next_workday(months_after(start, months))
        case WithinShifts():
            return last_shift_on or last_workday_of_week(start, SHIFTS_END_IN_WEEK)
        case OnDate(on):
            return on
        case AtEvent() | Undated() | OnDemand():
            return None


def is_too_early(row: Row, day: date | None, start: date) -> bool:
    """Whether the row's own day is over before this person starts: it cannot have it."""
    is_missed = row.kind in AFTER_START or isinstance(row.rule, OnDate)
    return is_missed and day is not None and day < start


def expected_minutes(minutes: tuple[int, int] | None) -> int | None:
    """What a printed span counts as, until the pair says otherwise: the middle.

    >>> expected_minutes((30, 60))
    45
    """
    return sum(minutes) // 2 if minutes else None


def plan(
    rows: Iterable[Row], start: date, weekday: int | None = None, last_shift_on: date | None = None
) -> list[PlannedRow]:
    """Every row on its day: sorted by date, undated last, otherwise in the order of the template.

    A row by weeks becomes one for each week, an undated row as many as it counts; numbers run within a kind.
    A fixed date before the start gives no day, and no talk, review or shift lands there.

    >>> talks = Row("Samtale", Kind.CONVERSATION, Weeks((3, 5)), (Role.MENTOR,), minutes=(30, 60))
    >>> [(p.number, p.week, p.iso_week, str(p.on), p.minutes) for p in plan([talks], date(2026, 8, 17))]
    [(1, 3, '2026-W36', '2026-08-31', 45), (2, 5, '2026-W38', '2026-09-14', 45)]
    """
    if weekday is not None:
        checked_weekday(weekday)
    planned = [
        PlannedRow(
            row,
            number=0,
            week=week,
            on=due_on(row.rule, start, week=week, weekday=weekday, last_shift_on=last_shift_on),
        )
        for row in rows
        for week in weeks_of(row.rule) or (None,) * row.count
    ]
    planned = [replace(p, on=None) if is_too_early(p.row, p.on, start) else p for p in planned]
    return numbered(sorted(planned, key=lambda p: p.on or date.max))


def numbered(planned: Iterable[PlannedRow]) -> list[PlannedRow]:
    """The same rows, each with its running number within its kind, from 1."""
    seen: Counter[Kind] = Counter()
    result = []
    for entry in planned:
        seen[entry.row.kind] += 1
        result.append(replace(entry, number=seen[entry.row.kind]))
    return result


def week_is_over(planned_on: date, on: date) -> bool:
    """Whether the ISO week of a proposed day has passed: only then is a proposed talk late.

    >>> week_is_over(date(2026, 9, 15), on=date(2026, 9, 20)), week_is_over(date(2026, 9, 15), on=date(2026, 9, 21))
    (False, True)
    """
    return monday_of(planned_on) < monday_of(on)
