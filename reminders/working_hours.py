"""When mail may leave: working days, between seven and four, by the clock on the wall in Norway. Pure.

Days in and moments out, with their time zone; no clock of its own.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programmes.workdays import DAY, is_workday, monday_of, next_workday, previous_workday

OSLO = ZoneInfo("Europe/Oslo")
OPENS, CLOSES = time(7), time(16)


def opening(day: date) -> datetime:
    """
    >>> opening(date(2026, 9, 17)).isoformat()
    '2026-09-17T07:00:00+02:00'
    """
    return datetime.combine(day, OPENS, OSLO)


def is_open(at: datetime) -> bool:
    """
    >>> is_open(opening(date(2026, 9, 17))), is_open(datetime(2026, 9, 17, 16, tzinfo=OSLO))
    (True, False)
    """
    here = at.astimezone(OSLO)
    return is_workday(here.date()) and OPENS <= here.time() < CLOSES


def next_opening(at: datetime) -> datetime:
    """`at` itself when it is within working hours, else when they begin next.

    >>> next_opening(datetime(2026, 9, 18, 16, tzinfo=OSLO)).isoformat()  # a Friday
    '2026-09-21T07:00:00+02:00'
    """
    if is_open(at):
        return at
    here = at.astimezone(OSLO)
    return opening(next_workday(here.date() if here.time() < OPENS else here.date() + DAY))


def day_before(day: date) -> date:
    """The last working day before.

    >>> day_before(date(2026, 4, 7))  # the day after Easter
    datetime.date(2026, 4, 1)
    """
    return previous_workday(day - DAY)


def day_after(day: date) -> date:
    """The first working day after."""
    return next_workday(day + DAY)


def first_of_week(day: date) -> date:
    """The first working day of the ISO week, or of the weeks after when all of it is holidays.

    >>> first_of_week(date(2027, 5, 19))  # Monday was both the 17th of May and Whit Monday
    datetime.date(2027, 5, 18)
    """
    return next_workday(monday_of(day))


def sunday_of(day: date) -> date:
    return monday_of(day) + timedelta(days=6)
