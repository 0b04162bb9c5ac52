"""Who holds what, from when to when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import Position, User
from people.pages import atomic_post, locked, sent
from people.position_forms import DatesForm, PositionForm
from people.views.people import crumbs, kept_municipality


@atomic_post
def position_add(request: UserRequest, pk: int) -> HttpResponse:
    municipality = kept_municipality(request)
    on = timezone.localdate()
    # The person's row is held, so that two who give the same position at once are told of each other.
    people = User.objects.kept_by(request.user, on).filter(municipality=municipality)
    person = get_object_or_404(locked(people, request), pk=pk)
    position = Position(holder=person, from_on=on)
    form = PositionForm(sent(request), instance=position, by=request.user, municipality=municipality)
    if form.is_valid():
        form.save()
        messages.success(request, _("%(name)s er nå %(position)s.") % {"name": person, "position": position})
        return redirect(person)
    between = (person.name, person.get_absolute_url())
    context = {"form": form, "person": person, "breadcrumbs": crumbs(request, _("Ny stilling"), between)}
    return render(request, "people/position_add.html", context, status=status_of(form))


@atomic_post
def position_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Mend the dates, or end the position. What someone has held is never deleted."""
    kept = Position.objects.kept_by(request.user, timezone.localdate())
    position = get_object_or_404(locked(kept, request), pk=pk)
    form = DatesForm(sent(request), instance=position, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Stillingen er lagret."))
        # Whoever ended their own position may no longer see their own page among the others.
        return redirect("people:me") if position.holder == request.user else redirect(position.holder)
    between = (position.holder.name, position.holder.get_absolute_url())
    context = {
        "form": form,
        "position": position,
        "breadcrumbs": crumbs(request, _("Stilling"), between),
    }
    return render(request, "people/position_edit.html", context, status=status_of(form))
