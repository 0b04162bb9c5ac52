"""Mentorsamtaler: log one, agree one or all, add one more. For the two who talk."""

import uuid
from copy import copy
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.models import User
from people.pages import atomic_post, locked, only, sent
from people.prepared import prepared
from people.undo import confirm
from programmes import timeline
from programmes.forms.appointments import agree_form, day_note, pause_note
from programmes.forms.former_day import BACK, FormerDayForm
from programmes.forms.notes import NOTES_ONLY, REMOVE
from programmes.forms.talks import AgreeManyForm, ExtraTalkForm, HeldForm, NotHeldForm
from programmes.models import Comment, Conversation, GroundRules, Programme
from programmes.models.appointments import ConversationQuerySet
from programmes.models.comments import CommentQuerySet
from programmes.models.ground_rules import GroundRulesQuerySet
from programmes.readers import COMMENTS_MAY_GO, NOTES_STAY, pair_readers
from programmes.views.appointments import CHANGED_SINCE, say_of_day
from programmes.views.crumbs import crumbs
from programmes.views.talk_notes import TalkNotes


def loggable(request: UserRequest, pk: int) -> Programme:
    """The programme, for one of the two who talk in it; for everybody else it is not there.

    Held still while something is saved: nothing is written in a form that is handed over meanwhile.
    """
    rule = Programme.objects.talks_logged_by(request.user, timezone.localdate())
    return get_object_or_404(locked(rule.with_people(), request), pk=pk)


def agreed_rules(reader: User, on: date) -> GroundRulesQuerySet:
    """The spilleregler of the outer row's programme, if the reader and the other have both said yes."""
    rules = GroundRules.objects.open_to(reader, on).agreed(on)
    return rules.filter(mentorship__programme=OuterRef("programme"))


def the_talk(reader: User, on: date, pk: int, number: int) -> ConversationQuerySet:
    """One talk with its programme, for the same two."""
    rule = Programme.objects.talks_logged_by(reader, on)
    talks = Conversation.objects.filter(programme__in=rule.filter(pk=pk), number=number).with_programme()
    return talks.annotate(has_ground_rules=Exists(agreed_rules(reader, on)))


talk_to_read = prepared(the_talk)


def talk_of(request: UserRequest, pk: int, number: int) -> Conversation:
    reader, on = request.user, timezone.localdate()
    if request.method != "POST":
        return only(talk_to_read(reader, on, pk, number))
    rule = Programme.objects.talks_logged_by(reader, on)
    get_object_or_404(locked(rule, request), pk=pk)  # as in `loggable`
    return get_object_or_404(locked(the_talk(reader, on, pk, number), request))


@prepared
def comments_on(talk: int, reader: User, on: date) -> CommentQuerySet:
    return Comment.objects.filter(conversation=talk).open_to(reader, on).with_people()


@atomic_post
def conversation(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Log a talk. Opened during the talk: prompts beside, minutes in one tap, words only if you wish."""
    on = timezone.localdate()
    talk = talk_of(request, pk, number)
    programme = talk.programme
    mentorship = programme.mentorship_written_in(request.user, on)
    comments = comments_on(talk.pk, request.user, on)
    mine = next((comment for comment in comments if comment.mentorship == mentorship), None)
    words_only = NOTES_ONLY in request.POST or REMOVE in request.POST
    notes = TalkNotes.of(talk, mentorship, request, on)
    # The form works on a copy, so that the page shows what is saved and not what was refused.
    form = HeldForm(
        sent(request), instance=copy(talk), on=on, mentorship=mentorship, comment=mine, words_only=words_only
    )
    if request.method == "POST" and form.is_valid() and (not notes.form or notes.form.is_valid()):
        form.save(by=request.user, at=timezone.now())
        if notes.form:
            notes.form.save(by=request.user, at=timezone.now())
        return saved(request, talk, form, words_only=words_only)
    context = talk_context(talk, notes, request.user, on) | {
        "form": form,
        "other_comments": [comment for comment in comments if comment != mine],
    }
    status = status_of(form, *([notes.form] if notes.form else []))
    return render(request, "programmes/conversation.html", context, status=status)


def talk_context(talk: Conversation, notes: TalkNotes, reader: User, on: date) -> dict[str, Any]:
    """What stands around the forms of a talk's page."""
    programme = talk.programme
    readers = pair_readers(programme, reader, on)
    return {
        "programme": programme,
        "talk": talk,
        "state": timeline.state_of(talk, programme, on),
        "lead": timeline.talk_lead(talk),
        "notes": notes,
        "note_form": notes.form,
        "note_readers": f"{readers} {NOTES_STAY}",
        "prompts": talk.prompts or programme.prompts,
        "readers": f"{readers} {COMMENTS_MAY_GO}",
        "whistleblowing_url": programme.department.unit.municipality.whistleblowing_url,
        "breadcrumbs": crumbs(programme, (str(talk), talk.get_absolute_url())),
    }


def saved(request: UserRequest, talk: Conversation, form: HeldForm, *, words_only: bool) -> HttpResponse:
    """Notes alone lead back to the talk, which may be going on; a held talk leads to the programme."""
    if words_only:
        messages.success(request, _("Notatene er lagret."))
        return redirect(talk)
    undo = "" if form.was_held else reopen_url(talk)
    confirm(request, _("%(talk)s er ført. Takk.") % {"talk": talk}, undo=undo, version=form.instance.version)
    return redirect(talk.programme)


def reopen_url(talk: Conversation) -> str:
    return reverse("programmes:conversation_reopen", args=[talk.programme_id, talk.number])


@atomic_post
def conversation_agree(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Agree the proposed day, or move the talk to another."""
    talk = talk_of(request, pk, number)
    programme = talk.programme
    if request.POST.get("handling") == BACK:
        return day_taken_back(request, talk)
    before = FormerDayForm.told(talk)
    form = agree_form(Conversation)(sent(request), instance=talk)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        Programme.objects.filter(pk=pk).refresh_talk_dates()
        said = _("%(talk)s er avtalt.") % {"talk": talk}
        confirm(request, said, undo=request.path, version=talk.version, **before)
        say_of_day(request, day_note(talk.planned_on), pause_note(talk.planned_on, programme))
        return redirect(programme)
    context = {
        "programme": programme,
        "form": form,
        "back": talk.get_absolute_url(),
        "breadcrumbs": crumbs(
            programme, (str(talk), talk.get_absolute_url()), (_("Avtal eller flytt"), request.path)
        ),
    }
    return render(request, "programmes/conversation_agree.html", context, status=status_of(form))


def day_taken_back(request: UserRequest, talk: Conversation) -> HttpResponse:
    if FormerDayForm(request.POST).restore(talk, by=request.user, at=timezone.now()):
        Programme.objects.filter(pk=talk.programme_id).refresh_talk_dates()
        messages.success(request, _("%(talk)s står som før.") % {"talk": talk})
    else:
        messages.warning(request, CHANGED_SINCE)
    return redirect(talk.programme)


@atomic_post
def conversation_not_held(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Say that a talk was not held, and roughly why."""
    talk = talk_of(request, pk, number)
    programme = talk.programme
    form = NotHeldForm(sent(request), instance=talk)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        undo = "" if form.was_not_held else reopen_url(talk)
        said = _("%(talk)s står nå som ikke holdt.") % {"talk": talk}
        confirm(request, said, undo=undo, version=talk.version)
        return redirect(programme)
    context = {
        "programme": programme,
        "form": form,
        "back": talk.get_absolute_url(),
        "breadcrumbs": crumbs(
            programme, (str(talk), talk.get_absolute_url()), (_("Ikke holdt"), request.path)
        ),
    }
    return render(request, "programmes/conversation_not_held.html", context, status=status_of(form))


@require_POST
@atomic_post
def conversation_reopen(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Take back what was logged; the comment stays, and so does the agreed day."""
    talk = talk_of(request, pk, number)
    if talk.logged_at and request.POST.get("version") != str(talk.version):
        messages.warning(request, CHANGED_SINCE)
        return redirect(talk)
    if talk.logged_at:
        talk.reopen()
        talk.save()
        Programme.objects.filter(pk=pk).refresh_talk_dates()
    messages.success(request, _("%(talk)s står ikke lenger som ført.") % {"talk": talk})
    return redirect(talk)


@atomic_post
def conversation_list(request: UserRequest, pk: int) -> HttpResponse:
    """Agree many proposed talks at once; the days can be moved one by one afterwards."""
    on = timezone.localdate()
    programme = loggable(request, pk)
    proposed = (
        programme.conversations.open().filter(agreed_at=None, planned_on__gte=on).order_by("planned_on")
    )
    form = AgreeManyForm(sent(request), programme=programme, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["talks"]
        Conversation.objects.filter(pk__in=chosen).agree_all(by=request.user, at=timezone.now())
        said = ngettext("%(count)d samtale er avtalt.", "%(count)d samtaler er avtalt.", len(chosen))
        messages.success(request, said % {"count": len(chosen)})
        return redirect(programme)
    context = {
        "programme": programme,
        "form": form,
        "proposed": proposed,
        "breadcrumbs": crumbs(programme, (_("Avtal samtalene"), request.path)),
    }
    return render(request, "programmes/conversation_list.html", context, status=status_of(form))


@atomic_post
def conversation_add(request: UserRequest, pk: int) -> HttpResponse:
    """One more talk, such as the first thing after an unexpected death. Sent twice, it is still one."""
    programme = loggable(request, pk)
    talk = programme.extra_talk()
    form = ExtraTalkForm(sent(request), instance=talk, initial={"request_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["request_key"]
        talk = programme.add_talk(form.instance, key, by=request.user, at=timezone.now())
        messages.success(request, _("%(talk)s er lagt til.") % {"talk": talk})
        say_of_day(request, day_note(talk.planned_on), pause_note(talk.planned_on, programme))
        return redirect(reverse("programmes:conversation", args=[pk, talk.number]))
    context = {
        "form": form,
        "back": programme.get_absolute_url(),
        "breadcrumbs": crumbs(programme, (_("Ekstra samtale"), request.path)),
    }
    return render(request, "programmes/conversation_add.html", context, status=status_of(form))
