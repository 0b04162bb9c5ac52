"""Agreed rows for the rota list, and what the list says of them."""

from datetime import date, time
from typing import Any

from django.test import Client

from people.models import User
from programmes.models import Programme
from tests.conftest import NOON

DAY = date(2026, 10, 1)


def agree(row: Any, day: date = DAY, clock: time | None = time(13, 30)) -> Any:
    row.planned_on, row.starts_at = day, clock
    row.agree(by=row.programme.started_by, at=NOON)
    row.version += 1
    row.save()
    return row


def page(client: Client, user: User, address: str = "/turnus/", **query: Any) -> Any:
    client.force_login(user)
    return client.get(address, query)


def shown(
    client: Client, user: User, address: str = "/turnus/", **query: Any
) -> list[tuple[str, str, str, str]]:
    """Person, day, clock and text of each line."""
    lines = page(client, user, address, **query).context["lines"]
    return [(line.name, f"{line.on:%d.%m}", "–".join(line.clock), line.text) for line in lines]


def of(programme: Programme) -> str:
    return f"/programmer/{programme.pk}/turnus/"


def at(programme: Programme) -> str:
    return f"/avdelinger/{programme.department_id}/turnus/"
