"""What the municipality's papers look like, and what its places say of themselves in the welcome letter."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.forms.letterhead import LetterheadForm, PlaceForm
from documents.letter_texts import our_practical, our_scheme, our_to_bring
from documents.logos import logo_response
from documents.models import Letterhead, LetterPlace
from people.forms import UserRequest, status_of
from people.models import Department, Municipality, Unit
from people.pages import atomic_post, locked, sent

REMOVE_LOGO = "fjern_logo"


@atomic_post
def letterhead(request: UserRequest) -> HttpResponse:
    """The coordinator's own municipality. Its row is held while it is saved, since the letterhead may not exist yet."""
    on = timezone.localdate()
    kept = locked(Municipality.objects.coordinated_by(request.user, on), request)
    municipality = kept.first()
    if municipality is None:
        raise Http404
    saved = Letterhead.objects.filter(pk=municipality.pk).first()
    removes = REMOVE_LOGO in request.POST
    files = request.FILES if request.method == "POST" and not removes else None
    form = LetterheadForm(sent(request), files, instance=saved or Letterhead(municipality=municipality))
    if form.is_valid():
        form.save(removes_logo=removes)
        messages.success(request, _("Logoen er fjernet.") if removes else _("Lagret."))
        return redirect("documents:letterhead")
    context = {
        "form": form,
        "has_logo": Letterhead.objects.filter(pk=municipality.pk).exclude(logo_type="").exists(),
        "ours": {"scheme": our_scheme(), "to_bring": our_to_bring(), "practical": our_practical()},
        "municipality": municipality,
        "units": _places(municipality),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Brevhode"), request.path)],
    }
    return render(request, "documents/letterhead_edit.html", context, status=status_of(form))


def _places(municipality: Municipality) -> QuerySet[Unit]:
    departments = Prefetch("departments", Department.objects.in_norwegian_order(), to_attr="in_order")
    return municipality.units.in_norwegian_order().prefetch_related(departments)


@require_safe
def logo(request: UserRequest) -> HttpResponseBase:
    """The logo of the reader's own municipality."""
    found = Letterhead.objects.filter(municipality=request.user.municipality_id).exclude(logo_type="")
    return logo_response(request, get_object_or_404(found))


@atomic_post
def letter_unit(request: UserRequest, pk: int) -> HttpResponse:
    units = Unit.objects.presented_by(request.user, timezone.localdate())
    unit = get_object_or_404(locked(units, request), pk=pk)
    place = LetterPlace.objects.filter(unit=unit).first() or LetterPlace(unit=unit)
    return _place_page(request, place, unit.municipality)


@atomic_post
def letter_department(request: UserRequest, pk: int) -> HttpResponse:
    departments = Department.objects.overseen_by(request.user, timezone.localdate())
    department = get_object_or_404(locked(departments, request), pk=pk)
    place = LetterPlace.objects.filter(department=department).first() or LetterPlace(department=department)
    return _place_page(request, place, department.unit.municipality)


def _place_page(request: UserRequest, place: LetterPlace, municipality: Municipality) -> HttpResponse:
    """The two pages differ in nothing but whose words they are."""
    form = PlaceForm(sent(request), instance=place)
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect(request.path)
    keeps = Municipality.objects.coordinated_by(request.user, timezone.localdate()).filter(pk=municipality.pk)
    crumbs = [(_("Start"), reverse("start"))]
    if keeps.exists():
        crumbs.append((_("Brevhode"), reverse("documents:letterhead")))
    context = {
        "form": form,
        "place": str(place),
        "is_unit": place.unit_id is not None,
        "breadcrumbs": [*crumbs, (str(place), request.path)],
    }
    return render(request, "documents/letter_place.html", context, status=status_of(form))
