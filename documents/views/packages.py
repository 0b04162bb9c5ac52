"""From the end to the archive, for the leaders: the form is handed over, packed, received."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from documents.forms.packages import ReceivedForm
from documents.models import Package, Tampered
from documents.package import NotYet, hand_over, make
from people.forms import UserRequest
from people.pages import atomic_post, locked, sent
from programmes.closing import is_let_go, may_close_from
from programmes.handing_over import HandingOver
from programmes.models import Programme
from programmes.readers import joined
from programmes.views.crumbs import crumbs

NOT_MADE = gettext_lazy("Skjemaet er levert, men pakken kunne ikke lages nå. Prøv igjen litt senere.")


def led(request: UserRequest, pk: int) -> Programme:
    """The programme for its leaders, handed over and closed ones too; held still while something is saved."""
    rule = Programme.objects.managed_by(request.user, timezone.localdate())
    rows = rule.with_people().select_related("department__unit__municipality")
    return get_object_or_404(locked(rows, request), pk=pk)


def page_of(programme: Programme) -> str:
    return reverse("documents:handing_over", args=[programme.pk])


@atomic_post
def handing_over(request: UserRequest, pk: int) -> HttpResponse:
    """Who is waited for, and then the one button. The papers are drawn once that is saved."""
    programme = led(request, pk)
    refused = False
    if request.method == "POST" and programme.is_handed_over:
        messages.info(request, _("Skjemaet er levert fra før."))
        return redirect(request.path)
    if request.method == "POST":
        try:
            package = hand_over(programme, by=request.user, at=timezone.now())
        except NotYet:
            refused = True
        else:
            transaction.on_commit(partial(make_and_tell, request, package), robust=True)
            return redirect(request.path)
    return drawn(request, programme, refused=refused, status=409 if refused else 200)


def drawn(
    request: UserRequest,
    programme: Programme,
    *,
    received: ReceivedForm | None = None,
    refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of all three steps; `received` is the form that was sent, when it was refused."""
    on = timezone.localdate()
    state = HandingOver.of(programme, on)
    packages = list(programme.packages.select_related("asked_by", "received_by"))
    newest = packages[0] if packages else None
    if newest and newest.is_made and not newest.received_on:
        received = received or ReceivedForm(package=newest, on=on)
    context = {
        "programme": programme,
        "way": state,
        "refused": refused,
        "awaited": joined([user.name for user in state.awaited]) if state.awaited else "",
        "open_talks": programme.conversations.open().count() if not programme.is_handed_over else 0,
        "unsigned": unsigned(programme),
        "packages": packages,
        "received": received,
        "is_let_go": is_let_go(programme, on),
        "may_close_from": may_close_from(programme) if programme.is_handed_over else None,
        "breadcrumbs": crumbs(programme, (_("Levering og arkiv"), page_of(programme))),
    }
    return render(request, "documents/handing_over.html", context, status=status)


@require_POST
@atomic_post
def package_received(request: UserRequest, pk: int) -> HttpResponse:
    """The archive has the newest version: who says so, and since when."""
    programme = led(request, pk)
    package = programme.packages.first()
    if package is None or not package.is_made or package.received_on:
        messages.info(request, _("Det er ingen pakke som venter på arkivet."))
        return redirect(page_of(programme))
    form = ReceivedForm(sent(request), package=package, on=timezone.localdate())
    if not form.is_valid():
        return drawn(request, programme, received=form, status=422)
    package.received_on, package.received_by = form.cleaned_data["received_on"], request.user
    package.save(update_fields=["received_on", "received_by"])
    programme.archived_on = package.received_on
    programme.save(update_fields=["archived_on"])
    messages.success(request, _("Pakken står som mottatt av arkivet."))
    return redirect(page_of(programme))


def unsigned(programme: Programme) -> list[str]:
    """The checklists that lack a signature, while there still is something to do about it."""
    if programme.is_handed_over:
        return []
    links: Any = programme.checklist_links.with_state()
    return [link.checklist.name for link in links if link.signature_count < 2]


def make_and_tell(request: UserRequest, package: Package) -> None:
    if make(package, timezone.now()):
        messages.success(request, _("Skjemaet er levert, og pakken til personalmappa er laget."))
    else:
        messages.warning(request, NOT_MADE)


@require_POST
def package_make(request: UserRequest, pk: int) -> HttpResponse:
    """Once more after a rendering that failed; and for what was handed over before there were packages."""
    with transaction.atomic():
        programme = led(request, pk)
        package = programme.packages.first()
        if package is None and programme.is_handed_over:
            package = Package.objects.ask(programme, by=request.user, at=timezone.now())
    if package is None:
        messages.warning(request, _("Lever skjemaet først. Da lages pakken."))
    else:
        make_and_tell(request, package)
    return redirect(page_of(programme))


@require_safe
def package(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """The bytes as they were made; the same each time, and not at all if they are not."""
    rule = Package.objects.readable_by(request.user, timezone.localdate()).filter(made_at__isnull=False)
    found = get_object_or_404(rule.select_related("file"), programme__pk=pk, number=number)
    try:
        content = found.file.data
    except Tampered:
        context = {"package": found, "breadcrumbs": [(_("Start"), reverse("start"))]}
        return render(request, "documents/package_tampered.html", context, status=409)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    response["ETag"] = f'"{found.digest}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = (
        "identity"  # or the padding against guessing would change the bytes on the way
    )
    return response
