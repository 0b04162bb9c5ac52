from django.http import Http404, HttpResponse

from people.forms import UserRequest


def leader_talk(request: UserRequest, pk: int, number: int) -> HttpResponse:
    raise Http404
