"""The one day of the prøvetid that waits for nobody: when the notice of a longer one must be received."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from programmes.desk import Desk
from programmes.duty_rows import COLUMNS, NO_CLOCK, Rows
from programmes.models import AbsencePeriod, Probation

RECEIVE_NOTICE = "receive_notice"
NOTICE_AHEAD = timedelta(days=30)  # a letter takes its time


def waiting_for_notice(on: date, ahead: timedelta) -> QuerySet[Probation]:
    """With absence entered that no received notice has used, until the last day of the prøvetid."""
    unused = AbsencePeriod.objects.filter(programme=OuterRef("programme"), extension=None)
    return Probation.objects.filter(Exists(unused), may_be_extended=True, ends_on__range=(on, on + ahead))


def notices_to_receive(desk: Desk) -> Rows:
    """A row a programme whose notice is still to be received."""
    waiting = waiting_for_notice(desk.on, NOTICE_AHEAD).filter(desk.in_led(), desk.running())
    rows: Rows = (
        waiting.order_by()
        .annotate(
            kind=Value(RECEIVE_NOTICE),
            of=F("programme_id"),
            nr=F("programme_id"),
            what=Value(""),
            day=F("ends_on"),
            **NO_CLOCK,
            whose=F("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )
    return rows
