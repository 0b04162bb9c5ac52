"""What people must look at when the plan is changed: what a new start does not move, and reviews after the prøvetid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes import timeline
from programmes.changing import Year
from programmes.models import Probation, ProbationReview, Programme
from programmes.replanning import Effect


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


def after_probation(year: Year, effects: Iterable[Effect]) -> list[str]:
    """Reviews that get a day when the prøvetid is over. For leaders, as what is entered of the prøvetid is."""
    reviews = [(year.rows[effect.row.key], effect.becomes) for effect in effects if effect.is_moved]
    dated = [(row, day) for row, day in reviews if isinstance(row, ProbationReview) and day]
    end = end_of_probation(year.programme) if dated else None
    said = _("%(what)s kommer %(day)s, etter at prøvetiden er ute. Siste dag er %(end)s.")
    return [
        said % {"what": timeline.label(row), "day": words(day), "end": words(end)}
        for row, day in dated
        if end and day > end
    ]


def end_of_probation(programme: Programme) -> date | None:
    """Its last day as leaders have entered it."""
    return Probation.objects.filter(programme=programme).values_list("ends_on", flat=True).first()


def words(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""
