"""«Alt som står om meg»: every row about a person, through the same access rules as everywhere else.

Three sorts of rows are found, one query a table:

- about the person: their own, and what stands in a programme where they are the new hire;
- with a rule of its own (`open_to`): shown when the rule says so, else only that it exists;
- where they did something in somebody else's programme: what and when, never what stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value

from people.models import User
from privacy.cells import Cell, act_of, cells_of, moment_of, plural, text_of
from privacy.walk import AnyModel, Link, Table, links_of, says_whom, tables
from privacy.words import LABELS, LEFT_BEHIND, UNSHARED
from programmes.models import Programme
from programmes.models.programme_queries import ProgrammeQuerySet


@dataclass(frozen=True)
class Row:
    title: str
    cells: list[Cell]


@dataclass(frozen=True)
class Act:
    """Something the reader did in somebody's programme."""

    what: str
    at: date | datetime | None
    programme: str
    """Whose, when the reader may still see that programme's dates."""

    @property
    def when(self) -> str:
        return text_of(self.at) if self.at else ""


@dataclass(frozen=True)
class Hidden:
    """Rows that exist and are not shown."""

    what: str
    count: int
    reason: str


@dataclass
class Found:
    """What one table holds about the reader."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    shared: list[Row] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)

    @property
    def name(self) -> str:
        return plural(self.table.model)


@dataclass
class _Known:
    """What is known before a table is asked: keys of the rows found so far, by table, and whom one may name."""

    named: ProgrammeQuerySet
    """The programmes whose new hire the reader may be told of."""
    own: dict[AnyModel, set[Any]] = field(default_factory=lambda: defaultdict(set))
    in_part: dict[AnyModel, set[Any]] = field(default_factory=lambda: defaultdict(set))
    """In somebody else's programme, with the reader as mentor: what hangs on them has rules of its own."""
    held: dict[Link, set[Any]] = field(default_factory=lambda: defaultdict(set))


def about(user: User, on: date) -> list[Found]:
    """Everything about `user`, table by table. As many queries as there are tables, whatever they hold."""
    known = _Known(named=Programme.objects.dates_visible_to(user, on))
    return [_look(table, user, on, known) for table in tables()]


def _look(table: Table, user: User, on: date, known: _Known) -> Found:
    found = Found(table)
    hidden: dict[str, int] = defaultdict(int)
    for row in _rows(table, user, on, known):
        is_own = _is_own(row, table, user, known)
        stands_there = is_own or any(getattr(row, link.attname) == user.pk for link in table.about)
        if is_own:
            known.own[table.model].add(row.pk)
            _note_what_it_holds(row, known)
        elif stands_there:
            known.in_part[table.model].add(row.pk)
        if table.has_rule and not row.is_open:
            hidden[str((UNSHARED if is_own else LEFT_BEHIND)[table.label])] += 1
        elif is_own:
            found.rows.append(_row(row, table, known))
        elif stands_there or table.has_rule:
            found.shared.append(_shared(row, table))
        else:
            found.acts += _acts(row, table, user)
    found.hidden = [Hidden(found.name, count, reason) for reason, count in hidden.items()]
    return found


def _rows(table: Table, user: User, on: date, known: _Known) -> models.QuerySet[Any]:
    """In the order of their keys: the order in which they were made."""
    ways = [Q(**{link.attname: user.pk}) for link in (*table.about, *table.acts)]
    ways += [Q(**{f"{link.attname}__in": known.own[link.related_model]}) for link in table.parents]
    ways += [Q(pk__in=known.held[link]) for link in table.holders]
    if table.has_rule:
        ways += [Q(**{f"{link.attname}__in": known.in_part[link.related_model]}) for link in table.parents]
    if table.model is User:
        ways.append(Q(pk=user.pk))
    if table.label == "admin.LogEntry":  # names whom it is about in words, not by a key
        ways.append(Q(content_type__app_label="people", content_type__model="user", object_id=str(user.pk)))
    rows = table.model._default_manager.filter(reduce(or_, ways)).annotate(**_rights(table, user, on, known))
    names = _shown_with(table)
    with_names: models.QuerySet[Any] = rows.select_related(*names) if names else rows
    return with_names.order_by("pk")


def _rights(table: Table, user: User, on: date, known: _Known) -> dict[str, Any]:
    """Whether the row's own rule opens it, and whether its programme's dates are the reader's to see."""
    rights: dict[str, Any] = {}
    if table.has_rule:
        open_rows = table.model._default_manager.open_to(user, on)  # type: ignore[attr-defined]
        rights["is_open"] = Exists(open_rows.filter(pk=OuterRef("pk")))
    if table.acts and (path := _path(table)):
        rights["may_be_named"] = Exists(known.named.filter(pk=OuterRef(path)))
    elif table.acts:
        rights["may_be_named"] = ExpressionWrapper(Value(value=False), BooleanField())
    return rights


def _path(table: Table) -> str:
    return "pk" if table.model is Programme else table.path_to_programme


def _shown_with(table: Table) -> list[str]:
    """What the cells of a row name: the people, and the rows it hangs on with theirs."""
    names = []
    for link in links_of(table.model):
        named = [further.name for further in links_of(link.related_model) if says_whom(further)]
        names += [link.name, *(f"{link.name}__{name}" for name in named)]
    if table.acts and table.path_to_programme:
        names.append(f"{table.path_to_programme}__new_hire")
    return names


def _is_own(row: Any, table: Table, user: User, known: _Known) -> bool:
    """The reader's own: nobody else's programme is around it, or it stands in the reader's."""
    if table.parents:
        return any(getattr(row, link.attname) in known.own[link.related_model] for link in table.parents)
    if table.holders:
        return any(row.pk in known.held[link] for link in table.holders)
    if table.model is User:
        return bool(row.pk == user.pk)
    stands_there = any(getattr(row, link.attname) == user.pk for link in table.about)
    return stands_there or not table.acts


def _note_what_it_holds(row: Any, known: _Known) -> None:
    for table in tables():
        for link in table.holders:
            if isinstance(row, link.model):
                known.held[link].add(getattr(row, link.attname))


def _row(row: Any, table: Table, known: _Known) -> Row:
    """Where it stands is said only when there is more than one place."""
    only = {link.name for link in table.parents if len(known.own[link.related_model]) == 1}
    return Row(str(row), [cell for cell in cells_of(row, table) if cell.column not in only])


def _shared(row: Any, table: Table) -> Row:
    """Whose programme it stands in is always said, where there is one: a mentor may have several."""
    cells = list(cells_of(row, table))
    is_said = any(cell.column == table.path_to_programme for cell in cells)
    programme = _programme_of(row, table) if table.has_rule and table.path_to_programme else None
    if programme and not is_said:
        cells.insert(0, Cell("programme", str(LABELS["programme"]), str(programme)))
    return Row(str(row), cells)


def _programme_of(row: Any, table: Table) -> Any:
    for step in filter(None, table.path_to_programme.split("__")):
        row = getattr(row, step)
    return row


def _acts(row: Any, table: Table, user: User) -> Iterator[Act]:
    for link in table.acts:
        if getattr(row, link.attname) == user.pk:
            whose = str(_programme_of(row, table).new_hire) if row.may_be_named else ""
            yield Act(act_of(row, table, link), moment_of(row, table, link), whose)
