"""The talks of Trondheim's year, for the pure modules."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from programmes.proposals import Break, DatedRow, Terms, proposed_on
from programmes.rules import Weeks
from programmes.schedule import Kind

TALKS = Weeks((3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 22, 26, 30, 34, 38, 42, 46, 50, 52))

weekdays = st.none() | st.integers(1, 5)
breaks = st.builds(
    lambda day, days: Break(day, day + timedelta(days=days)),
    st.dates(date(2026, 6, 8), date(2027, 6, 1)),
    st.integers(0, 40),
)


def series(terms: Terms, agreed: Collection[int] = ()) -> list[DatedRow]:
    """On their days."""
    weeks = TALKS.weeks
    rows = [DatedRow(str(week), Kind.CONVERSATION, TALKS, week, is_set=week in agreed) for week in weeks]
    return [replace(row, on=proposed_on(row, terms)) for row in rows]
