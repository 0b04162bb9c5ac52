"""The one day of the prøvetid that waits for nobody: when the notice of a longer one must be received."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from programmes.desk import Desk
from programmes.models import AbsencePeriod, Probation

RECEIVE_NOTICE = "receive_notice"
NOTICE_AHEAD = timedelta(days=30)  # a letter takes its time


def notices_to_receive(
    desk: Desk, clock: dict[str, Any], columns: Sequence[str]
) -> QuerySet[Any, tuple[Any, ...]]:
    """A row a programme with absence entered that no received notice has used, until the last day of the prøvetid."""
    unused = AbsencePeriod.objects.filter(programme=OuterRef("programme"), extension=None)
    waiting = Probation.objects.filter(
        desk.in_led(),
        desk.running(),
        Exists(unused),
        may_be_extended=True,
        ends_on__range=(desk.on, desk.on + NOTICE_AHEAD),
    )
    rows: QuerySet[Any, tuple[Any, ...]] = (
        waiting.order_by()
        .annotate(
            kind=Value(RECEIVE_NOTICE),
            of=F("programme_id"),
            nr=F("programme_id"),
            what=Value(""),
            day=F("ends_on"),
            **clock,
            whose=F("programme__new_hire__name"),
        )
        .values_list(*columns)
    )
    return rows
