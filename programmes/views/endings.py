"""End a programme, and take the end back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from people.undo import confirm
from programmes.forms.ending import EndForm
from programmes.views.crumbs import crumbs
from programmes.views.mentors import manageable


@atomic_post
def programme_end(request: UserRequest, pk: int) -> HttpResponse:
    """End a programme: nothing is late any more, and the form no longer says «Foreløpig»."""
    programme = manageable(request, pk)
    if programme.ended_on:
        return redirect(programme)
    on = timezone.localdate()
    form = EndForm(sent(request), instance=programme, on=on)
    if request.method == "POST" and form.is_valid():
        form.save()
        undo = reverse("programmes:resume", args=[pk])
        confirm(request, _("Programmet er avsluttet."), undo=undo)
        return redirect(programme)
    context = {
        "form": form,
        "has_begun": programme.starts_on <= on,
        "open_talks": programme.conversations.open().filter(planned_on__lte=on).count(),
        "back": programme.get_absolute_url(),
        "breadcrumbs": crumbs(programme, (_("Avslutt"), request.path)),
    }
    return render(request, "programmes/end.html", context, status=status_of(form))


@require_POST
@atomic_post
def programme_resume(request: UserRequest, pk: int) -> HttpResponse:
    """Take the end back, as long as the form is not handed over."""
    programme = manageable(request, pk)
    programme.ask_pair_again()
    programme.ended_on, programme.ended_because = None, ""
    programme.save(update_fields=["ended_on", "ended_because"])
    messages.success(request, _("Programmet går videre."))
    return redirect(programme)
