"""The municipality's letterhead and its words in the letter; the words and contacts of a unit or department."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.contrast import Colour
from documents.logos import make_logo
from documents.models import LetterContact, Letterhead, LetterPlace
from people.contact_forms import ContactsForm
from people.forms import ProseField, VersionedForm
from people.person_forms import TOO_LONG


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


class PlaceForm(ContactsForm):
    """What the place says of itself, and a few to call."""

    contact_model, link = LetterContact, "letter_place"
    columns, most = ("name", "role", "phone", "email"), 4

    class Meta:
        model = LetterPlace
        fields = ("about",)
        field_classes: ClassVar = {"about": ProseField}
        widgets: ClassVar = {"about": forms.Textarea(attrs={"rows": 6})}
        error_messages: ClassVar = {"about": {"max_length": TOO_LONG}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].label = _("Om %(place)s") % {"place": self.instance}
