"""Personvern: what is kept and why, open to all; and «Alt som står om meg», for the one who asks."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from privacy.about import about
from privacy.kept import COOKIES, KEPT
from privacy.report import Report


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"kept": KEPT, "cookies": COOKIES, "contact": settings.CONTACT_EMAIL}
    return render(request, "privacy/privacy.html", context)


@require_safe
def about_me(request: UserRequest) -> HttpResponse:
    context = {
        "report": Report.of(about(request.user, timezone.localdate())),
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Min side"), reverse("people:me")),
            (_("Alt som står om meg"), request.path),
        ],
    }
    return render(request, "privacy/about_me.html", context)


@require_safe
def about_me_file(request: UserRequest) -> JsonResponse:
    """The same as the page, whole, for whoever wants to keep it or move it."""
    report = Report.of(about(request.user, timezone.localdate()))
    named = {_("om"): request.user.name, _("laget"): timezone.localtime()}
    response = JsonResponse(named | report.as_data(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="alt-som-star-om-meg.json"'
    return response
