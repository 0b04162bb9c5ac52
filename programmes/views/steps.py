from django.http import Http404, HttpResponse

from people.forms import UserRequest


def step(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404
