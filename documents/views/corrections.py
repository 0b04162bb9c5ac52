"""After the handing over: a mistake on the form gives a new version, and the old one is kept."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.forms.packages import CorrectionForm
from documents.models import Package
from documents.views.packages import led, make_and_tell, page_of
from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.forms.shifts import BaseShiftFormSet, ShiftFormSet
from programmes.models import Programme
from programmes.readers import paper_readers
from programmes.views.crumbs import crumbs


@atomic_post
def correction(request: UserRequest, pk: int) -> HttpResponse:
    """Title, ident and the shifts; the reason is chosen. Nothing of the pair's can be reached from here."""
    programme = led(request, pk)
    last = programme.packages.first()
    if last is None or not last.is_made:
        messages.info(request, _("Lag pakken først. Så kan den rettes."))
        return redirect(page_of(programme))
    posted = sent(request)
    form = CorrectionForm(posted, instance=programme, last=last)
    formset = ShiftFormSet(posted, programme=programme)
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        if form.changes_head or formset.is_news or form.cleaned_data["reason"] == Package.Reason.OTHER:
            return corrected(request, form, formset)
        form.add_error(None, _("Ingenting er endret. Rett det som er feil, eller velg «Annet» som grunn."))
    context = {
        "programme": programme,
        "form": form,
        "formset": formset,
        "back": page_of(programme),
        "readers": paper_readers(programme, request.user, timezone.localdate()),
        "breadcrumbs": crumbs(
            programme, (_("Levering og arkiv"), page_of(programme)), (_("Rett skjemaet"), request.path)
        ),
    }
    return render(request, "documents/correction.html", context, status=status_of(form, formset))


def corrected(request: UserRequest, form: CorrectionForm, formset: BaseShiftFormSet) -> HttpResponse:
    programme: Programme = form.save()
    formset.save(by=request.user, at=timezone.now())
    Programme.objects.filter(pk=programme.pk).update(archived_on=None)  # the archive has not got this one
    reason = form.cleaned_data["reason"]
    package = Package.objects.ask(programme, by=request.user, at=timezone.now(), reason=reason)
    transaction.on_commit(partial(make_and_tell, request, package), robust=True)
    return redirect(page_of(programme))
