"""The overview: who, where, which week, last and next talk, and what is late."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest
from people.models import Department
from programmes.filters import ProgrammeFilter
from programmes.models import Programme
from programmes.tables import PER_PAGE, ProgrammeTable


def programme_list(request: UserRequest) -> HttpResponse:
    """The same rule decides here and on the programme's page; most readers see a few, a coordinator all."""
    on = timezone.localdate()
    visible = Programme.objects.dates_visible_to(request.user, on)
    chosen = ProgrammeFilter(request.GET, visible=visible, on=on)
    table = ProgrammeTable(chosen.qs, on=on, several_places=chosen.has_several_places)
    if order := request.GET.getlist("sort"):
        table.order_by = order
    show_page(table, request.GET.get("page", "1"))
    context = {
        "on": on,
        "table": table,
        "chosen": chosen,
        "has_any": bool(table.paginator.count) or visible.exists(),
        "can_start": Department.objects.led_by(request.user, on).exists(),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Programmer"), request.path)],
    }
    return render(request, "programmes/list.html", context)


def show_page(table: ProgrammeTable, number: str) -> None:
    """The page that was asked for; past the end the last one, and the first for what is no number."""
    try:
        table.paginate(per_page=PER_PAGE, page=number)
    except PageNotAnInteger:
        table.page = table.paginator.page(1)
    except EmptyPage:
        table.page = table.paginator.page(table.paginator.num_pages)
