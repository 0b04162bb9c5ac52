from django.http import Http404, HttpResponse

from people.forms import UserRequest


def conversation(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404


def conversation_agree(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404


def conversation_not_held(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404


def conversation_list(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404


def conversation_add(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404
