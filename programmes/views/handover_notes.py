"""The page of the handover notes: one to write for the mentor, those to read for the new hire and the next mentor."""

from copy import copy
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked
from programmes.forms.handover_notes import DecisionForm, HandoverNoteForm
from programmes.models import HandoverNote, Mentorship, Programme
from programmes.readers import handover_readers
from programmes.views.crumbs import crumbs
from programmes.views.talks import loggable


@atomic_post
def handover_note(request: UserRequest, pk: int) -> HttpResponse:
    """Sends `text` to write, or `handling` with a note and its version to approve it or take that back."""
    on = timezone.localdate()
    programme = loggable(request, pk)
    period = written_in(programme, request, on)
    is_new_hire = programme.new_hire == request.user
    if not (period or is_new_hire):
        raise Http404  # a substitute
    here = HandoverNote.objects.open_to(request.user, on).filter(mentorship__programme=programme)
    notes = list(locked(here.order_by("mentorship__assigned_on"), request))
    for note in notes:
        note.mentorship = next(one for one in programme.mentorships.all() if one.pk == note.mentorship_id)
    changed = False
    if request.method == "POST" and is_new_hire:
        changed = not decided(request, notes)
        if not changed:
            return redirect(request.path)
    form = writing(request, period, notes)
    if form and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        messages.success(request, said(form, programme))
        return redirect(request.path)
    context = {
        "programme": programme,
        "form": form,
        "own": next((note for note in notes if period and note.mentorship_id == period.pk), None),
        "notes": [note for note in notes if not period or note.mentorship_id != period.pk],
        "is_new_hire": is_new_hire,
        "has_changed": changed,
        "readers": handover_readers(programme, request.user, on),
        "breadcrumbs": crumbs(programme, (_("Overleveringsnotat"), request.path)),
    }
    status = 409 if changed else status_of(form) if form else 200
    return render(request, "programmes/handover_note.html", context, status=status)


def written_in(programme: Programme, request: UserRequest, on: date) -> Mentorship | None:
    """The reader's own period as main mentor, held still while its note is saved."""
    mine = programme.mentorships.lasting(on).main().filter(mentor=request.user)
    return locked(mine, request).first()


def writing(
    request: UserRequest, period: Mentorship | None, notes: list[HandoverNote]
) -> HandoverNoteForm | None:
    if period is None:
        return None
    blank = HandoverNote(mentorship=period, written_by=request.user, written_at=timezone.now())
    own = next((note for note in notes if note.mentorship_id == period.pk), blank)
    return HandoverNoteForm(request.POST if request.method == "POST" else None, instance=copy(own))


def decided(request: UserRequest, notes: list[HandoverNote]) -> bool:
    """Whether the new hire's yes or no went in. A note that has been changed is read again first."""
    form = DecisionForm.of(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    note = next((note for note in notes if note.pk == given["note"]), None)
    if note is None or note.version != given["version"]:
        return False
    note.decide(given["verb"], at=timezone.now())
    yes, no = _("Den neste mentoren kan lese notatet."), _("Den neste mentoren kan ikke lese notatet.")
    messages.success(request, yes if note.is_approved else no)
    return True


def said(form: HandoverNoteForm, programme: Programme) -> str:
    if not form.cleaned_data["text"]:
        return _("Notatet er fjernet.")
    return _("Lagret. %(name)s kan lese notatet nå, og bestemmer om den neste mentoren får lese det.") % {
        "name": programme.new_hire.name
    }
