"""Sending the forms of a programme's mentor periods, and reading what comes back."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import MentorProfile, Mentorship, Programme
from tests.cast import Cast
from tests.conftest import NOON

TODAY, TOMORROW = date(2026, 9, 16), date(2026, 9, 17)


def page(programme: Programme, act: str = "mentors", *keys: int) -> str:
    name = act if act == "mentors" else f"mentor_{act}"
    return reverse(f"programmes:{name}", args=[programme.pk, *keys])


def periods(programme: Programme) -> list[tuple[str, date, date | None, bool]]:
    rows = Mentorship.objects.filter(programme=programme).order_by("assigned_on", "pk")
    return [(row.mentor.name, row.assigned_on, row.to_on, row.is_substitute) for row in rows]


def do(client: Client, address: str, **data: Any) -> str:
    response = client.post(address, data, follow=True)
    form = response.context.get("form")
    assert response.status_code == 200, form and dict(form.errors)
    return response.text


def refused(client: Client, cast: Cast, address: str, **data: Any) -> dict[str, list[str]]:
    """The sentences beside their fields; what was typed stands, and nothing is changed."""
    before = periods(cast.programme)
    client.force_login(cast.leader)
    response = client.post(address, data)
    form = response.context["form"]
    assert (response.status_code, periods(cast.programme)) == (422, before)
    assert {name: form[name].value() for name in data} == {name: str(value) for name, value in data.items()}
    assert all(f'id="id_{name}_error"' in response.text for name in form.errors)
    return dict(form.errors)


def undo(client: Client, said: str) -> str:
    found = re.search(r'action="([^"]+)" data-draft="no".*?name="tilbake" value="([^"]+)"', said, re.DOTALL)
    assert found, "no undo in the confirmation"
    return do(client, found[1], tilbake=unescape(found[2]))


def present(programme: Programme, on: date = TODAY) -> str:
    mentor = Programme.objects.get(pk=programme.pk).mentor_on(on)
    return mentor.name if mentor else ""


def set_limit(mentor: User, limit: str, **fields: Any) -> MentorProfile:
    return MentorProfile.objects.create(
        user=mentor, hours_limit=Decimal(limit), changed_by=mentor, changed_at=NOON, **fields
    )
