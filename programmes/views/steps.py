"""One step of the timeline: read by all who see the dates, ticked by those responsible and the leaders."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes import timeline
from programmes.forms.appointments import day_note
from programmes.forms.steps import DoneForm, DueForm
from programmes.models import Programme, Step
from programmes.views.crumbs import crumbs


@atomic_post
def step(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Sends `done_on` to tick, `untick` to take it back, `due_on` to set the day of a step without one."""
    today, posted = timezone.localdate(), sent(request)
    rows = Programme.objects.dates_visible_to(request.user, today).with_rights_for(request.user, today)
    programme = get_object_or_404(locked(rows.with_people().with_rest(today), request), pk=pk)
    row = get_object_or_404(programme.steps.select_related("done_by"), position=number)
    may_tick = Step.objects.tickable_by(request.user, today).filter(pk=row.pk).exists()
    may_date = programme.can_manage and row.needs_a_day
    sets_day = posted is not None and "due_on" in posted
    if posted is not None and not (may_date if sets_day else may_tick):
        raise Http404
    if posted is not None and not sets_day and (row.done_on or "untick" in posted):
        return _ticked_again(request, row)

    done_on = row.done_on
    due = DueForm(posted if sets_day else None, instance=row)
    done = DoneForm(None if sets_day else posted, instance=row, by=request.user, at=timezone.now(), on=today)
    if due.is_valid():
        due.save()
        messages.success(request, _("Datoen er lagret."))
        return redirect(row)
    if done.is_valid():
        done.save()
        confirm(request, _("«%(step)s» er krysset av.") % {"step": row}, undo=request.path, untick="1")
        return redirect(row)
    context = {
        "programme": programme,
        "step": row,
        "state": timeline.state_of(row, programme, today),
        "day_note": day_note(row.due_on),
        "done_form": done if may_tick and not done_on else None,
        "due_form": due if may_date else None,
        "may_untick": may_tick and done_on,
        "breadcrumbs": crumbs(programme, (_("Aktivitet"), request.path)),
    }
    return render(request, "programmes/step.html", context, status=status_of(done, due))


def _ticked_again(request: UserRequest, row: Step) -> HttpResponse:
    """A tick is taken back when asked for; ticked twice, the first one stands."""
    if "untick" in request.POST:
        row.untick()
        row.save()
        messages.success(request, _("Avkryssingen er fjernet."))
    return redirect(row)
