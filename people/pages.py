"""What pages that save have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from people.devices import sending_of
from people.models import Sending


def atomic_post[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Save everything of a form or nothing; only reading takes no transaction, and so waits for nobody."""

    @wraps(view)
    def page(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: Any = args[0]
        if request.method != "POST":
            return view(*args, **kwargs)
        with transaction.atomic():
            return once(request, lambda: view(*args, **kwargs))

    return page


def once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What a script sends a second time, since it never heard the answer, leads on without being saved again."""
    sending = sending_of(request)
    if sending is None or not request.user.is_authenticated:
        return answer()
    row, is_new = Sending.objects.first_time(request.user.pk, sending[1], timezone.now())
    if not is_new:
        return redirect(row.led_to)
    response = answer()
    if response.has_header("Location"):
        row.led_to = response["Location"]
        row.save()
    else:
        row.delete()
    return response


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: a form that was sent with nothing in it is still one that was sent."""
    return request.POST if request.method == "POST" else None


def only[R](rows: list[R]) -> R:
    """The one that was found; what may not be seen is not there."""
    if not rows:
        raise Http404
    return rows[0]


def locked[M: models.Model](rows: models.QuerySet[M], request: HttpRequest) -> models.QuerySet[M]:
    """Hold the rows still while a form over them is saved, so that two who save are told of each other."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows
