"""Papers that belong to no single programme: a department's wall, a mentor's certificate, empty forms of templates."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from checklists.models import ChecklistTemplate
from documents.board import WEEKS, board_paper
from documents.certificate import certificate_paper, periods_of
from documents.template_papers import OF_TEMPLATES, empty_checklist, empty_record, planned
from people.forms import UserRequest
from people.models import Department, Municipality
from programmes.models import ProgrammeTemplate
from programmes.schedule import Kind


@require_safe
def board(request: UserRequest, pk: int, weeks: int) -> HttpResponseBase:
    """For the department's leaders, who hang it up."""
    on = timezone.localdate()
    rule = Department.objects.led_by(request.user, on).select_related("unit__municipality")
    department = get_object_or_404(rule, pk=pk)
    if weeks not in WEEKS:
        raise Http404
    return board_paper(department, on, weeks).response()


@require_safe
def certificate(request: UserRequest) -> HttpResponseBase:
    """One's own, and nobody else's: no list of mentors' talks and hours exists."""
    on = timezone.localdate()
    own = periods_of(request.user, on)
    if not own:
        raise Http404
    return certificate_paper(request.user, own, on).response()


def home_of(request: UserRequest) -> Municipality:
    """Whose name stands on top; who reads a template, works in a municipality."""
    if request.user.municipality is None:
        raise Http404
    return request.user.municipality


def readable(request: UserRequest, pk: int) -> ProgrammeTemplate:
    return get_object_or_404(ProgrammeTemplate.objects.readable_by(request.user, timezone.localdate()), pk=pk)


@require_safe
def template_paper(request: UserRequest, pk: int, name: str) -> HttpResponseBase:
    """An empty form, for whoever reads the template: leaders and the coordinator."""
    template = readable(request, pk)
    if name not in OF_TEMPLATES:
        raise Http404
    return OF_TEMPLATES[name](template, home_of(request), timezone.localdate()).response()


@require_safe
def template_record(request: UserRequest, pk: int, number: int) -> HttpResponseBase:
    template = readable(request, pk)
    row = next((row for row in planned(template, Kind.PROBATION_REVIEW) if row.number == number), None)
    if row is None:
        raise Http404
    return empty_record(row, template, home_of(request), timezone.localdate()).response()


@require_safe
def template_checklist(request: UserRequest, pk: int) -> HttpResponseBase:
    on = timezone.localdate()
    template = get_object_or_404(ChecklistTemplate.objects.readable_by(request.user, on), pk=pk)
    return empty_checklist(template, home_of(request), on).response()
