"""What pages that save have in common."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict


def atomic_post[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Save everything of a form or nothing; only reading takes no transaction, and so waits for nobody."""

    @wraps(view)
    def page(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: Any = args[0]
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(*args, **kwargs)

    return page


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: a form that was sent with nothing in it is still one that was sent."""
    return request.POST if request.method == "POST" else None


def locked[M: models.Model](rows: models.QuerySet[M], request: HttpRequest) -> models.QuerySet[M]:
    """Hold the rows still while a form over them is saved, so that two who save are told of each other."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows
