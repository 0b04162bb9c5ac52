"""One row of a programme template: what, who, how long, and the rule that says when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import VersionedForm
from people.validators import no_identity_number
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.forms.template_fields import TOO_LONG, WeeksField, lines, whole, words
from programmes.models.templates import KIND_LABELS, ROLE_LABELS, TemplateStep, role_names
from programmes.rules import (
    LAST_DAY,
    LAST_MONTH,
    LAST_WEEK,
    LONGEST_NAME,
    MOST_DATES,
    RULES,
    OnDemand,
    RuleError,
    rule_from,
)
from programmes.schedule import FIRST_START_YEAR, LAST_START_YEAR, Kind, Row
from programmes.template_faults import faults_of
from programmes.template_files import LONGEST_GUIDANCE, LONGEST_PHASE, LONGEST_TALK, LONGEST_TITLE

WHEN = {
    "": gettext_lazy("Velg når"),
    "days_before": gettext_lazy("Et antall dager før oppstart"),
    "day": gettext_lazy("På en bestemt dag, der startdatoen er dag 1"),
    "days_after": gettext_lazy("Et antall dager etter oppstart"),
    "months_after": gettext_lazy("Et antall måneder etter oppstart"),
    "weeks": gettext_lazy("I programuker du skriver opp"),
    "every_weeks": gettext_lazy("Med faste mellomrom"),
    "within_shifts": gettext_lazy("I løpet av opplæringsvaktene"),
    "event": gettext_lazy("Når noe bestemt skjer"),
    "date": gettext_lazy("På en bestemt dato, lik for alle"),
    "undated": gettext_lazy("Avtales av dem det gjelder"),
    "on_demand": gettext_lazy("Ved behov"),
}
ASKED_FOR = {
    "days_before": {"days": "days"},
    "day": {"day": "day"},
    "days_after": {"days": "days"},
    "months_after": {"months": "months"},
    "weeks": {"weeks": "weeks"},
    "every_weeks": {"every": "every", "from_week": "from_week", "to_week": "to_week"},
    "event": {"name": "event_name"},
    "date": {"on": "on_date"},
    "undated": {"count": "count"},
}
"""Of each rule, which of its own keys stands in which field."""

MISSING = {
    "days": gettext_lazy("Skriv hvor mange dager."),
    "day": gettext_lazy("Skriv hvilken dag."),
    "months": gettext_lazy("Skriv hvor mange måneder."),
    "weeks": gettext_lazy("Skriv ukene, for eksempel 3 4 5 6, 8."),
    "every": gettext_lazy("Skriv hvor mange uker det er mellom hver gang."),
    "from_week": gettext_lazy("Skriv den første uken."),
    "to_week": gettext_lazy("Skriv den siste uken."),
    "event_name": gettext_lazy("Skriv hva som skjer, for eksempel første ansvarsvakt."),
    "on_date": gettext_lazy("Velg datoen."),
    "count": gettext_lazy("Skriv hvor mange ganger."),
}


class RowForm(VersionedForm):
    """The whole row. Fields of the rules that are not chosen are left alone, whatever stands in them."""

    title = words(
        gettext_lazy("Hva skal skje"), LONGEST_TITLE, required=gettext_lazy("Skriv hva som skal skje.")
    )
    phase = words(
        gettext_lazy("Fase"),
        LONGEST_PHASE,
        help_text=gettext_lazy("Overskriften i den trykte planen, for eksempel Før oppstart."),
    )
    guidance = words(gettext_lazy("Veiledning"), LONGEST_GUIDANCE, rows=4)
    when = forms.ChoiceField(
        label=gettext_lazy("Når"),
        choices=list(WHEN.items()),
        error_messages={
            "required": gettext_lazy("Velg når det skal skje."),
            "invalid_choice": gettext_lazy("Velg en av linjene i listen."),
        },
    )
    days = whole(gettext_lazy("Antall dager"), LAST_DAY)
    day = whole(gettext_lazy("Dag nummer"), LAST_DAY)
    months = whole(gettext_lazy("Antall måneder"), LAST_MONTH)
    weeks = WeeksField(
        label=gettext_lazy("Programuker"),
        required=False,
        help_text=gettext_lazy(
            "Skriv ukene med mellomrom eller komma: 3 4 5 6, 8. Uke 1 er den første uken."
        ),
    )
    every = whole(gettext_lazy("Uker mellom hver gang"), LAST_WEEK)
    from_week = whole(gettext_lazy("Fra programuke"), LAST_WEEK)
    to_week = whole(gettext_lazy("Til programuke"), LAST_WEEK)
    event_name = forms.CharField(
        label=gettext_lazy("Hva som skjer"),
        required=False,
        max_length=LONGEST_NAME,
        validators=[no_identity_number],
        help_text=gettext_lazy("For eksempel første ansvarsvakt. Datoen settes når den er kjent."),
        error_messages={"max_length": TOO_LONG},
    )
    on_date = forms.DateField(
        label=gettext_lazy("Dato"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": UNREADABLE_DAY},
    )
    count = whole(gettext_lazy("Antall ganger"), MOST_DATES)
    responsible = forms.MultipleChoiceField(
        label=gettext_lazy("Ansvarlige"),
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Velg minst én ansvarlig."),
            "invalid_choice": gettext_lazy("Velg en av rollene i listen."),
        },
    )
    prompts = lines(
        gettext_lazy("Egne stikkord for denne samtalen"),
        gettext_lazy("En linje for hvert. Uten egne vises stikkordene for hele programmet."),
    )
    themes = lines(gettext_lazy("Temaer for prøvetidssamtalen"), gettext_lazy("En linje for hvert."))

    beside_the_row = {"version"}

    class Meta:
        model = TemplateStep
        fields = ["title", "phase", "kind", "minutes_from", "minutes_to", "guidance", "prompts", "themes"]
        labels = {
            "kind": gettext_lazy("Slag"),
            "minutes_from": gettext_lazy("Varighet fra (minutter)"),
            "minutes_to": gettext_lazy("Varighet til (minutter)"),
        }

    def __init__(self, *args: Any, rows: Sequence[Row], length_weeks: int | None, **kwargs: Any) -> None:
        """`rows` are those of the whole template, to be judged together with what is typed here."""
        super().__init__(*args, **kwargs)
        self.rows, self.length_weeks = list(rows), length_weeks
        said = _("Bruk et helt tall fra 1 til %d.") % LONGEST_TALK
        for name in ("minutes_from", "minutes_to"):
            self.fields[name] = whole(self.fields[name].label, LONGEST_TALK)
            self.fields[name].error_messages["invalid"] = said
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Velg slag")), *KIND_LABELS.items()]
        kind.error_messages["required"] = _("Velg hva slags rad det er.")
        self.order_fields(["version", "title", "kind", "when"])
        self.initial.update(self.rule_as_typed())

    def rule_as_typed(self) -> dict[str, Any]:
        rule = dict(self.instance.rule or {})
        when = str(rule.pop("when", ""))
        typed = {ASKED_FOR[when][key]: value for key, value in rule.items()}
        return {"when": when, "responsible": role_names(self.instance.responsible), **typed}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.responsible = ",".join(cleaned.get("responsible", []))
        self.instance.rule = self.instance.rule or OnDemand().to_dict()  # until a rule is rightly chosen
        self.clean_minutes(cleaned)
        if "when" in cleaned and self.ask_for(cleaned):
            try:
                self.instance.rule = rule_from(self.rule_typed(cleaned)).to_dict()
            except RuleError as error:
                self.add_error(next(iter(ASKED_FOR[cleaned["when"]].values())), self.in_words(str(error)))
        return cleaned

    def clean_on_date(self) -> date | None:
        on: date | None = self.cleaned_data["on_date"]
        if on and not FIRST_START_YEAR <= on.year <= LAST_START_YEAR:
            said = _("Velg en dato i et av årene %(first)d til %(last)d.")
            raise ValidationError(said % {"first": FIRST_START_YEAR, "last": LAST_START_YEAR})
        return on

    def clean_minutes(self, cleaned: dict[str, Any]) -> None:
        low, high = cleaned.get("minutes_from"), cleaned.get("minutes_to")
        if {"minutes_from", "minutes_to"} & {*self.errors} or (low is None and high is None):
            return
        if low is None or high is None:
            self.add_error("minutes_to" if high is None else "minutes_from", _("Skriv både fra og til."))
        elif low > high:
            self.add_error("minutes_to", _("Det lengste må være minst like langt som det korteste."))

    def ask_for(self, cleaned: dict[str, Any]) -> bool:
        """Whether everything that the chosen rule needs was filled in; says what was not."""
        wanted = list(ASKED_FOR.get(cleaned["when"], {}).values())
        for name in wanted:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, MISSING[name])
        for name in ({*MISSING} - {*wanted}) & {*self.errors}:
            self.errors.pop(name, None)
        return not any(name in self.errors for name in wanted)

    def rule_typed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        asked = ASKED_FOR.get(cleaned["when"], {})
        return {"when": RULES[cleaned["when"]].when} | {key: cleaned[name] for key, name in asked.items()}

    def in_words(self, sentence: str) -> str:
        return _("Den første uken kommer etter den siste.") if "from_week" in sentence else sentence

    def _post_clean(self) -> None:
        """With the row whole, judge it among the others: the same talk twice in a week, a week past the end."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        number = self.instance.position
        others = [*self.rows[: number - 1], self.instance.row(), *self.rows[number:]]
        for fault in faults_of(others, self.length_weeks):
            mine = fault.row == number
            theirs = fault.row and not mine and f"i rad {number} «" in fault.text
            if fault.row is None or mine or theirs:
                self.add_error("when", self.said(fault.text))

    def said(self, text: str) -> str:
        if self.instance.kind == Kind.TRAINING_SHIFT and "undated" in text:
            return _("Opplæringsvakter avtales. Velg «Avtales av dem det gjelder» og hvor mange det er.")
        return f"{text[0].upper()}{text[1:]}"

    def save(self, commit: bool = True) -> TemplateStep:
        step: TemplateStep = super().save(commit)
        return step
