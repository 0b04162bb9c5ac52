"""Busy weeks: who is away when, and what a programme can do about it. Nothing moves by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes.busy_advice import Busy
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
    found = Busy(programme, on)
    context = {
        "programme": programme,
        "advice": found.advice,
        "left": found.left_standing,
        "breadcrumbs": crumbs(programme, (_("Travle uker"), request.path)),
    }
    return render(request, "programmes/busy_weeks.html", context)


@require_POST
@atomic_post
def busy_leave(request: UserRequest, pk: int, period: int) -> HttpResponse:
    """Leave the talks in one period standing, or take that up again."""
    on = timezone.localdate()
    rule = Programme.objects.worked_on_by(request.user, on).with_people()
    programme = get_object_or_404(locked(rule, request), pk=pk)
    found = Busy(programme, on)
    if period not in found.periods:
        raise Http404
    if "igjen" in request.POST:
        found.take_up(found.periods[period])
        messages.success(request, _("Samtalene er tatt opp igjen."))
        return redirect("programmes:busy_weeks", pk)
    count = found.leave(found.periods[period], by=request.user, at=timezone.now())
    if not count:
        messages.info(request, _("Ingen samtaler faller i perioden lenger."))
        return redirect("programmes:busy_weeks", pk)
    said = ngettext("%(count)d samtale blir stående.", "%(count)d samtaler blir stående.", count)
    confirm(request, said % {"count": count}, undo=request.path, igjen="1")
    return redirect("programmes:busy_weeks", pk)
