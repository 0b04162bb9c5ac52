from django.http import Http404, HttpResponse

from people.forms import UserRequest


def talks_from_paper(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404
