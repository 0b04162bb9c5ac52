from django.http import Http404, HttpResponse

from people.forms import UserRequest


def review(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404


def record_write(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404


def record_read(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404
