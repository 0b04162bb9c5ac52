"""More weeks of talks, after those of the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.changes import WhyForm
from programmes.forms.colleagues import MISSING_CHOICE
from programmes.models import Conversation, PlanChange
from programmes.models.programme import USUAL_MINUTES
from programmes.proposals import DatedRow, proposed_on
from programmes.rules import LAST_WEEK, OnDemand, Weeks
from programmes.schedule import Kind, Role

RHYTHMS = {
    "1": gettext_lazy("hver uke"),
    "2": gettext_lazy("annenhver uke"),
    "4": gettext_lazy("hver fjerde uke"),
    "0": gettext_lazy("ved behov, uten datoer"),
}


class ExtensionForm(WhyForm):
    """So many weeks more, in a rhythm; or a talk on demand."""

    kind = PlanChange.Kind.EXTENSION
    heading = gettext_lazy("Forleng programmet")
    lead = gettext_lazy("Nye samtaler etter de som står i planen. De er forslag til de to avtaler dem.")

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

    @property
    def last_week(self) -> int:
        """The last week that has a talk of the plan."""
        talks = [row for row in self.year.rows.values() if isinstance(row, Conversation)]
        return max((talk.week for talk in talks if talk.week), default=0)

    def clean_weeks(self) -> int:
        weeks: int = self.cleaned_data["weeks"]
        most = LAST_WEEK - self.last_week
        if weeks > most:
            said = _("Planen går til uke %(last)d, og et program varer høyst %(most)d uker.")
            raise forms.ValidationError(said % {"last": self.last_week, "most": LAST_WEEK})
        self.after = self.year.terms
        return weeks

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("weeks") and cleaned.get("rhythm") and not self.new_weeks and cleaned["rhythm"] != "0":
            self.add_error("weeks", _("Det er for få uker til en samtale i denne rytmen."))
        return cleaned

    @property
    def changes_words(self) -> bool:
        return True

    @property
    def new_weeks(self) -> list[int]:
        every, last = int(self.cleaned_data["rhythm"]), self.last_week
        return list(range(last + every, last + self.cleaned_data["weeks"] + 1, every)) if every else []

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
