"""Units and their departments, and who leads them today."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Department, Position, Unit
from people.pages import sent
from people.place_forms import DepartmentForm, NewDepartmentForm, UnitForm
from people.views.people import kept_municipality


def unit_list(request: UserRequest) -> HttpResponse:
    municipality = kept_municipality(request)
    on = timezone.localdate()
    leaders = Prefetch(
        "positions", Position.objects.lasting(on).select_related("holder"), to_attr="held_today"
    )
    departments = Prefetch(
        "departments", Department.objects.in_norwegian_order().prefetch_related(leaders), to_attr="in_order"
    )
    units = Unit.objects.kept_by(request.user, on).in_norwegian_order().prefetch_related(leaders, departments)
    context = {
        "municipality": municipality,
        "units": units,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Enheter"), request.path)],
    }
    return render(request, "people/unit_list.html", context)


def unit_add(request: UserRequest) -> HttpResponse:
    unit = Unit(municipality=kept_municipality(request))
    return _page(request, UnitForm(sent(request), instance=unit), _("Ny enhet"))


def unit_edit(request: UserRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.kept_by(request.user, timezone.localdate()), pk=pk)
    return _page(request, UnitForm(sent(request), instance=unit), _("Enhet"))


def department_add(request: UserRequest) -> HttpResponse:
    """`?enhet=` is the unit that the page came from; any unit the reader keeps may be chosen."""
    kept_municipality(request)
    units = Unit.objects.kept_by(request.user, timezone.localdate()).in_norwegian_order()
    initial = {"unit": request.GET.get("enhet")}
    form = NewDepartmentForm(sent(request), initial=initial, units=units)
    return _page(request, form, _("Ny avdeling"))


def department_edit(request: UserRequest, pk: int) -> HttpResponse:
    kept = Department.objects.kept_by(request.user, timezone.localdate()).select_related("unit")
    department = get_object_or_404(kept, pk=pk)
    form = DepartmentForm(sent(request), instance=department)
    return _page(request, form, _("Avdeling"), department.unit.name)


def _page(
    request: UserRequest, form: UnitForm | DepartmentForm, heading: str, lead: str = ""
) -> HttpResponse:
    """The four pages differ in nothing but what they are about."""
    if form.is_valid():
        place = form.save()
        messages.success(request, _("%(name)s er lagret.") % {"name": place})
        return redirect("people:units")
    crumbs = [
        (_("Start"), reverse("start")),
        (_("Enheter"), reverse("people:units")),
        (heading, request.path),
    ]
    context = {"form": form, "heading": heading, "lead": lead, "breadcrumbs": crumbs}
    return render(request, "people/place_edit.html", context, status=status_of(form))
