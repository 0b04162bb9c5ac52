"""What a change of the plan does not move, and people must look at."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Programme


def before_start(programme: Programme, was: date, start: date) -> list[str]:
    """Absence and events that a new start would leave before it. For leaders, who alone change the start."""
    absences = programme.absences.filter(from_on__range=(was, start)).exclude(from_on=start)
    events = programme.steps.filter(event_on__range=(was, start)).exclude(event_on=start)
    said = [_("Fraværet fra %s begynner før den nye startdatoen.") % words(one.from_on) for one in absences]
    return said + [
        _("«%(what)s» er satt til %(day)s, før den nye startdatoen.")
        % {"what": step.title, "day": words(step.event_on)}
        for step in events
    ]


def words(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""
