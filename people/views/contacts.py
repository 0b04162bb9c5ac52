"""Tillitsvalgte and verneombud, as the heads and the coordinator keep them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.contact_forms import CardForm
from people.forms import UserRequest, status_of
from people.models import ContactCard, Municipality, Unit
from people.pages import atomic_post, locked, sent


@require_safe
def card_list(request: UserRequest) -> HttpResponse:
    """The places whose card the reader keeps, and who stands on it."""
    on = timezone.localdate()
    municipalities = Municipality.objects.coordinated_by(request.user, on)
    units = Unit.objects.presented_by(request.user, on).in_norwegian_order()
    context = {
        "municipalities": list(municipalities.prefetch_related("contact_card__contacts")),
        "units": list(units.prefetch_related("contact_card__contacts")),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Tillitsvalgte og verneombud"), request.path)],
    }
    if not (context["municipalities"] or context["units"]):
        raise Http404
    return render(request, "people/cards.html", context)


@atomic_post
def card_municipality(request: UserRequest) -> HttpResponse:
    kept = locked(Municipality.objects.coordinated_by(request.user, timezone.localdate()), request)
    municipality = kept.first()
    if municipality is None:
        raise Http404
    card = ContactCard.objects.filter(municipality=municipality).first()
    return _page(request, card or ContactCard(municipality=municipality))


@atomic_post
def card_unit(request: UserRequest, pk: int) -> HttpResponse:
    units = Unit.objects.presented_by(request.user, timezone.localdate())
    unit = get_object_or_404(locked(units, request), pk=pk)
    return _page(request, ContactCard.objects.filter(unit=unit).first() or ContactCard(unit=unit))


def _page(request: UserRequest, card: ContactCard) -> HttpResponse:
    form = CardForm(sent(request), instance=card)
    if form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect("people:cards")
    cards = reverse("people:cards")
    context = {
        "form": form,
        "place": str(card),
        "is_unit": card.unit_id is not None,
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Tillitsvalgte og verneombud"), cards),
            (str(card), request.path),
        ],
    }
    return render(request, "people/card.html", context, status=status_of(form))
