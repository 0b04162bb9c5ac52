"""What the municipality sends to its archive; and which packages one wants at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import ArchiveChoice
from people.forms import PlainForm, VersionedForm
from programmes.forms.appointments import UNREADABLE_DAY, day_input

USUAL_PERIOD = timedelta(days=365)


class ArchiveChoiceForm(VersionedForm):
    class Meta:
        model = ArchiveChoice
        fields = ("is_included", "document_type", "access_code", "legal_basis", "retention")


class PeriodForm(PlainForm):
    """Both days are included."""

    fra = forms.DateField(
        label=_("Levert fra og med"), widget=day_input(), error_messages={"invalid": UNREADABLE_DAY}
    )
    til = forms.DateField(
        label=_("Til og med"), widget=day_input(), error_messages={"invalid": UNREADABLE_DAY}
    )

    def __init__(self, data: Any, *, on: date) -> None:
        self.usual = {"fra": str(on - USUAL_PERIOD), "til": str(on)}
        super().__init__(data if {"fra", "til"} <= set(data) else self.usual)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"fra", "til"} <= set(cleaned) and cleaned["fra"] > cleaned["til"]:
            raise forms.ValidationError(_("Den første dagen må komme før den siste."))
        return cleaned

    @property
    def days(self) -> tuple[date, date]:
        """The days asked for; the last year where they cannot be read."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return (
            chosen.get("fra") or date.fromisoformat(self.usual["fra"]),
            chosen.get("til") or date.fromisoformat(self.usual["til"]),
        )
