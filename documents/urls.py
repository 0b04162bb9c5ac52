"""Addresses of what is printed, of what papers look like and say, and of the way to the archive."""

from django.urls import include, path

from documents.views import closing, letterhead, packages, papers

app_name = "documents"

# /programmer/<pk>/
programme_urls = [
    path("skjema.pdf", papers.programme_form, name="form"),
    path("levering/", packages.handing_over, name="handing_over"),
    path("lukking/", closing.closing, name="closing"),
    path("vare-avtaler/", closing.own_words, name="own_words"),
    path("vare-avtaler.txt", closing.own_words_file, name="own_words_file"),
    path("pakke/", packages.package_make, name="package_make"),
    path("pakke/<int:number>.zip", packages.package, name="package"),
]

urlpatterns = [
    path("programmer/<int:pk>/", include(programme_urls)),
    path("kommune/brevhode/", letterhead.letterhead, name="letterhead"),
    path("kommune/brevhode/logo/", letterhead.logo, name="logo"),
    path("enheter/<int:pk>/velkomstbrev/", letterhead.letter_unit, name="letter_unit"),
    path("avdelinger/<int:pk>/velkomstbrev/", letterhead.letter_department, name="letter_department"),
]
