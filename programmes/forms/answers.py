"""What somebody had said about the rows of a change when the page was drawn anew: nothing of it is lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from django import forms
from django.http import QueryDict

from programmes.changing import Rewrites, Year, digest
from programmes.forms.change_rows import RowsForm
from programmes.kept_rows import AnyRow
from programmes.replanning import Effect

OF_ROWS = re.compile(r"(flytt|dag)-[\w-]+")


def mark_of(year: Year, effects: Iterable[Effect], added: Iterable[AnyRow], rewrites: Rewrites) -> str:
    """What was shown, with the plan it was shown of: so that it is known whether the plan or the question is another."""
    plan = hashlib.sha256(repr((year.terms, year.dated)).encode()).hexdigest()[:16]
    return f"{plan}.{digest(effects, added, rewrites)}"


class Answers:
    """The boxes and days as they were sent, beside what they were when they were shown."""

    def __init__(self, sent: QueryDict) -> None:
        self.sent = sent
        offered = (entry.partition("=") for entry in sent.get("offered", "").split())
        self.defaults = {name: default for name, _is, default in offered if OF_ROWS.fullmatch(name)}

    def put_on(self, rows: RowsForm) -> None:
        """Only what people have changed: a box that nobody touched follows what is proposed now."""
        for name, field in rows.fields.items():
            said = self.sent.get(name, "")
            if name in self.defaults and said != self.defaults[name]:
                rows.initial[name] = bool(said) if isinstance(field, forms.BooleanField) else said

    def offered(self, rows: RowsForm) -> str:
        """What is shown now, and the rows that may come back."""
        shown = {name: as_sent(field.initial) for name, field in rows.fields.items()}
        return " ".join(f"{name}={default}" for name, default in (self.defaults | shown).items())

    def unseen(self, rows: RowsForm | None) -> Iterator[tuple[str, str]]:
        """The answers about rows that the page does not show this time, to be sent along."""
        for name, said in self.sent.items():
            if name in self.defaults and not (rows and name in rows.fields):
                yield name, str(said)


def as_sent(value: bool | date | None) -> str:
    """What a browser sends when nobody has touched the field."""
    if isinstance(value, date):
        return value.isoformat()
    return "on" if value else ""
