from django.http import Http404, HttpResponse

from people.forms import UserRequest


def person_list(request: UserRequest) -> HttpResponse:
    raise Http404


def unit_list(request: UserRequest) -> HttpResponse:
    raise Http404
