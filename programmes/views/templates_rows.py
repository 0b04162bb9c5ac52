"""A row of a draft on its own page, with the year it gives beside it before anything is saved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.forms.template_rows import RowForm
from programmes.models import ProgrammeTemplate, TemplateStep
from programmes.views.templates_common import crumbs, draft_of, trial
from programmes.views.templates_meanwhile import unless_published

TRY, FORM_ID = "vis", "rad"


@atomic_post
@unless_published(ProgrammeTemplate, RowForm)
def row_add(request: UserRequest, pk: int) -> HttpResponse:
    template = draft_of(request, pk)
    steps = list(template.steps.all())
    return row_page(request, template, steps, TemplateStep(template=template, position=len(steps) + 1))


@atomic_post
@unless_published(ProgrammeTemplate, RowForm)
def row_edit(request: UserRequest, pk: int, row: int) -> HttpResponse:
    template = draft_of(request, pk)
    steps = list(template.steps.all())
    get_object_or_404(template.steps, pk=row)
    return row_page(request, template, steps, next(step for step in steps if step.pk == row))


def row_page(
    request: UserRequest, template: ProgrammeTemplate, steps: list[TemplateStep], step: TemplateStep
) -> HttpResponse:
    """The button «vis» shows the year with what is typed, and saves nothing."""
    rows = [each.row() for each in steps]
    place, title = step.position, step.title
    form = RowForm(sent(request), instance=step, rows=rows, length_weeks=template.length_weeks)
    if request.method == "POST" and form.is_valid():
        if TRY not in request.POST:
            form.save()
            messages.success(request, _("«%s» er lagret.") % step.title)
            return redirect(f"{template.get_absolute_url()}#rad-{step.pk}")
        rows[place - 1 : place] = [step.row()]
    here = _("Rad %d") % place if title else _("Ny rad")
    context = {
        "template": template,
        "step": step if step.pk else None,
        "form": form,
        "heading": f"{here}: {title}" if title else here,
        "tried": TRY in request.POST and form.is_valid(),
        "breadcrumbs": crumbs((template.name, template.get_absolute_url()), (here, request.path)),
    } | trial(request, rows, form_id=FORM_ID)
    return render(request, "programmes/template_row.html", context, status=status_of(form))
