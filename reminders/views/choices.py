"""What one is told of, chosen by oneself; and for a programme, written so that everybody can read it in advance."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.context import positions_today
from people.forms import UserRequest, status_of
from people.models import Position
from people.pages import atomic_post, sent
from programmes.models import Programme
from programmes.views.crumbs import crumbs
from reminders.choice_forms import ChoicesForm
from reminders.told import lines_of

LEADING = {Position.Kind.HEAD, Position.Kind.LEADER}


@atomic_post
def choices(request: UserRequest) -> HttpResponse:
    leads = any(position.kind in LEADING for position in positions_today(request))
    form = ChoicesForm(sent(request), reader=request.user, leads=leads)
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect("reminders:choices")
    context = {
        "form": form,
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Meldinger"), reverse("reminders:inbox")),
            (_("Velg"), request.path),
        ],
    }
    return render(request, "reminders/choices.html", context, status=status_of(form))


@require_safe
def what_is_sent(request: UserRequest, pk: int) -> HttpResponse:
    """For everybody who sees the programme's dates: it says nothing of anybody's own choices."""
    on = timezone.localdate()
    visible = Programme.objects.dates_visible_to(request.user, on).with_people().with_rest(on)
    programme = get_object_or_404(visible, pk=pk)
    lines = lines_of(programme, on)
    context = {
        "programme": programme,
        "mailed": [line for line in lines if line.told.is_mailed],
        "collected": [line for line in lines if not line.told.is_mailed],
        "rests": programme.is_paused(on),
        "is_over": programme.has_ended(on) or programme.is_handed_over,
        "breadcrumbs": crumbs(programme, (_("Meldinger"), request.path)),
    }
    return render(request, "reminders/what_is_sent.html", context)
