"""The start page: what each person does next."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.forms import UserRequest
from programmes.duties import duties, next_talks
from programmes.models import Programme

MOST = 10  # of each list; the overview has the rest
SOON = timedelta(days=30)


def start(request: UserRequest) -> HttpResponse:
    """One page for every position, and for one who holds several."""
    user, on = request.user, timezone.localdate()
    lived = Programme.objects.lived_by(user, on).with_rights_for(user, on).with_notes_for(user, on)
    mine = list(lived.select_related("new_hire", "department").order_by("starts_on", "pk"))
    ended = [programme for programme in mine if programme.ended_on and programme.ended_on <= on]
    waiting = duties(user, on)
    overseen = Programme.objects.overseen_by(user, on).select_related("new_hire", "department")
    coming = overseen.filter(starts_on__gt=on, starts_on__lte=on + SOON).order_by("starts_on", "pk")
    context = {
        "on": on,
        "pairs": next_talks([programme for programme in mine if programme not in ended], on),
        "duties": waiting[:MOST],
        "more_duties": max(len(waiting) - MOST, 0),
        "ended": ended[::-1][:MOST],
        "late": overseen.late(on).with_lateness(on).order_by("starts_on", "pk")[:MOST],
        "coming": coming[:MOST],
    }
    return render(request, "start.html", context)
