"""The training shifts, all in one page. For the pair and the leaders."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.shifts import MOST_SHIFTS, BaseShiftFormSet, ShiftFormSet
from programmes.models import Programme
from programmes.readers import joined, paper_readers
from programmes.shift_check import Part, parts_without_mentor
from programmes.views.crumbs import crumbs

WORDS = {
    Part.BEGINNING: gettext_lazy("i begynnelsen"),
    Part.MIDDLE: gettext_lazy("i midten"),
    Part.END: gettext_lazy("på slutten"),
}


@atomic_post
def training_shifts(request: UserRequest, pk: int) -> HttpResponse:
    """Read by all who see the programme's papers; saved until the form is handed over."""
    today, sends = timezone.localdate(), request.method == "POST"
    rule = Programme.objects.worked_on_by if sends else Programme.objects.visible_to
    rows = rule(request.user, today).with_people().with_rights_for(request.user, today)
    programme = get_object_or_404(locked(rows, request), pk=pk)
    formset = ShiftFormSet(sent(request), programme=programme)
    if formset.is_valid():
        return _saved(request, programme, formset)
    lacking = parts_without_mentor([shift.with_mentor for shift in formset.saved])
    context = {
        "programme": programme,
        "formset": formset,
        "may_add": len(formset.saved) < MOST_SHIFTS,
        "has_days": any(shift.on for shift in formset.saved),
        "lacking": joined([str(WORDS[part]) for part in lacking]) if lacking and formset.saved else "",
        "readers": paper_readers(programme, request.user, today),
        "breadcrumbs": crumbs(programme, (_("Opplæringsvakter"), request.path)),
    }
    return render(request, "programmes/shifts.html", context, status=status_of(formset))


def _saved(request: UserRequest, programme: Programme, formset: BaseShiftFormSet) -> HttpResponse:
    """Back to the page, at the new row if one was asked for."""
    url = reverse("programmes:shifts", args=[programme.pk])
    formset.save(by=request.user, at=timezone.now())
    if formset.adds:
        return redirect(f"{url}#vakt-{programme.shifts.count()}")
    messages.success(request, _("Opplæringsvaktene er lagret."))
    return redirect(url)
