"""A draft's head, stikkord and texts."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.forms.template_texts import (
    HeadForm,
    PartsFormSet,
    PassageForm,
    PassageFormSet,
    PromptForm,
    PromptFormSet,
)
from programmes.models import ProgrammeTemplate
from programmes.views.templates_common import crumbs, draft_of
from programmes.views.templates_meanwhile import unless_published

PARTS: Mapping[str, tuple[str, type[PartsFormSet], Any, Any]] = {
    "stikkord": (
        "prompts",
        PromptFormSet,
        gettext_lazy("Stikkord"),
        gettext_lazy("Til inspirasjon i samtalene. De med samme gruppe vises sammen."),
    ),
    "maal": ("aims", PassageFormSet, gettext_lazy("Mål"), gettext_lazy("Hva programmet skal gi.")),
    "ansvar": (
        "duties",
        PassageFormSet,
        gettext_lazy("Ansvar"),
        gettext_lazy("Hvem som har ansvar for hva."),
    ),
    "merknader": (
        "notes",
        PassageFormSet,
        gettext_lazy("Merknader"),
        gettext_lazy("Det som gjelder hele programmet. Står på programsiden."),
    ),
}
"""Each part of a template's texts: its column, its form, its heading and what it is for."""


@atomic_post
@unless_published(ProgrammeTemplate, HeadForm)
def template_head(request: UserRequest, pk: int) -> HttpResponse:
    template = draft_of(request, pk)
    name = template.name
    form = HeadForm(sent(request), instance=template)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Lagret."))
        return redirect(template)
    context = {
        "form": form,
        "heading": _("Navn og beskrivelse"),
        "word": _("Lagre"),
        "breadcrumbs": crumbs((name, template.get_absolute_url()), (_("Navn og beskrivelse"), request.path)),
    }
    return render(request, "programmes/template_name.html", context, status=status_of(form))


@atomic_post
@unless_published(ProgrammeTemplate, PromptForm, PassageForm)
def template_texts(request: UserRequest, pk: int, part: str) -> HttpResponse:
    """All of one part at once; what is emptied is gone."""
    if part not in PARTS:
        raise Http404
    template = draft_of(request, pk)
    column, formset_class, heading, lead = PARTS[part]
    formset = formset_class(sent(request), version=template.version, saved=getattr(template, column))
    if request.method == "POST" and formset.is_valid():
        setattr(template, column, formset.parts)
        template.version += 1
        template.save()
        messages.success(request, _("Lagret."))
        return redirect(request.path if "mer" in request.POST else template)
    context = {
        "formset": formset,
        "heading": heading,
        "lead": lead,
        "breadcrumbs": crumbs((template.name, template.get_absolute_url()), (heading, request.path)),
    }
    return render(request, "programmes/template_texts.html", context, status=status_of(formset))
