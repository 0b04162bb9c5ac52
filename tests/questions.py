"""Which questions each test puts to the database, so that PostgreSQL is put every one of them, and few of them twice.

With QUESTIONS naming a folder, the run on SQLite writes them down there. The run on PostgreSQL reads them, and takes
the fewest and quickest tests that between them ask all of it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from heapq import heapify, heappop, heappush
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import connection

FOLDER = Path(os.environ["QUESTIONS"]) if os.environ.get("QUESTIONS") else None
BETWEEN = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


@dataclass
class Asked:
    """By one test: its questions, and how long it took to ask them."""

    seconds: float = 0.0
    questions: set[str] = field(default_factory=set)


@lru_cache(maxsize=50_000)
def question(sql: str) -> str:
    """The same, however many keys and rows it is asked about.

    >>> question("SELECT 1 WHERE id IN (%s, %s, %s)") == question("SELECT 1 WHERE id IN (%s)")
    True
    >>> question("INSERT INTO a VALUES (%s, %s), (%s, %s)") == question("INSERT INTO a VALUES (%s, %s)")
    True
    """
    one_row = re.sub(r"%s(?:, %s)+", "%s", sql)
    return sha256(re.sub(r"\(%s\)(?:, \(%s\))+", "(%s)", one_row).encode()).hexdigest()[:16]


@contextmanager
def listening() -> Iterator[Asked]:
    """What is asked meanwhile, on this thread's connection."""
    asked, begun = Asked(), perf_counter()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith(BETWEEN):
            asked.questions.add(question(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield asked
    asked.seconds = perf_counter() - begun


def write(kept: Mapping[str, Asked], folder: Path, who: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    plain = {test: [asked.seconds, sorted(asked.questions)] for test, asked in kept.items()}
    (folder / f"{who}.json").write_text(json.dumps(plain), encoding="utf-8")


def read(folder: Path) -> dict[str, Asked]:
    found = {}
    for file in sorted(folder.glob("*.json")):
        for test, (seconds, questions) in json.loads(file.read_text(encoding="utf-8")).items():
            found[test] = Asked(seconds, set(questions))
    return found


def enough(asked: Mapping[str, Asked], chosen: Iterable[str]) -> set[str]:
    """Tests that ask what the chosen ones do not: at each step the one with most that is new for its time.

    >>> asked = {"a": Asked(1, {"1", "2"}), "b": Asked(1, {"2", "3", "4"}), "c": Asked(1, {"3"}), "d": Asked(9, {"4"})}
    >>> sorted(enough(asked, [])), sorted(enough(asked, ["a"])), sorted(enough(asked, ["a", "c"]))
    (['a', 'b'], ['b'], ['b'])
    """
    known = {each for test in chosen if test in asked for each in asked[test].questions}
    line = [(-worth(each, known), test) for test, each in sorted(asked.items())]
    heapify(line)
    taken = set()
    while line:
        was, test = heappop(line)
        now = -worth(asked[test], known)
        if now == 0:
            continue
        if line and (now, test) > line[0]:  # less is new than when it was put in the line
            heappush(line, (now, test))
            continue
        assert now >= was
        taken.add(test)
        known |= asked[test].questions
    return taken


def worth(asked: Asked, known: set[str]) -> float:
    return len(asked.questions - known) / (asked.seconds + 0.05)
