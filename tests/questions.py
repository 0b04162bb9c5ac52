"""Which questions each test puts to the database, so that PostgreSQL is put every one of them, and few of them twice.

With QUESTIONS naming a folder, the run on SQLite writes them down there. The run on PostgreSQL reads them, and takes
few and short tests that between them ask all of it: the same ones every time, whatever the clock says.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

from django.db import connection

FOLDER = Path(os.environ["QUESTIONS"]) if os.environ.get("QUESTIONS") else None
TO_BEGIN = 10  # what a test costs before it asks, in questions
BETWEEN = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")
type Asked = Mapping[str, set[str]]
"""By test."""


@lru_cache(maxsize=20_000)
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
def listening() -> Iterator[set[str]]:
    """What is asked meanwhile, on this thread's connection."""
    heard: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith(BETWEEN):
            heard.add(question(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield heard


def write(asked: Asked, folder: Path, who: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    plain = {test: sorted(questions) for test, questions in asked.items()}
    (folder / f"{who}.json").write_text(json.dumps(plain), encoding="utf-8")


def read(folder: Path) -> dict[str, set[str]]:
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return {test: set(questions) for file in files for test, questions in file.items()}


def enough(asked: Asked, chosen: Iterable[str]) -> set[str]:
    """Tests that ask what the chosen ones do not: at each step the one with most that is new for its length.

    >>> asked = {"a": {"1", "2"}, "b": {"2", "3", "4"}, "c": {"3"}, "d": {"4"}}
    >>> sorted(enough(asked, [])), sorted(enough(asked, ["a"])), sorted(enough(asked, ["a", "c"]))
    (['a', 'b'], ['b'], ['d'])
    """
    known = {each for test in chosen for each in asked.get(test, ())}
    line = [(-worth(questions, known), test) for test, questions in sorted(asked.items())]
    heapify(line)
    taken = set()
    while line:
        _before, test = heappop(line)
        now = -worth(asked[test], known)
        if now and line and (now, test) > line[0]:  # less of it is new than when it was put in the line
            heappush(line, (now, test))
        elif now:
            taken.add(test)
            known |= asked[test]
    return taken


def worth(questions: set[str], known: set[str]) -> float:
    return len(questions - known) / (len(questions) + TO_BEGIN)
