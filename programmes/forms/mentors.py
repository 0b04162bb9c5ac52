"""Who is mentor, when nobody is; and the day the programme ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.forms import WholeForm
from people.models import Department, User
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.forms.colleagues import (
    MISSING_CHOICE,
    Colleagues,
    MentorField,
    find_mentor_by_name,
    mentor_name_field,
    offer_mentors,
    typed_in,
)
from programmes.models import Mentorship, Programme
from programmes.models.programme import Ending


class AppointMentorForm(WholeForm):
    """A mentor for a programme that has none."""

    mentor = MentorField(empty_label=_("Velg mentor"))
    mentor_name = mentor_name_field()

    class Meta:
        model = Mentorship
        fields = ("mentor",)

    def __init__(self, *args: Any, leader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period: Mentorship = self.instance
        period.assigned_on, period.from_on = on, max(on, period.programme.starts_on)
        self.fields["mentor"].required = not typed_in(self)["mentor_name"]
        people = Colleagues(leader, on, Department.objects.led_by(leader, on))
        offer_mentors(self, people, period.programme.department.unit.municipality_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        find_mentor_by_name(self, cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        found_nobody = {"mentor"} if "mentor_name" in self.errors else set()
        return super()._get_validation_exclusions() | found_nobody


class EndForm(WholeForm):
    """The day the talks are over. The pair can still log and tidy until the form is handed over."""

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

    def clean_ended_on(self) -> date:
        ended_on: date = self.cleaned_data["ended_on"]
        if ended_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå. Avslutt når programmet er over."))
        held_on = self.instance.last_held_on
        if held_on and ended_on < held_on:
            said = _("En samtale er ført som holdt %(day)s. Siste dag kan ikke være før det.")
            raise forms.ValidationError(said % {"day": date_format(held_on, "j. F Y")})
        return ended_on
