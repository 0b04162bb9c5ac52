"""A draft that a colleague has published while somebody still wrote in it: said, and the words are shown again."""

from collections.abc import Callable, Iterator
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.models import ChecklistTemplate
from people.forms import UserRequest
from programmes.models import ProgrammeTemplate
from programmes.views.templates_common import crumbs

type Page = Callable[..., HttpResponse]


def unless_published(
    model: type[ProgrammeTemplate | ChecklistTemplate], *written: type[forms.BaseForm]
) -> Callable[[Page], Page]:
    """The page of a draft, of which nothing is found when it stands fast. `written`: the forms whose words are kept."""

    def for_page(view: Page) -> Page:
        @wraps(view)
        def page(request: UserRequest, pk: int, **rest: object) -> HttpResponse:
            try:
                return view(request, pk, **rest)
            except Http404:
                kept = model._default_manager.kept_by(request.user, timezone.localdate())
                if template := kept.published().filter(pk=pk).first():
                    return stands_fast(request, template, written)
                raise

        return page

    return for_page


def stands_fast(
    request: UserRequest,
    template: ProgrammeTemplate | ChecklistTemplate,
    written: tuple[type[forms.BaseForm], ...],
) -> HttpResponse:
    words = list(words_sent(request.POST, written))
    if not words:
        messages.warning(
            request, _("Malen er alt publisert, og kan ikke endres. «Rediger» lager neste versjon.")
        )
        return redirect(template)
    context = {
        "template": template,
        "words": words,
        "next": reverse(f"templates:{next_page(template)}", args=[template.pk]),
        "breadcrumbs": crumbs((template.name, template.get_absolute_url())),
    }
    return render(request, "programmes/template_meanwhile.html", context, status=409)


def next_page(template: ProgrammeTemplate | ChecklistTemplate) -> str:
    return "next" if isinstance(template, ProgrammeTemplate) else "checklist_next"


def words_sent(data: QueryDict, written: tuple[type[forms.BaseForm], ...]) -> Iterator[tuple[str, str]]:
    """What was filled in, with the label it stood under; `del-3-text` is the text of the third part."""
    fields: dict[str, forms.Field] = {}
    for form in written:
        fields |= form.base_fields  # type: ignore[attr-defined]
    for sent in data:
        field = fields.get(sent.rpartition("-")[2])
        if field and not field.widget.is_hidden and (text := as_read(field, data.getlist(sent))):
            yield str(field.label), text


def as_read(field: forms.Field, values: list[str]) -> str:
    if isinstance(field, forms.BooleanField):
        return _("ja")
    choices = dict(getattr(field, "choices", ()))
    return ", ".join(str(choices.get(value, value)) for value in values if value)
