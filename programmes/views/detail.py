"""The programme page: the next thing on top, the year in one picture, then every row."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.forms import UserRequest
from people.leading import leaders_of
from people.models import User
from people.pages import only
from people.prepared import prepared
from programmes import timeline, year
from programmes.beside import Beside
from programmes.mentor_periods import Periods, must_be_replaced, next_main, soon, stepping_in
from programmes.models import Programme, Step
from programmes.models.dated_rows import appointments_of
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.paper_duties import LETTER_AHEAD
from programmes.views.crumbs import crumbs

NOT_SHOWN = (
    "prompts",
    "notes",
    *(f"template__{name}" for name in ("prompts", "aims", "duties", "notes", "systems")),
)


def programme_detail(request: UserRequest, pk: int) -> HttpResponse:
    on = timezone.localdate()
    programme = only(with_dates(request.user, on, pk))
    return render(request, "programmes/detail.html", detail_context(programme, request.user, on))


@prepared
def with_dates(reader: User, on: date, pk: int) -> ProgrammeQuerySet:
    return whole(Programme.objects.dates_visible_to(reader, on), reader, on).filter(pk=pk)


def whole(rule: ProgrammeQuerySet, reader: User, on: date) -> ProgrammeQuerySet:
    """As the page wants them."""
    rows = rule.with_rights_for(reader, on).with_people().with_shift_counts()
    return rows.select_related("template", "probation").defer(*NOT_SHOWN)


@prepared
def steps_of(programme: int) -> QuerySet[Step]:
    return Step.objects.filter(programme=programme).defer("guidance")


def missing_mentor(programme: Programme, on: date) -> str:
    """For everybody who sees the dates: nobody is mentor, and perhaps somebody will be."""
    return Periods.of(programme, on).missing


def detail_context(programme: Programme, reader: User, on: date) -> dict[str, Any]:
    """What the page shows; which of it, `Rights` says."""
    beside = Beside.of(programme, on)
    programme.rests_today = beside.rests(on)
    rows: list[timeline.TimelineRow] = [*appointments_of(programme, also=["rule"]), *steps_of(programme.pk)]
    rows.sort(key=lambda row: row.sort_day)
    first = timeline.next_row(rows, timeline.reader_roles(programme, reader), on, programme.ended_on)
    lines = [timeline.Line.of(row, programme, on, now=row is first) for row in rows]
    entries = timeline.entries(lines)
    mentorship, leaders = programme.mentorship_on(on), leaders_of(programme.department, on)
    periods = list(programme.mentorships.all())
    substitutes = stepping_in(periods, on)
    return {
        "programme": programme,
        "mentorship": mentorship,
        "next_mentor": next_main(periods, on),
        "substitutes": substitutes,
        "announced": soon(substitutes, on),
        "missing_mentor": "" if mentorship or programme.ended_on else missing_mentor(programme, on),
        "leaders": leaders,
        "to_replace": [] if programme.ended_on else must_be_replaced(periods, leaders, on),
        "has_begun": programme.starts_on <= on,
        "letter_is_due": programme.letter_sent_on is None and on <= programme.starts_on <= on + LETTER_AHEAD,
        "clocks": timeline.two_clocks(programme, on),
        "next": next((line for line in lines if line.now), None),
        "phases": timeline.phases(programme, lines),
        "strips": year.strips(entries, programme.starts_on, on),
        "legend": year.legend(entries),
        "accesses": beside.accesses,
        "pauses": beside.pauses,
        "busy": beside.busy_words(programme, rows, on),
        "checklists": beside.checklists,
        "has_late": any(line.state.is_late for line in lines),
        "has_proposals": timeline.has_proposals(rows, on),
        "breadcrumbs": crumbs(programme),
    }
