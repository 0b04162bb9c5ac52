"""Weeks when people are away: naming them, and spreading the talks around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm
from people.models import Municipality, Position, Unit, User
from people.validators import no_identity_number
from programmes import busy
from programmes.forms.changes import WhyForm, day_field
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import BusyPeriod, Conversation, PlanChange
from programmes.proposals import DatedRow
from programmes.replanning import Effect, Fate
from programmes.schedule import first_working_day
from programmes.workdays import DAY

MINE, UNIT, MUNICIPALITY = "meg", "enhet", "kommune"
LONGEST = 366  # days


class BusyPeriodForm(PlainForm):
    """Oneself, or a place that one keeps."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Hvem gjelder det?"), error_messages={"invalid_choice": MISSING_CHOICE}
    )
    name = forms.CharField(
        label=gettext_lazy("Hva heter perioden?"),
        max_length=60,
        required=False,
        validators=[no_identity_number],
        help_text=gettext_lazy(
            "For eksempel fellesferie. For deg selv skal det stå tomt: ingen trenger å vite hvorfor."
        ),
    )
    from_on = day_field(gettext_lazy("Fra og med"))
    to_on = day_field(gettext_lazy("Til og med"))

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on = user, on
        whose: Any = self.fields["whose"]
        whose.choices = [(MINE, _("Bare meg")), *places_kept_by(user, on)]
        if len(whose.choices) == 1:
            whose.initial, whose.widget = MINE, forms.HiddenInput()
            self.fields["name"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, whose = cleaned.get("from_on"), cleaned.get("to_on"), cleaned.get("whose")
        if first and last and last < first:
            self.add_error("to_on", _("Siste dag kan ikke være før første dag."))
        elif first and last and (last - first).days > LONGEST:
            self.add_error("to_on", _("Perioden er lengre enn et år. Se på årstallet."))
        if whose == MINE and cleaned.get("name"):
            self.add_error("name", _("La navnet stå tomt når perioden gjelder bare deg."))
        if whose and whose != MINE and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Skriv hva perioden heter, for eksempel fellesferie."))
        return cleaned

    def save(self) -> BusyPeriod:
        """Sent twice, it is there once."""
        given = self.cleaned_data
        kind, _dash, pk = given["whose"].partition("-")
        place: dict[str, Any] = {
            MINE: {"person": self.user},
            UNIT: {"unit_id": pk},
            MUNICIPALITY: {"municipality_id": pk},
        }[kind]
        days = {"from_on": given["from_on"], "to_on": given["to_on"], "name": given["name"]}
        return BusyPeriod.objects.get_or_create(**place, **days)[0]


def places_kept_by(user: User, on: date) -> list[tuple[str, str]]:
    """As `BusyPeriod.objects.kept_by`: a head's units; the coordinator's municipality and all its units."""
    heads = Position.heads(user, on, "pk") | Position.coordinator_of(user, on, "municipality")
    units = [(f"{UNIT}-{unit.pk}", unit.name) for unit in Unit.objects.filter(heads).in_norwegian_order()]
    homes = Municipality.objects.filter(Position.coordinator_of(user, on, "pk"))
    return [*((f"{MUNICIPALITY}-{home.pk}", home.name) for home in homes), *units]


class SpreadForm(WhyForm):
    """Each talk in a busy period to a week before or after it."""

    kind = PlanChange.Kind.SPREAD
    of_leaders = False
    heading = gettext_lazy("Fordel samtalene før og etter")
    lead = gettext_lazy(
        "Samtalene i perioden får en uke før eller etter, der det ikke er noen fra før. Ukedagen er den samme."
    )

    period = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": MISSING_CHOICE, "invalid": MISSING_CHOICE}
    )

    def clean_period(self) -> int:
        pk: int = self.cleaned_data["period"]
        programme = self.year.programme
        mentor = programme.mentor_on(self.on)
        found = BusyPeriod.objects.around(programme, mentor).filter(pk=pk).first()
        if found is None:
            raise forms.ValidationError(_("Perioden finnes ikke lenger."))
        self.span = busy.Span(str(found), found.from_on, found.to_on)
        self.after = self.year.terms
        return pk

    @property
    def changes_words(self) -> bool:
        return True

    def effects(
        self, choices: Mapping[str, bool] | None = None, days: Mapping[str, date] | None = None
    ) -> list[Effect]:
        talks = self.open_talks()
        hit = {row.key: row for row in talks if row.on and self.span.covers(row.on)}
        taken = [row.on for row in talks if row.on and row.key not in hit]
        earliest = max(first_working_day(self.year.terms.starts_on), self.on + DAY)
        days = {key: row.on for key, row in hit.items() if row.on}
        found = busy.spread(days, self.span, taken, earliest)
        return [self.effect(hit[key], new, choices or {}) for key, new in found.items()]

    def open_talks(self) -> list[DatedRow]:
        talks = (row for row in self.year.dated if row.key.startswith(Conversation.__name__))
        return [row for row in talks if not row.is_done]

    def effect(self, row: DatedRow, new: date, choices: Mapping[str, bool]) -> Effect:
        fate = Fate.STAYS if row.is_set else Fate.MOVES
        if choices.get(row.key, fate is Fate.MOVES):
            return Effect(row, fate, new, becomes=new, is_set=True)
        return Effect(row, fate, new, becomes=row.on, is_set=row.is_set)
