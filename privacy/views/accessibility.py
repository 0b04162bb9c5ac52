"""Tilgjengelighet: what we aim for, what we know is missing, and a way to tell us of the rest."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of, whole_numbers
from people.models import Municipality, User
from people.pages import atomic_post, locked, sent
from privacy.forms import FeedbackForm
from privacy.models import Feedback
from privacy.readers import feedback_readers


@login_not_required
@atomic_post
def accessibility(request: HttpRequest) -> HttpResponse:
    """Whoever has signed in writes here; others are told where to write."""
    sender = request.user if isinstance(request.user, User) and request.user.municipality_id else None
    if request.method == "POST" and sender is None:
        return redirect_to_login(request.path)
    form = FeedbackForm(sent(request))
    if sender and form.is_valid():
        Feedback.objects.send(sender, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Takk. Tilbakemeldingen er sendt."))
        return redirect("privacy:accessibility")
    on = timezone.localdate()
    context = {
        "form": form if sender else None,
        "readers": feedback_readers(sender, on) if sender else "",
        "keeps": sender is not None and Municipality.objects.kept_by(sender, on).exists(),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "privacy/accessibility.html", context, status=status_of(form) if sender else 200)


@atomic_post
def feedback(request: UserRequest) -> HttpResponse:
    """What people have sent, to whoever keeps people and places there."""
    on = timezone.localdate()
    if not Municipality.objects.kept_by(request.user, on).exists():
        raise Http404
    rows = Feedback.objects.kept_by(request.user, on)
    if request.method == "POST":
        for row in locked(rows, request).filter(pk__in=whole_numbers(request.POST.get("slett", ""))):
            row.delete()
            messages.success(request, _("Tilbakemeldingen er slettet."))
        return redirect("privacy:feedback")
    context = {
        "rows": rows.select_related("sender"),
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Tilgjengelighet"), reverse("privacy:accessibility")),
            (_("Tilbakemeldinger"), request.path),
        ],
    }
    return render(request, "privacy/feedback.html", context)
