"""Kartlegging av behov: the pair's list, and for leaders what the new hire shows them of it."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import UserRequest, status_of, whole_numbers
from people.pages import atomic_post, locked, sent
from programmes.forms.needs import NeedForm
from programmes.models import Mentorship, Need, Programme
from programmes.readers import pair_readers
from programmes.views.crumbs import crumbs

SAID = {
    "gjort": gettext_lazy("Krysset av."),
    "angre": gettext_lazy("Avkryssingen er tatt bort."),
    "vis": gettext_lazy("Lederne kan lese linjen nå."),
    "skjul": gettext_lazy("Lederne ser ikke linjen lenger."),
    "fjern": gettext_lazy("Linjen er fjernet."),
}


@atomic_post
def needs(request: UserRequest, pk: int) -> HttpResponse:
    """One page for the list; leaders read, the pair writes."""
    on = timezone.localdate()
    rule = Programme.objects.visible_to(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(locked(rule.with_people(), request), pk=pk)
    mentorship = programme.mentorship_written_in(request.user, on) if programme.can_log_talks else None
    if request.method == "POST" and not mentorship:
        raise Http404
    action = request.POST.get("handling", "")
    form = NeedForm(sent(request), starts_on=programme.starts_on, must_write=not action)
    if request.method == "POST" and mentorship and form.is_valid():
        add(form, mentorship, request)
        act(programme, action, request, on)
        return redirect(request.path)
    context = {
        "programme": programme,
        "needs": Need.objects.open_to(request.user, on).filter(mentorship__programme=programme).with_people(),
        "form": form if mentorship else None,
        "is_new_hire": programme.new_hire == request.user,
        "readers": pair_readers(programme, request.user, on) if mentorship else "",
        "breadcrumbs": crumbs(programme, (_("Kartlegging av behov"), request.path)),
    }
    return render(request, "programmes/needs.html", context, status=status_of(form))


def add(form: NeedForm, mentorship: Mentorship, request: UserRequest) -> None:
    line = form.cleaned_data
    if line["text"]:
        now = timezone.now()
        Need.objects.add(mentorship, line["text"], line["by_on"], by=request.user, at=now)
        messages.success(request, _("Linjen er lagt til."))


def act(programme: Programme, action: str, request: UserRequest, on: date) -> None:
    """A button beside a line: «gjort-12». A line that is gone, or not this person's, is left alone."""
    verb, _dash, key = action.partition("-")
    own = Need.objects.open_to(request.user, on).filter(mentorship__programme=programme)
    row = locked(own, request).filter(pk__in=whole_numbers(key)).first()
    if row and row.act(verb, by=request.user, at=timezone.now(), on=on):
        messages.success(request, SAID[verb])
