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
from people.validators import no_identity_number
from programmes import row_moves
from programmes.kept_rows import kept
from programmes.models import Programme
from programmes.models.appointments import Appointment
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
    if holiday := holiday_name(day):
        what = _("helligdag (%(name)s)") % {"name": holiday}
    else:
        what = _("en %(weekday)s") % {"weekday": date_format(day, "l")}
    return _("%(day)s er %(what)s. Datoen gjelder likevel.") % {
        "day": date_format(day, "j. F Y"),
        "what": what,
    }


def pause_note(day: date | None, programme: Programme) -> str:
    """The same of a day in a pause: which days it has, never why, since the mentor reads it too."""
    pause = next((one for one in programme.pauses.all() if day and one.days.covers(day)), None)
    if day is None or pause is None:
        return ""
    said = {"day": date_format(day, "j. F Y"), "days": pause.days_in_words}
    return _("%(day)s er i pausen %(days)s. Datoen gjelder likevel.") % said


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = kept(self.instance)

    @property
    def changes(self) -> set[str]:
        return set(self.changed_data) - {"version"}

    def clean_planned_on(self) -> date:
        day: date = self.cleaned_data["planned_on"]
        row: Appointment = self.instance
        if day > row.programme.starts_on + LAST_DAY_AFTER_START:
            raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
        return checked_against_start(day, row)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.changes and not self.instance.is_open and not self.clashed:
            self.clashed = True
            self.add_error(
                None, _("Noen har ført dette i mellomtiden. Angre det først hvis datoen skal endres.")
            )
        return cleaned

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Appointment:  # type: ignore[override]
        """Agree the day. Sent twice, it stays as agreed the first time."""
        row: Appointment = self.instance
        if row.agreed_at and not self.changes:
            return row
        if "planned_on" in self.changes:
            row.dated_by_person = True
            row.first_planned_on = row.first_planned_on or row.planned_on
        row.agree(by=by, at=at)
        super().save(commit)
        row_moves.remember(row, self.was, by=by, at=at)
        return row


class AgreeWithoutPlaceForm(AgreeForm):
    """For a row that holds no words at all."""

    place = None  # type: ignore[assignment]

    class Meta(AgreeForm.Meta):
        fields = ["planned_on", "starts_at"]


class MarkHeldForm(VersionedForm):
    """That it was held, when, and how long it took if anyone knows."""

    held_on = forms.DateField(
        label=gettext_lazy("Utført dato"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Skriv dagen den ble holdt."), "invalid": UNREADABLE_DAY},
    )
    minutes_spent = forms.IntegerField(  # the model says how few and how many
        label=gettext_lazy("Anvendt tid i minutter"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Skriv antall minutter med tall.")},
    )

    class Meta:
        fields = ["held_on", "minutes_spent"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        row: Appointment = self.instance
        self.was_held = row.held_on is not None
        if row.planned_on and not self.was_held:
            self.initial["held_on"] = min(row.planned_on, on)

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.on:
            raise forms.ValidationError(_("Dagen er ikke kommet ennå. Skriv dagen den ble holdt."))
        return checked_against_start(day, self.instance)

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Appointment:  # type: ignore[override]
        """Write it up. Sent twice, it stays as the first time."""
        row: Appointment = self.instance
        if self.was_held and not set(self.changed_data) - {"version"}:
            return row
        row.log(by=by, at=at)
        super().save(commit)
        return row


def checked_against_start(day: date, row: Appointment) -> date:
    """The day itself, or an error: nothing of a programme happens before it can."""
    if day < row.earliest_on:
        raise forms.ValidationError(
            _("Velg en dato fra og med %(day)s.") % {"day": date_format(row.earliest_on, "j. F Y")}
        )
    return day


def form_over[F: VersionedForm](form: type[F], model: type[Appointment]) -> type[F]:
    """The form over one kind of appointment."""
    made: type[F] = modelform_factory(model, form=form)  # type: ignore[assignment]
    return made


def agree_form(model: type[Appointment]) -> type[AgreeForm]:
    return form_over(AgreeForm, model)
