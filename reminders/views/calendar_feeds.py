"""The calendar behind a secret link: fetched by a calendar program, which cannot sign in."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.calendar import CALENDAR, TYPE, calendar_file
from reminders.calendar_feeds import Drawing
from reminders.models import CalendarFeed
from reminders.models.calendar import key_in

EDITION = 1  # one more when the same days are to be written otherwise, so that everybody fetches them again
RETRY_AFTER = 60  # seconds: a calendar program asks a few times a day


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Revoked, made up or somebody's guess get one answer. A link whose holder has lost the position is still a
    calendar: it calls off what it told, and is then empty, so that nothing stays behind on a telephone."""
    # Counted by link: one service fetches for thousands from one address. Only who guesses is counted by that.
    counted = {"action": "calendar", "key": token} if key_in(token) else {"action": "calendar_guess"}
    response: HttpResponseBase = rate_limit(**counted, limit_get=True)(_calendar)(request, token)
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    # May be kept by the calendar program itself, if it asks each time whether it still holds.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    found = CalendarFeed.objects.behind(token)
    if found is None:
        return HttpResponse(_("Lenken virker ikke."), status=404, content_type="text/plain; charset=utf-8")
    entries = Drawing.of(found, timezone.localdate(), request.build_absolute_uri).entries()
    etag = quote_etag(sha256(f"{EDITION} {entries}".encode()).hexdigest())
    if unchanged := get_conditional_response(
        request, etag=etag
    ):  # before the file is written: a third of the work
        unchanged.headers["ETag"] = etag
        return unchanged
    response = HttpResponse(calendar_file(entries), content_type=TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{CALENDAR}"'
    response.headers["ETag"] = etag
    return response
