"""Norwegian order and search on SQLite, as PostgreSQL has them from ICU.

`Collate("name", "nb")` sorts A … Z Æ Ø Å on both databases: PostgreSQL's collation is made by the first
migration, SQLite's by `on_connect` for every new connection. There `LIKE` is taught that Å is the capital
of å; SQLite itself folds A–Z only.
"""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

LETTERS = {letter: place for place, letter in enumerate("abcdefgǥhijklmnŋopqrstŧuvwxyzæøå")}
VARIANTS = str.maketrans(
    "àáâãăąçčćðđèéêëìíîïłñńòóôõśšşţťùúûýÿüűžźżäęöő",
    "aaaaaacccddeeeeiiiilnnoooosssttuuuyyyyzzzææøø",
)
"""Other letters' places, as PostgreSQL's collation has them: á with a, đ with d, ä with æ, ü with y.
A change here needs REINDEX on a SQLite that is in use: an index of people's names is sorted by it."""


@lru_cache(maxsize=16_384)
def sort_key(text: str) -> tuple[list[int], list[int]]:
    """Return what Norwegian order compares; «aa» counts as å, as in the phone book.

    A letter's accent counts only between what is otherwise equal, and signs and figures come before letters.

    >>> sorted(["Åse", "Øyvind", "Ærlend", "Berit", "Aasta", "Álu", "Amina"], key=sort_key)
    ['Álu', 'Amina', 'Berit', 'Ærlend', 'Øyvind', 'Åse', 'Aasta']
    """
    letters = text.casefold().replace("aa", "å")
    plain = letters.translate(VARIANTS)
    places = [LETTERS.get(letter, ord(letter) - 0x110000) for letter in plain]
    return places, [ord(letter) if letter != base else 0 for letter, base in zip(letters, plain, strict=True)]


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
