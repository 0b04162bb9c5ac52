"""Orders of the overview, and its pages: each begins where the one before ended, so that the last costs what the
first does, and nothing is skipped or said twice when a programme comes or goes meanwhile.

Where a page ends stands in the address as a signed mark: the order, the way, the day and the programme's number.
A name never stands there; it is found again by the number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, Q
from django.db.models.functions import Collate

from programmes.models import Programme
from programmes.models.kept_days import empty_last
from programmes.models.programme_queries import ProgrammeQuerySet

PER_PAGE = 25
AFTER, BEFORE, LAST = "etter", "for", "siste"
SIGNER = Signer(salt="programmes.paging")


class UnknownMark(Exception):
    """The address names a page that we never handed out, or one of another order."""


@dataclass(frozen=True)
class Order:
    """Rows by a value that none of them lacks; the programme's number settles what is equal."""

    name: str
    value: Any
    down: bool = False

    @property
    def column(self) -> str:
        return self.name.removeprefix("-")

    def sorted(self, programmes: ProgrammeQuerySet, *, backwards: bool = False) -> ProgrammeQuerySet:
        way = "-" if self.down != backwards else ""
        return programmes.annotate(place=self.value).order_by(f"{way}place", f"{way}pk")

    def beyond(self, programmes: ProgrammeQuerySet, mark: Mark) -> ProgrammeQuerySet:
        """Those after the mark, or before it. The first condition says nothing new; an index can use it."""
        way = "gt" if self.down == mark.backwards else "lt"
        equal_or_beyond = Q((f"place__{way}e", mark.value))
        beyond = Q((f"place__{way}", mark.value)) | Q((f"pk__{way}", mark.pk))
        return programmes.annotate(place=self.value).filter(equal_or_beyond, beyond)


NAME = Collate("new_hire__name", "nb")
ORDERS = {
    order.name: order
    for order in (
        Order("navn", NAME),
        Order("-navn", NAME, down=True),
        Order("uke", F("starts_on"), down=True),  # the lowest week is the latest start
        Order("-uke", F("starts_on")),
        Order("neste", empty_last("next_talk_on")),
        Order("-neste", empty_last("next_talk_on", down=True), down=True),
        Order("siste", empty_last("last_held_on")),
        Order("-siste", empty_last("last_held_on", down=True), down=True),
    )
}
USUAL = ORDERS["neste"]


@dataclass(frozen=True)
class Mark:
    """The row that a page lies after or before."""

    value: str | date
    pk: int
    backwards: bool

    @classmethod
    def read(cls, text: str, order: Order) -> Mark:
        """Raises UnknownMark for what `written` has not written for this order."""
        try:
            name, way, day, pk = SIGNER.unsign_object(text)
        except (BadSignature, ValueError) as error:
            raise UnknownMark from error
        value = date.fromisoformat(day) if day else name_of(pk)
        if name != order.name or value is None:
            raise UnknownMark
        return cls(value, pk, backwards=way == BEFORE)


def written(order: Order, way: str, row: tuple[str | date, int]) -> str:
    value, pk = row
    return SIGNER.sign_object([order.name, way, value.isoformat() if isinstance(value, date) else "", pk])


def name_of(pk: int) -> str | None:
    names: Any = Programme.objects.filter(pk=pk).values_list("new_hire__name", flat=True)
    name: str | None = names.first()
    return name


@dataclass(frozen=True)
class Page:
    """The programmes of one page, and the marks of its neighbours: empty where there is none."""

    pks: list[int]
    previous: str = ""
    next: str = ""

    @property
    def neighbours(self) -> dict[str, str]:
        """What the address says for each page that one can go to; the first needs no mark."""
        back = {"first": "", "previous": self.previous} if self.previous else {}
        on = {"next": self.next, "last": LAST} if self.next else {}
        return back | on

    @classmethod
    def of(cls, programmes: ProgrammeQuerySet, order: Order, side: str) -> Page:
        """The page that `side` names. Raises UnknownMark when it names none."""
        mark = Mark.read(side, order) if side not in ("", LAST) else None
        backwards = mark.backwards if mark else side == LAST
        beyond = order.beyond(programmes, mark) if mark else programmes
        found = order.sorted(beyond, backwards=backwards).values_list("place", "pk")  # type: ignore[misc]
        rows: list[tuple[str | date, int]] = list(found[: PER_PAGE + 1])
        more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
        if mark and backwards and len(rows) < PER_PAGE:
            return cls.of(programmes, order, "")  # too few are left before the mark to fill a page
        if mark and not rows:
            return cls.of(programmes, order, LAST)  # all that came after it have gone
        if backwards:
            rows.reverse()
        before, after = (more, bool(mark)) if backwards else (bool(mark), more)
        return cls(
            [pk for _value, pk in rows],
            previous=written(order, BEFORE, rows[0]) if before else "",
            next=written(order, AFTER, rows[-1]) if after else "",
        )
