"""Closing: the leader sees what will be deleted, by kind; the new hire takes a copy along first."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.closing import close
from documents.own_words import as_text, chapters_of, own_words_paper
from documents.views.packages import led, page_of
from people.forms import UserRequest
from people.pages import atomic_post, locked
from programmes.closing import DELETED, STAYS, is_let_go, may_close_from
from programmes.models import Programme
from programmes.views.crumbs import crumbs

HAS_IT = "har-det"


@atomic_post
def closing(request: UserRequest, pk: int) -> HttpResponse:
    """What goes and what stays, the same words for every programme; then the one button."""
    on = timezone.localdate()
    programme = led(request, pk)
    package = programme.packages.first()
    is_packed = package is not None and package.is_made
    may_close = is_packed and is_let_go(programme, on)
    if request.method == "POST" and programme.closed_on:
        messages.info(request, _("Programmet er lukket fra før."))
        return redirect(page_of(programme))
    if request.method == "POST" and may_close:
        close(programme, by=request.user, on=on)
        messages.success(request, _("Programmet er lukket. Det som bare var de tos, er slettet."))
        return redirect(page_of(programme))
    context = {
        "programme": programme,
        "is_packed": is_packed,
        "may_close": may_close,
        "may_close_from": may_close_from(programme) if programme.handed_over_on else None,
        "refused": request.method == "POST",
        "deleted": DELETED,
        "stays": STAYS,
        "breadcrumbs": crumbs(
            programme, (_("Levering og arkiv"), page_of(programme)), (_("Lukking"), request.path)
        ),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "documents/closing.html", context, status=status)


def own_programme(request: UserRequest, pk: int) -> Programme:
    """One's own year, from its end on; held still while something is saved."""
    rule = Programme.objects.taken_along_by(request.user, timezone.localdate())
    return get_object_or_404(locked(rule.with_people(), request), pk=pk)


@atomic_post
def own_words(request: UserRequest, pk: int) -> HttpResponse:
    """A copy for the new hire alone. Sends `handling`: «har-det», or anything else to wait after all."""
    on = timezone.localdate()
    programme = own_programme(request, pk)
    if request.method == "POST":
        messages.success(request, decided(request, programme))
        return redirect(request.path)
    context = {
        "programme": programme,
        "chapters": chapters_of(programme, request.user, on),
        "may_close_from": may_close_from(programme) if programme.handed_over_on else None,
        "breadcrumbs": crumbs(programme, (_("Det dere skrev"), request.path)),
    }
    return render(request, "documents/own_words.html", context)


def decided(request: UserRequest, programme: Programme) -> str:
    if programme.closed_on:
        return _("Programmet er lukket. Det som bare var deres, er slettet.")
    if not programme.is_handed_over:
        return _("Skjemaet er ikke levert ennå. Dere kan skrive fram til da.")
    has_it = request.POST.get("handling") == HAS_IT
    programme.let_go_by_new_hire_at = timezone.now() if has_it else None
    programme.save(update_fields=["let_go_by_new_hire_at"])
    return _("Takk. Programmet kan lukkes.") if has_it else _("Da venter vi med å lukke.")


@require_safe
def own_words_file(request: UserRequest, pk: int) -> HttpResponse:
    """The same as plain text; after the closing there is no such file."""
    on = timezone.localdate()
    programme = _still_there(request, pk)
    text = as_text(programme, chapters_of(programme, request.user, on), on)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mentorprogram-{programme.pk}.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def own_words_pdf(request: UserRequest, pk: int) -> HttpResponseBase:
    """And as a paper, to read and to print."""
    return own_words_paper(_still_there(request, pk), request.user, timezone.localdate()).response()


def _still_there(request: UserRequest, pk: int) -> Programme:
    rule = Programme.objects.taken_along_by(request.user, timezone.localdate()).filter(closed_on=None)
    people = rule.with_people().select_related("department__unit__municipality__letterhead")
    return get_object_or_404(people, pk=pk)
