"""The register of mentors, for leaders and the coordinator; and the page of one mentor, for that person too."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from people.context import positions_today
from people.forms import UserRequest, status_of
from people.models import User
from people.pages import atomic_post, locked, sent
from programmes.forms.mentor_profiles import MentorProfileForm, MentorSearchForm
from programmes.mentor_register import MentorTable, register_of, with_periods
from programmes.models import MentorProfile
from programmes.models.mentor_profiles import KEEPERS

PER_PAGE = 25


def keeps_register(request: UserRequest) -> bool:
    return any(position.kind in KEEPERS for position in positions_today(request))


def mentor_register(request: UserRequest) -> HttpResponse:
    """By name, 25 at a time."""
    if not keeps_register(request):
        raise Http404
    on = timezone.localdate()
    search = MentorSearchForm(request.GET)
    people = search.found(MentorProfile.objects.register_for(request.user, on)).in_norwegian_order()
    page = Paginator(with_periods(people, on), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "table": MentorTable(register_of(page.object_list, on)),
        "page": page,
        "search": search,
        "asked": urlencode({"q": search.data["q"]}) if search.data.get("q") else "",
        "breadcrumbs": [
            (_("Start"), reverse("start")),
            (_("Programmer"), reverse("programmes:list")),
            (_("Mentorer"), request.path),
        ],
    }
    return render(request, "programmes/mentor_register.html", context, status=status_of(search))


@atomic_post
def mentor_profile(request: UserRequest, person: int) -> HttpResponse:
    on = timezone.localdate()
    people = MentorProfile.objects.people_for(request.user, on)
    mentor: User = get_object_or_404(locked(people, request), pk=person)
    profile = MentorProfile.objects.filter(user=mentor).select_related("changed_by").first()
    blank = MentorProfile(user=mentor, changed_by=request.user, changed_at=timezone.now())
    form = MentorProfileForm(sent(request), instance=profile or blank, on=on)
    keeps = keeps_register(request)
    if form.is_valid():
        form.save(by=request.user, at=timezone.now())
        messages.success(request, _("Lagret."))
        return redirect("programmes:mentor_register" if keeps else "people:me")
    back = (
        (_("Mentorer"), reverse("programmes:mentor_register"))
        if keeps
        else (_("Min side"), reverse("people:me"))
    )
    context = {
        "form": form,
        "mentor": mentor,
        "saved": profile and MentorProfile.objects.select_related("changed_by").get(pk=profile.pk),
        "breadcrumbs": [(_("Start"), reverse("start")), back, (mentor.name, request.path)],
    }
    return render(request, "programmes/mentor_profile.html", context, status=status_of(form))
