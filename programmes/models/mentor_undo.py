"""A programme's department and mentor periods as they stood before an act, so that the act can be taken back."""

from __future__ import annotations

from typing import Any

from django.core import signing

from programmes.models.programme import Programme

LASTS = 24 * 60 * 60  # seconds: a way back out of yesterday's list is no undo
COLUMNS = ("pk", "mentor_id", "assigned_on", "from_on", "to_on", "is_substitute")


class CannotBeUndone(Exception):
    """Somebody has changed the periods since, or written in the new one."""


def state_of(programme: Programme) -> dict[str, Any]:
    """Plain values, which can be carried by a button and compared."""
    rows = programme.mentorships.order_by("pk").values_list(*COLUMNS)
    periods = [[value if value is None else str(value) for value in row] for row in rows]
    return {"department": programme.department_id, "periods": periods}


def way_back(programme: Programme, before: dict[str, Any]) -> str:
    """What the undo button sends: signed, so that nobody can ask for periods that never were."""
    return signing.dumps([before, state_of(programme)], salt=_salt(programme), compress=True)


def take_back(programme: Programme, token: str) -> None:
    """Let department and periods stand as before the act. The caller holds the programme's row."""
    try:
        before, after = signing.loads(token, salt=_salt(programme), max_age=LASTS)
    except signing.BadSignature as error:
        raise CannotBeUndone from error
    made = programme.mentorships.exclude(pk__in=[row[0] for row in before["periods"]])
    if state_of(programme) != after or any(period.holds_words for period in made):
        raise CannotBeUndone
    made.delete()
    for key, *values in before["periods"]:
        fields: dict[str, Any] = dict(zip(COLUMNS[1:], values, strict=True))
        fields["is_substitute"] = fields["is_substitute"] == "True"
        programme.mentorships.update_or_create(pk=key, defaults=fields)
    programme.department_id = before["department"]
    programme.save(update_fields=["department"])


def _salt(programme: Programme) -> str:
    return f"programmes.mentorships {programme.pk}"
