"""Templates as files that municipalities share: out as TOML, and in again as a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklists.models import ChecklistTemplate
from checklists.template_files import ChecklistFile
from checklists.template_files import write as write_checklist
from checklists.versions import VersionedTemplate
from people.forms import UserRequest, status_of
from people.models import Municipality
from people.pages import atomic_post, sent
from programmes.forms.template_files import AS_NEW, ImportForm
from programmes.models import ProgrammeTemplate
from programmes.template_files import TemplateFile
from programmes.template_files import write as write_programme
from programmes.views.templates_common import crumbs, kept_municipality


@require_safe
def programme_file(request: UserRequest, pk: int) -> HttpResponse:
    rule = ProgrammeTemplate.objects.readable_by(request.user, timezone.localdate())
    template = get_object_or_404(rule, pk=pk)
    return toml(write_programme(template.to_file()), template.slug, template.edition)


@require_safe
def checklist_file(request: UserRequest, pk: int) -> HttpResponse:
    rule = ChecklistTemplate.objects.readable_by(request.user, timezone.localdate())
    template = get_object_or_404(rule, pk=pk)
    return toml(write_checklist(template.to_file()), template.slug, template.edition)


def toml(text: str, slug: str, edition: int) -> HttpResponse:
    name = f"{slug}-{edition}.toml"
    return HttpResponse(
        text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@atomic_post
def template_import(request: UserRequest) -> HttpResponse:
    """One file becomes one draft; a wrong one changes nothing."""
    municipality = kept_municipality(request)
    form = ImportForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        template = next_of(file, municipality, as_new=form.cleaned_data["role"] == AS_NEW)
        if draft := template.draft():
            form.add_error("file", begun_already(draft))
        else:
            return brought_in(request, file, template)
    context = {"form": form, "breadcrumbs": crumbs((_("Hent inn en mal"), request.path))}
    return render(request, "programmes/template_import.html", context, status=status_of(form))


def begun_already(draft: VersionedTemplate) -> str:
    said = _(
        "Filen har samme kortnavn som «%s», og den har alt et utkast. Publiser eller slett utkastet først, "
        "eller hent filen inn som en ny mal. Ingenting er lagt inn."
    )
    return said % draft.name


def next_of(
    file: TemplateFile | ChecklistFile, municipality: Municipality, *, as_new: bool
) -> ProgrammeTemplate | ChecklistTemplate:
    """Unsaved: the municipality's first edition of what the file is called, or the one after its last.

    With `as_new` a template by itself, under another slug when theirs is taken.
    """
    model: type[ProgrammeTemplate | ChecklistTemplate] = (
        ProgrammeTemplate if isinstance(file, TemplateFile) else ChecklistTemplate
    )
    template = model(slug=file.slug, municipality=municipality)
    if as_new and template.line().exists():
        template.slug = model.objects.free_slug(file.name, municipality)
    template.edition = template.next_edition()
    return template


def brought_in(
    request: UserRequest,
    file: TemplateFile | ChecklistFile,
    template: ProgrammeTemplate | ChecklistTemplate,
) -> HttpResponse:
    earlier = template.line().order_by("-edition").first()
    if isinstance(template, ProgrammeTemplate) and isinstance(file, TemplateFile):
        ProgrammeTemplate.objects.keep(file, template)
    elif isinstance(template, ChecklistTemplate) and isinstance(file, ChecklistFile):
        ChecklistTemplate.objects.keep(file, template)
    said = _("«%s» er hentet inn som et utkast. Se over det, og publiser når det er riktig.") % file.name
    messages.success(request, next_version_of(earlier, template.edition) if earlier else said)
    return redirect(template)


def next_version_of(earlier: VersionedTemplate, edition: int) -> str:
    """The slug alone has tied them together, and the two may be of different things."""
    said = _(
        "Filen har samme kortnavn som «%(name)s», og er hentet inn som et utkast til versjon %(edition)d av den. "
        "Er det en annen mal, slett utkastet og hent filen inn som en ny mal."
    )
    return said % {"name": earlier.name, "edition": edition}
