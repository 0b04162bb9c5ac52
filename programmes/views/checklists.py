from django.http import Http404, HttpResponse

from people.forms import UserRequest


def checklist(request: UserRequest, pk: int, checklist: int) -> HttpResponse:
    raise Http404


def item(request: UserRequest, pk: int, checklist: int, position: int) -> HttpResponse:
    raise Http404


def sign(request: UserRequest, pk: int, checklist: int) -> HttpResponse:
    raise Http404
