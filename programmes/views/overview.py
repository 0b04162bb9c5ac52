from django.http import Http404, HttpResponse

from people.forms import UserRequest


def programme_list(request: UserRequest) -> HttpResponse:
    raise Http404
