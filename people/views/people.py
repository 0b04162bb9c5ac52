"""Keeping people: coordinator and administrator, and a leader for the new hires they made."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from people.accounts import account_of
from people.forms import UserRequest, status_of
from people.invitations import refusal
from people.models import Municipality, Position, User
from people.pages import atomic_post, locked, sent
from people.person_forms import PersonForm, SearchForm
from people.tables import PersonTable


def kept_municipality(request: UserRequest) -> Municipality:
    """The municipality whose people and places the reader keeps; others learn of no such page."""
    kept = Municipality.objects.kept_by(request.user, timezone.localdate()).first()
    if kept is None:
        raise Http404
    return kept


def person_list(request: UserRequest) -> HttpResponse:
    municipality = kept_municipality(request)
    on = timezone.localdate()
    search = SearchForm(request.GET)
    name = search.cleaned_data["navn"] if search.is_valid() else ""
    held = Prefetch("positions", Position.objects.lasting(on).with_places(), to_attr="held")
    people = User.objects.kept_by(request.user, on).named(name).in_norwegian_order().prefetch_related(held)
    table = PersonTable(people, now=timezone.now())
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "table": table,
        "search": search,
        "municipality": municipality,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Personer"), request.path)],
    }
    return render(request, "people/person_list.html", context)


def person_add(request: UserRequest) -> HttpResponse:
    person = User(municipality=kept_municipality(request), created_by=request.user)
    person.set_unusable_password()
    form = PersonForm(sent(request), instance=person, by=request.user, may_close=True)
    if form.is_valid():
        form.save()
        messages.success(request, _("%(name)s er lagt til.") % {"name": person.name})
        return redirect(person)
    context = {"form": form, "breadcrumbs": crumbs(request, _("Ny person"))}
    return render(request, "people/person_add.html", context, status=status_of(form))


@atomic_post
def person_edit(request: UserRequest, pk: int) -> HttpResponse:
    on, now = timezone.localdate(), timezone.now()
    person = get_object_or_404(locked(User.objects.kept_by(request.user, on), request), pk=pk)
    keeps = Municipality.objects.kept_by(request.user, on).exists()
    form = PersonForm(sent(request), instance=person, by=request.user, may_close=keeps)
    if form.is_valid():
        form.save()
        messages.success(request, _("%(name)s er lagret.") % {"name": person.name})
        return redirect(person)
    as_stored = User.objects.get(pk=pk) if form.is_bound else person
    context = {
        "form": form,
        "person": as_stored,
        "account": account_of(as_stored, now),
        "no_invitation": refusal(as_stored),
        "keeps": keeps,
        "positions": [(row, row.is_over(on)) for row in person.positions.with_places()],
        "breadcrumbs": crumbs(request, _("Person")) if keeps else [],
    }
    return render(request, "people/person_edit.html", context, status=status_of(form))


def crumbs(request: UserRequest, page: str, *between: tuple[str, str]) -> list[tuple[str, str]]:
    first = [(_("Start"), reverse("start")), (_("Personer"), reverse("people:list"))]
    return [*first, *between, (page, request.path)]
