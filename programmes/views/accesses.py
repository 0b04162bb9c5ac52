from django.http import Http404, HttpResponse

from people.forms import UserRequest


def system_accesses(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404
