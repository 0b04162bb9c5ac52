"""Move a programme to another department: said first who will see it, then done, then one undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.leading import leaders_of
from people.models import Department
from people.pages import atomic_post, sent
from people.undo import confirm
from programmes.forms.departments import MoveForm
from programmes.models import Programme
from programmes.models.mentor_undo import state_of, way_back
from programmes.people_changes import remember
from programmes.views.crumbs import crumbs
from programmes.views.mentors import manageable, warn_of_load


@dataclass(frozen=True)
class Readers:
    """The leaders who come, go and stay, by name and position."""

    come: list[str]
    go: list[str]
    stay: list[str]

    @classmethod
    def of(cls, here: Department, there: Department, on: date) -> Readers:
        before, after = leaders(here, on), leaders(there, on)
        return cls(
            come=[word for key, word in after.items() if key not in before],
            go=[word for key, word in before.items() if key not in after],
            stay=[word for key, word in after.items() if key in before],
        )


def leaders(department: Department, on: date) -> dict[int, str]:
    """By person: who leads there and heads the unit too, is one."""
    held = leaders_of(department, on)
    return {row.holder_id: f"{row.holder.name} ({row.get_kind_display()})" for row in reversed(held)}


@atomic_post
def programme_move(request: UserRequest, pk: int) -> HttpResponse:
    """From today. What was shown is what is done; who moves it away may no longer see it."""
    on = timezone.localdate()
    programme = manageable(request, pk)
    here = programme.department
    form = MoveForm(sent(request), programme=programme, leader=request.user, on=on)
    readers = None
    if form.is_valid():
        if "flytt" in request.POST and form.has_been_previewed():
            before = state_of(programme)
            form.save()
            remember(programme, before, by=request.user, at=timezone.now())
            answer = moved(request, programme, before)
            if form.new_period:
                warn_of_load(request, form.new_period)
            return answer
        readers = Readers.of(here, form.cleaned_data["department"], on)
        form.remember_preview()
    context = {
        "programme": programme,
        "form": form,
        "readers": readers,
        "there": form.cleaned_data.get("department") if form.is_bound else None,
        "has_none": readers is not None and not (readers.come or readers.stay),
        "goes_too": readers is not None and not reaches(request, form),
        "breadcrumbs": crumbs(programme, (_("Flytt"), request.path)),
    }
    return render(request, "programmes/move.html", context, status=status_of(form))


def reaches(request: UserRequest, form: MoveForm) -> bool:
    """Whether the one who moves it still leads it afterwards."""
    led = Department.objects.led_by(request.user, timezone.localdate())
    return led.filter(pk=form.cleaned_data["department"].pk).exists()


def moved(request: UserRequest, programme: Programme, before: dict[str, object]) -> HttpResponse:
    """The undo is for those who lead it now: whoever has let go of a programme cannot fetch it back."""
    said = _("Programmet til %(name)s er flyttet til %(place)s.")
    said %= {"name": programme.new_hire.name, "place": programme.department}
    still_led = Programme.objects.managed_by(request.user, timezone.localdate()).filter(pk=programme.pk)
    if not still_led.exists():
        confirm(request, said)
        return redirect("programmes:list")
    undo = reverse("programmes:mentor_undo", args=[programme.pk])
    confirm(request, said, undo=undo, tilbake=way_back(programme, before))
    return redirect(programme)
