from django.http import Http404, HttpResponse

from people.forms import UserRequest


def training_shifts(request: UserRequest, pk: int) -> HttpResponse:
    raise Http404
