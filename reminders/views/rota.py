"""The rota list of what one is in oneself, of a programme, or of a department: to read, copy, print, and tick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people.forms import UserRequest
from people.models import Department
from people.pages import atomic_post, only
from programmes.models import Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from reminders.models import RotaMark
from reminders.rota import Rota, enter
from reminders.rota_files import csv_file, to_paste, xlsx_file
from reminders.rota_forms import RotaForm

MOST_PLACES = 200  # to choose from; a municipality with more finds the rest through its programmes
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and the list that answers it. What one may not see is not there."""

    request: UserRequest
    where: dict[str, int]
    """What the address names: a programme (`pk`), a department, or nothing."""
    heading: str
    form: RotaForm
    days: tuple[date, date]
    rota: Rota

    @classmethod
    def of(cls, request: UserRequest, pk: int | None, department: int | None) -> Self:
        on, reader = timezone.localdate(), request.user
        seen, heading = Programme.objects.dates_visible_to(reader, on), _("Turnus")
        rule: ProgrammeQuerySet = Programme.objects.own_of(reader, on)
        if pk:
            rule = seen.filter(pk=pk)
        elif department:
            place = only(list(Department.objects.overseen_by(reader, on).filter(pk=department)[:1]))
            rule, heading = seen.filter(department=place), _("Turnus for %s") % place
        form = RotaForm(request.GET, on=on)
        days = form.days if form.is_valid() else RotaForm({}, on=on).days
        rota = Rota.of(rule, reader, on, days, person=form.cleaned_data.get("hvem"))
        if pk and not rota.programmes:
            raise Http404
        where = {"pk": pk} if pk else {"department": department} if department else {}
        return cls(request, where, heading, form, days, rota)

    @property
    def person(self) -> int | None:
        found: int | None = self.form.cleaned_data.get("hvem")
        return found

    def address(self, name: str, **query: object) -> str:
        """One of this list's addresses, with the days and the person that were asked for."""
        asked = self.request.GET.copy()
        for key, value in query.items():
            asked[key] = str(value)
        ending = f"?{asked.urlencode()}" if asked else ""
        return reverse(f"reminders:{name}", kwargs=self.where) + ending


@require_safe
def rota(request: UserRequest, pk: int | None = None, department: int | None = None) -> HttpResponse:
    asked = Asked.of(request, pk, department)
    lines = asked.rota.lines(asked.person)
    context: dict[str, Any] = {
        "asked": asked,
        "rota": asked.rota,
        "lines": lines,
        "to_paste": to_paste(lines),
        "several_places": len({line.place for line in lines}) > 1,
        "addresses": {name: asked.address(f"rota_{name}") for name in ("csv", "xlsx", "entered")},
        "departments": departments(request),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Turnus"), request.path)],
    }
    return render(request, "reminders/rota.html", context, status=200 if asked.form.is_valid() else 422)


def departments(request: UserRequest) -> list[Department]:
    rule = Department.objects.overseen_by(request.user, timezone.localdate()).select_related("unit")
    return list(rule.in_norwegian_order()[:MOST_PLACES])


@require_safe
def rota_csv(request: UserRequest, pk: int | None = None, department: int | None = None) -> HttpResponse:
    asked = Asked.of(request, pk, department)
    if not asked.form.is_valid():
        return rota(request, pk, department)  # which says what is wrong
    response = HttpResponse(csv_file(asked.rota.lines(asked.person)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="turnus.csv"'
    return response


@require_safe
def rota_xlsx(request: UserRequest, pk: int | None = None, department: int | None = None) -> HttpResponse:
    asked = Asked.of(request, pk, department)
    if not asked.form.is_valid():
        return rota(request, pk, department)
    response = HttpResponse(xlsx_file(asked.rota.lines(asked.person)), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="turnus.xlsx"'
    return response


@require_POST
@atomic_post
def rota_entered(request: UserRequest, pk: int | None = None, department: int | None = None) -> HttpResponse:
    """Leaders and the pair, until the form is handed over. What has changed since the page was drawn, is not ticked."""
    asked = Asked.of(request, pk, department)
    act, sent = request.POST.get("handling", ""), request.POST.getlist("rad")
    mine = {item.key: item for item in asked.rota.items if item.programme.can_work}
    if act.startswith("angre-"):
        item = mine.get(act.removeprefix("angre-"))
        if item and item.mark:
            RotaMark.objects.filter(pk=item.mark.pk).delete()
            messages.success(request, _("Merket er tatt bort."))
        return redirect(asked.address("rota"))
    wanted = sent if act == "alle" else [act] if act else []
    if not wanted:
        messages.info(request, _("Ingenting var valgt."))
        return redirect(asked.address("rota"))
    known = {item.token: item for item in mine.values()}
    chosen = [known[token] for token in dict.fromkeys(wanted) if token in known]
    done = enter(chosen, by=request.user, at=timezone.now())
    if done:
        said = ngettext("%(n)d avtale er merket.", "%(n)d avtaler er merket.", done)
        messages.success(request, said % {"n": done})
    if len(chosen) < len(set(wanted)) or not done:
        messages.warning(
            request, _("Noe er endret siden du åpnet listen. Se på det som står nå, før du merker det.")
        )
    return redirect(asked.address("rota"))
