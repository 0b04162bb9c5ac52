"""The training shifts in one page: a form for each row, and the table of them all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from programmes import row_moves
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.kept_rows import kept
from programmes.models import Programme, TrainingShift
from programmes.workdays import holiday_name, is_workday

MOST_SHIFTS = 40
EARLIEST_BEFORE_START = timedelta(days=60)
LATEST_AFTER_START = timedelta(days=2 * 366)

too_long = {"max_length": gettext_lazy("Du har skrevet %(show_value)d tegn. Skriv høyst %(limit_value)d.")}
incomplete = {
    "too_many_forms": gettext_lazy("Du har %(num)d vakter. Flere er det ikke plass til."),
    "missing_management_form": gettext_lazy("Skjemaet kom ikke helt fram. Åpne siden på nytt og prøv igjen."),
}


class ShiftForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row. The whole table is saved at once, so the row itself knows neither number nor programme."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TrainingShift
        fields = TrainingShift.CONTENT
        widgets = {"on": day_input(), "shift_type": forms.TextInput(attrs={"list": "vakttyper"})}
        error_messages = {
            "on": {"invalid": UNREADABLE_DAY},
            "shift_type": too_long,
            "companion": too_long,
            "remark": too_long,
        }

    def __init__(self, *args: Any, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_on, self.last_on = starts_on - EARLIEST_BEFORE_START, starts_on + LATEST_AFTER_START

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and not self.first_on <= on <= self.last_on:
            days = {
                "first": date_format(self.first_on, "j. F Y"),
                "last": date_format(self.last_on, "j. F Y"),
            }
            raise forms.ValidationError(_("Velg en dato fra %(first)s til %(last)s.") % days)
        return on

    @property
    def day_note(self) -> str:
        """What kind of day it is, when few work on it."""
        on = getattr(self, "cleaned_data", self.initial).get("on")
        return "" if on is None or is_workday(on) else holiday_name(on) or date_format(on, "l").capitalize()


if TYPE_CHECKING:
    _ShiftFormSet = BaseFormSet[ShiftForm]
else:
    _ShiftFormSet = BaseFormSet


class BaseShiftFormSet(_ShiftFormSet):
    """All rows of one programme. Two people who save at once are told, and nothing typed is lost.

    A plain formset, not one over the table: what was typed about a row that somebody else has removed
    can then still be shown, and saved.
    """

    clashed = False
    is_news = False

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.programme = programme
        self.saved = list(programme.shifts.all())
        initial = [{"key": shift.pk} | _content(shift) for shift in self.saved]
        rows = {"starts_on": programme.starts_on, "empty_permitted": False}
        super().__init__(data, initial=initial, form_kwargs=rows, prefix="vakt", error_messages=incomplete)  # type: ignore[arg-type]

    def add_fields(self, form: ShiftForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Fjern")

    @cached_property
    def version(self) -> str:
        """A mark of what is saved now; the page sends back the one it was made of."""
        return sha256(repr([(shift.pk, _content(shift)) for shift in self.saved]).encode()).hexdigest()[:16]

    def clean(self) -> None:
        """Settle whether there is anything to save. The same form sent twice is no clash, and saves nothing."""
        if any(self.errors) or not self.management_form.is_valid():
            return
        sent, saved = list(map(_content, self.rows)), list(map(_content, self.saved))
        if self.data.get("version") == self.version:
            self.is_news = self.adds or sent != saved
        elif sent != saved and not (self.adds and [*sent, _content(TrainingShift())] == saved):
            self.clashed = True
            raise forms.ValidationError(
                _(
                    "Noen andre lagret vaktene mens du skrev. Det du skrev står fortsatt her. "
                    "Lagre en gang til hvis ditt skal gjelde."
                )
            )

    @property
    def adds(self) -> bool:
        """Whether room for one more shift was asked for."""
        return "add" in self.data

    @property
    def rows(self) -> list[TrainingShift]:
        """What was sent, as unsaved rows by day; those without a day come last, as they stood."""
        known = {shift.pk for shift in self.saved}
        rows = []
        for form in self.forms:
            if not form.cleaned_data.get("DELETE"):
                shift = form.instance
                key = form.cleaned_data.get("key")
                shift.pk = key if key in known else None
                known.discard(key)
                rows.append(shift)
        return sorted(rows, key=lambda shift: (shift.on is None, shift.on or date.min))

    def save(self, *, by: User, at: datetime) -> None:
        """Keep the rows as sent, and an empty one if it was asked for and there is room."""
        rows, was = self.rows, {shift.pk: kept(shift) for shift in self.saved}
        if self.adds and len(rows) < MOST_SHIFTS:
            rows.append(TrainingShift())
        if self.is_news:
            self.programme.shifts.rewrite(self.programme, rows)
            row_moves.remember_shifts(rows, was, by=by, at=at)


def _content(shift: TrainingShift) -> dict[str, Any]:
    return {name: getattr(shift, name) for name in TrainingShift.CONTENT}


ShiftFormSet = cast(
    type[BaseShiftFormSet],
    formset_factory(
        ShiftForm,
        formset=BaseShiftFormSet,
        extra=0,
        max_num=MOST_SHIFTS,
        absolute_max=MOST_SHIFTS + 1,
        validate_max=True,
        can_delete=True,
    ),
)
