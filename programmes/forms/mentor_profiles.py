"""Training and hours of a mentor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, VersionedForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import MentorProfile
from programmes.models.mentor_profiles import HOURS_SAID


class MentorSearchForm(PlainForm):
    """Part of a name or a title, as the address has it."""

    q = forms.CharField(
        label=_("Søk på navn eller tittel"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("Søk med høyst 80 tegn.")},
    )

    def found(self, people: Any) -> Any:
        words = self.cleaned_data.get("q", "") if self.is_valid() else ""
        return people.named(words, or_titled=True) if words else people


class MentorProfileForm(VersionedForm):
    class Meta:
        model = MentorProfile
        fields = ("training", "trained_on", "hours_limit")
        labels = {
            "training": _("Mentorkurs"),
            "trained_on": _("Dato for kurset"),
            "hours_limit": _("Timer i uka til å være mentor, høyst"),
        }
        help_texts = {
            "training": _("Navnet på kurset, for eksempel «Mentorkurs for helsefag»."),
            "hours_limit": _(
                "Den som velger mentor, får et varsel når det blir mer. Det hindrer ingen. La feltet stå tomt hvis "
                "ingen grense er avtalt."
            ),
        }
        widgets = {"trained_on": day_input(), "hours_limit": forms.TextInput(attrs={"inputmode": "decimal"})}
        localized_fields = ("hours_limit",)
        error_messages = {
            "training": {"max_length": _("Skriv høyst %(limit_value)d tegn. Nå er det %(show_value)d.")},
            "trained_on": {"invalid": UNREADABLE_DAY},
            "hours_limit": dict.fromkeys(
                ["invalid", "max_digits", "max_decimal_places", "max_whole_digits"], HOURS_SAID
            ),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_trained_on(self) -> date | None:
        day: date | None = self.cleaned_data["trained_on"]
        if day and day > self.on:
            raise forms.ValidationError(_("Dagen er ikke kommet ennå. Skriv dagen kurset ble tatt."))
        if day and not self.cleaned_data.get("training"):
            raise forms.ValidationError(_("Skriv også hvilket kurs det var, i feltet over."))
        return day

    def save(self, commit: bool = True, *, by: User, at: datetime) -> MentorProfile:  # type: ignore[override]
        """The same form sent twice changes nothing."""
        profile: MentorProfile = self.instance
        if set(self.changed_data) - self.beside_the_row:
            profile.changed_by, profile.changed_at = by, at
            super().save(commit)
        return profile
