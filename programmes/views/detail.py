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
from programmes.mentor_periods import Periods
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
    return Step.objects.filter(programme=programme).defer("guidance", "rule")


def missing_mentor(programme: Programme, on: date) -> str:
    """For everybody who sees the dates: nobody is mentor, and perhaps somebody will be."""
    return Periods.of(programme, on).missing


def detail_context(programme: Programme, reader: User, on: date) -> dict[str, Any]:
    """What the page shows; which of it, `Rights` says."""
    beside = Beside.of(programme, on)
    programme.rests_today = beside.pause is not None and beside.pause.from_on <= on
    rows: list[timeline.TimelineRow] = [*appointments_of(programme), *steps_of(programme.pk)]
    rows.sort(key=lambda row: row.sort_day)
    first = timeline.next_row(rows, timeline.reader_roles(programme, reader), on, programme.ended_on)
    lines = [timeline.Line.of(row, programme, on, now=row is first) for row in rows]
    entries = timeline.entries(lines)
    mentorship, leaders = programme.mentorship_on(on), leaders_of(programme.department, on)
    return {
        "programme": programme,
        "mentorship": mentorship,
        "missing_mentor": "" if mentorship or programme.ended_on else missing_mentor(programme, on),
        "leaders": leaders,
        "mentor_leads": mentorship and mentorship.mentor_id in {position.holder_id for position in leaders},
        "has_begun": programme.starts_on <= on,
        "letter_is_due": programme.letter_sent_on is None and on <= programme.starts_on <= on + LETTER_AHEAD,
        "clocks": timeline.two_clocks(programme, on),
        "next": next((line for line in lines if line.now), None),
        "phases": timeline.phases(programme, lines),
        "strips": year.strips(entries, programme.starts_on, on),
        "legend": year.legend(entries),
        "accesses": beside.accesses,
        "pause": beside.pause,
        "busy": beside.busy_words(programme, rows, on),
        "checklists": beside.checklists,
        "has_late": any(line.state.is_late for line in lines),
        "has_proposals": timeline.has_proposals(rows, on),
        "breadcrumbs": crumbs(programme),
    }
