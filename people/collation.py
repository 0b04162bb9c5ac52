"""Norwegian order and search on SQLite, as PostgreSQL has them from ICU.

`Collate("name", "nb")` sorts A … Z Æ Ø Å on both databases: PostgreSQL's collation is made by the first
migration, SQLite's by `on_connect` for every new connection. There `LIKE` is taught that Å is the capital
of å; SQLite itself folds A–Z only.
"""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

ALPHABET = {
    letter: place for place, letter in enumerate("aàáâãbcçdðeèéêëfghiìíîïjklmnñoòóôõpqrsštuùúûvwxyýÿzžæäøöå")
}


def sort_key(text: str) -> list[int]:
    """Return what Norwegian order compares; «aa» counts as å, as in the phone book.

    >>> sorted(["Åse", "Øyvind", "Ærlend", "Berit", "Aasta"], key=sort_key)
    ['Berit', 'Ærlend', 'Øyvind', 'Åse', 'Aasta']
    """
    return [ALPHABET.get(letter, ord(letter) + 1000) for letter in text.casefold().replace("aa", "å")]


def compare(a: str, b: str) -> int:
    x, y = sort_key(a), sort_key(b)
    return (x > y) - (x < y)


@lru_cache(maxsize=256)
def _pattern(like: str, escape: str | None) -> re.Pattern[str]:
    """Translate a LIKE pattern; `escape` is the sign that makes the next one literal."""
    parts: list[str] = []
    letters = iter(like)
    for letter in letters:
        if letter == escape:
            parts.append(re.escape(next(letters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter) or re.escape(letter))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def like(pattern: str | None, text: object, escape: str | None = None) -> bool | None:
    """SQLite's `text LIKE pattern`, in Unicode.

    >>> like("%åS%", "Ås"), like("%o_%", "Bodø"), like("100\\\\%", "100 %", "\\\\")
    (True, True, False)
    """
    if pattern is None or text is None:
        return None
    return _pattern(pattern, escape).fullmatch(str(text)) is not None


def on_connect(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation("nb", compare)
        connection.connection.create_function("like", 2, like, deterministic=True)
        connection.connection.create_function("like", 3, like, deterministic=True)
