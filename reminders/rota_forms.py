"""Which days and whom a rota list shows; and the words of the municipality's rota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm, VersionedForm
from programmes.forms.changes import day_field
from reminders.models import RotaWords

USUAL, MOST = timedelta(days=27), timedelta(days=183)


class RotaForm(PlainForm):
    """Read out of the address, so that a list can be kept as a link."""

    fra = day_field(gettext_lazy("Fra og med"), required=False)
    til = day_field(gettext_lazy("Til og med"), required=False)
    hvem = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)

    def __init__(self, data: Mapping[str, Any], *, on: date) -> None:
        usual = {"fra": str(on), "til": "" if data.get("fra") else str(on + USUAL)}
        super().__init__({**usual, **{name: value for name, value in data.items() if value}})
        self.on = on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = self.days
        if last < first:
            self.add_error("til", _("Siste dag kan ikke være før første dag."))
        elif last - first > MOST:
            self.add_error("til", _("Velg høyst et halvt år om gangen."))
        return cleaned

    @property
    def days(self) -> tuple[date, date]:
        """Four weeks from today, or from the day that is chosen."""
        given = getattr(self, "cleaned_data", {})
        first = given.get("fra") or self.on
        return first, given.get("til") or min(first, date.max - USUAL) + USUAL


class RotaWordsForm(VersionedForm):
    class Meta:
        model = RotaWords
        fields = ("system", "talk_code", "meeting_code", "shift_code")
        help_texts: ClassVar = {
            "system": gettext_lazy("For eksempel GAT, Visma eller TietoEvry."),
            "meeting_code": gettext_lazy("Samtaler med leder, uansett hva slags."),
        }
        error_messages: ClassVar = {
            "system": {"required": gettext_lazy("Skriv hva systemet heter.")},
            **{
                name: {"required": gettext_lazy("Skriv en kode, høyst ti tegn.")}
                for name in ("talk_code", "meeting_code", "shift_code")
            },
        }
