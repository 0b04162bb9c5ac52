from django.http import Http404, HttpResponse

from people.forms import UserRequest


def follow_up(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404
