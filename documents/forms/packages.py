"""What leaders say of a package: that the archive has it, and what was wrong on the form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import Package
from people.forms import PlainForm, WholeForm
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import Programme

MISSING = _("Velg hvorfor skjemaet rettes.")


class ReceivedForm(PlainForm):
    """The day the archive got the package."""

    received_on = forms.DateField(
        label=_("Mottatt av arkivet"),
        widget=day_input(),
        error_messages={"required": _("Velg dagen arkivet mottok pakken."), "invalid": UNREADABLE_DAY},
    )

    def __init__(self, data: Any = None, *, package: Package, on: date) -> None:
        super().__init__(data, initial={"received_on": on})
        self.package, self.on = package, on

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.on:
            raise forms.ValidationError(_("Dagen er ikke kommet ennå."))
        if self.package.made_at and day < timezone.localdate(self.package.made_at):
            raise forms.ValidationError(_("Pakken var ikke laget den dagen."))
        return day


class CorrectionForm(WholeForm):
    """The head of the form, and why it is put right. The shifts stand beside it."""

    reason = forms.ChoiceField(
        label=_("Hvorfor rettes skjemaet?"),
        choices=[("", _("Velg grunn")), *Package.Reason.choices],
        help_text=_("Grunnen står ved den nye versjonen, og følger med til arkivet."),
        error_messages={"required": MISSING, "invalid_choice": MISSING},
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Programme
        fields = ("title", "ident")

    def __init__(self, *args: Any, last: Package, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        self.initial["number"] = last.number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("number") != self.last.number:
            raise forms.ValidationError(
                _(
                    "Noen andre har rettet skjemaet siden du åpnet siden. Se på den nye versjonen før du retter."
                )
            )
        return cleaned

    @property
    def changes_head(self) -> bool:
        return bool({"title", "ident"} & set(self.changed_data))
