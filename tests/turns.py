"""One thing after another that happens to a year under way, for the tests that change it in every order."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from programmes.proposals import Break, DatedRow, Terms

WHAT = ("start", "weekday", "later", "pause", "open pause", "end", "remove")


@dataclass(frozen=True)
class Turn:
    """One thing that people do to a row, and one thing that they change: numbers, so that many are quickly drawn."""

    what: str
    day: int
    length: int
    row: int
    act: int

    @property
    def on(self) -> date:
        return date(2026, 6, 1) + timedelta(days=self.day)

    def terms(self, now: Terms) -> Terms:
        """The next terms: one thing changed, as a person changes one at a time."""
        pauses = now.pauses
        match self.what:
            case "start":
                return replace(now, starts_on=self.on)
            case "weekday":
                return replace(now, weekday=self.day % 6 or None)
            case "later":
                return replace(now, later=self.length % 21)
            case "end" if pauses:
                last = Break(pauses[-1].from_on, pauses[-1].from_on + timedelta(days=self.length))
                return replace(now, pauses=(*pauses[:-1], last))
            case "remove":
                return replace(now, pauses=pauses[1:])
        last_day = None if self.what == "open pause" else self.on + timedelta(days=self.length)
        new = Break(self.on, last_day)
        fits = new.from_on >= now.starts_on and not any(new.meets(old) for old in pauses)
        return replace(now, pauses=tuple(sorted((*pauses, new))) if fits else pauses)

    def acted_on(self, rows: list[DatedRow]) -> list[DatedRow]:
        """People hold one of the rows, choose a day for it, or let it be."""
        place = self.row % len(rows)
        row = rows[place]
        acted = (replace(row, is_done=True), replace(row, on=self.on, is_set=True), row)[self.act]
        return [*rows[:place], row if row.is_done else acted, *rows[place + 1 :]]


turns = st.builds(
    Turn,
    st.sampled_from(WHAT),
    st.integers(0, 500),
    st.integers(0, 90),
    st.integers(0, 20),
    st.integers(0, 2),
)
