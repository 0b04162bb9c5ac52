"""From samples to figures, and what the figures may be. Pure: no clock, no network."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from math import ceil
from typing import Any

MOST_QUERIES = 10
MOST_GROWTH = 1.3
"""The median with the most programmes, as a multiple of the one with the fewest."""
MOST_RATIO = {"start": 5.0, "programme": 5.0, "talk": 5.0, "overview": 7.0}
"""The median by kind of page, as a multiple of the empty page's in the same run."""
MOST_TO_BARE = 1.3
"""Our printing, as a multiple of WeasyPrint alone on the same page in the same run."""
MOST_TO_SETTLED = 1.1
"""What a process holds after many papers, as a multiple of what it held after the first few."""
MOST_SECONDS = 60.0
"""A morning's run of what is sent out."""
COLD_KB, COLD_REQUESTS, SECOND_KB = 60.0, 6, 20.0
CERTAIN = {"queries", "cold_kb", "cold_requests", "second_kb"}
"""The figures that come out the same on a busy machine."""


@dataclass(frozen=True)
class Row:
    """One page with one number of programmes; None where a figure does not apply."""

    page: str
    programmes: int
    queries: int | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    ratio_to_empty: float | None = None
    ratio_to_bare: float | None = None
    ratio_to_settled: float | None = None
    cold_kb: float | None = None
    cold_requests: int | None = None
    second_kb: float | None = None
    second_requests: int | None = None
    requests_per_second: float | None = None
    memory_mb: float | None = None
    seconds: float | None = None
    messages: int | None = None

    @property
    def kind(self) -> str:
        """The part of the name before the colon, which decides the limits."""
        return self.page.partition(":")[0]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


FIGURES = [field.name for field in fields(Row)][2:]


def percentile(samples: Iterable[float], percent: int) -> float:
    """The smallest sample that so many per cent of them do not exceed (nearest rank).

    >>> percentile([3, 1, 2, 4], 50), percentile(range(1, 101), 95), percentile([7], 95)
    (2, 95, 7)
    """
    ordered = sorted(samples)
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


def ratio(value: float | None, to: float | None) -> float | None:
    """How many times `to` goes in `value`; None where either is missing.

    >>> ratio(9.0, 3.0), ratio(None, 3.0), ratio(1.0, None)
    (3.0, None, None)
    """
    return value / to if value is not None and to else None


def growth(rows: Sequence[Row]) -> dict[str, float]:
    """Each page's median with the most programmes, as a multiple of the one with the fewest."""
    fewest, most = min(row.programmes for row in rows), max(row.programmes for row in rows)
    medians = {(row.page, row.programmes): row.p50_ms for row in rows}
    pages = dict.fromkeys(row.page for row in rows)
    found = {page: ratio(medians.get((page, most)), medians.get((page, fewest))) for page in pages}
    return {page: times for page, times in found.items() if times is not None and most > fewest}


def over_the_limits(rows: Sequence[Row]) -> list[tuple[str, int, str, float, float]]:
    """Page, programmes, which figure, what it is, and what it may be at most."""
    found: list[tuple[str, int, str, float, float]] = []
    most = max(row.programmes for row in rows)
    for row in rows:
        for name, limit in limits_of(row):
            value = getattr(row, name)
            if value is not None and round(value, 2) > limit:
                found.append((row.page, row.programmes, name, value, limit))
    grown = {page: times for page, times in growth(rows).items() if round(times, 2) > MOST_GROWTH}
    return found + [(page, most, "growth", times, MOST_GROWTH) for page, times in grown.items()]


def limits_of(row: Row) -> list[tuple[str, float]]:
    if row.kind == "morning":
        return [("seconds", MOST_SECONDS)]
    if not is_page(row.page):
        return [("ratio_to_bare", MOST_TO_BARE), ("ratio_to_settled", MOST_TO_SETTLED)]
    limits = [("queries", MOST_QUERIES), ("cold_kb", COLD_KB), ("cold_requests", COLD_REQUESTS)]
    limits.append(("second_kb", SECOND_KB))
    if row.kind in MOST_RATIO:
        limits.append(("ratio_to_empty", MOST_RATIO[row.kind]))
    return limits


def is_page(page: str) -> bool:
    """What one opens and reads; not what is saved, printed or held in memory."""
    return page.partition(":")[0] not in ("save", "pdf", "memory", "morning", "alone")
