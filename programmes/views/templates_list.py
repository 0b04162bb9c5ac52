"""The templates a municipality has, and beginning a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.models import ChecklistTemplate
from checklists.versions import municipalities_kept_by, municipalities_read_by
from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.forms.template_texts import NameForm
from programmes.models import ProgrammeTemplate
from programmes.template_lines import newest_lines
from programmes.views.templates_common import crumbs, kept_municipality


def template_list(request: UserRequest) -> HttpResponse:
    """For leaders to read, for the coordinator to keep."""
    on = timezone.localdate()
    municipality = municipalities_read_by(request.user, on).first()
    if municipality is None:
        raise Http404
    context = {
        "programmes": newest_lines(ProgrammeTemplate.objects.readable_by(request.user, on)),
        "checklists": newest_lines(ChecklistTemplate.objects.readable_by(request.user, on).defer("rows")),
        "may_keep": municipalities_kept_by(request.user, on).filter(pk=municipality.pk).exists(),
        "municipality": municipality,
        "breadcrumbs": crumbs(),
    }
    return render(request, "programmes/template_list.html", context)


@atomic_post
def template_new(request: UserRequest, kind: str) -> HttpResponse:
    """An empty draft: only a name is needed."""
    municipality = kept_municipality(request)
    model: type[ProgrammeTemplate | ChecklistTemplate] = (
        ProgrammeTemplate if kind == "program" else ChecklistTemplate
    )
    form = NameForm(sent(request))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        template = model(
            name=name, slug=model.objects.free_slug(name, municipality), municipality=municipality
        )
        template.save()
        messages.success(request, _("Utkastet er laget. Ingen kan starte fra det før du publiserer det."))
        return redirect(template)
    heading = _("Ny programmal") if kind == "program" else _("Ny sjekklistemal")
    context = {
        "form": form,
        "heading": heading,
        "word": _("Lag utkastet"),
        "breadcrumbs": crumbs((heading, request.path)),
    }
    return render(request, "programmes/template_name.html", context, status=status_of(form))
