"""One's own calendar links: make one, see what it shows, turn it off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.models import User
from people.pages import atomic_post, sent
from reminders.forms import CalendarFeedForm
from reminders.models import CalendarFeed


@atomic_post
def calendars(request: UserRequest) -> HttpResponse:
    """The address is shown on the page that answers, this once: nothing that is stored could show it again."""
    on = timezone.localdate()
    if request.method == "POST":  # one at a time, so that sent twice it is made once
        User.objects.select_for_update().get(pk=request.user.pk)
    standing = CalendarFeed.objects.kept_by(request.user, on).standing()
    feeds = list(standing.select_related("department", "unit"))
    form = CalendarFeedForm(sent(request), user=request.user, on=on, feeds=feeds)
    if form.is_valid():
        return _made(request, form.feed())
    context = {
        "form": form,
        "feeds": feeds,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Kalendere"), request.path)],
    }
    return render(request, "reminders/calendars.html", context, status=status_of(form))


def _made(request: HttpRequest, feed: CalendarFeed) -> HttpResponse:
    token = CalendarFeed.objects.make(feed, timezone.now())
    address = request.build_absolute_uri(reverse("reminders:feed", args=[token]))
    context = {"feed": feed, "address": address, "webcal": f"webcal://{address.partition('://')[2]}"}
    response = render(request, "reminders/calendar_made.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
@atomic_post
def calendar_off(request: UserRequest, pk: int) -> HttpResponse:
    on = timezone.localdate()
    feed = get_object_or_404(CalendarFeed.objects.kept_by(request.user, on).standing(), pk=pk)
    feed.revoke(timezone.now())
    messages.success(request, _("Kalenderen er slått av. Adressen virker ikke lenger."))
    return redirect("reminders:calendars")
