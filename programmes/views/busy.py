"""Busy weeks: who is away when, and what a programme can do about it. Nothing moves by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.busy_advice import advice
from programmes.forms.busy import BusyPeriodForm
from programmes.models import BusyPeriod, Programme
from programmes.views.crumbs import crumbs

MOST = 100


@atomic_post
def busy_periods(request: UserRequest) -> HttpResponse:
    """One's own, and those of the places one keeps."""
    on = timezone.localdate()
    form = BusyPeriodForm(sent(request), user=request.user, on=on)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Perioden er lagret. Ingen samtaler er flyttet."))
        return redirect("programmes:busy")
    kept = BusyPeriod.objects.kept_by(request.user, on).not_over(on).select_related("unit", "municipality")
    context = {
        "form": form,
        "periods": kept[:MOST],
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Travle uker"), request.path)],
    }
    return render(request, "programmes/busy.html", context, status=status_of(form))


@require_POST
@atomic_post
def busy_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Gone, for whoever keeps it."""
    period = get_object_or_404(BusyPeriod.objects.kept_by(request.user, timezone.localdate()), pk=pk)
    period.delete()
    messages.success(request, _("Perioden er fjernet."))
    return redirect("programmes:busy")


@require_safe
def busy_weeks(request: UserRequest, pk: int) -> HttpResponse:
    """For pair and leaders: which talks fall in busy weeks, and four ways to go."""
    on = timezone.localdate()
    rule = Programme.objects.worked_on_by(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(rule.with_people(), pk=pk)
    context = {
        "programme": programme,
        "advice": advice(programme, on),
        "breadcrumbs": crumbs(programme, (_("Travle uker"), request.path)),
    }
    return render(request, "programmes/busy_weeks.html", context)
