"""A lasting record of who was mentor, stood in, or had the programme: written beside the changes of the plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Department, User
from programmes.models import PlanChange, Programme
from programmes.models.mentor_undo import COLUMNS, state_of


def remember(programme: Programme, before: dict[str, Any], *, by: User, at: datetime) -> None:
    """What an act made other than it was, in sentences with the names of that day."""
    after = state_of(programme)
    if after != before:
        PlanChange.objects.create(
            programme=programme,
            kind=PlanChange.Kind.PEOPLE,
            made_at=at,
            made_by=by,
            before=before,
            after={**after, "rows": [], "words": words_of(before, after)},
        )


def words_of(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    was, now = periods_of(before), periods_of(after)
    ids = {period["mentor_id"] for period in [*was.values(), *now.values()]}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    said = [said_of(names, was.get(key), now.get(key)) for key in sorted({*was, *now})]
    return [*filter(None, said), *department_words(before["department"], after["department"])]


def periods_of(state: dict[str, Any]) -> dict[int, dict[str, Any]]:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in state["periods"]]
    return {int(row["pk"]): row | {"mentor_id": int(row["mentor_id"])} for row in rows}


def said_of(names: dict[int, str], was: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    """«Ola Mentor: mentor fra 1. september 2026 til 31. desember 2026»"""
    row = now or was
    if row is None or was == now:
        return ""
    name = names.get(row["mentor_id"], "")
    if now is None:
        return _("%s: skal ikke være mentor likevel") % name
    kind = _("vikar") if now["is_substitute"] == "True" else _("mentor")
    days = {"name": name, "kind": kind, "first": day_of(now["from_on"]), "last": day_of(now["to_on"])}
    if now["to_on"]:
        return _("%(name)s: %(kind)s fra %(first)s til %(last)s") % days
    return _("%(name)s: %(kind)s fra %(first)s") % days


def department_words(was: int, now: int) -> list[str]:
    if was == now:
        return []
    names = dict(Department.objects.filter(pk__in=(was, now)).values_list("pk", "name"))
    return [_("Avdeling: fra %(was)s til %(now)s") % {"was": names[was], "now": names[now]}]


def day_of(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "j. F Y") if text else ""
