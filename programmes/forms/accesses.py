"""The systems a new hire needs: one is in order, or one more is named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import WholeForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import SystemAccess

LONGEST_PREPARATION = timedelta(days=366)


class GrantForm(WholeForm):
    """The access is in order, since that day."""

    class Meta:
        model = SystemAccess
        fields = ("granted_on",)
        widgets = {"granted_on": day_input()}
        labels = {"granted_on": gettext_lazy("I orden fra")}
        error_messages = {
            "granted_on": {
                "required": gettext_lazy("Skriv hvilken dag tilgangen var i orden."),
                "invalid": UNREADABLE_DAY,
            }
        }

    def __init__(self, *args: Any, by: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.on = by, on
        self.fields["granted_on"].required = True
        self.initial["granted_on"] = on

    def clean_granted_on(self) -> date:
        granted_on: date = self.cleaned_data["granted_on"]
        if granted_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå."))
        first = self.instance.programme.starts_on - LONGEST_PREPARATION
        if granted_on < first:
            raise forms.ValidationError(
                _("Velg en dato fra og med %(day)s.") % {"day": date_format(first, "j. F Y")}
            )
        self.instance.granted_by = self.by
        return granted_on


class NewAccessForm(WholeForm):
    """One more system, by its name."""

    class Meta:
        model = SystemAccess
        fields = ("name",)
        labels = {"name": gettext_lazy("Navn på systemet")}
        error_messages = {
            "name": {
                "required": gettext_lazy("Skriv navnet på systemet."),
                "max_length": gettext_lazy("Navnet er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
            }
        }

    def clean_name(self) -> str:
        """«gerica» and «Gerica» are the same system."""
        name: str = self.cleaned_data["name"]
        known = self.instance.programme.accesses.values_list("name", flat=True)
        if name.casefold() in {other.casefold() for other in known}:
            raise forms.ValidationError(_("Systemet står allerede på listen."))
        return name
