"""The municipality's letterhead and its words in the letter; the words and contacts of a unit or department."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.contrast import Colour
from documents.logos import make_logo
from documents.models import LetterContact, Letterhead, LetterPlace
from people.forms import ProseField, VersionedForm
from people.person_forms import TOO_LONG

MOST_CONTACTS = 4


class LetterheadForm(VersionedForm):
    logo_file = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("SVG, PNG eller JPEG på høyst 2 MB. Bakgrunnen blir hvit."),
        widget=forms.FileInput(attrs={"accept": "image/svg+xml,image/png,image/jpeg"}),
        error_messages={"empty": gettext_lazy("Filen er tom. Velg en annen.")},
    )

    class Meta:
        model = Letterhead
        fields = ("colour", "scheme", "to_bring", "practical")
        field_classes: ClassVar = dict.fromkeys(("scheme", "to_bring", "practical"), ProseField)
        labels: ClassVar = {"colour": gettext_lazy("Farge på streken under logoen")}
        help_texts: ClassVar = {
            "colour": gettext_lazy("Seks tegn, for eksempel #0a5c63. Den må kunne leses på hvitt papir."),
            "to_bring": gettext_lazy("Én ting på hver linje."),
        }
        widgets: ClassVar = {
            "colour": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **{name: forms.Textarea(attrs={"rows": 6}) for name in ("scheme", "to_bring", "practical")},
        }
        error_messages: ClassVar = {
            "colour": {"max_length": gettext_lazy("Skriv fargen som seks tegn, for eksempel #0a5c63.")},
            **{name: {"max_length": TOO_LONG} for name in ("scheme", "to_bring", "practical")},
        }

    def clean_colour(self) -> str:
        colour = Colour.read(self.cleaned_data["colour"])
        return str(colour) if colour else self.cleaned_data["colour"]

    def clean_logo_file(self) -> tuple[bytes, str] | None:
        sent: UploadedFile[Any] | None = self.cleaned_data["logo_file"]
        return make_logo(sent, sent.size or 0) if sent else None

    def save(self, commit: bool = True, *, removes_logo: bool = False) -> Letterhead:
        """The button that takes the logo away keeps what was written beside it."""
        letterhead: Letterhead = self.instance
        if removes_logo:
            letterhead.set_logo(b"", "")
        elif logo := self.cleaned_data["logo_file"]:
            letterhead.set_logo(*logo)
        super().save(commit)
        return letterhead


class PlaceForm(VersionedForm):
    """What the place says of itself, and a few to call. A contact without a name is none."""

    class Meta:
        model = LetterPlace
        fields = ("about",)
        field_classes: ClassVar = {"about": ProseField}
        widgets: ClassVar = {"about": forms.Textarea(attrs={"rows": 6})}
        error_messages: ClassVar = {"about": {"max_length": TOO_LONG}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].label = _("Om %(place)s") % {"place": self.instance}
        saved = list(self.instance.contacts.all()) if self.instance.pk else []
        for number in range(1, MOST_CONTACTS + 1):
            contact = saved[number - 1] if number <= len(saved) else None
            for name, field in _contact_fields().items():
                self.fields[f"{name}_{number}"] = field
                self.initial[f"{name}_{number}"] = getattr(contact, name, "")

    @property
    def contact_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in CONTACT] for number in range(1, MOST_CONTACTS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, MOST_CONTACTS + 1):
            given = {name: cleaned.get(f"{name}_{number}", "") for name in CONTACT}
            is_read = not any(self.has_error(f"{name}_{number}") for name in CONTACT)
            if is_read and any(given.values()) and not given["name"]:
                self.add_error(f"name_{number}", _("Skriv navnet på den som kan kontaktes."))
            elif is_read and given["name"] and not (given["phone"] or given["email"]):
                self.add_error(f"phone_{number}", _("Skriv telefon eller e-post, så den nye når fram."))
        return cleaned

    def save(self, commit: bool = True) -> LetterPlace:
        place: LetterPlace = super().save(commit)
        given = [
            {name: self.cleaned_data[f"{name}_{number}"] for name in CONTACT}
            for number in range(1, MOST_CONTACTS + 1)
        ]
        place.contacts.all().delete()
        LetterContact.objects.bulk_create(
            LetterContact(letter_place=place, number=number, **contact)
            for number, contact in enumerate((row for row in given if row["name"]), start=1)
        )
        return place


CONTACT = ("name", "role", "phone", "email")
AUTOCOMPLETE_OFF = {"autocomplete": "off"}


def _contact_fields() -> dict[str, forms.Field]:
    """As the columns are, and none of them required: four empty ones are no contact."""
    fields: dict[str, forms.Field] = {}
    for name in CONTACT:
        column = LetterContact._meta.get_field(name)
        assert isinstance(column, models.CharField)
        fields[name] = forms.CharField(
            label=str(column.verbose_name).capitalize(),
            required=False,
            validators=column.validators,
            widget=forms.TextInput(attrs=AUTOCOMPLETE_OFF | INPUTS.get(name, {})),
            error_messages={"max_length": TOO_LONG, "invalid": WHOLE_ADDRESS},
        )
    return fields


WHOLE_ADDRESS = gettext_lazy("Skriv en hel e-postadresse, for eksempel kari@kommune.no.")
INPUTS = {"phone": {"inputmode": "tel"}, "email": {"inputmode": "email"}}
