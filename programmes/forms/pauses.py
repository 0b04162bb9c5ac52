"""A pause in a year under way: a new one, another end for one that is there, or none of it after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.changing import Year
from programmes.forms.changes import ChangeForm, day_field
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import Pause, PlanChange
from programmes.proposals import Break

LONGEST_PAUSE = timedelta(days=3 * 366)


class PauseForm(ChangeForm):
    """A new pause, or another end for one that is there."""

    kind = PlanChange.Kind.PAUSE
    heading: Any = gettext_lazy("Ny pause")
    title = gettext_lazy("Pause")
    lead = gettext_lazy(
        "Samtaler og aktiviteter fra pausens første dag flyttes hele uker. Ingenting er forfalt i pausen."
    )
    probation_note = gettext_lazy("Prøvetiden går videre i pausen, og prøvetidssamtalene flyttes ikke med.")

    from_on = day_field(gettext_lazy("Første dag i pausen"))
    to_on = day_field(
        gettext_lazy("Siste dag i pausen"),
        required=False,
        help_text=gettext_lazy("La stå tom når ingen vet det ennå. Da venter datoene til pausen er over."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Grunn"),
        choices=[("", gettext_lazy("Velg grunn")), *Pause.Reason.choices],
        help_text=gettext_lazy(
            "Aldri en diagnose. Leses av lederne og den nytilsatte. Mentor ser bare dagene."
        ),
        error_messages={"required": gettext_lazy("Velg en grunn."), "invalid_choice": MISSING_CHOICE},
    )

    remove = forms.BooleanField(
        label=gettext_lazy("Fjern hele pausen"),
        required=False,
        help_text=gettext_lazy("Datoene blir som om pausen aldri var der."),
    )

    def __init__(self, *args: Any, year: Year, on: date, pause: Pause | None = None, **kwargs: Any) -> None:
        super().__init__(*args, year=year, on=on, **kwargs)
        if pause is None:
            del self.fields["remove"]
        self.others = tuple(other for other in self.pauses if other != pause)
        if pause:
            self.heading = _("Endre pausen %s") % pause.days_in_words
            self.initial.update(from_on=pause.from_on, to_on=pause.to_on, reason=pause.reason)

    def clean_from_on(self) -> date:
        day: date = self.cleaned_data["from_on"]
        start = self.year.terms.starts_on
        if day < start:
            raise forms.ValidationError(
                _("Pausen kan ikke begynne før startdatoen. Endre startdatoen i stedet.")
            )
        if day > start + LONGEST_PAUSE:
            raise forms.ValidationError(_("Datoen er mer enn tre år etter starten. Se på årstallet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if cleaned.get("remove"):  # whatever stands in the fields that go with it
            self.errors.clear()
            self.put()
        elif first is None or "to_on" in self.errors:
            return cleaned
        elif last and last < first:
            self.add_error("to_on", _("Pausen kan ikke slutte før den begynner."))
        elif last and last > first + LONGEST_PAUSE:
            self.add_error("to_on", _("Pausen er lengre enn tre år. Se på årstallet."))
        elif other := next((one for one in self.others if one.days.meets(Break(first, last))), None):
            self.add_error("from_on", _("Det er allerede en pause %(days)s.") % {"days": other.days_in_words})
        else:
            self.put(Pause(from_on=first, to_on=last, reason=cleaned.get("reason", "")))
        return cleaned

    @property
    def changes_words(self) -> bool:
        return {(one.from_on, one.reason) for one in self.pauses} != {
            (one.from_on, one.reason) for one in self.year.programme.pauses.all()
        }

    def put(self, *pauses: Pause) -> None:
        """These beside the others."""
        self.pauses = tuple(sorted([*self.others, *pauses], key=lambda one: one.from_on))
        self.after = replace(self.year.terms, pauses=tuple(pause.days for pause in self.pauses))
