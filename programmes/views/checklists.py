"""A checklist: tick with one tap, write more about a row, sign. For the pair and the leaders."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from checklists.models import Checklist, Item, Level, Signature
from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes.forms.checklists import ItemForm
from programmes.models import Programme
from programmes.readers import paper_readers
from programmes.views.crumbs import crumbs


@require_safe
def checklist(request: UserRequest, pk: int, checklist: int) -> HttpResponse:
    today = timezone.localdate()
    visible = Programme.objects.visible_to(request.user, today).with_people()
    programme = get_object_or_404(visible.with_rights_for(request.user, today), pk=pk)
    return _checklist_page(request, programme, _handed_out(programme, checklist))


@atomic_post
def item(request: UserRequest, pk: int, checklist: int, position: int) -> HttpResponse:
    """More about one row. The buttons of the list itself send `tick`, `niva` or `untick` here."""
    today = timezone.localdate()
    working = Programme.objects.worked_on_by(request.user, today).with_people()
    programme = get_object_or_404(locked(working, request), pk=pk)
    handed_out = _handed_out(programme, checklist)
    row = get_object_or_404(locked(handed_out.items.all(), request), position=position)
    row.checklist = handed_out
    if {"tick", "niva", "untick"} & request.POST.keys():
        return _tap(request, programme, row)

    form = ItemForm(sent(request), instance=row, starts_on=programme.starts_on, on=today)
    if form.is_valid():
        dropped = form.save(by=request.user, at=timezone.now())
        return _back_to_list(request, programme, row, dropped)
    context = {
        "programme": programme,
        "checklist": handed_out,
        "item": row,
        "was_begun": bool(form.initial["done_on"] or form.initial["not_relevant"]),
        "colleagues": sorted({each.shown_by for each in handed_out.items.all() if each.shown_by}),
        "form": form,
        "readers": paper_readers(programme, request.user, today),
        "breadcrumbs": crumbs(
            programme, (handed_out.name, _url(programme, handed_out)), (_("Punkt"), request.path)
        ),
    }
    return render(request, "programmes/checklist_item.html", context, status=status_of(form))


@require_POST
@atomic_post
def sign(request: UserRequest, pk: int, checklist: int) -> HttpResponse:
    """Sign as the new hire, or beside the new hire as mentor or leader."""
    today = timezone.localdate()
    working = Programme.objects.worked_on_by(request.user, today).with_people()
    working = working.with_rights_for(request.user, today)
    programme = get_object_or_404(locked(working, request), pk=pk)
    handed_out = _handed_out(programme, checklist)
    if not handed_out.is_complete:
        return _checklist_page(request, programme, handed_out, refused=True)
    if handed_out.sign(by=request.user, side=_side(programme, request), at=timezone.now()):
        undo = reverse("programmes:unsign", args=[pk, checklist])
        confirm(request, _("Du har signert sjekklisten."), undo=undo)
    return redirect(_url(programme, handed_out))


@require_POST
@atomic_post
def unsign(request: UserRequest, pk: int, checklist: int) -> HttpResponse:
    """Take one's own signature back; the other's stays."""
    working = Programme.objects.worked_on_by(request.user, timezone.localdate()).with_people()
    programme = get_object_or_404(locked(working, request), pk=pk)
    handed_out = _handed_out(programme, checklist)
    if handed_out.signatures.filter(signed_by=request.user).delete()[0]:
        messages.success(request, _("Signaturen din er tatt bort."))
    return redirect(_url(programme, handed_out))


def _handed_out(programme: Programme, checklist: int) -> Checklist:
    """That list, if it was handed out in this programme; its rows and signatures come along."""
    links = programme.checklist_links.select_related("checklist")
    links = links.prefetch_related("checklist__items", "checklist__signatures")
    # By the list's own key: a number too large for the database is then not found, and no error.
    return get_object_or_404(links, checklist__pk=checklist).checklist


def _side(programme: Programme, request: UserRequest) -> Signature.Side:
    return Signature.Side.NEW_HIRE if request.user == programme.new_hire else Signature.Side.WITNESS


def _url(programme: Programme, checklist: Checklist) -> str:
    return reverse("programmes:checklist", args=[programme.pk, checklist.pk])


def _checklist_page(
    request: UserRequest, programme: Programme, checklist: Checklist, *, refused: bool = False
) -> HttpResponse:
    settled, rows = checklist.counts
    signatures = {signature.side: signature for signature in checklist.signatures.all()}
    side = _side(programme, request)
    context = {
        "programme": programme,
        "checklist": checklist,
        "settled": settled,
        "rows": rows,
        "today": timezone.localdate(),
        "signatures": [(Signature.Side(each), signatures.get(each)) for each in Signature.Side.values],
        "side": side,
        "may_sign": programme.can_work and settled == rows and side not in signatures,
        "refused": refused,
        "readers": paper_readers(programme, request.user, timezone.localdate()),
        "breadcrumbs": crumbs(programme, (checklist.name, _url(programme, checklist))),
    }
    return render(request, "programmes/checklist.html", context, status=422 if refused else 200)


def _tap(request: UserRequest, programme: Programme, row: Item) -> HttpResponse:
    """One tap: gone through today, as far as it says, or taken back. What is so already stays as it is."""
    level = request.POST.get("niva", Level.ALONE)
    if level not in Level.values:
        raise BadRequest
    before = (row.done_on, row.level, row.not_relevant)
    if "untick" in request.POST:
        row.untick()
    elif row.level != level if row.with_levels else not row.is_settled:
        row.tick(by=request.user, at=timezone.now(), on=timezone.localdate(), level=level)
    if (row.done_on, row.level, row.not_relevant) == before:
        return _back_to_list(request, programme, row, dropped=0)
    row.save()
    return _back_to_list(request, programme, row, row.checklist.drop_signatures())


def _back_to_list(request: UserRequest, programme: Programme, row: Item, dropped: int) -> HttpResponse:
    """To the row in its list, or to the next one; to the top where a message says that signatures are gone."""
    if dropped:
        gone = ngettext("Signaturen er fjernet.", "Signaturene er fjernet.", dropped)
        messages.warning(request, gone + " " + _("Listen må signeres på nytt."))
    if "neste" in request.POST and (following := row.checklist.next_after(row)):
        return redirect("programmes:item", programme.pk, row.checklist.pk, following.position)
    url = _url(programme, row.checklist)
    return redirect(url if dropped else f"{url}#punkt-{row.position}")
