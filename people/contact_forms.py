"""A row with a few people to reach under it: what a place says of itself in letters, and the contact card."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import VersionedForm
from people.models import ContactCard, Representative
from people.person_forms import TOO_LONG

AUTOCOMPLETE_OFF = {"autocomplete": "off"}
INPUTS = {"phone": {"inputmode": "tel"}, "email": {"inputmode": "email"}}
WHOLE_ADDRESS = gettext_lazy("Skriv en hel e-postadresse, for eksempel kari@kommune.no.")


class ContactsForm(VersionedForm):
    """So many places for somebody. One without a name is nobody."""

    contact_model: type[models.Model]
    link: str
    """The contact's column that says whose it is."""
    columns: tuple[str, ...]
    most: int
    closes_gaps = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = (
            {contact.number: contact for contact in self.instance.contacts.all()} if self.instance.pk else {}
        )
        for number in range(1, self.most + 1):
            for name, field in _contact_fields(self.contact_model, self.columns).items():
                self.fields[f"{name}_{number}"] = field
                self.initial[f"{name}_{number}"] = getattr(saved.get(number), name, "")

    @property
    def contact_rows(self) -> list[list[forms.BoundField]]:
        numbers = range(1, self.most + 1)
        return [[self[f"{name}_{number}"] for name in self.columns] for number in numbers]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, self.most + 1):
            given = {name: cleaned.get(f"{name}_{number}", "") for name in self.columns}
            is_read = not any(self.has_error(f"{name}_{number}") for name in self.columns)
            if is_read and any(given.values()) and not given["name"]:
                self.add_error(f"name_{number}", _("Skriv navnet på den som kan kontaktes."))
            elif is_read and given["name"] and not (given["phone"] or given["email"]):
                self.add_error(f"phone_{number}", _("Skriv telefon eller e-post, så den nye når fram."))
        return cleaned

    def besides(self, number: int) -> dict[str, Any]:
        """What follows of the place."""
        return {}

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit)
        numbers = [number for number in range(1, self.most + 1) if self.cleaned_data[f"name_{number}"]]
        row.contacts.all().delete()
        self.contact_model._default_manager.bulk_create(
            self.contact_model(
                **{self.link: row},
                number=place if self.closes_gaps else number,
                **{name: self.cleaned_data[f"{name}_{number}"] for name in self.columns},
                **self.besides(number),
            )
            for place, number in enumerate(numbers, start=1)
        )
        return row


def _contact_fields(model: type[models.Model], columns: tuple[str, ...]) -> dict[str, forms.Field]:
    """As the columns are, and none of them required: empty ones are nobody."""
    fields: dict[str, forms.Field] = {}
    for name in columns:
        column = model._meta.get_field(name)
        assert isinstance(column, models.CharField)
        fields[name] = forms.CharField(
            label=str(column.verbose_name).capitalize(),
            required=False,
            validators=column.validators,
            widget=forms.TextInput(attrs=AUTOCOMPLETE_OFF | INPUTS.get(name, {})),
            error_messages={"max_length": TOO_LONG, "invalid": WHOLE_ADDRESS},
        )
    return fields


class CardForm(ContactsForm):
    """Three tillitsvalgte, since unions have their own, and two verneombud."""

    contact_model, link = Representative, "card"
    columns = ("name", "association", "phone", "email")
    kinds = (*(Representative.Kind.UNION,) * 3, *(Representative.Kind.SAFETY,) * 2)
    most = len(kinds)
    closes_gaps = False  # a place says what they are

    class Meta:
        model = ContactCard
        fields: ClassVar[tuple[str, ...]] = ()

    @property
    def named_rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """«Tillitsvalgt 2»"""
        before = [self.kinds[:place].count(kind) for place, kind in enumerate(self.kinds)]
        names = [
            f"{str(kind.label).capitalize()} {nr + 1}" for kind, nr in zip(self.kinds, before, strict=True)
        ]
        return list(zip(names, self.contact_rows, strict=True))

    def besides(self, number: int) -> dict[str, Any]:
        return {"kind": self.kinds[number - 1]}
