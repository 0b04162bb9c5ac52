"""Which of the two is asked to get in touch, or that it is taken back. No text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from people.forms import PlainForm
from programmes.models import Programme, RaisedHand
from programmes.raising import Way


class HandForm(PlainForm):
    """Each button says what it does and to whom."""

    send = forms.CharField(required=False)
    take_back = forms.CharField(required=False)

    def __init__(self, *args: Any, programme: Programme, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.ways = {str(way.to): way for way in ways}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = [cleaned.get(name, "") for name in ("send", "take_back")]
        way = self.ways.get("".join(wanted))
        if way is None or all(wanted):
            raise forms.ValidationError(_("Velg hvem som skal få beskjeden."))
        if cleaned["send"] and not way.people:
            raise forms.ValidationError(
                _("Ingen kan få beskjeden der nå. Prøv den andre, eller ring avdelingen.")
            )
        cleaned["way"] = way
        return cleaned

    def save(self, at: datetime) -> str:
        """What was done, as a sentence."""
        way: Way = self.cleaned_data["way"]
        if self.cleaned_data["take_back"]:
            return self.take_back_from(way)
        if way.is_waiting:
            return _("Beskjeden er allerede sendt til %(names)s.") % {"names": way.sent_to_names}
        RaisedHand.objects.raise_to(self.programme.pk, way.to, way.people, at)
        return _("Sendt til %(names)s. Du ser her når den er sett.") % {"names": way.names}

    def take_back_from(self, way: Way) -> str:
        """Only what nobody has seen; who is about to see it is waited for."""
        sent = RaisedHand.objects.filter(programme=self.programme, to=way.to).select_for_update(of=("self",))
        hand = sent.select_related("seen_by").first()
        if hand and hand.seen_by:
            return _("%(name)s har allerede sett beskjeden.") % {"name": hand.seen_by.name}
        if hand:
            hand.delete()
        return _("Beskjeden er tatt tilbake.")
