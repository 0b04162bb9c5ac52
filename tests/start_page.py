"""Reading the start page as somebody."""

from typing import Any

from django.test import Client

from people.models import User


def page(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def parts(client: Client, user: User) -> list[Any]:
    client.force_login(user)
    found: list[Any] = client.get("/").context["page"].parts
    return found


def part(client: Client, user: User, key: str) -> Any:
    """The one part of that position."""
    (found,) = [each for each in parts(client, user) if each.key == key]
    return found


def waiting(client: Client, user: User, key: str) -> list[tuple[str, str, str]]:
    """What waits there: what, state and whose programme."""
    return [(line.what, line.state.word, line.who) for line in part(client, user, key).waiting]
