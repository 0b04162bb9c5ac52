"""The register of mentors, for leaders and the coordinator; and the page of one mentor, for that person too."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.context import positions_today
from people.forms import UserRequest, status_of
from people.models import Portrait, User
from people.pages import atomic_post, locked, sent
from people.portraits import photo_response
from programmes.forms.mentor_profiles import MentorProfileForm, MentorSearchForm
from programmes.mentor_register import MentorTable, register_of, with_periods
from programmes.models import MentorProfile
from programmes.models.mentor_profiles import KEEPERS

PER_PAGE = 25
MOST_OTHERS = 10  # colleagues who are no mentors yet, found by name


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
    asked_for = search.data.get("q", "") if search.is_valid() else ""
    others = MentorProfile.objects.not_entered_for(request.user, on) if asked_for else User.objects.none()
    context = {
        "others": search.found(others).in_norwegian_order()[:MOST_OTHERS] if asked_for else [],
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
    presented = MentorProfile.objects.presented_to(request.user, on).filter(pk=person)
    photo = Portrait.objects.filter(user__in=presented)
    context = {
        "form": form,
        "mentor": mentor,
        "is_presented": presented.exists(),
        "has_photo": photo.exists(),
        "saved": profile and MentorProfile.objects.select_related("changed_by").get(pk=profile.pk),
        "breadcrumbs": [(_("Start"), reverse("start")), back, (mentor.name, request.path)],
    }
    return render(request, "programmes/mentor_profile.html", context, status=status_of(form))


@require_safe
def mentor_portrait(request: UserRequest, person: int) -> HttpResponseBase:
    """As the presentation beside it in the register."""
    presented = MentorProfile.objects.presented_to(request.user, timezone.localdate()).filter(pk=person)
    return photo_response(request, get_object_or_404(Portrait, user__in=presented))
