"""One checklist template: read it, and edit, publish or delete a draft of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checklists.models import ChecklistTemplate
from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.template_texts import ChecklistHeadForm, SectionForm, SectionFormSet
from programmes.template_lines import TemplateLine, mark_of
from programmes.views.templates_common import (
    copy_of,
    crumbs,
    deletion_of,
    is_newest,
    kept_municipality,
    publication_of,
)
from programmes.views.templates_meanwhile import unless_published


def draft_of(request: UserRequest, pk: int) -> ChecklistTemplate:
    rule = ChecklistTemplate.objects.edited_by(request.user, timezone.localdate())
    return get_object_or_404(locked(rule, request), pk=pk)


def checklist_template(request: UserRequest, pk: int) -> HttpResponse:
    on = timezone.localdate()
    readable = ChecklistTemplate.objects.readable_by(request.user, on)
    rule = readable.with_rights_for(request.user, on).select_related("copied_from")
    template = get_object_or_404(rule, pk=pk)
    editions = list(readable.filter(municipality=template.municipality_id, slug=template.slug).exclude(pk=pk))
    context = {
        "template": template,
        "state": mark_of(template),
        "sections": template.sections(),
        "editions": [TemplateLine(each) for each in editions],
        "is_newest": is_newest(template, editions),
        "breadcrumbs": crumbs((template.name, template.get_absolute_url())),
    }
    return render(request, "programmes/template_checklist.html", context)


@atomic_post
@unless_published(ChecklistTemplate, ChecklistHeadForm, SectionForm)
def checklist_edit(request: UserRequest, pk: int) -> HttpResponse:
    """The name and all parts on one page; a row is a line."""
    template = draft_of(request, pk)
    name = template.name
    saved = [
        {"place": place, "title": part.title, "levels": part.levels, "items": list(part.items)}
        for place, part in enumerate(template.sections(), start=1)
    ]
    formset = SectionFormSet(sent(request), version=template.version, saved=saved)
    form = ChecklistHeadForm(sent(request), instance=template)
    if request.method == "POST" and formset.is_valid() and form.is_valid():
        form.instance.rows = formset.rows
        form.save()
        messages.success(request, _("Lagret."))
        return redirect(request.path if "mer" in request.POST else template)
    context = {
        "form": form,
        "formset": formset,
        "breadcrumbs": crumbs((name, template.get_absolute_url()), (_("Rediger"), request.path)),
    }
    return render(
        request, "programmes/template_checklist_edit.html", context, status=status_of(formset, form)
    )


@atomic_post
def checklist_copy(request: UserRequest, pk: int) -> HttpResponse:
    rule = ChecklistTemplate.objects.readable_by(request.user, timezone.localdate())
    said = _("Kopien er et utkast. Ingen kan dele den ut før du publiserer den.")
    return copy_of(request, get_object_or_404(rule, pk=pk), said)


@require_POST
@atomic_post
def checklist_next(request: UserRequest, pk: int) -> HttpResponse:
    kept_municipality(request)
    rule = ChecklistTemplate.objects.kept_by(request.user, timezone.localdate()).published()
    draft = get_object_or_404(rule, pk=pk).begin_next()
    messages.success(
        request, _("Du arbeider i et utkast til versjon %d. Utdelte lister endres ikke.") % draft.edition
    )
    return redirect(draft)


@atomic_post
@unless_published(ChecklistTemplate)
def checklist_publish(request: UserRequest, pk: int) -> HttpResponse:
    template = draft_of(request, pk)
    if not template.rows:
        messages.error(request, _("Malen har ingen rader. Legg til minst én før du publiserer."))
        return redirect(template)
    sentences = [_("Versjonen deles ut fra nå av."), _("Lister som alt er delt ut, endres ikke.")]
    done = _("Versjon %d er publisert, og deles ut fra nå av.") % template.edition
    return publication_of(request, template, sentences, done)


@atomic_post
@unless_published(ChecklistTemplate)
def checklist_delete(request: UserRequest, pk: int) -> HttpResponse:
    return deletion_of(request, draft_of(request, pk))
