"""Appoint a mentor where there is none; end a programme, and take the end back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes.forms.mentors import AppointMentorForm, EndForm
from programmes.models import Mentorship, Programme
from programmes.views.crumbs import crumbs


def manageable(request: UserRequest, pk: int) -> Programme:
    """The programme, for its leaders, until the form is handed over."""
    rule = Programme.objects.managed_by(request.user, timezone.localdate()).filter(handed_over_on=None)
    return get_object_or_404(locked(rule.with_people(), request), pk=pk)


@atomic_post
def mentor_appoint(request: UserRequest, pk: int) -> HttpResponse:
    """From today the mentor can plan shifts and call; the period counts from the start."""
    on = timezone.localdate()
    programme = manageable(request, pk)
    if programme.mentorship_on(on):
        messages.info(request, _("Programmet har allerede en mentor."))
        return redirect(programme)
    form = AppointMentorForm(
        sent(request), instance=Mentorship(programme=programme), leader=request.user, on=on
    )
    if request.method == "POST" and form.is_valid():
        mentorship = form.save()
        messages.success(request, _("%(name)s er mentor fra i dag.") % {"name": mentorship.mentor})
        return redirect(programme)
    context = {
        "form": form,
        "back": programme.get_absolute_url(),
        "breadcrumbs": crumbs(programme, (_("Oppnevn mentor"), request.path)),
    }
    return render(request, "programmes/mentor_appoint.html", context, status=status_of(form))


@atomic_post
def programme_end(request: UserRequest, pk: int) -> HttpResponse:
    """End a programme: nothing is late any more, and the form no longer says «Foreløpig»."""
    programme = manageable(request, pk)
    if programme.ended_on:
        return redirect(programme)
    form = EndForm(sent(request), instance=programme, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save()
        undo = reverse("programmes:resume", args=[pk])
        confirm(request, _("Programmet er avsluttet."), undo=undo)
        return redirect(programme)
    context = {
        "form": form,
        "open_talks": programme.conversations.open().count(),
        "back": programme.get_absolute_url(),
        "breadcrumbs": crumbs(programme, (_("Avslutt"), request.path)),
    }
    return render(request, "programmes/end.html", context, status=status_of(form))


@require_POST
@atomic_post
def programme_resume(request: UserRequest, pk: int) -> HttpResponse:
    """Take the end back, as long as the form is not handed over."""
    programme = manageable(request, pk)
    programme.ended_on, programme.ended_because = None, ""
    programme.save(update_fields=["ended_on", "ended_because"])
    messages.success(request, _("Programmet går videre."))
    return redirect(programme)
