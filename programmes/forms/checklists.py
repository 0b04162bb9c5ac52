"""One row of a checklist: when it was gone through, who showed it, a note."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.models import Item, Level
from people.forms import VersionedForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, day_input

EARLIEST_BEFORE_START = timedelta(days=60)  # a visit, or a shift or two before the first day


class ItemForm(VersionedForm):
    """Everything a row can hold; an empty date means that it remains."""

    class Meta:
        model = Item
        fields = ("level", "done_on", "shown_by", "note", "not_relevant")
        widgets = {
            "level": forms.RadioSelect,
            "done_on": day_input(),
            "shown_by": forms.TextInput(attrs={"list": "kolleger", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"not_relevant": gettext_lazy("Ikke aktuelt")}
        help_texts = {
            "done_on": gettext_lazy("Tomt felt betyr at punktet gjenstår."),
            "shown_by": gettext_lazy("Navnet på den som viste fram."),
            "note": gettext_lazy("Høyst 500 tegn. Ingen opplysninger om pasienter, og aldri fødselsnummer."),
        }
        error_messages = {
            "done_on": {"invalid": UNREADABLE_DAY},
            "shown_by": {
                "max_length": gettext_lazy("Navnet er %(show_value)d tegn. Skriv høyst %(limit_value)d.")
            },
            "note": {
                "max_length": gettext_lazy("Notatet er %(show_value)d tegn. Skriv høyst %(limit_value)d.")
            },
        }

    def __init__(self, *args: Any, starts_on: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.earliest_on = on, starts_on - EARLIEST_BEFORE_START
        if self.instance.with_levels:
            level: forms.ChoiceField = self.fields["level"]  # type: ignore[assignment]
            level.choices = [("", _("ikke begynt")), *Level.choices]
            level.template_name = "ds/chips.html"  # type: ignore[attr-defined]
        else:
            del self.fields["level"]

    def clean_done_on(self) -> date | None:
        done_on: date | None = self.cleaned_data["done_on"]
        if done_on and done_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå."))
        if done_on and done_on < self.earliest_on:
            first = date_format(self.earliest_on, "j. F Y")
            raise forms.ValidationError(_("Velg en dato fra og med %(day)s.") % {"day": first})
        return done_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("done_on") and cleaned.get("not_relevant"):
            self.add_error("not_relevant", _("Et punkt kan ikke både være utført og ikke aktuelt."))
        if cleaned.get("shown_by") and "done_on" in cleaned and not cleaned["done_on"]:
            self.add_error("done_on", _("Fyll inn når det ble gjort, når du skriver hvem som viste det."))
        if cleaned.get("level") and "done_on" in cleaned and not cleaned["done_on"]:
            self.add_error("done_on", _("Fyll inn når det ble gjort, når du velger hvor langt dere kom."))
        if cleaned.get("done_on") and cleaned.get("level") == "":
            self.add_error("level", _("Velg hvor langt dere kom."))
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True, *, by: User, at: datetime) -> int:  # type: ignore[override]
        """Keep the row and drop the signatures, of which the number is returned. Sent twice, it is kept once."""
        item: Item = self.instance
        if not set(self.changed_data) - {"version"}:
            return 0
        item.ticked_by, item.ticked_at = (by, at) if item.is_begun else (None, None)
        super().save(commit)
        return item.checklist.drop_signatures()
