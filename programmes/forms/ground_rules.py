"""Spilleregler: one form; whoever saves it, has said yes to what stands there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import ProseField, VersionedForm
from people.models import User
from programmes.models import GroundRules

CHOOSE_KEEPER = _("Velg hvem av dere som tar vare på skjemaet.")


def sentence(label: Any, help_text: Any) -> ProseField:
    widget = forms.Textarea(attrs={"rows": 2})
    return ProseField(label=label, help_text=help_text, required=False, widget=widget)


class GroundRulesForm(VersionedForm):
    frequency = sentence(_("Hvor ofte og når møtes vi?"), _("For eksempel fredager etter rapporten."))
    channel = sentence(_("Hvordan når vi hverandre mellom samtalene?"), _("Telefon, melding, på vakt."))
    form_keeper = forms.ChoiceField(
        label=_("Hvem av oss tar vare på skjemaet underveis?"),
        choices=GroundRules.Keeper.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_KEEPER, "invalid_choice": CHOOSE_KEEPER},
    )
    mismatch = sentence(
        _("Hva gjør vi hvis vi ikke passer sammen?"),
        _("Det hender, og er ingens feil. Avtal hvem dere sier fra til."),
    )

    class Meta:
        model = GroundRules
        fields = ("frequency", "channel", "form_keeper", "mismatch")

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_accepted = self.instance.is_accepted_by(reader)
        self.must_be_current = not self.is_accepted  # one says yes to what one saw

    def save(self, commit: bool = True, *, by: User, at: datetime) -> GroundRules:  # type: ignore[override]
        """Keep the words and the yes; the same form sent twice changes nothing."""
        rules: GroundRules = self.instance
        reworded = bool(set(self.changed_data) - self.beside_the_row)
        if self.is_accepted and not reworded:
            return rules
        if reworded:
            rules.reword(by=by, at=at)
        rules.accept(by=by, at=at)
        return super().save(commit)  # type: ignore[no-any-return]
