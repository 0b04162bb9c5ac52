"""Talks that were held on paper, typed in on one page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import modelformset_factory
from django.utils.translation import gettext_lazy as _

from people.forms import WholeForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, checked_against_start, day_input
from programmes.models import Conversation


class PaperTalkForm(WholeForm):
    """One row of the paper: the day and the minutes. Left empty, the row stays as it is."""

    held_on = forms.DateField(
        label=_("Utført dato"), widget=day_input(), required=False, error_messages={"invalid": UNREADABLE_DAY}
    )

    class Meta:
        model = Conversation
        fields = ("held_on", "minutes_spent")
        labels = {"minutes_spent": _("Anvendt tid (min)")}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        minutes = self.fields["minutes_spent"]
        minutes.widget.attrs |= {"inputmode": "numeric", "min": 1, "max": 480}
        minutes.error_messages["invalid"] = _("Skriv antall minutter med tall.")

    def clean_held_on(self) -> date | None:
        held_on: date | None = self.cleaned_data["held_on"]
        if held_on is None:
            return None
        if held_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå."))
        return checked_against_start(held_on, self.instance)

    def write(self, *, by: User, at: datetime) -> None:
        talk: Conversation = self.instance
        talk.log(by=by, at=at)
        talk.version += 1
        talk.save()


class BasePaperTalks(forms.BaseModelFormSet):  # type: ignore[type-arg]
    def write(self, *, by: User, at: datetime) -> int:
        """Keep the rows that were filled in; returns how many."""
        filled: list[Any] = [form for form in self.forms if form.has_changed() and form.instance.held_on]
        for form in filled:
            form.write(by=by, at=at)
        return len(filled)


PaperTalks = modelformset_factory(Conversation, form=PaperTalkForm, formset=BasePaperTalks, extra=0)
