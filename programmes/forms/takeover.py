"""Talks that were held on paper, typed in on one page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import modelformset_factory
from django.utils.translation import gettext_lazy as _

from people.forms import VersionedForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, checked_against_start, day_input
from programmes.models import Conversation


class PaperTalkForm(VersionedForm):
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("minutes_spent") and not cleaned.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", _("Skriv dagen samtalen ble holdt."))
        return cleaned

    @property
    def is_filled_in(self) -> bool:
        talk: Conversation = self.instance
        return talk.held_on is not None and bool(set(self.changed_data) - {"version"})

    def write(self, *, by: User, at: datetime) -> None:
        self.instance.log(by=by, at=at)
        self.save()


class BasePaperTalks(forms.BaseModelFormSet):  # type: ignore[type-arg]
    @property
    def clashed(self) -> bool:
        """Whether somebody else has logged one of these talks since the page was opened."""
        rows: list[Any] = self.initial_forms
        return any(form.clashed for form in rows)

    def write(self, *, by: User, at: datetime) -> int:
        """Keep the rows that were filled in; returns how many."""
        rows: list[Any] = self.initial_forms
        filled = [form for form in rows if form.is_filled_in]
        for form in filled:
            form.write(by=by, at=at)
        return len(filled)


PaperTalks = modelformset_factory(Conversation, form=PaperTalkForm, formset=BasePaperTalks, extra=0)
