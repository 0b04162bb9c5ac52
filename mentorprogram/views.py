"""The start page: what each person does next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.context import positions_today
from people.forms import UserRequest
from programmes.start_pages import StartPage


def start(request: UserRequest) -> HttpResponse:
    """One page for every position, and for one who holds several."""
    on = timezone.localdate()
    page = StartPage(request.user, on, positions_today(request))
    return render(request, "start.html", {"on": on, "page": page})
