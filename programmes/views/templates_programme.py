"""One programme template: read it, move its rows about, make it the next edition, publish it."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from checklists.toml_fields import Fields, FieldsError
from people.forms import UserRequest, whole_numbers
from people.pages import atomic_post
from people.undo import confirm
from programmes.models import Programme, ProgrammeTemplate, TemplateStep
from programmes.schedule import Kind
from programmes.template_faults import faults_of
from programmes.template_files import row_from, row_table
from programmes.template_lines import TemplateLine, mark_of, order_of, row_lines, said
from programmes.views.templates_common import (
    copy_of,
    crumbs,
    deletion_of,
    draft_of,
    is_newest,
    kept_municipality,
    publication_of,
    trial,
)
from programmes.views.templates_meanwhile import unless_published


@atomic_post
@unless_published(ProgrammeTemplate)
def programme_template(request: UserRequest, pk: int) -> HttpResponse:
    """The whole template with its trial timeline. The buttons beside the rows of a draft send here."""
    if request.method == "POST":
        return act(request, draft_of(request, pk))
    return draw(request, pk)


def draw(request: UserRequest, pk: int, *, status: int = 200) -> HttpResponse:
    on = timezone.localdate()
    rule = ProgrammeTemplate.objects.readable_by(request.user, on).with_rights_for(request.user, on)
    template = get_object_or_404(rule.select_related("copied_from"), pk=pk)
    steps = list(template.steps.all())
    rows = [step.row() for step in steps]
    faults = faults_of(rows, template.length_weeks) if template.is_draft else []
    readable = ProgrammeTemplate.objects.readable_by(request.user, on)
    editions = list(readable.filter(municipality=template.municipality_id, slug=template.slug).exclude(pk=pk))
    context = {
        "template": template,
        "state": mark_of(template),
        "lines": row_lines(steps, rows, faults),
        "faults": [said(fault) for fault in faults if fault.row is None],
        "fault_count": len(faults),
        "editions": [TemplateLine(each) for each in editions],
        "is_newest": is_newest(template, editions),
        "reviews": range(1, 1 + sum(row.count for row in rows if row.kind is Kind.PROBATION_REVIEW)),
        "refused": status == 422,
        "order": order_of(steps),
        "followers": older_followers(request, template),
        "breadcrumbs": crumbs((template.name, template.get_absolute_url())),
    } | trial(request, rows)
    return render(request, "programmes/template.html", context, status=status)


def older_followers(request: UserRequest, template: ProgrammeTemplate) -> list[dict[str, Any]]:
    """For the coordinator: how many in each department that still follow an older edition; leaders decide there."""
    on = timezone.localdate()
    if not template.can_keep or template.is_draft or template.edition == 1:
        return []
    running = Programme.objects.dates_visible_to(request.user, on).following_older(template, on)
    by_department = running.order_by("department__name").values("department__name")
    return [dict(row) for row in by_department.annotate(count=Count("pk", distinct=True))]


def act(request: UserRequest, template: ProgrammeTemplate) -> HttpResponse:
    """A button beside a row: «opp-12». A row that is gone is left alone."""
    verb, _dash, key = request.POST.get("handling", "").partition("-")
    steps = list(template.steps.all())
    place = next((i for i, step in enumerate(steps) if step.pk in whole_numbers(key)), None)
    if verb == "tilbake":
        put_back(request, template, steps)
    elif place is None:
        messages.warning(request, _("Raden finnes ikke lenger."))
    elif verb in ("opp", "ned"):
        if request.POST.get("orden") != order_of(steps):
            messages.warning(
                request,
                _("Noen andre har endret radene i mellomtiden. Ingenting er flyttet. Se over og prøv igjen."),
            )
            return draw(request, template.pk, status=409)
        move(request, template, steps, place, -1 if verb == "opp" else 1)
        return redirect(f"{template.get_absolute_url()}#rad-{key}")
    elif verb == "kopier":
        copy_row(request, template, steps, place)
    elif verb == "fjern":
        remove(request, template, steps, place)
    return redirect(template)


def move(
    request: UserRequest, template: ProgrammeTemplate, steps: list[TemplateStep], place: int, by: int
) -> None:
    step = steps.pop(place)
    steps.insert(max(place + by, 0), step)
    template.put_in_order(steps)
    messages.success(request, _("«%(title)s» er nå rad %(number)d.") % words_of(step))


def copy_row(
    request: UserRequest, template: ProgrammeTemplate, steps: list[TemplateStep], place: int
) -> None:
    """Right below the one it was copied from."""
    copy = TemplateStep.from_row(template, len(steps) + 1, steps[place].row())
    copy.save()
    steps.insert(place + 1, copy)
    template.put_in_order(steps)
    messages.success(request, _("«%(title)s» er kopiert til rad %(number)d.") % words_of(copy))


def words_of(step: TemplateStep) -> dict[str, Any]:
    return {"title": step.title, "number": step.position}


def remove(request: UserRequest, template: ProgrammeTemplate, steps: list[TemplateStep], place: int) -> None:
    """The confirmation carries the whole row, so that one button puts it back."""
    step = steps.pop(place)
    row = {name: each for name, each in row_table(step.row()).items() if each is not None}
    row["rule"] = step.rule
    step.delete()
    template.put_in_order(steps)
    fields: dict[str, str | int] = {"handling": "tilbake", "plass": place + 1, "rad": json.dumps(row)}
    confirm(request, _("«%s» er fjernet.") % step.title, undo=template.get_absolute_url(), **fields)


def put_back(request: UserRequest, template: ProgrammeTemplate, steps: list[TemplateStep]) -> None:
    try:
        row = row_from(Fields(json.loads(request.POST.get("rad", "")), _("Raden")))
    except (FieldsError, ValueError, RecursionError):
        messages.warning(request, _("Raden kunne ikke settes tilbake. Legg den til på nytt."))
        return
    step = TemplateStep.from_row(template, len(steps) + 1, row)
    step.save()
    wished = whole_numbers(request.POST.get("plass", ""))
    steps.insert(wished[0] - 1 if wished else len(steps), step)
    template.put_in_order(steps)
    messages.success(request, _("«%(title)s» står igjen som rad %(number)d.") % words_of(step))


@atomic_post
def template_copy(request: UserRequest, pk: int) -> HttpResponse:
    rule = ProgrammeTemplate.objects.readable_by(request.user, timezone.localdate())
    said = _("Kopien er et utkast. Ingen kan starte fra den før du publiserer den.")
    return copy_of(request, get_object_or_404(rule, pk=pk), said)


@require_POST
@atomic_post
def template_next(request: UserRequest, pk: int) -> HttpResponse:
    """Editing a published one makes the next edition; a draft that is begun already is gone on with."""
    kept_municipality(request)
    rule = ProgrammeTemplate.objects.kept_by(request.user, timezone.localdate()).published()
    draft = get_object_or_404(rule, pk=pk).begin_next()
    messages.success(
        request,
        _("Du arbeider i et utkast til versjon %d. Programmer i gang endres ikke.") % draft.edition,
    )
    return redirect(draft)


@atomic_post
@unless_published(ProgrammeTemplate)
def template_publish(request: UserRequest, pk: int) -> HttpResponse:
    """The whole is checked; what is wrong is said row by row, and nothing is published."""
    template = draft_of(request, pk)
    if faults_of(template.rows(), template.length_weeks):
        return draw(request, pk, status=422)
    sentences = [_("Nye programmer starter fra denne versjonen."), *said_of_running(request, template)]
    done = _("Versjon %d er publisert, og nye programmer starter fra den. Programmer i gang beholder sin.")
    return publication_of(request, template, sentences, done % template.edition)


def said_of_running(request: UserRequest, template: ProgrammeTemplate) -> list[str]:
    """What becomes of those who follow an earlier edition; nothing where there is none."""
    if template.edition == 1:
        return []
    on = timezone.localdate()
    count = Programme.objects.dates_visible_to(request.user, on).following_older(template, on).count()
    if count == 0:
        return [_("Ingen programmer i gang følger en eldre versjon.")]
    said = ngettext(
        "%d program i gang følger en eldre versjon. Det beholder sin, og lederne får tilbud om å ta i bruk den nye.",
        "%d programmer i gang følger en eldre versjon. De beholder sin, og lederne får tilbud om å ta i bruk den nye.",
        count,
    )
    return [said % count]


@atomic_post
@unless_published(ProgrammeTemplate)
def template_delete(request: UserRequest, pk: int) -> HttpResponse:
    """A draft that nobody wants; asked first, since nothing brings it back."""
    return deletion_of(request, draft_of(request, pk))
