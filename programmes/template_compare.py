"""Two templates side by side: which rows belong together, and what differs. Pure."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from programmes.rules import Rule, weeks_of
from programmes.schedule import Row

NEARLY_THE_SAME = 0.6

type Key[R: (Row, Item)] = Callable[[R], Hashable]


@dataclass(frozen=True)
class Item:
    """A row of a checklist template."""

    section: str
    text: str
    levels: bool = False


@dataclass(frozen=True)
class Pair[R: (Row, Item)]:
    """A row of each, or of one alone, and the names of what is not the same in them."""

    left: R | None
    right: R | None

    @property
    def differs(self) -> tuple[str, ...]:
        if self.left is None or self.right is None:
            return ()
        names = [each.name for each in fields(self.left)]
        return tuple(name for name in names if getattr(self.left, name) != getattr(self.right, name))

    @property
    def is_same(self) -> bool:
        return self.left == self.right


def pairs(left: Sequence[Row], right: Sequence[Row]) -> list[Pair[Row]]:
    """Every row of both, once, in an order that keeps to both. The most alike find each other first.

    A row that both have is itself; then the same kind, title and time; then the same title and kind, in their order.
    Between those, rows of one kind that fall at the same time, or are called nearly the same, are one that was changed.
    """
    return side_by_side(left, right, (itself, placed, key), are_alike)


def item_pairs(left: Sequence[Item], right: Sequence[Item]) -> list[Pair[Item]]:
    """The same of two checklists, by what the rows say.

    >>> [(p.left is None, p.differs) for p in item_pairs([Item("A", "Nøkler")], [Item("B", "Nøkler"), Item("B", "Alarm")])]
    [(False, ('section',)), (True, ())]
    """
    return side_by_side(left, right, (itself, wording), items_are_alike)


def regardless_of_order(left: Sequence[Row], right: Sequence[Row]) -> list[Pair[Row]]:
    """As `pairs`, and a row that was only moved among the others belongs with itself."""
    lefts, rights = [*left], [*right]
    whole = [*taken(lefts, rights, same(itself)), *taken(lefts, rights, same(placed))]
    found = pairs(lefts, rights)
    whole += [pair for pair in found if pair.left and pair.right]
    lefts = [pair.left for pair in found if pair.left and not pair.right]
    rights = [pair.right for pair in found if pair.right and not pair.left]
    whole += [*taken(lefts, rights, same(key)), *taken(lefts, rights, are_alike)]
    return [*whole, *(Pair(row, None) for row in lefts), *(Pair(None, row) for row in rights)]


def taken(lefts: list[Row], rights: list[Row], belong: Callable[[Row, Row], bool]) -> Iterator[Pair[Row]]:
    """Those that belong together, wherever they stand; they leave the two lists."""
    for row in [*lefts]:
        if other := next((each for each in rights if belong(row, each)), None):
            lefts.remove(row)
            rights.remove(other)
            yield Pair(row, other)


def same(key: Key[Row]) -> Callable[[Row, Row], bool]:
    return lambda one, other: key(one) == key(other)


def side_by_side[R: (Row, Item)](
    left: Sequence[R], right: Sequence[R], keys: Sequence[Key[R]], alike: Callable[[R, R], bool]
) -> list[Pair[R]]:
    """By the first key, and what stands between by the next."""
    if not keys:
        return list(between(list(left), list(right), alike))
    by = keys[0]
    matcher = SequenceMatcher(None, list(map(by, left)), list(map(by, right)), autojunk=False)
    found: list[Pair[R]] = []
    for tag, low, high, from_, to in matcher.get_opcodes():
        if tag == "equal":
            found += [Pair(*both) for both in zip(left[low:high], right[from_:to], strict=True)]
        else:
            found += side_by_side(left[low:high], right[from_:to], keys[1:], alike)
    return found


def itself[R: (Row, Item)](row: R) -> R:
    return row


def placed(row: Row) -> tuple[str, str, Rule]:
    return (*key(row), row.rule)


def wording(item: Item) -> str:
    return item.text.casefold()


def key(row: Row) -> tuple[str, str]:
    return (row.kind.value, row.title.casefold())


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def are_alike(one: Row, other: Row) -> bool:
    """Whether one row is likely to be the other, changed."""
    fall_together = one.rule == other.rule or share_weeks(one, other)
    is_named_so = likeness(one.title, other.title) >= NEARLY_THE_SAME
    return one.kind is other.kind and (fall_together or is_named_so)


def items_are_alike(one: Item, other: Item) -> bool:
    return likeness(one.text, other.text) >= NEARLY_THE_SAME


def share_weeks(one: Row, other: Row) -> bool:
    """Whether at least half of the weeks are the same."""
    weeks, others = set(weeks_of(one.rule)), set(weeks_of(other.rule))
    return 2 * len(weeks & others) >= max(len(weeks), len(others)) > 0


def between[R: (Row, Item)](
    left: list[R], right: list[R], alike: Callable[[R, R], bool]
) -> Iterator[Pair[R]]:
    """Rows that no title ties together."""
    for row in left:
        other = next((each for each in right if alike(row, each)), None)
        while other and right[0] is not other:
            yield Pair(None, right.pop(0))
        yield Pair(row, right.pop(0) if other else None)
    yield from (Pair(None, row) for row in right)
