"""One thing after another that happens to a year under way, for the tests that change it in every order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from programmes.proposals import Break, DatedRow, Terms

WHAT = ("start", "weekday", "later", "pause", "open pause", "end", "remove")
NUMBERS, LONGEST = 7, 3  # bytes of a turn, turns of a sequence


@dataclass(frozen=True)
class Turn:
    """One thing that people do to a row, and one thing that they change: numbers, so that many are quickly drawn."""

    what: str
    day: int
    length: int
    row: int
    act: int
    passed: int

    @classmethod
    def of(cls, drawn: bytes) -> Turn:
        what, high, low, length, row, act, passed = drawn
        day = (high * 256 + low) % 501
        return cls(WHAT[what % len(WHAT)], day, length % 91, row, act % 3, passed * 2)

    @property
    def on(self) -> date:
        return date(2026, 6, 1) + timedelta(days=self.day)

    @property
    def today(self) -> date:
        """The day it happens."""
        return date(2026, 6, 1) + timedelta(days=self.passed)

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


turns = st.binary(min_size=NUMBERS, max_size=NUMBERS).map(Turn.of)


def in_turn(drawn: bytes) -> list[Turn]:
    whole = len(drawn) // NUMBERS * NUMBERS
    return [Turn.of(drawn[at : at + NUMBERS]) for at in range(0, whole, NUMBERS)]


sequences = st.binary(min_size=NUMBERS, max_size=NUMBERS * LONGEST).map(in_turn)
"""One to three of them, drawn as a single piece: a draw costs more than all that is done with it."""
