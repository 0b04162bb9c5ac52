"""The lock of a session that was left alone: one's own password opens it again."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from people.forms import UserRequest, status_of
from people.sessions import begin, is_locked, lock

CARRIED = "sendt-"
"""Before the names of what was being sent when the lock was met."""


@sensitive_post_parameters()
@never_cache
def lock_page(request: UserRequest) -> HttpResponse:
    """A page's own clock locks with `handling=laas`; everything else that is sent here is an attempt to open."""
    if request.POST.get("handling") == "laas":
        lock(request)
        return redirect(request.get_full_path())
    if not is_locked(request):
        return redirect(way_on(request))
    return unlock(request) if request.method == "POST" else locked_page(request)


@rate_limit(action="reauthenticate")
def unlock(request: UserRequest) -> HttpResponse:
    form = ReauthenticateForm(request.POST, user=request.user)
    carried = [
        (name.removeprefix(CARRIED), value) for name, value in sent(request) if name.startswith(CARRIED)
    ]
    if not form.is_valid():
        return draw(request, form, way_on(request), carried)
    begin(request)
    if carried:
        return render(request, "people/send_again.html", {"carried": carried, "action": way_on(request)})
    return redirect(way_on(request))


def locked_page(request: UserRequest | HttpRequest) -> HttpResponse:
    """The lock, in front of whatever was asked for; the words of a form that was sent wait in the page."""
    form = ReauthenticateForm(user=request.user)
    if request.path == reverse("people:lock"):
        return draw(request, form, way_on(request), [])
    return draw(request, form, request.get_full_path(), sent(request))


def draw(
    request: Any, form: ReauthenticateForm, leads_to: str, carried: list[tuple[str, str]]
) -> HttpResponse:
    context = {"form": form, "next": leads_to, "carried": carried, "prefix": CARRIED}
    status = 401 if carried and not form.is_bound else status_of(form)
    return render(request, "people/lock.html", context, status=status)


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Every name and value that was sent, but for the token of the page it came from."""
    pairs = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]


def way_on(request: HttpRequest) -> str:
    """Where one was going, if that is here."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("start")
