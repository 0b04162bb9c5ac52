"""A step of the timeline: that it is done, and the day of one that has none."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm, WholeForm
from people.models import User
from programmes import row_moves
from programmes.forms.appointments import LAST_DAY_AFTER_START, UNREADABLE_DAY, day_input
from programmes.kept_rows import kept
from programmes.models import Step

LONGEST_PREPARATION = timedelta(days=366)  # what is done before somebody starts


class DoneForm(WholeForm):
    """Tick a step: today, or the day it was done."""

    class Meta:
        model = Step
        fields = ("done_on",)
        widgets = {"done_on": day_input()}
        labels = {"done_on": gettext_lazy("Gjort dato")}
        error_messages = {
            "done_on": {
                "required": gettext_lazy("Skriv hvilken dag det ble gjort."),
                "invalid": UNREADABLE_DAY,
            }
        }

    def __init__(self, *args: Any, by: User, at: datetime, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.at, self.on = by, at, on
        self.fields["done_on"].required = True
        self.initial["done_on"] = on

    def clean_done_on(self) -> date:
        done_on: date = self.cleaned_data["done_on"]
        if done_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå."))
        return not_before(done_on, self.instance.programme.starts_on - LONGEST_PREPARATION)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "done_on" in cleaned:
            self.instance.tick(by=self.by, at=self.at, on=cleaned["done_on"])
        return cleaned


class DueForm(WholeForm):
    """The day of a step, moved by a leader; an empty one gives it back to the plan, or to nobody."""

    class Meta:
        model = Step
        fields = ("due_on",)
        widgets = {"due_on": day_input()}
        error_messages = {"due_on": {"invalid": UNREADABLE_DAY}}
        help_texts = {
            "due_on": gettext_lazy("Tøm feltet for å gå tilbake til datoen i planen, om den har noen.")
        }

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        starts_on = self.instance.programme.starts_on
        if due_on is None:
            return None
        if due_on > starts_on + LAST_DAY_AFTER_START:
            raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
        return not_before(due_on, starts_on - LONGEST_PREPARATION)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = kept(self.instance)

    def told(self) -> dict[str, str]:
        """The fields that lead back to the day as it was; `seen` is the day they take back."""
        row: Step = self.instance
        former = {"due_on": self.was["due_on"] or "", "seen": str(row.due_on or "")}
        return former | ({"by_person": "ja"} if self.was["dated_by_person"] else {})

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Step:  # type: ignore[override]
        row: Step = self.instance
        is_undo = "seen" in self.data
        if is_undo:  # exactly as it was, whatever the plan says of it now
            row.dated_by_person = "by_person" in self.data
        elif "due_on" in self.changed_data:
            row.dated_by_person = row.due_on is not None
            row.due_on = row.due_on or row.day_of_plan()
        super().save(commit)
        record = row_moves.take_back if is_undo else row_moves.remember
        record(row, self.was, by=by, at=at)
        return row


class EventForm(PlainForm):
    """The day of the event that a step waits for; empty takes it away."""

    event_on = forms.DateField(required=False, widget=day_input(), error_messages={"invalid": UNREADABLE_DAY})

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.initial["event_on"] = step.event_on
        self.fields["event_on"].label = _("Dag for %(event)s") % {"event": step.event}

    def clean_event_on(self) -> date | None:
        event_on: date | None = self.cleaned_data["event_on"]
        starts_on = self.step.programme.starts_on
        if event_on is None:
            return None
        if event_on > starts_on + LAST_DAY_AFTER_START:
            raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
        return not_before(event_on, starts_on)


def not_before(day: date, first: date) -> date:
    """`day`, or a refusal that names the first possible one."""
    if day < first:
        raise forms.ValidationError(
            _("Velg en dato fra og med %(day)s.") % {"day": date_format(first, "j. F Y")}
        )
    return day
