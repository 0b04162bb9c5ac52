"""/meldinger/, /kalender/ and /turnus/"""

from django.urls import URLPattern

app_name = "reminders"

urlpatterns: list[URLPattern] = []
