"""What a person says about the browser they sit at, and what its scripts ask."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.devices import draft_key, forget_own_device, owner_of, remember_own_device
from people.forms import UserRequest
from people.models import User
from people.sessions import begin


@require_safe
@never_cache
def draft_session(request: UserRequest) -> HttpResponse:
    """For the script that sends what waits: who is signed in, the key to that person's drafts, and a fresh token."""
    answer = {
        "owner": owner_of(request.user),
        "key": draft_key(request.user),
        "token": get_token(request),
    }
    return JsonResponse(answer)


@require_POST
def own_device(request: UserRequest) -> HttpResponse:
    """«Dette er min egen enhet», or not any longer."""
    response = redirect("people:me")
    own = request.POST.get("egen") == "ja"
    begin(request, own_device=own)
    if own:
        remember_own_device(response, request.user)
        messages.success(request, _("Enheten er merket som din egen."))
    else:
        forget_own_device(response)
        messages.success(request, _("Enheten er ikke lenger merket som din egen."))
    return response


@require_POST
def end_sessions(request: UserRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    User.objects.filter(pk=request.user.pk).update(sessions_ended=F("sessions_ended") + 1)
    logout(request)
    messages.success(request, _("Du er logget ut på alle enheter."))
    response = redirect("account_login")
    forget_own_device(response)
    return response
