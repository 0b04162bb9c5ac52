"""/meldinger/, /kalender/ and /turnus/"""

from django.urls import include, path

from reminders.views import calendar_files

app_name = "reminders"

# /programmer/<pk>/kalender/
programme_urls = [
    path("opplaeringsvakter.ics", calendar_files.shifts_file, name="shifts_file"),
    path("<slug:what>-<int:number>.ics", calendar_files.appointment_file, name="appointment_file"),
]

urlpatterns = [
    path("programmer/<int:pk>/kalender/", include(programme_urls)),
]
