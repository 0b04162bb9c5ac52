"""Start a programme: one page, all dates shown before anything is saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Department, Municipality, User
from people.pages import atomic_post, sent
from programmes.busy import Talk, clashes
from programmes.busy_advice import sentence
from programmes.forms.start import StartForm
from programmes.mentor_load import load_warning
from programmes.models import BusyPeriod, Programme
from programmes.preview import preview_lines, remarks
from programmes.schedule import Kind


@atomic_post
def programme_start(request: UserRequest) -> HttpResponse:
    """Shown, previewed, then saved. The same form sent twice leads to the same programme."""
    on = timezone.localdate()
    departments = Department.objects.led_by(request.user, on).select_related("unit__municipality")
    if not departments:  # all of them: the form lists them
        raise Http404
    if request.method == "POST":
        one_start_at_a_time(request.user)
        if started := already_started(request):
            said = _("Programmet for %(name)s er startet. Åpne et nytt skjema for å starte ett til.")
            messages.info(request, said % {"name": started.new_hire.name})
            return redirect(started)
    form = StartForm(sent(request), leader=request.user, on=on, departments=departments)
    preview, busy = [], []
    if request.method == "POST" and form.is_valid():
        if "start" in request.POST and form.has_been_previewed():
            programme = form.save(timezone.now())
            messages.success(request, _("Programmet er startet. Alle datoer er forslag til de blir avtalt."))
            return redirect(programme)
        preview = preview_lines(form.planned, form.cleaned_data["starts_on"])
        busy = busy_ahead(form)
        form.remember_preview()
    context = {
        "form": form,
        "preview": preview,
        "busy": busy,
        "remarks": remarks(form.planned) if preview else [],
        "load_warning": load_warning_of(form) if preview else "",
        "has_changed": "start" in request.POST,
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Programmer"), reverse("programmes:list")),
            (_("Start et program"), request.path),
        ],
    }
    return render(request, "programmes/start.html", context, status=status_of(form))


def busy_ahead(form: StartForm) -> list[str]:
    """The talks of the new programme that fall in weeks when its place or one of the two is away, in sentences."""
    given, unit = form.cleaned_data, form.cleaned_data["department"].unit
    people = [person.pk for person in (given["person"], given["mentor"]) if person]
    periods = BusyPeriod.objects.at(unit.pk, unit.municipality_id, people).select_related("person")
    found = {period.pk: period for period in periods}
    rows = (row for row in form.planned if row.row.kind is Kind.CONVERSATION and row.on)
    talks = [Talk(row.on, row.week) for row in rows if row.on]
    met = clashes(talks, [period.span for period in found.values()])
    return [sentence(clash, found[clash.span.key].person) for clash in met]


def load_warning_of(form: StartForm) -> str:
    """What the chosen mentor has already from the start on, and the talks of this programme."""
    mentor, first = form.cleaned_data["mentor"], max(form.cleaned_data["starts_on"], form.on)
    talks = [
        (row.on, row.minutes or 0) for row in form.planned if row.on and row.row.kind == Kind.CONVERSATION
    ]
    return load_warning(mentor, first, more=talks) if mentor else ""


def one_start_at_a_time(leader: User) -> None:
    """In one municipality, so that two who start the same person are told of each other."""
    assert leader.municipality_id is not None  # a leader belongs to one
    held = Municipality.objects.select_for_update(no_key=True)
    leader.municipality = held.get(pk=leader.municipality_id)


def already_started(request: UserRequest) -> Programme | None:
    """The programme that this very form has made already."""
    key, sent_key = StartForm.base_fields["request_key"], request.POST.get("request_key")
    managed = Programme.objects.managed_by(request.user, timezone.localdate())
    try:
        return managed.select_related("new_hire").filter(request_key=key.clean(sent_key)).first()
    except ValidationError:
        return None
