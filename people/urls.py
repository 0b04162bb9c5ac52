"""Signing in, people and places."""

from django.urls import include, path

from people import views

people_urls = (
    [
        path("personer/", views.person_list, name="list"),
        path("enheter/", views.unit_list, name="units"),
    ],
    "people",
)

urlpatterns = [path("", include(people_urls))]
