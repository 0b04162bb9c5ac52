"""Whose a paper is: the rows on top of it, filled in or to be filled in by hand."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Programme

type Head = list[tuple[str, str]]


def about(programme: Programme) -> str:
    """The foot of a programme's papers: whose it is."""
    return _("%(name)s · Program nr. %(number)d") % {"name": programme.new_hire, "number": programme.pk}


def head_of(programme: Programme, on: date) -> Head:
    """What every paper of a programme begins with."""
    place = programme.department
    return [
        (_("Nytilsatt"), programme.new_hire.name),
        (_("Tittel"), programme.title),
        (_("Mentor"), mentors_on(programme, on)),
        (_("Enhet og avdeling"), f"{place.unit}, {place}"),
        (_("Oppstart"), date_format(programme.starts_on, "DATE_FORMAT")),
    ]


def mentors_on(programme: Programme, on: date) -> str:
    """Who is mentor that day, a substitute last."""
    periods = sorted(programme.present_on(on), key=lambda period: period.is_substitute)
    return ", ".join(
        _("%s (vikar)") % period.mentor if period.is_substitute else str(period.mentor) for period in periods
    )


def blank_head() -> Head:
    """The same rows with room for a pen, in the same order."""
    labels = (_("Nytilsatt"), _("Tittel"), _("Mentor"), _("Enhet og avdeling"), _("Oppstart"))
    return [(label, "") for label in labels]
