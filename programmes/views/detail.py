from django.http import Http404, HttpResponse

from people.forms import UserRequest


def programme_detail(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404
