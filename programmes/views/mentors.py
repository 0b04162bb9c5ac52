"""The mentors of a programme, period by period: appoint, change, stand in, end, and take the last act back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.leading import leaders_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes.forms.mentors import AppointMentorForm, ChangeMentorForm, PeriodEndForm, SubstituteForm
from programmes.mentor_load import load_warning
from programmes.mentor_periods import Periods, can_change, must_be_replaced
from programmes.models import Mentorship, Programme
from programmes.models.mentor_undo import CannotBeUndone, state_of, take_back, way_back
from programmes.people_changes import remember
from programmes.views.appointments import CHANGED_SINCE
from programmes.views.crumbs import crumbs


def manageable(request: UserRequest, pk: int) -> Programme:
    """The programme, for its leaders, until the form is handed over."""
    rule = Programme.objects.managed_by(request.user, timezone.localdate()).filter(handed_over_on=None)
    return get_object_or_404(locked(rule.with_people(), request), pk=pk)


@dataclass(frozen=True)
class Act:
    """What one of these pages says around its form."""

    heading: Any
    lead: Any
    button: Any


APPOINT = Act(
    gettext_lazy("Oppnevn mentor"),
    gettext_lazy(
        "Mentoren ser programmet fra den første dagen og kan planlegge opplæringsvaktene. "
        "Lederne til den nytilsatte kan ikke være mentor."
    ),
    gettext_lazy("Oppnevn"),
)
CHANGE = Act(
    gettext_lazy("Bytt mentor"),
    gettext_lazy(
        "Den nye mentoren ser programmet fra den første dagen. Det den nytilsatte og den forrige mentoren har skrevet "
        "til hverandre, ser den nye ikke."
    ),
    gettext_lazy("Bytt mentor"),
)
SUBSTITUTE = Act(
    gettext_lazy("Sett inn en vikar"),
    gettext_lazy(
        "Vikaren ser programmet fra den første dagen til og med den siste, og skriver sine egne notater med den "
        "nytilsatte. Tilgangen åpner og lukker seg selv."
    ),
    gettext_lazy("Sett inn"),
)
END = Act(
    gettext_lazy("Siste dag"),
    gettext_lazy(
        "Etter den siste dagen ser personen ikke programmet lenger. Det de to har skrevet til hverandre, er den "
        "nytilsattes."
    ),
    gettext_lazy("Lagre"),
)


def mentors(request: UserRequest, pk: int) -> HttpResponse:
    """Who has been mentor, who is, who will be; and what is missing."""
    programme, on = manageable(request, pk), timezone.localdate()
    leaders = leaders_of(programme.department, on)
    context = {
        "programme": programme,
        "periods": Periods.of(programme, on),
        "to_replace": must_be_replaced(list(programme.mentorships.all()), leaders, on),
        "breadcrumbs": crumbs(programme, (_("Mentor"), request.path)),
    }
    return render(request, "programmes/mentors.html", context)


@atomic_post
def mentor_appoint(request: UserRequest, pk: int) -> HttpResponse:
    """Where nobody is mentor today; from today or a coming day."""
    programme = manageable(request, pk)
    if programme.mentorship_on(timezone.localdate()):
        messages.info(request, _("Programmet har allerede en mentor."))
        return redirect("programmes:mentors", pk)
    return new_period(request, programme, APPOINT, AppointMentorForm)


@atomic_post
def mentor_change(request: UserRequest, pk: int) -> HttpResponse:
    programme = manageable(request, pk)
    present = programme.mentorship_on(timezone.localdate())
    if present is None:
        messages.info(request, _("Programmet har ingen mentor å bytte. Oppnevn en."))
        return redirect("programmes:mentor_appoint", pk)
    return new_period(request, programme, CHANGE, ChangeMentorForm, present=present)


@atomic_post
def mentor_substitute(request: UserRequest, pk: int) -> HttpResponse:
    return new_period(request, manageable(request, pk), SUBSTITUTE, SubstituteForm, is_substitute=True)


def asked_days(request: UserRequest, form_of: type[AppointMentorForm]) -> dict[str, date]:
    """What an offer on another page fills in; what is no day is left out."""
    found = {}
    for name in ("from_on", "to_on"):
        try:
            day = form_of.base_fields[name].clean(request.GET.get(name)) if name in request.GET else None
        except (KeyError, ValidationError):
            continue
        if day:
            found[name] = day
    return found


def new_period(
    request: UserRequest,
    programme: Programme,
    act: Act,
    form_of: type[AppointMentorForm],
    *,
    is_substitute: bool = False,
    **extra: Any,
) -> HttpResponse:
    on, before = timezone.localdate(), state_of(programme)
    period = Mentorship(programme=programme, is_substitute=is_substitute)
    asked = asked_days(request, form_of)
    form = form_of(sent(request), instance=period, leader=request.user, on=on, initial=asked, **extra)
    if form.is_valid():
        made: Mentorship = form.save()
        answer = done(request, programme, lasts(made), before)
        warn_of_load(request, made)
        return answer
    present: Mentorship | None = extra.get("present")
    hands_over = present is not None and present.assigned_on < on
    return act_page(request, programme, act, form, period=present, hands_over=hands_over)


def lasts(period: Mentorship) -> str:
    """Who is what, and for how long."""
    said = _("%(name)s er vikar %(days)s.") if period.is_substitute else _("%(name)s er mentor %(days)s.")
    return said % {"name": period.mentor.name, "days": period.days}


@atomic_post
def mentor_end(request: UserRequest, pk: int, mentorship: int) -> HttpResponse:
    """Move the last day, or take it away; a period that has not begun before today is taken away whole."""
    programme, on = manageable(request, pk), timezone.localdate()
    period = get_object_or_404(programme.mentorships.select_related("mentor"), pk=mentorship)
    if not can_change(period, list(programme.mentorships.all()), on):
        raise Http404
    before = state_of(programme)
    if "ta_bort" in request.POST:
        return taken_away(request, programme, period)
    form = PeriodEndForm(sent(request), instance=period, on=on)
    if form.is_valid():
        form.save()
        return done(request, programme, lasts(period), before)
    is_new = {"is_coming": period.assigned_on > on, "is_fresh": period.assigned_on == on}
    return act_page(request, programme, END, form, period=period, **is_new)


def taken_away(request: UserRequest, programme: Programme, period: Mentorship) -> HttpResponse:
    """Appointed by mistake. One answer whether it is logged or written in: what the pair writes is theirs."""
    if period.assigned_on < timezone.localdate():
        raise Http404
    before, name = state_of(programme), {"name": period.mentor.name, "kind": period.role_word}
    if not period.is_untouched:
        said = _(
            "Noe er gjort i programmet siden %(name)s ble %(kind)s. Perioden blir stående. Velg en siste dag i stedet."
        )
        messages.warning(request, said % name)
        return redirect(request.path)
    period.delete()
    return done(request, programme, _("%(name)s skal ikke være %(kind)s likevel.") % name, before)


@require_POST
@atomic_post
def mentor_undo(request: UserRequest, pk: int) -> HttpResponse:
    """Periods and department as they were before the last act, if nothing has happened to them since."""
    programme = manageable(request, pk)
    before = state_of(programme)
    try:
        take_back(programme, request.POST.get("tilbake", ""))
    except CannotBeUndone:
        messages.warning(request, CHANGED_SINCE)
    else:
        remember(programme, before, by=request.user, at=timezone.now())
        messages.success(request, _("Alt står som før."))
    return redirect("programmes:mentors", pk)


def warn_of_load(request: UserRequest, made: Mentorship) -> None:
    """Whoever was chosen is chosen; that it is much in their period is said beside."""
    if warning := load_warning(made.mentor, made.assigned_on, made.to_on):
        messages.warning(request, warning)


def done(request: UserRequest, programme: Programme, said: str, before: dict[str, Any]) -> HttpResponse:
    remember(programme, before, by=request.user, at=timezone.now())
    undo = reverse("programmes:mentor_undo", args=[programme.pk])
    confirm(request, said, undo=undo, tilbake=way_back(programme, before))
    return redirect("programmes:mentors", programme.pk)


def act_page(request: UserRequest, programme: Programme, act: Act, form: Any, **context: Any) -> HttpResponse:
    back = reverse("programmes:mentors", args=[programme.pk])
    context |= {
        "act": act,
        "form": form,
        "programme": programme,
        "back": back,
        "breadcrumbs": crumbs(programme, (_("Mentor"), back), (str(act.heading), request.path)),
    }
    return render(request, "programmes/mentor_act.html", context, status=status_of(form))
