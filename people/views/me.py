"""One's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Position, User
from people.pages import sent
from people.person_forms import MeForm


def me(request: UserRequest) -> HttpResponse:
    """A row of its own for the form: a refused title must not stand in the page's header."""
    form = MeForm(sent(request), instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect("people:me")
    context = {
        "form": form,
        "positions": Position.objects.lasting(timezone.localdate()).filter(holder=request.user).with_places(),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Min side"), request.path)],
    }
    return render(request, "people/me.html", context, status=status_of(form))
