"""A pause in each programme of `access_world.py`, with the change that made it."""

from datetime import date
from typing import Any

from programmes.models import Pause, PlanChange, Programme
from tests.conftest import NOON


def keep_a_pause(programme: Programme) -> None:
    """In December, as a leader of the programme has kept it."""
    programme.pauses.create(from_on=date(2026, 12, 7), to_on=date(2026, 12, 20), reason=Pause.Reason.LEAVE)
    kept: dict[str, Any] = {
        "starts_on": str(programme.starts_on),
        "weekday": None,
        "talks_later_by": 0,
        "pauses": [],
    }
    PlanChange.objects.create(
        programme=programme,
        kind=PlanChange.Kind.PAUSE,
        made_at=NOON,
        made_by=programme.started_by,
        before={"terms": kept, "rows": []},
        after={"terms": kept, "rows": []},
    )
