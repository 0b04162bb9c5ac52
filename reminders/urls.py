"""/meldinger/, /kalender/ and /turnus/"""

from django.urls import include, path

from reminders.views import (
    calendar_feeds,
    calendar_files,
    calendars,
    choices,
    delivery,
    inbox,
    rota,
    rota_words,
)

app_name = "reminders"

# /programmer/<pk>/kalender/
programme_urls = [
    path("opplaeringsvakter.ics", calendar_files.shifts_file, name="shifts_file"),
    path("<slug:what>-<int:number>.ics", calendar_files.appointment_file, name="appointment_file"),
]

# /kalender/
calendar_urls = [
    path("", calendars.calendars, name="calendars"),
    path("<int:pk>/slaa-av/", calendars.calendar_off, name="calendar_off"),
    path("adresse/<str:token>/mentorprogram.ics", calendar_feeds.feed, name="feed"),
]

# /meldinger/
message_urls = [
    path("", inbox.inbox, name="inbox"),
    path("<int:pk>/", inbox.message, name="message"),
    path("valg/", choices.choices, name="choices"),
    path("levering/", delivery.delivery, name="delivery"),
]

# the same of a programme, of a department, and of what one is in oneself
rota_urls = [
    path("", rota.rota, name="rota"),
    path("turnus.csv", rota.rota_csv, name="rota_csv"),
    path("turnus.xlsx", rota.rota_xlsx, name="rota_xlsx"),
    path("lagt-inn/", rota.rota_entered, name="rota_entered"),
]

urlpatterns = [
    path("meldinger/", include(message_urls)),
    path("programmer/<int:pk>/meldinger/", choices.what_is_sent, name="what_is_sent"),
    path("kalender/", include(calendar_urls)),
    path("programmer/<int:pk>/kalender/", include(programme_urls)),
    path("programmer/<int:pk>/turnus/", include(rota_urls)),
    path("avdelinger/<int:department>/turnus/", include(rota_urls)),
    path("turnus/", include(rota_urls)),
    path("kommune/turnus/", rota_words.rota_words, name="rota_words"),
]
