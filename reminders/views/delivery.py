"""Whether mail comes through, for those who keep the municipality's people."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest
from people.models import Municipality
from people.pages import atomic_post
from reminders.delivery import CAN_BE_TRIED, MOST, counts, people_without_mail, undelivered
from reminders.models import Message

LONGEST_KEY = 18  # digits: what any database can look for


@atomic_post
def delivery(request: UserRequest) -> HttpResponse:
    on, at = timezone.localdate(), timezone.now()
    municipality = Municipality.objects.kept_by(request.user, on).first()
    if municipality is None:
        raise Http404
    kept = Message.objects.delivery_kept_by(request.user, on)
    if request.method == "POST":
        return try_again(request, undelivered(kept, at))
    people, found = people_without_mail(kept, at), counts(kept, at)
    context = {
        "municipality": municipality,
        "people": people,
        "has_more": len(people) == MOST,
        "counts": found,
        "is_stuck": settings.SENDS_MAIL and found.is_stuck(at),
        "sends_mail": settings.SENDS_MAIL,
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Personer"), reverse("people:list")),
            (_("E-post som ikke kom fram"), request.path),
        ],
    }
    return render(request, "reminders/delivery.html", context)


def try_again(request: UserRequest, failed: QuerySet[Any]) -> HttpResponse:
    """One person's, for one reason: what the button beside it says."""
    person, why = request.POST.get("person", ""), request.POST.get("why", "")
    if not person.isdecimal() or len(person) > LONGEST_KEY or why not in CAN_BE_TRIED:
        raise Http404
    tried = Message.objects.filter(
        pk__in=list(failed.filter(recipient=int(person), why=why).values_list("pk", flat=True))
    ).try_again()
    if tried:
        messages.success(request, _("Vi prøver igjen neste gang meldingene sendes."))
    else:
        messages.info(request, _("Det er ingenting å prøve igjen. Noen andre har kanskje gjort det."))
    return redirect("reminders:delivery")
