"""Addresses of what is printed, and of what the municipality's papers look like and say."""

from django.urls import include, path

from documents.views import letterhead, papers

app_name = "documents"

# /programmer/<pk>/
programme_urls = [
    path("skjema.pdf", papers.programme_form, name="form"),
]

urlpatterns = [
    path("programmer/<int:pk>/", include(programme_urls)),
    path("kommune/brevhode/", letterhead.letterhead, name="letterhead"),
    path("kommune/brevhode/logo/", letterhead.logo, name="logo"),
    path("enheter/<int:pk>/velkomstbrev/", letterhead.letter_unit, name="letter_unit"),
    path("avdelinger/<int:pk>/velkomstbrev/", letterhead.letter_department, name="letter_department"),
]
