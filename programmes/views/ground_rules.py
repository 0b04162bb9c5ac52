"""The page of a pair's spilleregler."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.ground_rules import GroundRulesForm
from programmes.models import GroundRules, Mentorship
from programmes.readers import pair_readers
from programmes.views.crumbs import crumbs
from programmes.views.talks import loggable


@atomic_post
def ground_rules(request: UserRequest, pk: int) -> HttpResponse:
    """Settle them, change them, say yes to them."""
    on = timezone.localdate()
    programme = loggable(request, pk)
    mentorship = programme.mentorship_written_in(request.user, on)
    form = None
    rules = None
    if mentorship:
        rules = rules_of(mentorship, request)
        form = GroundRulesForm(sent(request), instance=copy(rules), reader=request.user)
    if request.method == "POST" and form and form.is_valid():
        saved = form.save(by=request.user, at=timezone.now())
        said = _("Dere har begge sagt ja til spillereglene.")
        messages.success(request, said if saved.is_agreed else _("Du har sagt ja til spillereglene."))
        return redirect(programme)
    context = {
        "programme": programme,
        "rules": rules,
        "mentorship": mentorship,
        "form": form,
        "readers": pair_readers(programme, request.user, on),
        "whistleblowing_url": programme.department.unit.municipality.whistleblowing_url,
        "breadcrumbs": crumbs(programme, (_("Spilleregler"), request.path)),
    }
    return render(request, "programmes/ground_rules.html", context, status=status_of(form) if form else 200)


def rules_of(mentorship: Mentorship, request: UserRequest) -> GroundRules:
    """The saved rules, or a sheet to begin on. Two who begin at once wait for each other at the mentorship."""
    locked(Mentorship.objects.filter(pk=mentorship.pk), request).first()
    open_rules = GroundRules.objects.open_to(request.user, timezone.localdate())
    found = open_rules.filter(mentorship=mentorship).select_related("written_by").first()
    rules = found or GroundRules(mentorship=mentorship, written_by=request.user, written_at=timezone.now())
    rules.mentorship = mentorship
    return rules
