"""One more line of the kartlegging; a button of another line sends what is typed here along."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField
from people.validators import no_identity_number
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models.needs import LONGEST_NEED


class NeedForm(PlainForm):
    text = ProseField(
        label=_("Noe å følge opp"),
        required=False,
        max_length=LONGEST_NEED,
        validators=[no_identity_number],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Linjen er %(show_value)d tegn. Skriv høyst %(limit_value)d.")},
    )
    by_on = forms.DateField(
        label=_("Innen"), required=False, widget=day_input(), error_messages={"invalid": UNREADABLE_DAY}
    )

    def __init__(self, *args: Any, starts_on: date, must_write: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on, self.must_write = starts_on, must_write

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        by_on = cleaned.get("by_on")
        if by_on and not (self.starts_on.year - 1 <= by_on.year <= self.starts_on.year + 5):
            self.add_error("by_on", _("Datoen er langt unna programmet. Se på årstallet."))
        if (self.must_write or by_on) and "text" not in self.errors and not cleaned.get("text"):
            self.add_error("text", _("Skriv hva som skal følges opp."))
        return cleaned
