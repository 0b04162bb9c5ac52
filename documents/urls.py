"""Addresses of what is printed."""

from django.urls import include, path

from documents.views import papers

app_name = "documents"

# /programmer/<pk>/
programme_urls = [
    path("skjema.pdf", papers.programme_form, name="form"),
]

urlpatterns = [
    path("programmer/<int:pk>/", include(programme_urls)),
]
