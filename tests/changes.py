"""Changing a plan as a page does it: look, then save what was seen."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import User
from programmes.changing import Decision, Year, save
from programmes.models import Pause, PlanChange, Programme
from programmes.proposals import Terms

PAUSE = {"from_on": "2026-11-02", "to_on": "2026-12-06", "reason": "absence"}


def address(programme: Programme, what: str) -> str:
    return reverse("programmes:change", args=[programme.pk, what])


def days(programme: Programme) -> dict[str, Any]:
    """Everything a change may write, row by row, and what the days follow from."""
    year = Year.of(Programme.objects.get(pk=programme.pk))
    rows: dict[str, Any] = {
        key: {
            name: getattr(row, name)
            for name in vars(row)
            if name.endswith(("_on", "_at", "_person", "_by_id"))
        }
        for key, row in year.rows.items()
    }
    fresh = Programme.objects.get(pk=programme.pk)
    return rows | {"terms": year.terms, "next": fresh.next_talk_on, "last": fresh.last_planned_on}


def shown(client: Client, programme: Programme, what: str, **fields: Any) -> Any:
    """The page with the preview."""
    return shown_at(client, address(programme, what), **fields)


def shown_at(client: Client, url: str, **fields: Any) -> Any:
    response = client.post(url, {**fields, "preview": "1"})
    assert response.status_code == 200
    return response


def saved(client: Client, programme: Programme, what: str, **fields: Any) -> Any:
    """Saved as shown: every box as it stood."""
    return saved_at(client, address(programme, what), **fields)


def saved_at(client: Client, url: str, **fields: Any) -> Any:
    page = shown_at(client, url, **fields)
    rows, seen = page.context["rows"], page.context["form"].data["seen"]
    boxes = {name: "on" for name, field in rows.fields.items() if name.startswith("flytt") and field.initial}
    given_days = {name: field.initial or "" for name, field in rows.fields.items() if name.startswith("dag")}
    return client.post(url, {**fields, "seen": seen, "save": "1", **boxes, **given_days})


def errors(client: Client, programme: Programme, what: str, **fields: Any) -> dict[str, list[str]]:
    before = days(programme)
    response = client.post(address(programme, what), {**fields, "save": "1"})
    assert response.status_code == 422
    assert days(programme) == before, "nothing half-written"
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def change_to(year: Year, after: Terms, by: User) -> PlanChange:
    effects = year.effects(after)
    pauses = tuple(Pause(from_on=one.from_on, to_on=one.to_on, reason="other") for one in after.pauses)
    decision = Decision(kind="pause", after=after, pauses=pauses, by=by, at=timezone.now())
    return save(year, decision, effects)
