"""A template's own texts: its head, its stikkord in groups, its aims, duties and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.models import ChecklistTemplate
from checklists.toml_limits import (
    LONGEST_ITEM,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    MOST_PARTS,
)
from people.forms import PlainForm, VersionedForm
from programmes.forms.template_fields import lines, words
from programmes.models import ProgrammeTemplate
from programmes.rules import LAST_WEEK
from programmes.template_files import LONGEST_PHASE, LONGEST_SYSTEM

ROOM = 3  # empty lines below what is there
LAST_PLACE = 999
INCOMPLETE = {
    "too_many_forms": gettext_lazy("Du har %(num)d. Flere er det ikke plass til."),
    "missing_management_form": gettext_lazy("Skjemaet kom ikke helt fram. Åpne siden på nytt og prøv igjen."),
}


class NameForm(PlainForm):
    """What a copy, or a template that begins empty, is to be called."""

    name = words(
        gettext_lazy("Navn på malen"), LONGEST_NAME, required=gettext_lazy("Skriv et navn på malen.")
    )


class HeadForm(VersionedForm):
    name = words(gettext_lazy("Navn"), LONGEST_NAME, required=gettext_lazy("Skriv et navn på malen."))
    description = words(gettext_lazy("Beskrivelse"), LONGEST_TEXT, rows=4)
    source = words(
        gettext_lazy("Kilde"),
        LONGEST_SOURCE,
        help_text=gettext_lazy("Hvor det står, for eksempel et vedtak."),
    )
    length_weeks = forms.IntegerField(
        label=gettext_lazy("Varer i uker"),
        required=False,
        min_value=1,
        max_value=LAST_WEEK,
        help_text=gettext_lazy("Ingen rad kan da ligge etter den siste uken. Tomt felt: ingen grense."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            gettext_lazy("Bruk et helt tall fra 1 til %d, eller la feltet stå tomt.") % LAST_WEEK,
        ),
    )
    systems = lines(gettext_lazy("Fagsystemer den nytilsatte trenger"), gettext_lazy("En linje for hvert."))

    class Meta:
        model = ProgrammeTemplate
        fields = ["name", "description", "source", "length_weeks", "systems"]

    def clean_systems(self) -> list[str]:
        systems: list[str] = self.cleaned_data["systems"]
        if too_long := [name for name in systems if len(name) > LONGEST_SYSTEM]:
            said = _("Navnet «%(name)s …» er for langt. Skriv høyst %(most)d tegn.")
            raise forms.ValidationError(said % {"name": too_long[0][:30], "most": LONGEST_SYSTEM})
        return list(dict.fromkeys(systems))


class ChecklistHeadForm(VersionedForm):
    name = words(gettext_lazy("Navn"), LONGEST_NAME, required=gettext_lazy("Skriv et navn på malen."))
    description = words(gettext_lazy("Beskrivelse"), LONGEST_TEXT, rows=2)
    source = words(gettext_lazy("Kilde"), LONGEST_SOURCE)

    class Meta:
        model = ChecklistTemplate
        fields = ["name", "description", "source"]


class PromptForm(PlainForm):
    group = words(gettext_lazy("Gruppe"), LONGEST_PHASE)
    text = words(gettext_lazy("Stikkord"), LONGEST_LINE)
    follow_ups = lines(gettext_lazy("Oppfølgingsspørsmål, ett på hver linje"))
    sensitive = forms.BooleanField(label=gettext_lazy("Vis grensene for fortrolighet"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        beside = any(cleaned.get(name) for name in ("follow_ups", "sensitive"))
        if beside and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv stikkordet, eller tøm hele linjen."))
        return cleaned


class PassageForm(PlainForm):
    title = words(gettext_lazy("Overskrift"), LONGEST_NAME)
    text = words(gettext_lazy("Tekst"), LONGEST_TEXT, rows=3)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, other in (("title", "text"), ("text", "title")):
            if cleaned.get(other) and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fyll inn både overskrift og tekst, eller tøm begge."))
        return cleaned


class SectionForm(PlainForm):
    """A part of a checklist. A part that is emptied is gone."""

    place = forms.IntegerField(
        label=gettext_lazy("Plass"),
        required=False,
        min_value=1,
        max_value=LAST_PLACE,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Skriv et tall fra 1 til %d.") % LAST_PLACE
        ),
    )
    title = words(gettext_lazy("Del"), LONGEST_NAME)
    levels = forms.BooleanField(label=gettext_lazy("Følg fra «vist» til «gjort selv»"), required=False)
    items = lines(gettext_lazy("Rader"), gettext_lazy("En linje for hver rad."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].widget.attrs["rows"] = 8

    def clean_items(self) -> list[str]:
        items: list[str] = self.cleaned_data["items"]
        if too_long := [item for item in items if len(item) > LONGEST_ITEM]:
            said = _("Raden «%(item)s …» er for lang. Skriv høyst %(most)d tegn.")
            raise forms.ValidationError(said % {"item": too_long[0][:30], "most": LONGEST_ITEM})
        if twice := [item for item in items if items.count(item) > 1]:
            raise forms.ValidationError(_("Raden «%s» står to ganger.") % twice[0])
        return items

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("items") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Skriv hva delen heter."))
        if cleaned.get("title") and not cleaned.get("items") and "items" not in self.errors:
            self.add_error("items", _("Skriv minst én rad, eller tøm hele delen."))
        return cleaned


if TYPE_CHECKING:
    _FormSet = BaseFormSet[Any]
else:
    _FormSet = BaseFormSet


class PartsFormSet(_FormSet):
    """All parts of one kind, on one page. `version` is the template's when the page was drawn."""

    clashed = False

    def __init__(self, data: Any = None, *, version: int, saved: Iterable[dict[str, Any]]) -> None:
        self.version, self.saved = version, list(saved)
        super().__init__(
            data,
            initial=self.saved,
            prefix="del",
            form_kwargs={"empty_permitted": False},
            error_messages=INCOMPLETE,  # type: ignore[arg-type]
        )

    def clean(self) -> None:
        if any(self.errors) or not self.management_form.is_valid():
            return
        titles = [part["title"] for part in self.parts if "items" in part]
        if twice := [title for title in titles if titles.count(title) > 1]:
            raise forms.ValidationError(_("Delen «%s» står to ganger.") % twice[0])
        if self.data.get("version") != str(self.version) and self.parts != list(
            map(without_place, self.saved)
        ):
            self.clashed = True
            raise forms.ValidationError(
                _(
                    "Noen andre lagret dette mens du skrev. Det du skrev står fortsatt her. "
                    "Lagre en gang til hvis ditt skal gjelde."
                )
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What was written, without what was emptied, in the order that was asked for."""
        written = [form.cleaned_data for form in self.forms if form.cleaned_data]
        kept = [part for part in written if any(part.get(name) for name in ("text", "title", "items"))]
        groups = list(dict.fromkeys(part.get("group") for part in kept))  # each where it was first named
        ordered = sorted(
            kept, key=lambda part: (groups.index(part.get("group")), part.get("place") or LAST_PLACE)
        )
        return list(map(without_place, ordered))


def without_place(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "place"}


class BaseSectionFormSet(PartsFormSet):
    """A checklist's parts, as the table keeps them: a row for each line."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"section": part["title"], "text": item, "levels": part["levels"]}
            for part in self.parts
            for item in part["items"]
        ]


def parts_of[F: PartsFormSet](form: type[forms.Form], formset: type[F]) -> type[F]:
    made = formset_factory(
        form,
        formset=formset,
        extra=ROOM,
        max_num=MOST_PARTS,
        absolute_max=MOST_PARTS + ROOM,
        validate_max=True,
    )
    return cast(type[F], made)


PromptFormSet = parts_of(PromptForm, PartsFormSet)
PassageFormSet = parts_of(PassageForm, PartsFormSet)
SectionFormSet = parts_of(SectionForm, BaseSectionFormSet)
