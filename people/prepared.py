"""Questions that are put together once: Django takes longer to write a page's SQL than the database to answer it.

A function with `@prepared` returns a queryset, and its callers get the list. It is run only the first time that the
same kind of reader comes: with stand-ins for who asks and for the keys. The SQL is kept, never an answer, and each
call fills in its own reader and keys. So a rule of access may stand in it as it is: `visible_to(user, on)`.

What it is given it can only use as values in filters; anything else that it tries with a stand-in fails at once. What
is neither a person nor a key (the day, a yes or no, a word) belongs to the question: another day is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from itertools import chain, count, islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, Expression, IntegerField, QuerySet

from people.models import Position, User

MOST_KEPT = 256  # a few kinds of readers of each page, on one day; nobody asks about yesterday's
LARGEST_KEY, NO_KEY = BigIntegerField.MAX_BIGINT, -1
type Shape = tuple[Any, ...]


def prepared[*A, R](write: Callable[[*A], QuerySet[Any, R]]) -> Callable[[*A], list[R]]:
    """Takes persons, lists of keys and single keys, to be filled in; days, words and tuples of words, which are part of it."""

    @wraps(write)
    def ask(*given: *A) -> list[R]:
        found = [shape_of(each) for each in given]
        values = [value for _shape, own in found for value in own]
        return question(write, tuple(shape for shape, _own in found)).ask(values)

    return ask


@lru_cache(maxsize=MOST_KEPT)
def question(write: Callable[..., QuerySet[Any, Any]], shapes: tuple[Shape, ...]) -> Question:
    numbers = count()
    return Question(write(*(stand_in(shape, numbers) for shape in shapes)))


class Question:
    """SQL with blanks, and the queryset that knows what to make of the rows."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:  # Django can see that nothing will be found
            self.sql = ""
        self.compiler.connection = None  # each thread has its own

    def ask(self, values: Sequence[int]) -> list[Any]:
        if not self.sql:
            return []
        rows, compiler = self.rows.all(), copy(self.compiler)
        filled = tuple(values[each.nr] if isinstance(each, Blank) else each for each in self.params)
        compiler.connection = connections[rows.db]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, filled)
        rows.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(rows)


# --- what a question is told, and what is filled in ---------------------------------------------------


def shape_of(given: Any) -> tuple[Shape, list[int]]:
    """What of an argument belongs to the question, and the values that do not."""
    match given:
        case User():
            return shape_of_reader(given)
        case list():
            own = padded(given)
            return ("keys", len(own)), own
        case bool() | str() | tuple() | None:
            return ("part of it", given), []
        case int():
            return ("key",), [given if abs(given) <= LARGEST_KEY else NO_KEY]  # it may come from an address
    if type(given) is date:  # not a moment: then every call would be another question
        return ("part of it", given), []
    raise TypeError(f"A question is told keys, persons and days, not a {type(given).__name__}.")


def shape_of_reader(user: User) -> tuple[Shape, list[int]]:
    at_hand = user.positions_at_hand
    if at_hand is None:
        return ("reader", None), [user.pk]
    places = [padded(at_hand.places(kind, place)) for kind, place in Position.PLACE.items()]
    return ("reader", at_hand.on, *map(len, places)), [user.pk, *chain.from_iterable(places)]


def padded(keys: list[int]) -> list[int]:
    """The last key said again until they are 1, 2, 4, 8 …, so that a list that grows is seldom another question.

    >>> padded([]), padded([7]), padded([1, 2, 3])
    ([], [7], [1, 2, 3, 3])
    """
    return keys + keys[-1:] * (2 ** (len(keys) - 1).bit_length() - len(keys)) if keys else []


def stand_in(shape: Shape, numbers: Iterator[int]) -> Any:
    """What the function that writes the question gets in place of the argument."""
    match shape:
        case ("reader", on, *lengths):
            reader = Reader(next(numbers))
            if on:
                known = {kind: keys(n, numbers) for kind, n in zip(Position.PLACE, lengths, strict=True)}
                reader.positions_at_hand = Places(on, known)
            return reader
        case ("keys", number):
            return keys(number, numbers)
        case ("key",):
            return StandIn(next(numbers))
    return shape[1]


@dataclass(frozen=True)
class Blank:
    """Which of a call's values goes here."""

    nr: int


class StandIn(Expression):
    """A key, or several."""

    def __init__(self, *numbers: int) -> None:
        super().__init__(output_field=IntegerField())
        self.numbers = numbers

    def as_sql(self, *_args: Any, **_kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        return f"({', '.join('%s' for _nr in self.numbers)})", tuple(map(Blank, self.numbers))


def keys(number: int, numbers: Iterator[int]) -> StandIn | list[int]:
    """None at all are told from some: what the reader is not, falls out of the question."""
    return StandIn(*islice(numbers, number)) if number else []


class Reader(StandIn):
    """A person of whom only the number of places at hand is known."""

    positions_at_hand: Places | None = None


@dataclass(frozen=True)
class Places:
    """`PositionsAtHand`, with stand-ins for the keys."""

    on: date
    known: dict[Any, Any]

    def places(self, kind: str, _place: str) -> Any:
        return self.known[kind]
