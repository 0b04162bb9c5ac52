"""What a reader wants to be told of, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm
from people.models import User
from reminders.kinds import CHOICES
from reminders.models import ReminderChoice
from reminders.told import told_to


class ChoicesForm(PlainForm):
    """A question a kind. What nobody can choose is not a field: the page says why."""

    def __init__(self, *args: Any, reader: User, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        chosen = ReminderChoice.objects.times_of(reader)
        told = told_to(leads=leads)
        self.fixed = [each for each in told if each.is_fixed]
        for each in told:
            if not each.is_fixed:
                self.fields[each.kind] = forms.ChoiceField(
                    label=each.name,
                    help_text=each.when,
                    choices=[(when, when.label) for when in CHOICES[each.kind]],
                    initial=chosen[each.kind],
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": _("Velg når du vil ha den."),
                        "invalid_choice": _("Dette kan ikke velges for denne meldingen."),
                    },
                )

    def save(self) -> None:
        ReminderChoice.objects.choose(self.reader, self.cleaned_data)
