"""«Ta kontakt med meg»: the new hire's page, and the answer of those who got it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.raised_hands import HandForm
from programmes.models import Programme, RaisedHand
from programmes.raising import ways_of
from programmes.views.crumbs import crumbs


@atomic_post
def raised_hand(request: UserRequest, pk: int) -> HttpResponse:
    """Two buttons with names beside them. The programme's row is held, so that two presses are one."""
    on = timezone.localdate()
    rule = Programme.objects.hands_raised_by(request.user, on).with_people()
    rule = rule.select_related("new_hire", "department__unit__municipality")
    programme = get_object_or_404(locked(rule, request), pk=pk)
    ways = ways_of(programme, on)
    form = HandForm(sent(request), programme=programme, ways=ways)
    if form.is_valid():
        messages.success(request, form.save(timezone.now()))
        return redirect(request.path)
    municipality = programme.department.unit.municipality
    context = {
        "programme": programme,
        "form": form,
        "ways": ways,
        "whistleblowing_url": municipality.whistleblowing_url,
        "breadcrumbs": crumbs(programme, (_("Ta kontakt med meg"), request.path)),
    }
    return render(request, "programmes/raised_hand.html", context, status=status_of(form))


@atomic_post
def raised_hand_seen(request: UserRequest, pk: int) -> HttpResponse:
    """For those who got it: say that it is seen. One of them is enough."""
    on = timezone.localdate()
    here = Programme.objects.filter(pk=pk)  # a number too large for the database finds none
    received = RaisedHand.objects.received_by(request.user, on).fresh(on).filter(programme__in=here)
    hands = list(locked(received.select_related("programme__new_hire", "seen_by"), request))
    if not hands:
        raise Http404
    new_hire = hands[0].programme.new_hire
    if request.method == "POST":
        seen = received.see(by=request.user, at=timezone.now())
        said = _("%(name)s får vite at du har sett det. Ta kontakt så snart du kan.")
        already = _("Dette er allerede sett. %(name)s vet det.")
        messages.success(request, (said if seen else already) % {"name": new_hire.name})
        return redirect("start")
    context = {
        "new_hire": new_hire,
        "hands": hands,
        "is_waiting": any(hand.seen_at is None for hand in hands),
        "read_by": _("%(name)s ser hvem som har sett det, og når. Ingen andre enn dere som fikk beskjeden.")
        % {"name": new_hire.name},
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Ta kontakt"), request.path)],
    }
    return render(request, "programmes/raised_hand_seen.html", context)
