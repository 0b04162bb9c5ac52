"""What holds for every page: its language, that it stays on the reader's screen, and that a session left alone is locked."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from people.context import positions_today
from people.devices import is_own_device, owner_of, sending_of
from people.models.positions import PositionsAtHand
from people.sessions import is_locked, note_presence
from people.views.lock import locked_page

Answer = Callable[[HttpRequest], HttpResponse]
KEEP = "Mentorprogram-Behold"
"""Tells the service worker whose page this is, where it may be kept for reading without network."""
NEVER_KEPT = {f"programmes:{name}" for name in ("contacts", "raised_hand", "raised_hand_seen")}
"""Nobody is to know that one has been there, on the device neither; and what is seen of a request must be of today."""
REACHED_WHEN_LOCKED = {"people:lock", "account_logout"}


class LanguageMiddleware:
    """Say the language of the request: while none is said, each word looked up raises and catches an error."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)


class PrivatePagesMiddleware:
    """Ask every cache to forget what a signed-in person was shown (shared PCs on the ward)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = request.user
        if not user.is_authenticated:
            return response
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        if may_be_kept(request, response) and is_own_device(request) and not is_locked(request):
            response[KEEP] = owner_of(user)
        return response


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """The start page and those of programmes: what one needs in a basement, and not «Alt som står om meg»."""
    is_page = response.get("Content-Type", "").startswith("text/html") and response.status_code == 200
    found = request.resolver_match
    if found is None or found.view_name in NEVER_KEPT:
        return False
    is_needed = found.view_name == "start" or found.namespace == "programmes"
    return request.method == "GET" and is_page and is_needed


class LockMiddleware:
    """A session that nobody has used for a while answers with the lock; what was sent is carried past it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_open = not getattr(view, "login_required", True)
        if is_open or not request.user.is_authenticated:
            return None
        if not is_locked(request):
            note_presence(request)
            return None
        if request.resolver_match and request.resolver_match.view_name in REACHED_WHEN_LOCKED:
            return None
        if request.method == "POST" and sending_of(request) is None:
            return locked_page(request)
        return redirect(f"{reverse('people:lock')}?{urlencode({'next': request.get_full_path()})}")


class PositionsMiddleware:
    """The rules of this request know the reader's positions by their keys, once one of them has asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            user.positions_at_hand = PositionsAtHand(timezone.localdate(), lambda: positions_today(request))
        return self.get_response(request)


class BackgroundSavingMiddleware:
    """A form that our script sends hears where to go on, instead of being taken there; and never in another's name."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sending = sending_of(request)
        if sending is None:
            return self.get_response(request)
        user = request.user
        if user.is_authenticated and sending[0] != owner_of(user):
            return JsonResponse({"til": reverse("start")}, status=401)
        response = self.get_response(request)
        if not response.has_header("Location"):
            return response
        leads_to = response["Location"]
        doors = {reverse("account_login"), reverse("people:lock")}
        status = 401 if urlsplit(leads_to).path in doors else 200
        told = JsonResponse({"til": leads_to}, status=status)
        told.cookies = response.cookies
        return told
