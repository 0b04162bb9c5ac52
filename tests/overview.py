"""Asking for the overview, and filling it."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from people.models import Department, User
from programmes.models import Programme
from programmes.overview import Row
from tests.factories import make_programme, make_template, make_user

TODAY = date(2026, 9, 16)
ENDED = {"ended_on": date(2026, 9, 1)}


def page(client: Client, user: User, **query: str) -> Any:
    client.force_login(user)
    response = client.get(reverse("programmes:list"), query)
    assert response.status_code == 200
    return response


def refused(client: Client, user: User, **query: str) -> Any:
    """The page for an address that asks for what is not there."""
    client.force_login(user)
    response = client.get(reverse("programmes:list"), query)
    assert response.status_code == 422
    return response


def rows(response: Any) -> list[Row]:
    found: list[Row] = response.context["rows"]
    return found


def names_on(response: Any) -> list[str]:
    return [row.name for row in rows(response)]


def names(client: Client, user: User, **query: str) -> list[str]:
    return names_on(page(client, user, **query))


def hire(department: Department, *people: str, **fields: Any) -> list[Programme]:
    """Programmes for these people; what `Order` does not know is set afterwards."""
    dates = {name: fields.pop(name) for name in ("ended_on",) if name in fields}
    home, template = department.unit.municipality, make_template()
    made = [
        make_programme(
            new_hire=make_user(municipality=home, name=name),
            department=department,
            template=template,
            **fields,
        )
        for name in people
    ]
    Programme.objects.filter(pk__in=[programme.pk for programme in made]).update(**dates)
    return made
