"""/personvern/ and /tilgjengelighet/"""

from django.urls import path

from privacy.views import accessibility, kept

app_name = "privacy"

urlpatterns = [
    path("personvern/", kept.privacy, name="privacy"),
    path("personvern/om-meg/", kept.about_me, name="about_me"),
    path("personvern/om-meg.json", kept.about_me_file, name="about_me_file"),
    path("tilgjengelighet/", accessibility.accessibility, name="accessibility"),
    path("tilgjengelighet/tilbakemeldinger/", accessibility.feedback, name="feedback"),
]
