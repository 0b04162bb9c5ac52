"""A programme under way takes up another edition of its template: which rows get its words, which are new, which it has left.

No row is removed, and nothing that is done is touched. What is compared is the two editions: a row that both of them have
is never added anew, whatever has become of it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from programmes.changing import Year, dated_row
from programmes.kept_rows import KINDS, WORDS, AnyRow, key_of, sort_day
from programmes.models import ProgrammeTemplate, Step, TrainingShift
from programmes.models.appointments import APPOINTMENTS
from programmes.models.start import COPIED
from programmes.proposals import DatedRow, Terms, proposed_on
from programmes.replanning import Effect, Fate, decided, is_before_start
from programmes.rules import EveryWeeks, OnDate, Rule, Undated, rule_from, weeks_of
from programmes.schedule import Kind, PlannedRow, Row, is_too_early
from programmes.template_compare import Pair, regardless_of_order


@dataclass(frozen=True)
class Turn:
    """One open row of the programme, and what it is to say; nothing when the new edition has left it."""

    row: AnyRow
    new: Row | None = None
    week: int | None = None


@dataclass
class Adoption:
    """One programme, and the edition it would follow."""

    year: Year
    template: ProgrammeTemplate
    on: date
    turns: list[Turn] = field(default_factory=list)
    new: list[tuple[Row, int | None]] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, year: Year, template: ProgrammeTemplate, on: date) -> Adoption:
        fill(year)
        adoption = cls(year, template, on)
        found = regardless_of_order(year.programme.template.rows(), template.rows())
        own = [adoption.copies(pair.left) for pair in found]  # all of them, before anything else is claimed
        for pair, standing in zip(found, own, strict=True):
            adoption.take(pair, standing)
        return adoption

    def take(self, pair: Pair[Row], standing: list[AnyRow]) -> None:
        if pair.left != pair.right:  # what stands from an edition that was taken back
            standing += self.copies(pair.right)
        if pair.is_same or kind_of(pair) is Kind.TRAINING_SHIFT:
            return
        if pair.right is None:
            self.turns += [Turn(row) for row in standing if is_open(row)]
        elif weeks_of(pair.right.rule):
            self.by_weeks(pair, pair.right, standing)
        else:
            self.by_count(pair, pair.right, standing)

    def by_weeks(self, pair: Pair[Row], new: Row, standing: list[AnyRow]) -> None:
        """Each week has its row. One whose week is gone takes over a new one."""
        weeks = weeks_of(new.rule)
        had = {*(weeks_of(pair.left.rule) if pair.left else ()), *map(week_of, standing)}
        free = [week for week in weeks if week not in had]
        for row in filter(is_open, standing):
            week = week_of(row)
            if week not in weeks:
                week = free.pop(0) if free else None
            self.turns.append(Turn(row, new, week) if week else Turn(row))
        self.new += [(new, week) for week in free]

    def by_count(self, pair: Pair[Row], new: Row, standing: list[AnyRow]) -> None:
        """As many rows as the rule says. A rhythm that was laid on them at the start stays, all of it."""
        if any(is_laid(row, new.rule) for row in standing):
            self.turns += [
                Turn(row, replace(new, rule=rule_from(row.rule)), week_of(row))  # type: ignore[arg-type,union-attr]
                for row in standing
                if is_open(row)
            ]
            return
        still_open = [row for row in standing if is_open(row)]
        wanted = max(new.count - (len(standing) - len(still_open)), 0)
        self.turns += [Turn(row, new) for row in still_open[:wanted]]
        self.turns += [Turn(row) for row in still_open[wanted:]]
        had = max(pair.left.count if pair.left else 0, len(standing))
        self.new += [(new, None)] * (new.count - had)

    def copies(self, row: Row | None) -> list[AnyRow]:
        """The programme's own of a template's row, as long as they go by its rule."""
        if row is None:
            return []
        rule = row.rule.to_dict()
        mine: list[AnyRow] = [each for each in self.year.rows.values() if KINDS[type(each)] is row.kind]
        found: list[AnyRow] = [
            each
            for each in mine
            if not isinstance(each, TrainingShift)
            and key_of(each) not in self.claimed
            and each.title == row.title
            and (each.rule == rule or is_laid(each, row.rule))
        ]
        found = as_many(row, found)
        self.claimed |= {*map(key_of, found)}
        return found

    def rewrites(self) -> dict[str, dict[str, Any]]:
        """The words that are other than they were, row by row."""
        found = {key_of(turn.row): self.words_of(turn) for turn in self.turns}
        return {key: words for key, words in found.items() if words}

    def words_of(self, turn: Turn) -> dict[str, Any]:
        row = turn.row
        if turn.new is None:
            return {} if is_left(row) else {"not_in_template": True}
        fresh = self.row_of(turn.new, turn.week, 0)
        names = WORDS[type(row).__name__]
        return {name: getattr(fresh, name) for name in names if getattr(fresh, name) != getattr(row, name)}

    def effects(
        self, choices: Mapping[str, bool] | None = None, days: Mapping[str, date] | None = None
    ) -> list[Effect]:
        """The days that are others; one that waits for an event is left to it."""
        return list(self.each_effect(choices or {}, days or {}))

    def each_effect(self, choices: Mapping[str, bool], days: Mapping[str, date]) -> Iterator[Effect]:
        for turn in self.turns:
            if turn.new is None or (isinstance(turn.row, Step) and turn.row.event_on):
                continue
            key = key_of(turn.row)
            row = dated_row(key, turn.row)
            becoming = dated_as(turn.new, turn.week, row, self.year.terms)
            effect = under_another_rule(
                row, becoming, self.year.terms, self.on, choices.get(key), days.get(key)
            )
            if effect:
                yield effect

    def added(self) -> list[AnyRow]:
        """The new rows on their days, unsaved and by day; `numbered` gives them their places."""
        rows = [self.row_of(new, week, 0) for new, week in self.new]
        return sorted(rows, key=lambda row: sort_day(row) or date.max)

    def row_of(self, new: Row, week: int | None, number: int) -> AnyRow:
        terms = self.year.terms
        on = proposed_on(dated_as(new, week, DatedRow("", new.kind), terms), terms)
        return COPIED[new.kind].from_plan(self.year.programme, PlannedRow(new, number, week, on))


def under_another_rule(
    row: DatedRow, becoming: DatedRow, terms: Terms, on: date, moves: bool | None, day: date | None
) -> Effect | None:
    """What becomes of an open row's day when its rule or week is another; what is past stays unless people say so.

    >>> from programmes.rules import Weeks
    >>> row = DatedRow("1", Kind.CONVERSATION, Weeks((5,)), week=5, on=date(2026, 9, 14))
    >>> terms, today = Terms(date(2026, 8, 17)), date(2026, 9, 1)
    >>> effect = under_another_rule(row, replace(row, rule=Weeks((6,)), week=6), terms, today, None, None)
    >>> effect.fate.value, str(effect.becomes)
    ('moves', '2026-09-21')
    """
    new = proposed_on(becoming, terms)
    if new == row.on or (row.on and new == proposed_on(row, terms)):
        return None
    if row.is_set:
        fate = Fate.STAYS
    elif new is None and row.kind is Kind.PROBATION_REVIEW:
        fate = Fate.COVERED
    else:
        fate = Fate.PAST if min(row.on or on, new or on) < on else Fate.MOVES
    becomes, is_set = decided(row, fate, new, moves, day)
    return Effect(row, fate, new, becomes, is_set, is_before_start(row, becomes, terms))


def numbered(year: Year, rows: list[AnyRow]) -> list[AnyRow]:
    """Each with the next number of its kind."""
    for row in rows:
        place = place_of(row)
        same = [getattr(each, place) for each in year.rows.values() if type(each) is type(row)]
        before = sum(type(each) is type(row) for each in rows[: rows.index(row)])
        setattr(row, place, max(same, default=0) + before + 1)
    return rows


def place_of(row: AnyRow) -> str:
    return "position" if isinstance(row, Step) else "number"


def fill(year: Year) -> None:
    """Fetch what no list shows of the rows: the words that they have from the template."""
    for model in APPOINTMENTS.values():
        names = WORDS[model.__name__]
        for pk, *values in model._default_manager.filter(programme=year.programme).values_list("pk", *names):
            for name, value in zip(names, values, strict=True):
                setattr(year.rows[f"{model.__name__}-{pk}"], name, value)


def kind_of(pair: Pair[Row]) -> Kind:
    row = pair.left or pair.right
    assert row is not None
    return row.kind


def is_open(row: AnyRow) -> bool:
    return not dated_row("", row).is_done


def is_left(row: AnyRow) -> bool:
    return not isinstance(row, TrainingShift) and row.not_in_template


def as_many(row: Row, found: list[AnyRow]) -> list[AnyRow]:
    """No more than the template's row makes: the rest are those of another row that is called the same."""
    if any(is_laid(each, row.rule) for each in found):
        return found
    if not weeks_of(row.rule):
        return found[: row.count]
    return [*{week_of(each): each for each in reversed(found)}.values()][::-1]


def is_laid(row: AnyRow, rule: Rule) -> bool:
    """Whether the row stands in a rhythm that was laid on it where the template has no days."""
    own = None if isinstance(row, TrainingShift) else row.rule
    return isinstance(rule, Undated) and bool(own) and own["when"] == EveryWeeks.when  # type: ignore[index]


def week_of(row: AnyRow) -> int | None:
    return getattr(row, "week", None)


def dated_as(new: Row, week: int | None, row: DatedRow, terms: Terms) -> DatedRow:
    """The row as it would stand under the template's rule; a fixed date before the start gives no day."""
    on = new.rule.on if isinstance(new.rule, OnDate) else row.on
    is_missed = isinstance(new.rule, OnDate) and is_too_early(new, on, terms.starts_on)
    return replace(row, rule=new.rule, week=week, on=None if is_missed else on)
