"""The overview: who, where, which week, last and next talk, and what is late; and the same as a file."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from programmes.csv_file import csv_lines
from programmes.filters import ProgrammeFilter
from programmes.models import Programme
from programmes.overview import rows_of
from programmes.paging import Page, UnknownMark

MOST = 1000  # counted; beyond that, finding out how many takes longer than anybody cares


def programme_list(request: UserRequest) -> HttpResponse:
    """The same rule decides here and on the programme's page; most readers see a few, a coordinator all."""
    on = timezone.localdate()
    visible = Programme.objects.dates_visible_to(request.user, on)
    chosen = ProgrammeFilter(request.GET, request.user, on)
    programmes, problems = chosen.narrowed(visible), chosen.problems
    try:
        page = Page.of(programmes, chosen.order, request.GET.get("side", ""))
    except UnknownMark:
        page = Page.of(programmes, chosen.order, "")
        problems.append(_("Siden du ba om, finnes ikke. Her er den første."))
    count = programmes.order_by()[: MOST + 1].count()
    context = {
        "on": on,
        "chosen": chosen,
        "problems": problems,
        "rows": rows_of(page.pks, on),
        "headings": chosen.headings,
        "several_places": chosen.has_several_places,
        "nothing": chosen.status_asked.nothing,
        "count": min(count, MOST),
        "is_more": count > MOST,
        "pages": {name: chosen.address(side=side) for name, side in page.neighbours.items()},
        "file_address": chosen.address("csv"),
        "has_any": bool(page.pks) or chosen.is_narrowed or visible.exists(),
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Programmer"), reverse("programmes:list"))],
    }
    return render(request, "programmes/list.html", context, status=422 if problems or chosen.errors else 200)


@require_safe
def programme_csv(request: UserRequest) -> HttpResponseBase:
    """What the page shows, all of it and in its order. Who sees the page, can take it out."""
    on = timezone.localdate()
    chosen = ProgrammeFilter(request.GET, request.user, on)
    if chosen.problems or chosen.errors:
        return programme_list(request)  # which says what cannot be had
    programmes = chosen.narrowed(Programme.objects.dates_visible_to(request.user, on))
    pks = list(chosen.order.sorted(programmes).values_list("pk", flat=True))
    name = f"programmer-{on:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(pks, on),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
