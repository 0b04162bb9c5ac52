"""The site's addresses, and the empty page that the others are held against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

EMPTY = "/bench/tom/"


def empty(request: HttpRequest) -> HttpResponse:
    """The base template with nothing in it, for someone signed in."""
    return render(request, "base.html")


urlpatterns = [
    path(EMPTY.removeprefix("/"), empty),
    path("", include("mentorprogram.urls")),
]
