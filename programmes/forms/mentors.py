"""Who is mentor, and from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.forms import WholeForm
from people.models import Department, User
from programmes.forms.appointments import LAST_DAY_AFTER_START, UNREADABLE_DAY, day_input
from programmes.forms.colleagues import (
    Colleagues,
    MentorField,
    find_mentor_by_name,
    mentor_name_field,
    offer_mentors,
    typed_in,
)
from programmes.models import Mentorship, Programme

ONE_DAY = timedelta(days=1)
NOTICE = timedelta(days=7)
"""From the day a change of mentor is made until the next one begins, when nobody says otherwise."""
OPEN_ENDED = _("Dagen etter er tilgangen borte. La feltet stå tomt når ingen siste dag er bestemt.")


def day_field(label: Any, required: Any, help_text: Any = "") -> forms.DateField:
    messages = {"required": required, "invalid": UNREADABLE_DAY}
    return forms.DateField(label=label, help_text=help_text, widget=day_input(), error_messages=messages)


def checked_year(day: date, programme: Programme) -> date:
    """The day itself, or an error about a slip of the keyboard."""
    if day > programme.starts_on + LAST_DAY_AFTER_START:
        raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
    return day


class AppointMentorForm(WholeForm):
    """A mentor for a programme that has none that day."""

    mentor = MentorField(empty_label=_("Velg mentor"))
    mentor_name = mentor_name_field()
    from_on = day_field(
        _("Første dag"), _("Velg den første dagen."), _("Fra denne dagen ser mentoren programmet.")
    )

    class Meta:
        model = Mentorship
        fields: tuple[str, ...] = ("mentor", "from_on")

    field_order = ["mentor", "mentor_name", "from_on", "to_on"]

    def __init__(self, *args: Any, leader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period: Mentorship = self.instance
        self.on = on
        self.initial["from_on"] = self.initial.get("from_on") or self.first_day(on)
        self.fields["mentor"].required = not typed_in(self).get("mentor_name")
        people = Colleagues(leader, on, Department.objects.led_by(leader, on))
        offer_mentors(self, people, period.programme.department.unit.municipality_id)

    def first_day(self, on: date) -> date:
        """What is proposed."""
        return on

    def clean_from_on(self) -> date:
        """Access runs from that day; the period counts from the start of the programme at the earliest."""
        period: Mentorship = self.instance
        day = checked_year(self.cleaned_data["from_on"], period.programme)
        if day < self.on:
            raise forms.ValidationError(_("Velg i dag eller en senere dag."))
        period.assigned_on = day
        return max(day, period.programme.starts_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        find_mentor_by_name(self, cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        found_nobody = {"mentor"} if "mentor_name" in self.errors else set()
        return super()._get_validation_exclusions() | found_nobody

    def _post_clean(self) -> None:
        # Who, where and when are compared with the other periods: without a day there is nothing to compare.
        if "from_on" not in self.errors and "to_on" not in self.errors:
            super()._post_clean()  # type: ignore[misc]


class ChangeMentorForm(AppointMentorForm):
    """Another from a day on; the present one's last day is the day before. Who began today, vanishes."""

    def __init__(self, *args: Any, present: Mentorship, **kwargs: Any) -> None:
        self.present = present
        super().__init__(*args, **kwargs)
        self.instance.follows = present

    def first_day(self, on: date) -> date:
        """So that the present one has time for a handover note; at once where it is to be put right."""
        return on if self.present.assigned_on == on else on + NOTICE

    def clean_from_on(self) -> date:
        day = super().clean_from_on()
        if self.is_correction and not self.present.is_untouched:
            said = _(
                "Noe er gjort i programmet siden %(name)s ble mentor i dag. Velg i morgen eller en senere dag."
            )
            raise forms.ValidationError(said % {"name": self.present.mentor.name})
        return day

    @property
    def is_correction(self) -> bool:
        """The present one began today, and another is to have been mentor from the morning."""
        first: date = self.instance.assigned_on
        return first <= self.present.assigned_on

    def _get_validation_exclusions(self) -> set[str]:
        # The present one is still open in the database; `Mentorship.clean_days` knows that it ends.
        return super()._get_validation_exclusions() | {"is_substitute"}

    def save(self, commit: bool = True) -> Mentorship:
        """The one ends, then the other begins."""
        if self.is_correction:
            self.present.delete()
            return super().save(commit)  # type: ignore[no-any-return]
        last = self.instance.assigned_on - ONE_DAY
        self.present.to_on = min(self.present.to_on or last, last)
        self.present.save(update_fields=["to_on"])
        return super().save(commit)  # type: ignore[no-any-return]


class SubstituteForm(AppointMentorForm):
    """One more for a time: access opens on the first day and closes after the last."""

    to_on = day_field(_("Siste dag"), _("Velg den siste dagen. En vikar er mentor for en tid."))

    class Meta(AppointMentorForm.Meta):
        fields = ("mentor", "from_on", "to_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["mentor"]
        who.label, who.empty_label = _("Vikar"), _("Velg vikar")
        who.error_messages["required"] = _("Velg en vikar.")
        if name := self.fields.get("mentor_name"):
            name.label = _("Står ikke vikaren i listen? Skriv navnet")

    def clean_to_on(self) -> date:
        day = checked_year(self.cleaned_data["to_on"], self.instance.programme)
        if "from_on" in self.cleaned_data and day < self.instance.assigned_on:
            raise forms.ValidationError(_("Siste dag kan ikke være før første dag."))
        return day


class PeriodEndForm(WholeForm):
    """The last day of a period that has begun: earlier or later than it was."""

    to_on = day_field(_("Siste dag"), _("Velg den siste dagen."), _("Dagen etter er tilgangen borte."))

    class Meta:
        model = Mentorship
        fields = ("to_on",)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period: Mentorship = self.instance
        if not period.to_on:
            self.initial["to_on"] = on
        mains = period.programme.mentorships.main()
        self.fields["to_on"].required = period.is_substitute
        if not (period.is_substitute or mains.filter(assigned_on__gt=period.assigned_on).exists()):
            self.fields["to_on"].help_text = OPEN_ENDED

    def clean_to_on(self) -> date | None:
        """None for a main mentor who goes on; that nobody follows, `Mentorship.clean_days` knows."""
        period: Mentorship = self.instance
        if not self.cleaned_data["to_on"]:
            return None
        day = checked_year(self.cleaned_data["to_on"], period.programme)
        if day < period.assigned_on:
            raise forms.ValidationError(
                _("Siste dag kan ikke være før mentoren ble oppnevnt, %(day)s.")
                % {"day": date_format(period.assigned_on, "j. F Y")}
            )
        return day
