"""What of the prøvetid waits for nobody, not in a pause either: the notice of a longer one, and a review without a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value, When

from programmes.desk import Desk
from programmes.duty_rows import COLUMNS, NO_CLOCK, Rows
from programmes.models import AbsencePeriod, Probation, ProbationReview
from programmes.rules import Undated

RECEIVE_NOTICE, DATE_REVIEW = "receive_notice", "date_review"
NO_PROBATION = "no_probation"
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


def reviews_without_day(desk: Desk) -> Rows:
    """A row a programme where a pause has taken the day of a review that its rule gives one."""
    lost = ProbationReview.objects.open().filter(
        Q(planned_on=None) & Q(rule__isnull=False) & ~Q(rule__when=Undated.when),
        desk.in_led(),
        desk.running(),
        programme__pauses__isnull=False,
    )
    return a_row_a_programme(lost, DATE_REVIEW, Max("programme__pauses__from_on"))


def a_row_a_programme(reviews: QuerySet[ProbationReview], kind: str, day: Max | Min) -> Rows:
    """With the number of the first of its reviews."""
    rows: Rows = (
        reviews.order_by()
        .values("programme")
        .annotate(
            kind=Value(kind),
            of=F("programme_id"),
            nr=Min("number"),
            what=without_probation(),
            day=day,
            **NO_CLOCK,
            whose=Min("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )
    return rows


def without_probation() -> Max:
    """Of the reviews of a programme: whether leaders have said that there is no prøvetid."""
    said = When(programme__probation__is_agreed=False, then=Value(NO_PROBATION))
    return Max(Case(said, default=Value("")))
