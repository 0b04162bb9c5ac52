"""Papers of one programme. What a paper holds is settled beside it, not here."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.checklists import links_of
from documents.form_copy import FormCopy
from documents.notice import notice_paper
from documents.offers import offers_of
from documents.paper import Paper
from documents.programme_papers import (
    agreement_paper,
    checklist_paper,
    plan_paper,
    shifts_paper,
    talks_paper,
)
from documents.records import record_paper, record_sheet, records_of
from people.forms import UserRequest
from programmes.models import Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.views.crumbs import crumbs


def read_through(rule: ProgrammeQuerySet, request: UserRequest, pk: int) -> Programme:
    """The programme as its papers want it: with where the reader stands in it, its people and its place."""
    rows = rule.with_rights_for(request.user, timezone.localdate()).with_people()
    return get_object_or_404(rows.select_related("department__unit__municipality", "probation"), pk=pk)


def readable(request: UserRequest, pk: int) -> Programme:
    return read_through(Programme.objects.visible_to(request.user, timezone.localdate()), request, pk)


def is_blank(request: UserRequest) -> bool:
    return request.GET.get("tomt") == "ja"


def without_comments(request: UserRequest) -> bool:
    return request.GET.get("kommentarer") == "nei"


@require_safe
def programme_form(request: UserRequest, pk: int) -> HttpResponseBase:
    """The form in its paper layout. With `?kommentarer=nei` one of the pair gets the copy for others."""
    on = timezone.localdate()
    visible = Programme.objects.visible_to(request.user, on)
    programme = get_object_or_404(visible.select_related("new_hire", "department__unit__municipality"), pk=pk)
    copy = FormCopy.of(programme, request.user, on, without_comments=without_comments(request))
    return copy.paper().response()


@require_safe
def paper_list(request: UserRequest, pk: int) -> HttpResponse:
    """Every paper this reader may have: what it is for, who has it, filled in and empty."""
    programme = readable(request, pk)
    context = {
        "programme": programme,
        "offers": offers_of(programme, request.user, timezone.localdate()),
        "breadcrumbs": crumbs(programme, (_("Papirer"), request.path)),
    }
    return render(request, "documents/papers.html", context)


def plan(request: UserRequest, programme: Programme) -> Paper:
    return plan_paper(programme, timezone.localdate(), blank=is_blank(request))


def shifts(request: UserRequest, programme: Programme) -> Paper:
    return shifts_paper(programme, timezone.localdate(), blank=is_blank(request))


def talks(request: UserRequest, programme: Programme) -> Paper:
    return talks_paper(
        programme,
        request.user,
        timezone.localdate(),
        without_comments=without_comments(request),
        blank=is_blank(request),
    )


def agreement(request: UserRequest, programme: Programme) -> Paper:
    return agreement_paper(programme, request.user, timezone.localdate(), blank=is_blank(request))


PAPERS: dict[str, Callable[[UserRequest, Programme], Paper]] = {
    "plan": plan,
    "opplaeringsvakter": shifts,
    "samtaler": talks,
    "mentoravtale": agreement,
}
"""By what stands in the address; each for everybody who sees the programme, with what they may read."""


@require_safe
def paper(request: UserRequest, pk: int, name: str) -> HttpResponseBase:
    """With `?tomt=ja` there is only room for a pen."""
    programme = readable(request, pk)
    if name not in PAPERS:
        raise Http404
    return PAPERS[name](request, programme).response()


@require_safe
def checklist(request: UserRequest, pk: int, checklist: int) -> HttpResponseBase:
    programme = readable(request, pk)
    link = get_object_or_404(links_of(programme), checklist__pk=checklist)
    return checklist_paper(
        programme, link.checklist, timezone.localdate(), blank=is_blank(request)
    ).response()


def reviewed(request: UserRequest, pk: int) -> Programme:
    """For the new hire and the leaders, never the mentor."""
    rule = Programme.objects.reviews_open_to(request.user, timezone.localdate())
    return read_through(rule, request, pk)


@require_safe
def record(request: UserRequest, pk: int, record: int) -> HttpResponseBase:
    """A referat, with the remark that follows it; a draft its writer's alone."""
    on = timezone.localdate()
    programme = reviewed(request, pk)
    row = next((row for row in records_of(programme, request.user, on) if row.pk == record), None)
    if row is None:
        raise Http404
    return record_paper(row, programme, request.user, on).response()


@require_safe
def record_blank(request: UserRequest, pk: int, number: int) -> HttpResponseBase:
    programme = reviewed(request, pk)
    review = get_object_or_404(programme.reviews, number=number)
    return record_sheet(review, programme, timezone.localdate()).response()


@require_safe
def notice(request: UserRequest, pk: int) -> HttpResponseBase:
    """That the prøvetid is extended; as long as there is something to extend it with."""
    on = timezone.localdate()
    rule = Programme.objects.managed_by(request.user, on).filter(handed_over_on=None)
    made = notice_paper(read_through(rule, request, pk), request.user, on)
    if made is None:
        raise Http404
    return made.response()
