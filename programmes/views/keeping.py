"""«Før skjemaet leveres»: the two say of each comment whether it is kept, and that they are ready."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest
from people.pages import atomic_post
from programmes.handing_over import HandingOver
from programmes.keeping import Choices
from programmes.models import Programme
from programmes.readers import leaders
from programmes.views.crumbs import crumbs
from programmes.views.talks import loggable

READY, NOT_READY = "ferdig", "ikke-ferdig"


@atomic_post
def before_handover(request: UserRequest, pk: int) -> HttpResponse:
    """Sends `behold` with the keys of what is kept, and `handling`: «ferdig», or «ikke-ferdig» to think again."""
    on, sends = timezone.localdate(), request.method == "POST"
    programme = loggable(request, pk)
    state = HandingOver.of(programme, on)
    choices = Choices.of(programme, request.user, on, hold=sends)
    changed = sends and state.has_ended and choices.have_changed(request.POST)
    if sends and state.has_ended and not changed:
        messages.success(request, saved(request, programme, choices))
        return redirect(request.path)
    context = {
        "programme": programme,
        "way": state,
        "choices": choices,
        "kept_now": request.POST.getlist("behold") if sends else None,
        "has_changed": changed,
        "is_too_early": sends and not state.has_ended,
        "leaders": leaders(programme, on),
        "breadcrumbs": crumbs(programme, (_("Før skjemaet leveres"), request.path)),
    }
    status = 409 if sends else 200
    return render(request, "programmes/before_handover.html", context, status=status)


def saved(request: UserRequest, programme: Programme, choices: Choices) -> str:
    """Does what the button says, and answers what was done."""
    if request.POST.get("handling") == NOT_READY:
        programme.ask_pair_again()
        return _("Dere er ikke ferdige likevel. Begge sier fra på nytt.")
    choices.save(request.POST, timezone.now())
    if request.POST.get("handling") == READY:
        choices.be_ready(timezone.now())
        return _("Du har sagt fra at du er ferdig.")
    return _("Valgene er lagret.")
