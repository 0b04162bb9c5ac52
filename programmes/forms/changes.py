"""What is changed in a year under way: the start, the weekday, the series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.forms import PlainForm
from people.models import User
from programmes.changing import Decision, Rewrites, Year
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.forms.remarks import after_probation, before_start
from programmes.kept_rows import AnyRow
from programmes.models import PlanChange
from programmes.models.programme import WEEKDAYS
from programmes.proposals import MOST_LATER, Terms
from programmes.replanning import Effect
from programmes.schedule import ScheduleError, first_working_day

MINUSES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    messages = {"required": gettext_lazy("Velg en dato."), "invalid": UNREADABLE_DAY}
    return forms.DateField(label=label, widget=day_input(), error_messages=messages, **kwargs)


class ChangeForm(PlainForm):
    """One change. `after` are the terms it asks for, once it is valid."""

    kind: ClassVar[str]
    of_leaders: ClassVar[bool] = True  # else the pair may make it too
    only_ahead: ClassVar[bool] = False  # what is past is left alone
    offers_rows: ClassVar[bool] = False  # new rows are there to be chosen; else all of them come
    heading: Any
    lead: ClassVar[Any] = ""
    look: ClassVar[Any] = gettext_lazy("Vis hva som flyttes")
    probation_note: ClassVar[Any] = ""  # for leaders, who alone open the forms that have one

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    offered = forms.CharField(widget=forms.HiddenInput, required=False)
    after: Terms

    def __init__(self, *args: Any, year: Year, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.on = year, on
        self.pauses = tuple(year.programme.pauses.all())

    @property
    def changes_words(self) -> bool:
        """Whether something else than the days is another."""
        return False

    def effects(
        self, choices: Mapping[str, bool] | None = None, days: Mapping[str, date] | None = None
    ) -> list[Effect]:
        """What the change does, with what people have said about its rows."""
        return self.year.effects(self.after, on=self.on, choices=choices, days=days, from_on=self.moves_from)

    def added(self) -> Sequence[AnyRow]:
        """Rows that the change adds, unsaved."""
        return []

    def remarks(self, effects: Iterable[Effect]) -> list[str]:
        """What people must look at. Only leaders read of the prøvetid."""
        return after_probation(self.year, effects) if self.of_leaders else []

    @property
    def is_pointless(self) -> bool:
        """Whether there is nothing to change at all."""
        return False

    def more_groups(self, rows: Any) -> list[Any]:
        """What the preview shows beside the days."""
        return []

    def rewrites(self) -> Rewrites:
        """The words that rows get."""
        return {}

    def decision(self, *, by: User, at: datetime) -> Decision:
        why = self.cleaned_data.get("why", "")
        return Decision(kind=self.kind, after=self.after, pauses=self.pauses, why=why, by=by, at=at)

    def remember(self, mark: str, offered: str) -> None:
        """Let the next attempt say what was shown, and how each row stood before anyone answered."""
        self.data: QueryDict = self.data.copy()
        self.data["seen"], self.data["offered"] = mark, offered

    @property
    def moves_from(self) -> date | None:
        """The first day that the change reaches."""
        return self.on if self.only_ahead else None


class WhyForm(ChangeForm):
    """A change that says why, in one of six ways."""

    why = forms.ChoiceField(
        label=gettext_lazy("Hvorfor"),
        choices=[("", gettext_lazy("Velg grunn")), *PlanChange.Why.choices],
        help_text=gettext_lazy("Leses av de to og lederne, sammen med endringen."),
        error_messages={"required": gettext_lazy("Velg en grunn."), "invalid_choice": MISSING_CHOICE},
    )
    field_order = ["starts_on", "weekday", "weeks", "rhythm", "why"]


class StartDateForm(WhyForm):
    """Another first day: never after a talk or a shift that has been, or after a pause has begun."""

    kind = PlanChange.Kind.START
    heading = gettext_lazy("Ny startdato")
    lead = gettext_lazy(
        "Alle forslag regnes ut på nytt fra den nye datoen. Du ser hva som flyttes, før noe lagres."
    )

    probation_note = gettext_lazy(
        "Prøvetidssamtalene regnes fra den nye datoen. Slutten på prøvetiden endres ikke av seg selv."
    )

    starts_on = day_field(gettext_lazy("Startdato"))

    def __init__(self, *args: Any, year: Year, on: date, **kwargs: Any) -> None:
        super().__init__(*args, year=year, on=on, **kwargs)
        self.initial.setdefault("starts_on", year.terms.starts_on)

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        try:
            first_working_day(day)
        except ScheduleError as error:
            raise forms.ValidationError(str(error)) from error
        held = min(self.year.held_on, default=None)
        if held and day > held:
            said = _("En samtale er ført som holdt %(day)s. Programmet kan ikke starte etter det.")
            raise forms.ValidationError(said % {"day": date_format(held, "j. F Y")})
        been = min(self.year.shifts_been(self.on), default=None)
        if been and day > been:
            said = _("En opplæringsvakt var %(day)s. Programmet kan ikke starte etter det.")
            raise forms.ValidationError(said % {"day": date_format(been, "j. F Y")})
        if any(pause.from_on < day for pause in self.pauses):
            raise forms.ValidationError(_("En pause begynner før denne datoen. Endre pausen først."))
        self.after = replace(self.year.terms, starts_on=day)
        return day

    def remarks(self, effects: Iterable[Effect]) -> list[str]:
        early = before_start(self.year.programme, self.year.terms.starts_on, self.after.starts_on)
        return [*early, *super().remarks(effects)]


class WeekdayForm(WhyForm):
    """Another weekday for the talks from today."""

    kind = PlanChange.Kind.WEEKDAY
    of_leaders, only_ahead = False, True
    heading = gettext_lazy("Ny fast ukedag")
    lead = gettext_lazy(
        "Gjelder forslagene fra i dag. Det dere har avtalt, blir stående til dere sier noe annet."
    )

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Fast ukedag for samtalene"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", gettext_lazy("Samme ukedag som den første dagen")), *WEEKDAYS],
        error_messages={"invalid_choice": gettext_lazy("Velg en ukedag fra mandag til fredag.")},
    )

    def __init__(self, *args: Any, year: Year, on: date, **kwargs: Any) -> None:
        super().__init__(*args, year=year, on=on, **kwargs)
        self.initial.setdefault("weekday", year.terms.weekday)

    def clean_weekday(self) -> int | None:
        weekday: int | None = self.cleaned_data["weekday"]
        self.after = replace(self.year.terms, weekday=weekday)
        return weekday


class WeeksField(forms.IntegerField):
    """With a minus of any kind: the keyboard of figures on a phone has none, and a text has the longer one."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.translate(MINUSES) if isinstance(value, str) else value)


class SeriesForm(WhyForm):
    """The talks so many weeks later, or back again; never earlier than the plan."""

    kind = PlanChange.Kind.SERIES
    of_leaders, only_ahead = False, True
    heading = gettext_lazy("Flytt samtaleserien")
    lead = gettext_lazy(
        "For den som trenger lengre opplæring, eller når samtalene må vente. Prøvetidssamtalene følger sin egen klokke."
    )

    weeks = WeeksField(
        label=gettext_lazy("Hvor mange uker skal samtalene flyttes?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Skriv antall uker."),
            "invalid": gettext_lazy("Skriv antall uker med tall."),
        },
    )

    def __init__(self, *args: Any, year: Year, on: date, **kwargs: Any) -> None:
        super().__init__(*args, year=year, on=on, **kwargs)
        later = year.terms.later
        said = _("For eksempel 2. Samtalene er ikke flyttet fra før.")
        if later:
            said = ngettext(
                "Samtalene er alt flyttet %(n)d uke. Skriv −%(n)d for å flytte dem tilbake igjen.",
                "Samtalene er alt flyttet %(n)d uker. Skriv −%(n)d for å flytte dem tilbake igjen.",
                later,
            ) % {"n": later}
        self.fields["weeks"].help_text = said

    def clean_weeks(self) -> int:
        weeks: int = self.cleaned_data["weeks"]
        later = self.year.terms.later
        if not -later <= weeks <= MOST_LATER - later:
            said = _("Samtalene er flyttet %(later)d uker. Skriv et tall fra %(low)d til %(high)d.")
            raise forms.ValidationError(said % {"later": later, "low": -later, "high": MOST_LATER - later})
        self.after = replace(self.year.terms, later=later + weeks)
        return weeks
