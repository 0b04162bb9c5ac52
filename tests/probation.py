"""Makers for the tests of prøvetid, and what its pages answer."""

from datetime import date
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import AbsencePeriod, Probation
from tests.cast import Cast
from tests.conftest import NOON

DATED = "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."
END = date(2027, 2, 27)  # a Saturday; the programme starts on Monday 31 August 2026
AGREED = {"is_agreed": "ja", "ends_on": "2027-02-27", "may_be_extended": "on", "version": 0}
AWAY = {"from_on": "2026-09-07", "to_on": "2026-09-11", "days": "5"}


def page(cast: Cast, name: str = "probation") -> str:
    return reverse(f"programmes:{name}", args=[cast.programme.pk])


def make_probation(cast: Cast, **fields: Any) -> Probation:
    values = {"is_agreed": True, "ends_on": END, "may_be_extended": True} | fields
    return Probation.objects.create(
        programme=cast.programme, written_by=cast.leader, written_at=NOON, **values
    )


def make_absence(cast: Cast, days: int = 5, **fields: Any) -> AbsencePeriod:
    values = {"from_on": date(2026, 9, 7), "to_on": date(2026, 9, 11), "days": days} | fields
    return cast.programme.absences.create(written_by=cast.leader, written_at=NOON, **values)


def send(client: Client, user: User, address: str, **data: Any) -> tuple[int, Any]:
    """The status, and what the page says: the message when it was saved, the form's errors when it was not."""
    client.force_login(user)
    response = client.post(address, data)
    if response.status_code == 302:
        return 302, str([*get_messages(response.wsgi_request)][-1])
    return response.status_code, dict(response.context["form"].errors) if response.context else None
