"""Two templates side by side: which rows belong together, and what differs. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from programmes.schedule import Row

NEARLY_THE_SAME = 0.6
COMPARED = [each.name for each in fields(Row)]


@dataclass(frozen=True)
class Pair:
    """A row of each, or of one alone, and the names of what is not the same in them."""

    left: Row | None
    right: Row | None

    @property
    def differs(self) -> tuple[str, ...]:
        if self.left is None or self.right is None:
            return ()
        return tuple(name for name in COMPARED if getattr(self.left, name) != getattr(self.right, name))

    @property
    def is_same(self) -> bool:
        return self.left == self.right


def pairs(left: Sequence[Row], right: Sequence[Row]) -> list[Pair]:
    """Every row of both, once, in an order that keeps to both: the same title and kind belong together.

    Between those, rows of one kind that fall at the same time, or are called nearly the same, are one that was changed.
    """
    matcher = SequenceMatcher(None, list(map(key, left)), list(map(key, right)), autojunk=False)
    found: list[Pair] = []
    for tag, low, high, from_, to in matcher.get_opcodes():
        if tag == "equal":
            found += map(Pair, left[low:high], right[from_:to])
        else:
            found += between(list(left[low:high]), list(right[from_:to]))
    return found


def key(row: Row) -> tuple[str, str]:
    return (row.kind.value, row.title.casefold())


def are_alike(one: Row, other: Row) -> bool:
    """Whether one row is likely to be the other, changed."""
    likeness = SequenceMatcher(None, one.title.casefold(), other.title.casefold()).ratio()
    return one.kind is other.kind and (one.rule == other.rule or likeness >= NEARLY_THE_SAME)


def between(left: list[Row], right: list[Row]) -> Iterator[Pair]:
    """Rows that no title ties together."""
    for row in left:
        other = next((each for each in right if are_alike(row, each)), None)
        while other and right[0] is not other:
            yield Pair(None, right.pop(0))
        yield Pair(row, right.pop(0) if other else None)
    yield from (Pair(None, row) for row in right)
