"""Which days people work in Norway. Pure: calendar days in, calendar days out; no clock, no time zone.

Public holidays come from the `holidays` package, imported here and nowhere else.
Source: lov 24.2.1995 nr. 12 § 2; lov 26.4.1947 nr. 1 § 1.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)
FIRST_YEAR = 1948  # the 1947 act is the oldest rule we know
LAST_YEAR = 2100  # the package knows no further, and would answer «no holidays»


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of one year with their Norwegian names.

    Two that meet on one day share it:

    >>> public_holidays(2027)[date(2027, 5, 17)]
    'Andre pinsedag; Grunnlovsdag'

    Raises ValueError outside 1948–2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Helligdagene er bare kjent for årene {FIRST_YEAR} til {LAST_YEAR}, ikke {year}.")
    return dict(holidays.country_holidays("NO", years=year, language="no"))


def holiday_name(day: date) -> str | None:
    """The name of the public holiday on `day`, for a note beside a date that a person has set.

    >>> holiday_name(date(2026, 5, 14))
    'Kristi himmelfartsdag'
    >>> holiday_name(date(2026, 5, 15)) is None
    True
    """
    return public_holidays(day.year).get(day)


def is_workday(day: date) -> bool:
    """Monday to Friday and no public holiday. The day between a holiday and a weekend counts as work.

    >>> is_workday(date(2026, 5, 15)), is_workday(date(2026, 5, 16)), is_workday(date(2026, 5, 14))
    (True, False, False)
    """
    return day.isoweekday() <= 5 and holiday_name(day) is None


def next_workday(day: date) -> date:
    """Return `day`, or the first working day after it.

    >>> next_workday(date(2026, 4, 2))  # Maundy Thursday: Easter is skipped
    datetime.date(2026, 4, 7)
    """
    while not is_workday(day):
        day += DAY
    return day


def previous_workday(day: date) -> date:
    """Return `day`, or the nearest working day before it.

    >>> previous_workday(date(2026, 4, 6))  # Easter Monday
    datetime.date(2026, 4, 1)
    """
    while not is_workday(day):
        day -= DAY
    return day


def monday_of(day: date) -> date:
    """The Monday of the ISO week that `day` is in."""
    return day - (day.isoweekday() - 1) * DAY


def iso_week_of(day: date) -> str:
    """The ISO week with its own year, which is not always the calendar's.

    >>> iso_week_of(date(2027, 1, 1))
    '2026-W53'
    """
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02}"
