"""What the coordinator's municipality calls its rota system and its codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Municipality
from people.pages import atomic_post, locked, sent
from reminders.models import RotaWords
from reminders.rota_forms import RotaWordsForm


@atomic_post
def rota_words(request: UserRequest) -> HttpResponse:
    """The municipality's row is held while it is saved, since its words may not exist yet."""
    kept = Municipality.objects.coordinated_by(request.user, timezone.localdate())
    municipality = locked(kept, request).first()
    if municipality is None:
        raise Http404
    saved = RotaWords.objects.filter(pk=municipality.pk).first()
    form = RotaWordsForm(sent(request), instance=saved or RotaWords(municipality=municipality))
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect("reminders:rota_words")
    context = {
        "form": form,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Ord i turnusen"), request.path)],
    }
    return render(request, "reminders/rota_words.html", context, status=status_of(form))
