"""Each row that a change touches, with what people may say about it: move it, keep it, or give it a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm
from programmes import timeline
from programmes.changing import Year
from programmes.forms.appointments import LAST_DAY_AFTER_START, UNREADABLE_DAY, day_input
from programmes.forms.remarks import end_of_probation
from programmes.kept_rows import AnyRow, sort_day
from programmes.models import TrainingShift
from programmes.proposals import Terms
from programmes.replanning import Effect, Fate
from programmes.schedule import Kind

REVIEWS_IN_PAUSE = (Fate.COVERED, Fate.ASKED)
NEEDS_A_DAY = (*REVIEWS_IN_PAUSE, Fate.TOO_EARLY)


def new_key(place: int) -> str:
    return f"ny-{place}"


def new_name(row: AnyRow) -> str:
    """A row has its number first when it is there."""
    week = getattr(row, "week", None)
    title = "" if isinstance(row, TrainingShift) else row.title
    return _("%(title)s, uke %(week)d") % {"title": title, "week": week} if week else title


def box_of(key: str) -> str:
    return f"flytt-{key}"


def day_of(key: str) -> str:
    return f"dag-{key}"


def typed_shifts(said: Mapping[str, Any]) -> dict[str, date | None]:
    """The new days of training shifts, as far as they can be read, and those that are to have none: other rows follow
    the last shift."""
    prefix = day_of(TrainingShift.__name__)
    found = {}
    for name in said:
        if name.startswith(prefix):
            with suppress(forms.ValidationError):
                found[name.removeprefix(day_of(""))] = forms.DateField(required=False).clean(said[name])
    return found


class AskedDay(forms.DateField):
    """May stand empty, and the page says what comes of that; so its label does not call it optional."""

    is_asked_for = True

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": UNREADABLE_DAY}
        super().__init__(required=False, widget=day_input(), error_messages=messages, **kwargs)


class RowsForm(PlainForm):
    """A box for each row that may move or stay, a day for each that cannot stay."""

    clashed = False  # somebody did something to one of the rows in the same moment

    def __init__(
        self,
        data: Any,
        year: Year,
        effects: Iterable[Effect],
        offered: Iterable[AnyRow] = (),
        on: date = date.min,
    ) -> None:
        super().__init__(data)
        self.offered = [*offered]
        for place, row in enumerate(self.offered):
            day = sort_day(row)
            self.fields[box_of(new_key(place))] = forms.BooleanField(
                label=new_name(row),
                required=False,
                initial=day is None or day >= on,
                help_text=shown_day(day),
            )
        self.effects = list(effects)
        self.ask_of_each(year)

    def ask_of_each(self, year: Year) -> None:
        """Its field, where people may say something."""
        asks = any(effect.fate in REVIEWS_IN_PAUSE for effect in self.effects)
        probation_ends_on = end_of_probation(year.programme) if asks else None
        for effect in self.effects:
            key, what = effect.row.key, name_of(year, effect)
            if effect.fate in NEEDS_A_DAY:
                self.fields[day_of(key)] = AskedDay(
                    label=_("Ny dato for %s") % what,
                    initial=effect.proposed if effect.fate is Fate.TOO_EARLY else None,
                    help_text=where_it_stands(effect, probation_ends_on),
                )
            elif effect.is_choice:
                self.fields[box_of(key)] = forms.BooleanField(
                    label=what, required=False, initial=effect.fate is Fate.MOVES, help_text=way_of(effect)
                )

    @property
    def choices(self) -> dict[str, bool]:
        """Of each row with a box: whether it moves. A row that cannot stay does, but for a field that was emptied."""
        boxes = {
            effect.row.key: bool(self.cleaned_data[box_of(effect.row.key)])
            for effect in self.effects
            if box_of(effect.row.key) in self.fields
        }
        asked = [effect.row.key for effect in self.effects if effect.fate in NEEDS_A_DAY]
        emptied = [key for key in asked if self.data.get(day_of(key)) == ""]
        return boxes | dict.fromkeys(asked, True) | dict.fromkeys(emptied, False)

    @property
    def chosen(self) -> list[AnyRow]:
        """The new rows that are to be added."""
        return [row for place, row in enumerate(self.offered) if self.cleaned_data[box_of(new_key(place))]]

    @property
    def days(self) -> dict[str, date]:
        found = {effect.row.key: self.cleaned_data.get(day_of(effect.row.key)) for effect in self.effects}
        return {key: day for key, day in found.items() if day}

    def refuse(self, effects: Iterable[Effect], terms: Terms) -> None:
        """Say beside the row why it cannot stand on its day."""
        for effect in effects:
            if reason := why_not_there(effect, terms):
                key = effect.row.key
                self.add_error(day_of(key) if day_of(key) in self.fields else box_of(key), reason)


def why_not_there(effect: Effect, terms: Terms) -> str:
    """Empty for a day that may be; only what is typed here is held against a pause or the calendar."""
    if effect.is_too_early:
        said = _("Raden kan ikke stå før startdatoen %(day)s.")
        return said % {"day": date_format(terms.starts_on, "j. F Y")}
    typed = effect.becomes if effect.fate in NEEDS_A_DAY and effect.is_moved else None
    if typed is None:
        return ""
    if typed > terms.starts_on + LAST_DAY_AFTER_START:
        return _("Datoen er mer enn fem år etter starten. Se på årstallet.")
    is_review = effect.row.kind is Kind.PROBATION_REVIEW
    return _("Dagen er i pausen. Velg en dag utenfor den.") if is_review and terms.in_pause(typed) else ""


@dataclass(frozen=True)
class ChangeLine:
    """One touched row as the page shows it: with a field where people may say something about it."""

    what: str
    when: str
    field: forms.BoundField | None


@dataclass(frozen=True)
class Group:
    """Rows with the same fate."""

    heading: str
    text: str
    lines: list[ChangeLine]
    asks_for_days: bool


GROUPS = {
    (Fate.TOO_EARLY,): (
        gettext_lazy("Må ha en ny dato"),
        gettext_lazy(
            "Opplæringsvakter foreslås like mange dager senere som starten. "
            "Det du lar stå tomt, blir stående som «avtales»."
        ),
    ),
    REVIEWS_IN_PAUSE: (
        gettext_lazy("Trenger en ny dato"),
        gettext_lazy("Prøvetiden går videre av seg selv. Velg en dag utenfor pausen, før prøvetiden er ute."),
    ),
    (Fate.MOVES,): (
        gettext_lazy("Flyttes"),
        gettext_lazy("Fjern krysset for det som skal bli stående."),
    ),
    (Fate.IN_PAUSE,): (
        gettext_lazy("Ligger i pausen"),
        gettext_lazy(
            "Noen har satt eller avtalt disse datoene, og de blir stående i pausen. "
            "Kryss av for det som skal flyttes."
        ),
    ),
    (Fate.STAYS,): (
        gettext_lazy("Blir stående"),
        gettext_lazy("Noen har satt eller avtalt disse datoene. Kryss av for det som skal flyttes."),
    ),
    (Fate.PAST,): (
        gettext_lazy("Dagen er forbi"),
        gettext_lazy(
            "Dagen, eller den nye dagen, er forbi. Disse blir stående der de står. "
            "Kryss av for det som likevel skal flyttes."
        ),
    ),
    (Fate.DONE,): (gettext_lazy("Allerede gjort"), gettext_lazy("Dette røres ikke.")),
}


def groups(year: Year, effects: Iterable[Effect], form: RowsForm) -> list[Group]:
    """The touched rows by what becomes of them, those that need somebody first."""
    shown = sorted(effects, key=lambda effect: effect.row.on or effect.proposed or date.max)
    found = []
    for fates, (heading, text) in GROUPS.items():
        lines = [line_of(year, effect, form) for effect in shown if effect.fate in fates]
        if lines:
            found.append(Group(str(heading), str(text), lines, asks_for_days=set(fates) <= {*NEEDS_A_DAY}))
    return found


def line_of(year: Year, effect: Effect, form: RowsForm) -> ChangeLine:
    names = (day_of(effect.row.key), box_of(effect.row.key))
    field = next((form[name] for name in names if name in form.fields), None)
    return ChangeLine(name_of(year, effect), shown_day(effect.row.on), field)


def name_of(year: Year, effect: Effect) -> str:
    row = year.rows[effect.row.key]
    return _("Opplæringsvakt %d") % row.number if isinstance(row, TrainingShift) else timeline.label(row)


def where_it_stands(effect: Effect, probation_ends_on: date | None) -> str:
    """Beside the field for a new day: the day it has, what comes of saying nothing, and what a review must come before."""
    day = shown_day(effect.row.on)
    if effect.fate is Fate.TOO_EARLY:
        return _("Sto på %s.") % day
    said = {
        Fate.ASKED: _("Står på %s, i pausen. Uten ny dato blir den stående der."),
        Fate.COVERED: _("Sto på %s. Uten ny dato blir den stående som «avtales»."),
    }[effect.fate] % day
    if probation_ends_on is None:
        return said
    return f"{said} {_('Siste dag i prøvetiden er %s.') % date_format(probation_ends_on, 'j. F Y')}"


def way_of(effect: Effect) -> str:
    """«fra ti. 6. okt. 2026 til ti. 20. okt. 2026»"""
    days = {"was": shown_day(effect.row.on), "new": shown_day(effect.proposed)}
    return _("fra %(was)s til %(new)s") % days


def shown_day(day: date | None) -> str:
    return date_format(day, "D j. N Y").lower() if day else str(_("uten dato"))
