"""Start a programme: one page, all dates shown before anything is saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Department
from people.pages import atomic_post
from programmes.forms.start import StartForm
from programmes.models import Programme
from programmes.timeline import preview_lines


@atomic_post
def programme_start(request: UserRequest) -> HttpResponse:
    """Shown, previewed, then saved. The same form sent twice leads to the same programme."""
    on = timezone.localdate()
    if not Department.objects.led_by(request.user, on).exists():
        raise Http404
    form = StartForm(request.POST or None, leader=request.user, on=on)
    preview = []
    if request.method == "POST":
        if started := already_started(request):
            return redirect(started)
        if form.is_valid() and "start" in request.POST and form.has_been_previewed():
            programme = form.save(timezone.now())
            messages.success(request, _("Programmet er startet. Alle datoer er forslag til de blir avtalt."))
            return redirect(programme)
        if form.is_valid():
            preview = preview_lines(form.planned, form.cleaned_data["starts_on"])
            form.remember_preview()
    context = {
        "form": form,
        "preview": preview,
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Programmer"), reverse("programmes:list")),
            (_("Start et program"), request.path),
        ],
    }
    return render(request, "programmes/start.html", context, status=status_of(form))


def already_started(request: UserRequest) -> Programme | None:
    """The programme that this very form has made already."""
    key = StartForm.base_fields["request_key"]
    managed = Programme.objects.managed_by(request.user, timezone.localdate())
    try:
        return managed.filter(request_key=key.clean(request.POST.get("request_key"))).first()
    except ValidationError:
        return None
