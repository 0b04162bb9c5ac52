"""Tillitsvalgt and verneombud, for the two. That somebody has looked is not kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.contacts import contacts_of
from people.forms import UserRequest
from programmes.models import Programme
from programmes.views.crumbs import crumbs


@require_safe
def contacts(request: UserRequest, pk: int) -> HttpResponse:
    lived = Programme.objects.lived_by(request.user, timezone.localdate())
    lived = lived.select_related("new_hire", "department__unit__municipality")
    programme = get_object_or_404(lived, pk=pk)
    unit = programme.department.unit
    context = {
        "unit": unit,
        "contacts": contacts_of(unit),
        "whistleblowing_url": unit.municipality.whistleblowing_url,
        "breadcrumbs": crumbs(programme, (_("Tillitsvalgt og verneombud"), request.path)),
    }
    return render(request, "programmes/contacts.html", context)
