"""Agreeing a day and writing up that it was held: the same for every kind of appointment.

The forms name no model, since there are four; a page makes its own with `modelform_factory`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import modelform_factory
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import VersionedForm
from people.models import User
from programmes.models.appointments import Appointment
from programmes.models.programme import no_identity_number
from programmes.workdays import holiday_name, is_workday

LAST_DAY_AFTER_START = timedelta(days=5 * 366)  # farther off is a slip of the keyboard

UNREADABLE_DAY = gettext_lazy("Skriv datoen som dag, måned og år, for eksempel 16.09.2026.")


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def day_note(day: date | None) -> str:
    """A word about a day that few work on, or an empty text: people on a rota choose it on purpose."""
    if day is None or is_workday(day):
        return ""
    name = holiday_name(day) or date_format(day, "l")
    return _("%(day)s er %(name)s. Datoen gjelder likevel.") % {
        "day": date_format(day, "j. F Y"),
        "name": name if holiday_name(day) else _("en %(weekday)s") % {"weekday": name},
    }


class AgreeForm(VersionedForm):
    """Set a day, or say yes to the proposed one: either way it is agreed."""

    planned_on = forms.DateField(
        label=gettext_lazy("Dato"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Velg en dato."), "invalid": UNREADABLE_DAY},
    )
    starts_at = forms.TimeField(
        label=gettext_lazy("Klokkeslett"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "invalid": gettext_lazy("Skriv klokkeslettet med timer og minutter, for eksempel 13:30.")
        },
    )
    place = forms.CharField(
        label=gettext_lazy("Sted"),
        required=False,
        max_length=120,
        validators=[no_identity_number],
        error_messages={
            "max_length": gettext_lazy("Stedet er %(show_value)d tegn. Skriv høyst %(limit_value)d.")
        },
    )

    class Meta:
        fields = ["planned_on", "starts_at", "place"]

    def clean_planned_on(self) -> date:
        day: date = self.cleaned_data["planned_on"]
        row: Appointment = self.instance
        if day < row.earliest_on:
            raise forms.ValidationError(
                _("Velg en dato fra og med %(day)s.") % {"day": date_format(row.earliest_on, "j. F Y")}
            )
        if day > row.programme.starts_on + LAST_DAY_AFTER_START:
            raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance.is_open and not self.clashed:
            self.clashed = True
            self.add_error(
                None, _("Noen har ført dette i mellomtiden. Angre det først hvis datoen skal endres.")
            )
        return cleaned

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Appointment:  # type: ignore[override]
        """Agree the day. Sent twice, it stays as agreed the first time."""
        row: Appointment = self.instance
        changed = set(self.changed_data) - {"version"}
        if row.agreed_at and not changed:
            return row
        if "planned_on" in changed:
            row.dated_by_person = True
            row.first_planned_on = row.first_planned_on or row.planned_on
        row.agree(by=by, at=at)
        super().save(commit)
        return row


def agree_form(model: type[Appointment]) -> type[AgreeForm]:
    """The form over one kind of appointment."""
    made: type[AgreeForm] = modelform_factory(model, form=AgreeForm)  # type: ignore[assignment]
    return made
