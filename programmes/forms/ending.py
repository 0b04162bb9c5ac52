"""The day a programme ends, and why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.forms import WholeForm
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import MentorFollowUp, Programme
from programmes.models.appointments import AnyAppointment
from programmes.models.dated_rows import appointments_of
from programmes.models.programme import Ending


class EndForm(WholeForm):
    """The day the talks are over. The pair can still log and tidy until the form is handed over.

    Before the start it can end only because the new hire never began.
    """

    ended_on = forms.DateField(
        label=_("Siste dag i programmet"),
        widget=day_input(),
        error_messages={"required": _("Velg den siste dagen."), "invalid": UNREADABLE_DAY},
    )

    ended_because = forms.ChoiceField(
        label=_("Hvorfor er det over?"),
        choices=[("", _("Velg grunn")), *Ending.choices],
        help_text=_(
            "Leses av lederne og den nytilsatte. Bytter den nytilsatte avdeling i kommunen, så flytt programmet i stedet."
        ),
        error_messages={"required": _("Velg en grunn."), "invalid_choice": MISSING_CHOICE},
    )

    class Meta:
        model = Programme
        fields = ("ended_on", "ended_because")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.initial["ended_on"] = on
        if on < self.instance.starts_on:
            self.initial["ended_because"] = Ending.NEVER_BEGAN
        self.held = [row for row in appointments_of(self.instance) if row.held_on] if self.is_bound else []

    def clean_ended_on(self) -> date:
        ended_on: date = self.cleaned_data["ended_on"]
        programme: Programme = self.instance
        if ended_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå. Avslutt når programmet er over."))
        if (last := last_of(self.held)) and last.held_on and ended_on < last.held_on:
            said = _("En %(kind)s er ført som holdt %(day)s. Siste dag kan ikke være før det.")
            raise forms.ValidationError(said % facts_of(last))
        made_on = timezone.localdate(programme.started_at)
        if ended_on < min(made_on, programme.starts_on):
            said = _("Programmet ble opprettet %s. Siste dag kan ikke være før det.")
            raise forms.ValidationError(said % date_format(made_on, "j. F Y"))
        return ended_on

    def clean_ended_because(self) -> str:
        """Whether it has begun, and the reason, must be of one mind."""
        because: str = self.cleaned_data["ended_because"]
        begun = last_of([row for row in self.held if not isinstance(row, MentorFollowUp)])
        if because == Ending.NEVER_BEGAN and begun:
            said = _("En %(kind)s er ført som holdt %(day)s, så programmet har begynt. Velg en annen grunn.")
            raise forms.ValidationError(said % facts_of(begun))
        ended_on, starts_on = self.cleaned_data.get("ended_on"), self.instance.starts_on
        if because != Ending.NEVER_BEGAN and ended_on and ended_on < starts_on:
            said = _("Programmet starter %(day)s. Velg «%(reason)s» når det slutter før det.")
            words = {"day": date_format(starts_on, "j. F Y"), "reason": Ending.NEVER_BEGAN.label}
            raise forms.ValidationError(said % words)
        return because


def last_of(rows: Collection[AnyAppointment]) -> AnyAppointment | None:
    return max(rows, key=lambda row: row.held_on or date.min, default=None)


def facts_of(row: AnyAppointment) -> dict[str, Any]:
    assert row.held_on is not None  # only those that are held are asked about
    return {"kind": row._meta.verbose_name, "day": date_format(row.held_on, "j. F Y")}
