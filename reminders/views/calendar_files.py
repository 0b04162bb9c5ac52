"""One appointment, or the shifts, as a file for the reader's own calendar: fetched once, and not kept up to date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.calendar import calendar_response, entry_of, shift_entry
from people.forms import UserRequest
from programmes.models import MentorFollowUp, ProbationReview, Programme, TrainingShift
from programmes.models.appointments import APPOINTMENTS, AnyAppointment
from programmes.models.programme_queries import ProgrammeQuerySet
from reminders.links import page_of

KINDS = {kind.file_word: kind for kind in APPOINTMENTS.values()}


def readable(kind: type[AnyAppointment], request: UserRequest, on: date) -> ProgrammeQuerySet:
    """Reviews for the new hire and the leaders, meetings about the new hire for the two who meet, talks for all three."""
    if kind is ProbationReview:
        return Programme.objects.reviews_open_to(request.user, on)
    visible = Programme.objects.visible_to(request.user, on)
    return visible.exclude(new_hire=request.user) if kind is MentorFollowUp else visible


@require_safe
def appointment_file(request: UserRequest, pk: int, what: str, number: int) -> HttpResponse:
    """An agreed one, as long as it stands."""
    if what not in KINDS:
        raise Http404
    kind: Any = KINDS[what]
    on = timezone.localdate()
    rule = readable(kind, request, on).with_rights_for(request.user, on)
    programme = get_object_or_404(rule, pk=pk)
    row = get_object_or_404(kind.objects.standing().filter(programme=programme), number=number)
    row.programme = programme
    page = page_of(kind.__name__, pk, number, of_the_pair=programme.is_of_the_pair)
    url = request.build_absolute_uri(page)
    return calendar_response([entry_of(row, row.planned_on, url=url)], f"{what}.ics")


@require_safe
def shifts_file(request: UserRequest, pk: int) -> HttpResponse:
    """Those that have a day."""
    rule = Programme.objects.visible_to(request.user, timezone.localdate())
    programme = get_object_or_404(rule, pk=pk)
    url = request.build_absolute_uri(reverse("programmes:shifts", args=[pk]))
    shifts = TrainingShift.objects.filter(programme=programme, on__isnull=False)
    entries = []
    for shift in shifts:
        shift.programme = programme
        entries += [shift_entry(shift, shift.on, timezone.now(), url=url)] if shift.on else []
    if not entries:
        raise Http404
    return calendar_response(entries, "opplaeringsvakter.ics")
