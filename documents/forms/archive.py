"""What the municipality sends to its archive; and which packages one wants at once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import ArchiveChoice
from people.forms import PlainForm, VersionedForm
from people.models import Department
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

    sted = forms.ChoiceField(
        label=_("Enhet eller avdeling"),
        required=False,
        error_messages={"invalid_choice": _("Velg et av stedene i listen. Du ser alle stedene du leder.")},
    )

    def __init__(self, data: Any, *, on: date, departments: list[Department]) -> None:
        self.usual = {"fra": str(on - USUAL_PERIOD), "til": str(on)}
        chosen = self.usual | {"sted": data.get("sted", "")}
        super().__init__(data if {"fra", "til"} <= set(data) else chosen)
        self.departments = departments
        self.fields["sted"].choices = self.places()  # type: ignore[attr-defined]

    def places(self) -> list[tuple[str, Any]]:
        """The whole of what one leads, then by unit: all of it, or one department."""
        listed: list[tuple[str, Any]] = [("", _("Alle stedene du leder"))]
        for unit, here in groupby(self.departments, key=lambda department: department.unit):
            rows = [(f"avdeling-{department.pk}", department.name) for department in here]
            whole = [(f"enhet-{unit.pk}", _("Hele %(unit)s") % {"unit": unit})] if len(rows) > 1 else []
            listed.append((str(unit), [*whole, *rows]))
        return listed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"fra", "til"} <= set(cleaned) and cleaned["fra"] > cleaned["til"]:
            raise forms.ValidationError(_("Den første dagen må komme før den siste."))
        return cleaned

    @property
    def chosen(self) -> list[int]:
        """The departments asked for; all one leads where the form cannot be read."""
        place = self.cleaned_data.get("sted", "") if self.is_valid() else ""
        kind, _dash, key = place.partition("-")
        if not place:
            return [department.pk for department in self.departments]
        if kind == "enhet":
            return [department.pk for department in self.departments if str(department.unit_id) == key]
        return [int(key)]

    @property
    def query(self) -> str:
        """The same choice, for an address."""
        first, last = self.days
        place = self.cleaned_data.get("sted", "") if self.is_valid() else ""
        return urlencode({"fra": first, "til": last} | ({"sted": place} if place else {}))

    @property
    def days(self) -> tuple[date, date]:
        """The days asked for; the last year where they cannot be read."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return (
            chosen.get("fra") or date.fromisoformat(self.usual["fra"]),
            chosen.get("til") or date.fromisoformat(self.usual["til"]),
        )
