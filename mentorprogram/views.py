"""The start page: what each person does next."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.forms import UserRequest
from people.models import User
from programmes.models import Conversation, Programme
from programmes.timeline import Line

MOST = 10  # of each list; the overview has the rest
SOON = timedelta(days=30)


def start(request: UserRequest) -> HttpResponse:
    """One page for every position, and for one who holds several."""
    on = timezone.localdate()
    managed = Programme.objects.managed_by(request.user, on).with_people()
    coming = managed.filter(starts_on__gt=on, starts_on__lte=on + SOON).order_by("starts_on")
    context = {
        "on": on,
        "pairs": my_talks(request.user, on),
        "late": managed.late(on).with_lateness(on).order_by("starts_on")[:MOST],
        "coming": coming[:MOST],
    }
    return render(request, "start.html", context)


def my_talks(user: User, on: date) -> list[tuple[Programme, Line | None]]:
    """The programmes in which this person is one of the two who talk, each with its next talk, earliest first."""
    programmes = list(
        Programme.objects.talks_logged_by(user, on)
        .running(on)
        .with_people()
        .with_rights_for(user, on)
        .order_by("next_talk_on", "starts_on")
    )
    talks = Conversation.objects.open().filter(programme__in=programmes).order_by("-planned_on")
    by_programme = {talk.programme_id: talk for talk in talks}
    found = []
    for programme in programmes:
        talk = by_programme.get(programme.pk)
        if talk:
            talk.programme = programme
        found.append((programme, Line.of(talk, programme, on) if talk else None))
    return found
