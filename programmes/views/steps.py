"""One step of the timeline: read by all who see the dates, ticked by those responsible and the leaders."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes import timeline
from programmes.forms.appointments import day_note, pause_note
from programmes.forms.steps import DoneForm, DueForm, EventForm
from programmes.models import Programme, Step
from programmes.views.appointments import CHANGED_SINCE, say_of_day
from programmes.views.crumbs import crumbs


class StepForms:
    """The three forms of a step, of which one may have been sent: its tick, its own day, the day of its event."""

    def __init__(self, request: UserRequest, row: Step, on: date) -> None:
        posted = sent(request)
        self.row, self.was_done = row, row.done_on is not None
        self.may_tick = Step.objects.tickable_by(request.user, on).filter(pk=row.pk).exists()
        self.may_date = row.programme.can_manage and not (self.was_done or row.before_use)
        self.act = next((name for name in ("event_on", "due_on") if posted and name in posted), "done_on")
        of = {name: posted if name == self.act else None for name in ("event_on", "due_on", "done_on")}
        self.event = EventForm(of["event_on"], step=row)
        self.due = DueForm(of["due_on"], instance=row)
        self.done = DoneForm(of["done_on"], instance=row, by=request.user, at=timezone.now(), on=on)

    @property
    def is_allowed(self) -> bool:
        may = {
            "event_on": self.may_tick and self.row.event,
            "due_on": self.may_date,
            "done_on": self.may_tick,
        }
        return bool(may[self.act])

    def save(self, request: UserRequest) -> bool:
        """Whether what was sent is saved, or needs no saving; says so to the reader."""
        if self.act == "done_on" and (self.was_done or "untick" in request.POST):
            _ticked_again(request, self.row)
        elif self.event.is_valid():
            _set_event(request, self.row, self.event.cleaned_data["event_on"])
        elif self.due.is_valid():
            _set_due(request, self.due)
        elif self.done.is_valid():
            self.done.save()
            said = _("«%(step)s» er krysset av.") % {"step": self.row}
            confirm(request, said, undo=request.path, untick="1")
        else:
            return False
        return True


@atomic_post
def step(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Sends `done_on` to tick, `untick` to take it back, `due_on` or `event_on` to set a day of a step without one."""
    today = timezone.localdate()
    rows = Programme.objects.dates_visible_to(request.user, today).with_rights_for(request.user, today)
    programme = get_object_or_404(locked(rows.with_people().with_rest(today), request), pk=pk)
    row = get_object_or_404(programme.steps.select_related("done_by"), position=number)
    row.programme = programme
    forms = StepForms(request, row, today)
    if request.method == "POST":
        if not forms.is_allowed:
            raise Http404
        if forms.save(request):
            return redirect(row)
    context = {
        "programme": programme,
        "step": row,
        "state": timeline.state_of(row, programme, today),
        "day_note": day_note(row.due_on),
        "done_form": forms.done if forms.may_tick and not forms.was_done else None,
        "due_form": forms.due if forms.may_date else None,
        "event_form": forms.event if forms.may_tick and row.event and not forms.was_done else None,
        "may_untick": forms.may_tick and forms.was_done,
        "breadcrumbs": crumbs(programme, (_("Aktivitet"), request.path)),
    }
    return render(
        request, "programmes/step.html", context, status=status_of(forms.done, forms.due, forms.event)
    )


def _set_due(request: UserRequest, form: DueForm) -> None:
    """With one undo, which does nothing when somebody has set another day since."""
    former, is_undo = form.was["due_on"] or "", "seen" in request.POST
    if is_undo and request.POST["seen"] != former:
        messages.warning(request, CHANGED_SINCE)
        return
    row = form.save(by=request.user, at=timezone.now())
    if is_undo:
        messages.success(request, _("Datoen står som før."))
    else:
        undo = request.path if str(row.due_on or "") != former else ""
        confirm(request, _("Datoen er lagret."), undo=undo, **form.told())
        say_of_day(request, pause_note(row.due_on, row.programme))


def _set_event(request: UserRequest, row: Step, day: date | None) -> None:
    """With one undo, which does nothing when somebody has set another day since."""
    former = row.event_on
    if request.POST.get("seen", str(former)) != str(former):
        messages.warning(request, CHANGED_SINCE)
        return
    Step.objects.happens_on(row, day)
    said = _("Dagen er lagret.") if day else _("Dagen er tatt bort.")
    confirm(request, said, undo=request.path, event_on=str(former or ""), seen=str(day))


def _ticked_again(request: UserRequest, row: Step) -> None:
    """A tick is taken back when asked for; ticked twice, the first one stands."""
    if "untick" in request.POST:
        row.untick()
        row.save()
        messages.success(request, _("Avkryssingen er fjernet."))
