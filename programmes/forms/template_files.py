"""What stands beside the editor: the start date of a trial, a file from another municipality, what to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.template_files import ChecklistFile, ChecklistFileError, checklist_from
from checklists.toml_fields import FieldsError, fields_in
from checklists.versions import VersionedTemplate
from people.forms import PlainForm
from people.identity_numbers import IDENTITY_NUMBER
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import ProgrammeTemplate
from programmes.schedule import FIRST_START_YEAR, LAST_START_YEAR
from programmes.template_files import TemplateFile, TemplateFileError, template_from

AS_NEW = "new"
LARGEST_FILE = 1024 * 1024
LONGEST_SENTENCE = 600


class TrialForm(PlainForm):
    """From which day the trial timeline counts."""

    start = forms.DateField(
        label=gettext_lazy("Prøv med startdato"),
        widget=day_input(),
        error_messages={"invalid": UNREADABLE_DAY, "required": gettext_lazy("Velg en startdato.")},
    )

    def __init__(self, *args: Any, form_id: str = "", **kwargs: Any) -> None:
        """`form_id`: the form on the page that the day is sent with, when it is not the one around it."""
        super().__init__(*args, **kwargs)
        if form_id:
            self.fields["start"].widget.attrs["form"] = form_id

    def clean_start(self) -> date:
        start: date = self.cleaned_data["start"]
        if not FIRST_START_YEAR <= start.year <= LAST_START_YEAR:
            said = _("Velg en startdato i et av årene %(first)d til %(last)d.")
            raise ValidationError(said % {"first": FIRST_START_YEAR, "last": LAST_START_YEAR})
        return start


class ImportForm(PlainForm):
    """One TOML file, read whole or not at all."""

    file = forms.FileField(
        label=gettext_lazy("Malfil"),
        help_text=gettext_lazy("En TOML-fil på høyst 1 MB, lastet ned fra Mentorprogram."),
        widget=forms.FileInput(attrs={"accept": ".toml,application/toml,text/plain"}),
        error_messages={
            "required": gettext_lazy("Velg en fil."),
            "invalid": gettext_lazy("Velg en fil."),
            "missing": gettext_lazy("Velg en fil."),
            "empty": gettext_lazy("Filen er tom. Velg en annen fil."),
            "max_length": gettext_lazy("Filnavnet er for langt. Gi filen et kortere navn."),
        },
    )

    role = forms.ChoiceField(
        label=gettext_lazy("Hvis dere har en mal med samme kortnavn"),
        help_text=gettext_lazy("Kortnavnet står øverst i filen, etter «slug»."),
        choices=[
            ("version", gettext_lazy("Gjør filen til neste versjon av den")),
            (AS_NEW, gettext_lazy("Hent inn som en ny mal")),
        ],
        initial="version",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Velg en av de to.")),
    )

    def clean_file(self) -> TemplateFile | ChecklistFile:
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            said = _("Filen er på %s. En malfil er på høyst 1 MB. Ingenting er lagt inn.")
            raise ValidationError(said % filesizeformat(sent.size or 0))
        try:
            return read_sent(sent.read(), sent.name or _("filen"))
        except (FieldsError, TemplateFileError, ChecklistFileError) as error:
            raise ValidationError(_("%s Ingenting er lagt inn.") % str(error)[:LONGEST_SENTENCE]) from error


def read_sent(content: bytes, name: str) -> TemplateFile | ChecklistFile:
    """A checklist has parts, a programme has rows; the same readers as for the files of the product."""
    fields = fields_in(content, name)
    read = checklist_from(fields) if "sections" in fields.left else template_from(fields)
    text = content.decode("utf-8-sig")
    if found := IDENTITY_NUMBER.search(text):  # in a comment: no text of the template has one
        line = text.count("\n", 0, found.start()) + 1
        said = _("%(name)s, linje %(line)d: noe her ligner et fødselsnummer. Det skal ikke stå i filen.")
        raise FieldsError(said % {"name": name, "line": line})
    return read


class CompareForm(PlainForm):
    """Two templates, side by side."""

    a = forms.ModelChoiceField(ProgrammeTemplate.objects.none(), label=gettext_lazy("Den ene malen"))
    b = forms.ModelChoiceField(ProgrammeTemplate.objects.none(), label=gettext_lazy("Den andre malen"))

    def __init__(self, *args: Any, readable: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.fields["a"], self.fields["b"]):
            field.queryset = readable  # type: ignore[attr-defined]
            field.empty_label = _("Velg mal")  # type: ignore[attr-defined]
            field.label_from_instance = full_name  # type: ignore[attr-defined]
            chosen = _("Velg en av malene i listen.")
            field.error_messages |= {"required": _("Velg en mal."), "invalid_choice": chosen}


def full_name(template: VersionedTemplate) -> str:
    """A template among its own editions."""
    if template.is_shared:
        return _("%s (følger med)") % template.name
    said = (
        _("%(name)s, versjon %(edition)d (utkast)")
        if template.is_draft
        else _("%(name)s, versjon %(edition)d")
    )
    return said % {"name": template.name, "edition": template.edition}


def published_name(template: VersionedTemplate) -> str:
    """The same where two have both name and edition: the day it was published, and at last its short name."""
    at = template.published_at
    said = _("%(name)s, publisert %(day)s (%(slug)s)")
    words = {
        "name": full_name(template),
        "day": date_format(at, "d.m.Y") if at else "",
        "slug": template.slug,
    }
    return said % words if at else full_name(template)


def told_apart(templates: Iterable[VersionedTemplate]) -> dict[int, str]:
    """What each is called in a list where no two may be called the same: no more than it takes."""
    names = {template: template.name for template in templates}
    for longer in (full_name, published_name):
        often = Counter(names.values())
        names = {each: longer(each) if often[name] > 1 else name for each, name in names.items()}
    return {template.pk: name for template, name in names.items()}
