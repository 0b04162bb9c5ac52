"""Weeks when people are away: naming them, and spreading the talks around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm
from people.models import Municipality, Position, Unit, User
from people.validators import no_identity_number
from programmes import busy
from programmes.forms.changes import WhyForm, day_field
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import BusyPeriod, PlanChange
from programmes.proposals import DatedRow
from programmes.replanning import Effect, Fate
from programmes.schedule import WEEK, Kind, first_working_day, week_monday
from programmes.spreading import Room, spread, waiting
from programmes.timeline import label
from programmes.workdays import DAY, monday_of

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
        self.is_own_only = len(whose.choices) == 1
        if self.is_own_only:
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
    """Each talk in a busy period to a week before or after it, and those in the way further on."""

    kind = PlanChange.Kind.SPREAD
    of_leaders = False
    heading = gettext_lazy("Fordel samtalene før og etter")
    lead = gettext_lazy(
        "Samtalene i perioden får hver sin uke før eller etter. Rekkefølgen og ukedagen er den samme, så noen av de neste "
        "kan også bli flyttet."
    )

    period = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": MISSING_CHOICE, "invalid": MISSING_CHOICE}
    )

    def clean_period(self) -> int:
        pk: int = self.cleaned_data["period"]
        programme = self.year.programme
        away = {
            period.pk: period.span
            for period in BusyPeriod.objects.around(programme, programme.mentor_on(self.on))
        }
        if pk not in away:
            raise forms.ValidationError(_("Perioden finnes ikke lenger."))
        self.span, self.after = away[pk], self.year.terms
        self.ahead = [row for row in self.talks() if not row.is_done and row.on and row.on >= self.on]
        self.found = spread(self.ahead, self.span, self.room(tuple(away.values())))
        self.waiting = waiting(self.ahead, self.span, self.found)
        return pk

    @property
    def changes_words(self) -> bool:
        return True

    def effects(
        self, choices: Mapping[str, bool] | None = None, days: Mapping[str, date] | None = None
    ) -> list[Effect]:
        return [self.effect(row, choices or {}) for row in self.ahead if row.key in self.found]

    def effect(self, row: DatedRow, choices: Mapping[str, bool]) -> Effect:
        new, moves = self.found[row.key], row.key not in self.waiting
        fate = Fate.MOVES if moves else Fate.STAYS
        if choices.get(row.key, moves):
            return Effect(row, fate, new, becomes=new, is_set=True)
        return Effect(row, fate, new, becomes=row.on, is_set=row.is_set)

    def talks(self) -> list[DatedRow]:
        """As they stand, by day; of two on one day, the first by number."""
        rows = [row for row in self.year.dated if row.kind is Kind.CONVERSATION and row.on]
        return sorted(
            rows, key=lambda row: (row.on or date.max, getattr(self.year.rows[row.key], "number", 0))
        )

    def room(self, away: tuple[busy.Span, ...]) -> Room:
        """From the week of the first talk on, and from tomorrow."""
        terms = self.year.terms
        week = min((row.week for row in self.talks() if row.week), default=1)
        first = week_monday(terms.starts_on, week) + terms.later * WEEK
        earliest = max(first, first_working_day(terms.starts_on), self.on + DAY)
        others = (row.on for row in self.talks() if row.on and row not in self.ahead)
        return Room(earliest, away, terms.pauses, frozenset(monday_of(day) for day in others))

    def remarks(self, effects: Iterable[Effect]) -> list[str]:
        """What found no room, and what waits for a talk that people have set."""
        no_room = _("%(talk)s blir stående %(day)s. Det er ikke plass til den før eller etter.")
        in_the_way = _("%(talk)s blir stående %(day)s. En samtale dere har satt dato for, står i veien.")
        said = []
        talks: Mapping[str, Any] = self.year.rows
        for row in self.ahead:
            if row.on and self.span.covers(row.on):
                words = {"talk": label(talks[row.key]), "day": date_format(row.on, "j. F Y")}
                if row.key not in self.found:
                    said.append(no_room % words)
                elif row.key in self.waiting and not row.is_set:
                    said.append(in_the_way % words)
        return said
