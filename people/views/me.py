"""One's own page."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.forms import UserRequest, status_of
from people.models import Portrait, Position, User
from people.pages import atomic_post, sent
from people.person_forms import MeForm
from people.portraits import photo_response

REMOVE_PHOTO = "fjern_bilde"


@atomic_post
def me(request: UserRequest) -> HttpResponse:
    """A row of its own for the form: a refused title must not stand in the page's header."""
    removes = REMOVE_PHOTO in request.POST
    files = request.FILES if request.method == "POST" and not removes else None
    form = MeForm(sent(request), files, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save(removes_photo=removes)
        messages.success(request, _("Bildet er fjernet.") if removes else _("Lagret."))
        return redirect("people:me")
    context = {
        "form": form,
        "has_photo": Portrait.objects.of(request.user).exists(),
        "positions": Position.objects.lasting(timezone.localdate()).filter(holder=request.user).with_places(),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Min side"), request.path)],
    }
    return render(request, "people/me.html", context, status=status_of(form))


@require_safe
def my_portrait(request: UserRequest) -> HttpResponseBase:
    """One's own photo, also before anybody has one as mentor."""
    return photo_response(request, get_object_or_404(Portrait.objects.of(request.user)))
