"""Rotation: the programme goes on in another department of the same municipality."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms import PreviewedForm
from people.models import Department, User
from programmes.forms.colleagues import (
    MISSING_CHOICE,
    Colleagues,
    MentorField,
    find_mentor_by_name,
    mentor_name_field,
    offer_mentors,
)
from programmes.models import Mentorship, Programme
from programmes.models.mentorships import mentor_refusal

ONE_DAY = timedelta(days=1)


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.unit.name}"


class MoveForm(PreviewedForm):
    """Where to, and another mentor if the present one leads there."""

    department = PlaceField(
        Department.objects.none(),
        label=_("Ny avdeling"),
        empty_label=_("Velg avdeling"),
        error_messages={"required": _("Velg avdelingen."), "invalid_choice": MISSING_CHOICE},
    )
    mentor = MentorField(required=False, empty_label=_("Samme mentor som nå"))
    mentor_name = mentor_name_field()

    def __init__(self, *args: Any, programme: Programme, leader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.on = programme, on
        self.periods = [period for period in programme.mentorships.all() if not period.is_over(on)]
        self.present = programme.mentorship_on(on)
        home = programme.department.unit.municipality_id
        places = Department.objects.filter(unit__municipality=home).exclude(pk=programme.department_id)
        self.fields["department"].queryset = places.select_related("unit").in_norwegian_order()  # type: ignore[attr-defined]
        self.fields["mentor"].label = _("Ny mentor, hvis mentoren skal byttes samtidig")
        offer_mentors(self, Colleagues(leader, on, Department.objects.led_by(leader, on)), home)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        find_mentor_by_name(self, cleaned)
        if not self.errors:
            self.clean_those_who_stay(cleaned)
            self.clean_new_mentor(cleaned)
        return cleaned

    def clean_those_who_stay(self, cleaned: dict[str, Any]) -> None:
        """Whoever leads there cannot be mentor there, today or later."""
        department = cleaned["department"]
        for period in self.periods:
            is_replaced = period == self.present and cleaned.get("mentor")
            if not is_replaced and self.refusal(period.mentor, department, period.assigned_on):
                name = {"name": period.mentor.name}
                if period == self.present:
                    said = _("%(name)s leder der, og kan ikke være mentor. Velg en ny mentor under.") % name
                else:
                    said = (
                        _("%(name)s leder der, og kan ikke være mentor. Avslutt den perioden først.") % name
                    )
                self.add_error("department", said)

    def refusal(self, mentor: User, department: Department, assigned_on: date) -> str:
        return mentor_refusal(
            mentor,
            new_hire=self.programme.new_hire,
            unit_id=department.unit_id,
            department_id=department.pk,
            municipality_id=self.programme.department.unit.municipality_id,
            on=max(self.on, assigned_on),
        )

    def clean_new_mentor(self, cleaned: dict[str, Any]) -> None:
        mentor = cleaned.get("mentor")
        self.new_period = None
        if mentor is None or self.errors:
            return
        if reason := self.refusal(mentor, cleaned["department"], self.on):
            self.add_error("mentor", reason)
            return
        if self.present and self.present.assigned_on == self.on:
            said = _("%(name)s ble mentor i dag, og kan tidligst byttes i morgen.")
            self.add_error("mentor", said % {"name": self.present.mentor.name})
            return
        from_on = max(self.on, self.programme.starts_on)
        period = Mentorship(programme=self.programme, mentor=mentor, assigned_on=self.on, from_on=from_on)
        period.follows = self.present
        try:
            period.clean_days()
        except ValidationError as error:
            self.add_error("mentor", error.messages[0])
        self.new_period = period

    def digest(self) -> str:
        """What was shown: where to, and with whom."""
        mentor = self.cleaned_data.get("mentor")
        return f"{self.cleaned_data['department'].pk}-{mentor.pk if mentor else 0}"

    def save(self) -> None:
        """The programme and, if chosen, the change of mentor. The caller holds the programme's row."""
        self.programme.department = self.cleaned_data["department"]
        self.programme.save(update_fields=["department"])
        if self.new_period and self.present:
            last = self.on - ONE_DAY
            self.present.to_on = min(self.present.to_on or last, last)
            self.present.save(update_fields=["to_on"])
        if self.new_period:
            self.new_period.save()
