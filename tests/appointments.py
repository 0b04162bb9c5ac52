"""Sending the two forms of a dated row, and reading what comes back."""

from django.contrib.messages import get_messages
from django.test import Client

from people.models import User
from programmes.models.appointments import Appointment


def agreed(
    row: Appointment, planned_on: str, starts_at: str = "", version: int | None = None
) -> dict[str, object]:
    return {
        "handling": "avtal",
        "avtal-planned_on": planned_on,
        "avtal-starts_at": starts_at,
        "avtal-version": row.version if version is None else version,
    }


def held(
    row: Appointment, held_on: str, minutes: object = "", version: int | None = None
) -> dict[str, object]:
    return {
        "handling": "holdt",
        "holdt-held_on": held_on,
        "holdt-minutes_spent": minutes,
        "holdt-version": row.version if version is None else version,
    }


def said(client: Client, row: Appointment, user: User, data: dict[str, object]) -> str:
    """What the page says last, after saving; fails unless it was saved."""
    client.force_login(user)
    response = client.post(row.get_absolute_url(), data)
    assert (response.status_code, response.headers.get("Location")) == (302, row.get_absolute_url())
    *_earlier, last = get_messages(response.wsgi_request)
    return str(last)


def errors(
    client: Client, row: Appointment, user: User, data: dict[str, object], status: int = 422
) -> dict[str, list[str]]:
    """What the refused form says by field; fails unless it was refused, or when the row changed."""
    before = type(row)._default_manager.filter(pk=row.pk).values().get()
    client.force_login(user)
    response = client.post(row.get_absolute_url(), data)
    assert response.status_code == status
    assert type(row)._default_manager.filter(pk=row.pk).values().get() == before
    part = response.context["part"]
    form = part.agree if data["handling"] == "avtal" else part.held
    return dict(form.errors)
