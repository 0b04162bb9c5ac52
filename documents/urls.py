"""Papers of a programme, under /programmer/<pk>/."""

from django.urls import path

from documents import views

app_name = "documents"

urlpatterns = [
    path("<int:pk>/skjema.pdf", views.programme_form, name="form"),
]
