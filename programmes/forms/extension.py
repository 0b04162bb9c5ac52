"""More weeks of talks, after those of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.changes import WhyForm
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import Conversation, PlanChange
from programmes.models.programme import USUAL_MINUTES
from programmes.proposals import DatedRow, proposed_on
from programmes.rules import LAST_WEEK, OnDemand, Weeks
from programmes.schedule import Kind, Role
from programmes.workdays import monday_of

ON_DEMAND = "0"
RHYTHMS = {
    "1": gettext_lazy("hver uke"),
    "2": gettext_lazy("annenhver uke"),
    "4": gettext_lazy("hver fjerde uke"),
    ON_DEMAND: gettext_lazy("ved behov: én samtale uten dato"),
}


class ExtensionForm(WhyForm):
    """So many weeks more, in a rhythm; or a talk on demand."""

    kind = PlanChange.Kind.EXTENSION
    heading = gettext_lazy("Forleng programmet")
    lead = gettext_lazy("Nye samtaler etter de som står i planen. De er forslag til de to avtaler dem.")
    field_order = ["rhythm", "weeks", "why"]  # how often decides whether there are weeks to count

    weeks = forms.IntegerField(
        label=gettext_lazy("Hvor mange uker til?"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        min_value=1,
        error_messages={
            "required": gettext_lazy("Skriv antall uker."),
            "invalid": gettext_lazy("Skriv antall uker med tall."),
            "min_value": gettext_lazy("Skriv minst 1 uke."),
        },
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Hvor ofte?"),
        choices=[("", gettext_lazy("Velg rytme")), *RHYTHMS.items()],
        error_messages={"required": gettext_lazy("Velg en rytme."), "invalid_choice": MISSING_CHOICE},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = self.year.terms
        # On demand there is one talk, and no weeks to count.
        self.fields["weeks"].required = self.data.get("rhythm") != ON_DEMAND
        if self.last_week < LAST_WEEK:
            first = self.last_week + 1
            said = _(
                "Den første nye samtalen kan være i uke %(week)d, som begynner %(day)s. Ved behov trengs ingen uker."
            )
            day = date_format(monday_of(self.day_in(first)), "j. F Y")
            self.fields["weeks"].help_text = said % {"week": first, "day": day}

    @cached_property
    def last_week(self) -> int:
        """The week that the new talks come after: the last that has a talk, and never one that is over."""
        talks = [row for row in self.year.rows.values() if isinstance(row, Conversation)]
        days = [talk.sort_day for talk in talks if talk.sort_day != date.max]
        last = monday_of(max([self.on, *days]))
        week = max((talk.week for talk in talks if talk.week), default=0)
        while week < LAST_WEEK and monday_of(self.day_in(week + 1)) <= last:
            week += 1
        return week

    def day_in(self, week: int) -> date:
        """When a talk of that week would be, if a pause that is open ended today."""
        pauses = (replace(one, to_on=one.to_on or max(one.from_on, self.on)) for one in self.after.pauses)
        talk = DatedRow("", Kind.CONVERSATION, Weeks((week,)), week)
        day = proposed_on(talk, replace(self.after, pauses=tuple(pauses)))
        assert day is not None  # only an open pause leaves a week without one
        return day

    def clean_weeks(self) -> int | None:
        weeks: int | None = self.cleaned_data["weeks"]
        if weeks and weeks > LAST_WEEK - self.last_week:
            said = _("Nye samtaler kommer etter uke %(last)d, og et program varer høyst %(most)d uker.")
            raise forms.ValidationError(said % {"last": self.last_week, "most": LAST_WEEK})
        return weeks

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_rhythm = cleaned.get("rhythm", ON_DEMAND) != ON_DEMAND
        if is_in_rhythm and cleaned.get("weeks") and not self.new_weeks:
            self.add_error("weeks", _("Det er for få uker til en samtale i denne rytmen."))
        return cleaned

    @property
    def changes_words(self) -> bool:
        return True

    @property
    def new_weeks(self) -> list[int]:
        every, last = int(self.cleaned_data["rhythm"]), self.last_week
        weeks = self.cleaned_data["weeks"] or 0
        return list(range(last + every, last + weeks + 1, every)) if every else []

    def added(self) -> list[Conversation]:
        """The new talks, unsaved."""
        number = max(
            (row.number for row in self.year.rows.values() if isinstance(row, Conversation)), default=0
        )
        weeks: list[int | None] = [*self.new_weeks] or [None]
        return [self.talk(number + place, week) for place, week in enumerate(weeks, start=1)]

    def talk(self, number: int, week: int | None) -> Conversation:
        rule = Weeks((week,)) if week else OnDemand()
        day = proposed_on(DatedRow("", Kind.CONVERSATION, rule, week), self.after)
        return Conversation(
            programme=self.year.programme,
            number=number,
            title=_("Samtale") if week else _("Samtale ved behov"),
            responsible=Role.MENTOR,
            rule=rule.to_dict(),
            week=week,
            planned_on=day,
            first_planned_on=day,
            expected_minutes=USUAL_MINUTES,
        )
