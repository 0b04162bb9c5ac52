"""Many packages at once: made one at a time, and what is made already is never made again.

The rows are the queue. A visit, another visit, or `manage.py make_packages` does the next ones, so that the work
survives a restart and needs no other service.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction

from documents.models import Package, PackageFile
from documents.package import LONG_AGO, make
from people.models import User
from programmes.models import Programme

AT_A_TIME = 5
"""Packages made by one push of the button: some seconds, and the page says how far it has come."""
MOST = 500


@dataclass(frozen=True)
class Line:
    programme: Programme
    package: Package | None
    """The newest version."""

    @property
    def is_made(self) -> bool:
        return self.package is not None and self.package.is_made


@dataclass(frozen=True)
class Batch:
    """What was handed over in a period, in departments one leads."""

    lines: list[Line]
    has_more: bool = False
    """There are more than one page and one zip take: a shorter period, or fewer departments, shows the rest."""

    @classmethod
    def of(cls, user: User, on: date, days: tuple[date, date], departments: list[int]) -> Self:
        """`departments` narrow what the rule gives; they never widen it."""
        rule = Programme.objects.managed_by(user, on).filter(
            handed_over_on__range=days, department__in=departments
        )
        rows = rule.select_related("new_hire", "department").order_by("handed_over_on", "pk")
        rows = rows.prefetch_related("packages")
        found = list(rows[: MOST + 1])
        lines = [Line(one, next(iter(one.packages.all()), None)) for one in found[:MOST]]
        return cls(lines, has_more=len(found) > MOST)

    @property
    def most(self) -> int:
        return MOST

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if not line.is_made]

    @property
    def made(self) -> list[Package]:
        return [line.package for line in self.lines if line.package and line.is_made]

    def make_next(self, *, by: User, at: datetime) -> int:
        """How many of the next few are made now."""
        return sum(make(asked(line.programme, by=by, at=at), at) for line in self.missing[:AT_A_TIME])


@transaction.atomic
def asked(programme: Programme, *, by: User, at: datetime) -> Package:
    """The package that waits; one is asked for where the programme is from before there were packages."""
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    return held.packages.first() or Package.objects.ask(held, by=by, at=at)


class _Sink:
    """A file that is read while it is written, and cannot be rewound."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def one_zip(packages: list[Package]) -> Iterator[bytes]:
    """The stored bytes, a package at a time, so that memory holds one of them."""
    sink: Any = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for package in packages:
            file = PackageFile.objects.select_related("package").get(package=package)
            archive.writestr(ZipInfo(package.filename, LONG_AGO), file.data)
            yield sink.take()
    yield sink.take()
