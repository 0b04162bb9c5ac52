"""The leaders' side of the welcome letter: preview, what is missing, sending, the link, and paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from documents.forms.letter import LetterAddressForm, SendForm
from documents.letter_gaps import gaps_of
from documents.letter_post import Letter, Posted, SentMeanwhile
from documents.models import LetterLink
from documents.models.letterhead import LETTER_PARTS
from documents.welcome import Welcome
from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.models import Programme, Step
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.views.crumbs import crumbs

SENT_MEANWHILE = gettext_lazy(
    "Noen andre har sendt brevet eller laget en lenke mens du så på siden. Se hva som gjelder nå."
)


def _managed(request: UserRequest) -> ProgrammeQuerySet:
    """For the leaders, until the form is handed over."""
    return Programme.objects.managed_by(request.user, timezone.localdate()).filter(handed_over_on=None)


def _programme(request: UserRequest, pk: int) -> Programme:
    return get_object_or_404(_managed(request).with_people().select_related(*LETTER_PARTS), pk=pk)


def letter(request: UserRequest, pk: int) -> HttpResponse:
    """Not in one transaction: a letter that could not be mailed must still stand as not sent."""
    on = timezone.localdate()
    programme = _programme(request, pk)
    links = list(LetterLink.objects.filter(programme=programme).select_related("made_by"))
    for link in links:
        link.programme = programme
    steps = list(programme.steps.open().filter(due_on__lte=programme.starts_on))
    newest = max((link.pk for link in links), default=None)
    if request.method == "POST" and request.POST.get("seen", "") != str(newest or ""):
        messages.warning(request, SENT_MEANWHILE)
        return redirect(request.path)
    form = SendForm(sent(request), steps=steps, newest=newest)
    if form.is_valid():
        return _act(request, programme, form)
    shown = Welcome.of(programme, on)
    context = {
        "programme": programme,
        "letter": shown,
        "gaps": gaps_of(shown),
        "form": form,
        "links": [(link, link.holds(on)) for link in links],
        "standing": next((link for link in links if link.holds(on)), None),
        "is_over": programme.has_ended(on),
        "breadcrumbs": crumbs(programme, (_("Velkomstbrev"), request.path)),
    }
    return render(request, "documents/letter.html", context, status=status_of(form))


def _act(request: UserRequest, programme: Programme, form: SendForm) -> HttpResponse:
    """Each button says what is wanted; a programme that is over sends nothing."""
    now, act = timezone.now(), request.POST.get("handling", "")
    if act == "trekk":
        with transaction.atomic():
            gone = LetterLink.objects.take_back(programme, by=request.user, at=now)
        messages.success(request, _("Lenken virker ikke lenger.") if gone else _("Ingen lenke var i bruk."))
        return redirect("documents:letter", programme.pk)
    if programme.has_ended(timezone.localdate()):
        messages.error(request, _("Programmet er avsluttet, og brevet kan ikke sendes."))
        return redirect("documents:letter", programme.pk)
    wish = Letter(programme, request.user, now, form.cleaned_data["seen"])
    try:
        return _linked(request, wish) if act == "lenke" else _mailed(request, wish, form.chosen)
    except SentMeanwhile:
        messages.warning(request, SENT_MEANWHILE)
        return redirect("documents:letter", programme.pk)


def _mailed(request: UserRequest, wish: Letter, step: Step | None) -> HttpResponse:
    programme = wish.programme
    if not programme.private_email:
        messages.error(request, _("Legg inn den private e-postadressen først."))
        return redirect("documents:letter", programme.pk)
    posted = wish.post(request, step)
    if not posted.is_sent:
        return _show_link(request, wish, posted)
    said = {"email": programme.private_email}
    messages.success(request, _("Brevet er sendt til %(email)s.") % said)
    return redirect("documents:letter", programme.pk)


def _linked(request: UserRequest, wish: Letter) -> HttpResponse:
    return _show_link(request, wish, wish.make_link(request, by_mail=False))


def _show_link(request: UserRequest, wish: Letter, posted: Posted) -> HttpResponse:
    context: dict[str, Any] = {"programme": wish.programme, "posted": posted}
    response = render(request, "documents/letter_link.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _own(request: UserRequest, pk: int) -> Welcome:
    on = timezone.localdate()
    rule = Programme.objects.letter_open_to(request.user, on).with_people().select_related(*LETTER_PARTS)
    return Welcome.of(get_object_or_404(rule, pk=pk), on)


@require_safe
def own_letter(request: UserRequest, pk: int) -> HttpResponse:
    """As it reads to whom it was written, signed in and so without a link."""
    shown = _own(request, pk)
    trail = crumbs(shown.programme, (_("Velkomstbrevet"), request.path))
    return render(request, "documents/own_letter.html", {"letter": shown, "breadcrumbs": trail})


@require_safe
def own_letter_pdf(request: UserRequest, pk: int) -> HttpResponseBase:
    return _own(request, pk).paper().response()


@require_safe
def letter_pdf(request: UserRequest, pk: int) -> HttpResponseBase:
    return Welcome.of(_programme(request, pk), timezone.localdate()).paper().response()


@atomic_post
def letter_address(request: UserRequest, pk: int) -> HttpResponse:
    programme = get_object_or_404(locked(_managed(request).select_related("new_hire"), request), pk=pk)
    form = LetterAddressForm(sent(request), instance=programme)
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect("documents:letter", pk)
    context = {
        "programme": programme,
        "form": form,
        "breadcrumbs": crumbs(programme, (_("Velkomstbrev"), request.path)),
    }
    return render(request, "documents/letter_address.html", context, status=status_of(form))
