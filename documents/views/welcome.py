"""The letter behind the personal link: read without signing in, on whatever phone the new one has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.calendar import CALENDAR, calendar_response
from documents.logos import logo_response
from documents.models import LetterLink
from documents.welcome import Welcome
from people.models import Portrait
from people.portraits import photo_response

type Behind = Callable[[HttpRequest, str, Welcome], HttpResponseBase]


def behind_link(view: Behind) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Only while the link holds; expired, revoked, used up or made up get one answer. The address is a key: it is
    told to nobody, kept by no cache and found by no search."""

    @login_not_required
    @require_safe
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponseBase:
        on = timezone.localdate()
        link = LetterLink.objects.behind(token, on)
        try:
            if link is None:
                raise Http404
            response = view(request, token, Welcome.of(link.programme, on))
        except Http404:  # a photo taken away answers as the link does: nothing of it stands in a log
            response = render(request, "documents/welcome_dead.html", status=404)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return page


@rate_limit(action="letter", limit_get=True)
@behind_link
def welcome(request: HttpRequest, token: str, letter: Welcome) -> HttpResponseBase:
    return render(request, "documents/welcome.html", {"letter": letter, "token": token})


@rate_limit(action="letter_paper", limit_get=True)
@behind_link
def welcome_pdf(request: HttpRequest, token: str, letter: Welcome) -> HttpResponseBase:
    return letter.paper().response()


@rate_limit(action="letter_paper", limit_get=True)
@behind_link
def welcome_calendar(request: HttpRequest, token: str, letter: Welcome) -> HttpResponseBase:
    """The days of the letter, once there is one."""
    entries = letter.calendar(timezone.now())
    if not entries:
        raise Http404
    return calendar_response(entries, CALENDAR)


@rate_limit(action="letter_picture", limit_get=True)
@behind_link
def welcome_photo(request: HttpRequest, token: str, letter: Welcome) -> HttpResponseBase:
    """The mentor's, as long as that person is who the letter names."""
    mentor = letter.mentorship.mentor_id if letter.mentorship else None
    return photo_response(request, get_object_or_404(Portrait, user=mentor))


@rate_limit(action="letter_picture", limit_get=True)
@behind_link
def welcome_logo(request: HttpRequest, token: str, letter: Welcome) -> HttpResponseBase:
    if letter.letterhead is None or not letter.letterhead.has_logo:
        raise Http404
    return logo_response(request, letter.letterhead)
