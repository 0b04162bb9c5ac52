"""The site's table of contents."""

from django.contrib import admin
from django.urls import include, path

from mentorprogram import installable, views

urlpatterns = [
    path("", views.start, name="start"),
    path("", include("documents.urls")),
    path("programmer/", include("programmes.urls")),
    path("maler/", include("programmes.template_urls")),
    path("", include("people.urls")),
    path("", include("reminders.urls")),
    path("", include("privacy.urls")),
    path("admin/", admin.site.urls),
    path("mentorprogram.webmanifest", installable.manifest, name="manifest"),
    path("arbeider.js", installable.worker, name="worker"),
    path("uten-nett/", installable.offline, name="offline"),
]
