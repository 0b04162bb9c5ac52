"""What a mentor's coming and going asks of people: a word to the next one, and another where a mentor has become leader."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext_lazy

from people.models import Position
from programmes.desk import Desk
from programmes.duty_rows import COLUMNS, NO_CLOCK, Rows
from programmes.models import Mentorship

REPLACE_MENTOR, WRITE_HANDOVER = "replace_mentor", "write_handover"
MENTOR_WORDS = {
    REPLACE_MENTOR: (
        gettext_lazy("%(name)s leder nå den nytilsatte. Velg en annen mentor"),
        "programmes:mentors",
    ),
    WRITE_HANDOVER: (
        gettext_lazy("Skriv et overleveringsnotat hvis den neste mentoren bør vite noe"),
        "programmes:handover_note",
    ),
}
HANDOVER_AHEAD = timedelta(days=30)


def handovers_to_write(desk: Desk) -> Rows:
    """For the mentor who leaves: until the last day, as long as nothing is written. A substitute has no such note."""
    leaving = Mentorship.objects.main().filter(
        desk.running(),
        mentor=desk.user,
        programme__in=desk.mentored,
        assigned_on__lte=desk.on,
        to_on__range=(desk.on, desk.on + HANDOVER_AHEAD),
        handover_note=None,
    )
    rows: Rows = (
        leaving.order_by()
        .annotate(
            kind=Value(WRITE_HANDOVER),
            of=F("programme_id"),
            nr=F("pk"),
            what=Value(""),
            day=F("to_on"),
            **NO_CLOCK,
            whose=F("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )
    return rows


def mentors_to_replace(desk: Desk) -> Rows:
    """For the leaders: a mentor or substitute, of today or later, who leads the new hire since some day."""
    here = Q(department=OuterRef("programme__department")) | Q(unit=OuterRef("programme__department__unit"))
    leads = Position.objects.lasting(desk.on).filter(here, holder=OuterRef("mentor"))
    theirs = Mentorship.objects.not_over(desk.on).filter(Exists(leads), desk.in_led(), desk.running())
    rows: Rows = (
        theirs.order_by()
        .annotate(
            kind=Value(REPLACE_MENTOR),
            of=F("programme_id"),
            nr=F("pk"),
            what=F("mentor__name"),
            day=Subquery(leads.order_by("from_on").values("from_on")[:1]),
            **NO_CLOCK,
            whose=F("programme__new_hire__name"),
        )
        .values_list(*COLUMNS)
    )
    return rows
