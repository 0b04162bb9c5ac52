"""Working in the template pages: what is filled in, and where it is sent."""

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from people.models import Municipality, User
from programmes.models import ProgrammeTemplate
from tests.factories import make_coordinator, make_municipality


@dataclass
class Office:
    """A coordinator at work in a municipality."""

    municipality: Municipality
    coordinator: User
    client: Client

    def post(self, page: str, /, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(f"templates:{page}", args=args), data)

    def get(self, page: str, /, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(f"templates:{page}", args=args), query)

    def new(self, name: str, **head: Any) -> ProgrammeTemplate:
        """An empty draft with its head filled in."""
        response = self.post("new", name=name)
        draft = ProgrammeTemplate.objects.latest("pk")
        assert response.headers["Location"] == draft.get_absolute_url()
        sent = {
            "name": name,
            "description": "",
            "source": "",
            "length_weeks": "",
            "systems": "",
            "version": 0,
        }
        assert self.post("head", draft.pk, **(sent | head)).status_code == 302
        draft.refresh_from_db()
        return draft

    def add_row(self, draft: ProgrammeTemplate, **fields: Any) -> None:
        response = self.post("row_add", draft.pk, **row(**fields))
        assert response.status_code == 302, dict(response.context["form"].errors)

    def publish(self, draft: ProgrammeTemplate) -> None:
        assert self.post("publish", draft.pk).status_code == 302
        draft.refresh_from_db()
        assert draft.published_at


def make_office() -> Office:
    municipality = make_municipality()
    coordinator = make_coordinator(municipality)
    client = Client()
    client.force_login(coordinator)
    return Office(municipality, coordinator, client)


def row(**fields: Any) -> dict[str, Any]:
    """A talk in week 3, as the page sends it."""
    empty = dict.fromkeys(
        ["days", "day", "months", "weeks", "every", "from_week", "to_week", "event_name", "on_date", "count"],
        "",
    )
    return (
        empty
        | {
            "title": "Samtale",
            "kind": "conversation",
            "when": "weeks",
            "weeks": "3",
            "responsible": ["mentor"],
            "phase": "",
            "minutes_from": "",
            "minutes_to": "",
            "guidance": "",
            "prompts": "",
            "themes": "",
            "version": 0,
        }
        | fields
    )


def parts(saved: int, *written: dict[str, Any], version: int = 0) -> dict[str, Any]:
    """A formset of a template's texts: as many as were there, and what is written now."""
    sent: dict[str, Any] = {
        "del-TOTAL_FORMS": len(written),
        "del-INITIAL_FORMS": saved,
        "version": version,
    }
    return sent | {f"del-{i}-{name}": value for i, part in enumerate(written) for name, value in part.items()}


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]  # type: ignore[attr-defined]
