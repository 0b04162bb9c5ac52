"""How long a prøvetid can last, and how far absence can extend it. Pure: days in, days out; no clock.

Source: arbeidsmiljøloven § 15-6 (3) and (4). At most six months; in a temporary post at most half its length.
Extended by the length of the employee's own absence, when the notice in writing is received before it ends.
The act does not say how months are counted when the last one is short, so there are two answers here:
`suggested_end` is within the limit however one counts, `latest_end` is the last day that any way of counting gives.
"""

from dataclasses import dataclass
from datetime import date

from programmes.schedule import months_after
from programmes.workdays import DAY, previous_workday

MONTHS = 6


def suggested_end(starts_on: date, temporary_until: date | None = None) -> date:
    """The last day of the longest prøvetid that is allowed however one counts.

    >>> suggested_end(date(2026, 9, 1))
    datetime.date(2027, 2, 28)
    >>> suggested_end(date(2026, 8, 31))  # there is no 31 February: the day before the 28th
    datetime.date(2027, 2, 27)
    >>> suggested_end(date(2026, 9, 1), temporary_until=date(2026, 12, 31))  # 61 of 122 days
    datetime.date(2026, 10, 31)

    Raises ValueError when the post ends before its second day: half of one day is no prøvetid.
    """
    six_months = months_after(starts_on, MONTHS) - DAY
    if temporary_until is None:
        return six_months
    half = length(starts_on, temporary_until) // 2
    if half < 1:
        raise ValueError("A prøvetid of half this post has no day.")
    return min(six_months, starts_on + (half - 1) * DAY)


def latest_end(starts_on: date, temporary_until: date | None = None) -> date:
    """The last day that six months, or half of a temporary post, can be said to reach.

    A short month counts to its end. Half of a post of whole months may be counted in months as well as in days.

    >>> latest_end(date(2026, 8, 31)), latest_end(date(2027, 1, 1))
    (datetime.date(2027, 2, 28), datetime.date(2027, 6, 30))
    >>> latest_end(date(2026, 7, 1), temporary_until=date(2026, 10, 31))  # 61 of 123 days, or two of four months
    datetime.date(2026, 8, 31)
    """
    six_months = months_reach(starts_on, MONTHS)
    if temporary_until is None:
        return six_months
    in_days = suggested_end(starts_on, temporary_until)
    in_months = [
        months_reach(starts_on, half)
        for half in range(1, MONTHS + 1)
        if temporary_until in (months_reach(starts_on, 2 * half), months_after(starts_on, 2 * half) - DAY)
    ]
    return min(six_months, max([in_days, *in_months]))


def months_reach(starts_on: date, months: int) -> date:
    """The last of so many months; where the last one lacks the day, its own last day.

    >>> months_reach(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    same_day = months_after(starts_on, months)
    return same_day if same_day.day < starts_on.day else same_day - DAY


def length(from_on: date, to_on: date) -> int:
    """Calendar days, the first and the last counted.

    >>> length(date(2026, 10, 5), date(2026, 10, 11))
    7
    """
    return (to_on - from_on).days + 1


@dataclass(frozen=True)
class Extension:
    """What an absence may do to a prøvetid: nothing until its notice is received."""

    ends_on: date
    """As it stands."""
    days: int
    """Calendar days of absence that a person says count."""
    away_until: date | None = None
    """The last day of that absence: a notice about it is never received before."""
    agreed_until: date | None = None
    """As it was agreed, where it has been extended before."""

    @property
    def new_end(self) -> date:
        """So many calendar days later. Weekends and holidays move nothing.

        >>> Extension(date(2027, 2, 27), days=12).new_end
        datetime.date(2027, 3, 11)
        """
        return self.ends_on + self.days * DAY

    @property
    def receive_by(self) -> date:
        """The last day the notice can be received: the last of the prøvetid, weekend or not. Never rolled forward."""
        return self.ends_on

    @property
    def hand_over_by(self) -> date:
        """The last day people are surely at work to hand it over.

        >>> Extension(date(2027, 2, 27), days=12).hand_over_by  # the 27th is a Saturday
        datetime.date(2027, 2, 26)
        """
        return previous_workday(self.receive_by)

    def is_in_time(self, received_on: date) -> bool:
        return received_on <= self.receive_by

    def is_too_early(self, received_on: date) -> bool:
        """A notice counts days that have been, so it cannot have come before the last of them.

        >>> Extension(date(2027, 2, 27), 5, away_until=date(2026, 9, 11)).is_too_early(date(2026, 9, 10))
        True
        """
        return self.away_until is not None and received_on < self.away_until
