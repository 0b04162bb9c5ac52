"""The start page: what each person does next."""

from django.http import HttpResponse
from django.shortcuts import render

from people.forms import UserRequest


def start(request: UserRequest) -> HttpResponse:
    return render(request, "start.html")
