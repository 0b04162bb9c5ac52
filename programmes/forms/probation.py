"""Prøvetid: what was agreed, the days of absence that count, and the day a notice was received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.forms import VersionedForm, WholeForm
from people.models import User
from programmes.forms.appointments import LAST_DAY_AFTER_START, UNREADABLE_DAY, day_input
from programmes.models import AbsencePeriod, Probation, ProbationExtension
from programmes.probation import Extension, latest_end

YES_OR_NO = [("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))]


def written(day: date) -> str:
    return date_format(day, "j. F Y")


def day_field(label: Any, required: Any = "", **kwargs: Any) -> forms.DateField:
    """A day; `required` is the sentence when it is missing, or empty when it may be."""
    messages = {"required": required, "invalid": UNREADABLE_DAY}
    return forms.DateField(
        label=label, required=bool(required), widget=day_input(), error_messages=messages, **kwargs
    )


class ProbationForm(VersionedForm):
    """What the agreement says. The suggestion stands beside the field; the leader types the day."""

    is_agreed = forms.TypedChoiceField(
        label=gettext_lazy("Er prøvetid skriftlig avtalt?"),
        choices=YES_OR_NO,
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg om prøvetid er skriftlig avtalt.")},
    )
    temporary_until = day_field(
        gettext_lazy("Midlertidig stilling: siste dag"),
        help_text=gettext_lazy(
            "Bare for midlertidige stillinger. Da er prøvetiden høyst halve tiden i stillingen."
        ),
    )
    ends_on = day_field(
        gettext_lazy("Siste dag i prøvetiden"), gettext_lazy("Skriv den siste dagen i prøvetiden.")
    )
    may_be_extended = forms.BooleanField(
        label=gettext_lazy(
            "Den nytilsatte fikk skriftlig vite ved ansettelsen at fravær kan forlenge prøvetiden"
        ),
        required=False,
    )

    class Meta:
        model = Probation
        fields = ("is_agreed", "temporary_until", "ends_on", "may_be_extended")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Probation = self.instance
        is_known = row.pk is not None
        self.former = (row.is_agreed, row.ends_on) if is_known else (None, None)
        self.former_until = row.temporary_until
        self.initial["is_agreed"] = ("ja" if row.is_agreed else "nei") if is_known else None
        self.fields["ends_on"].help_text = self.suggestion()
        self.fields["ends_on"].required = self.data.get("is_agreed") != "nei"

    def suggestion(self) -> str:
        row: Probation = self.instance
        given = {"start": written(row.programme.starts_on), "end": written(row.suggested_end)}
        if row.post_until:
            return (
                _(
                    "Slik det står i avtalen. Halve tiden i stillingen, og høyst seks måneder, fra %(start)s er til og med %(end)s."
                )
                % given
            )
        return _("Slik det står i avtalen. Seks måneder fra %(start)s er til og med %(end)s.") % given

    def clean_temporary_until(self) -> date | None:
        until: date | None = self.cleaned_data["temporary_until"]
        starts_on = self.instance.programme.starts_on
        if until and until <= starts_on:
            raise forms.ValidationError(
                _("Stillingen må vare lenger enn til startdatoen %(day)s.") % {"day": written(starts_on)}
            )
        if until and until > starts_on + LAST_DAY_AFTER_START:
            raise forms.ValidationError(_("Datoen er mer enn fem år etter starten. Se på årstallet."))
        self.instance.temporary_until = until  # the limit of the prøvetid, and what is suggested, follow it
        self.fields["ends_on"].help_text = self.suggestion()
        return until

    def clean_ends_on(self) -> date | None:
        ends_on: date | None = self.cleaned_data["ends_on"]
        row: Probation = self.instance
        if ends_on is None or (ends_on, row.temporary_until) == (self.former[1], self.former_until):
            return ends_on
        if ends_on < row.programme.starts_on:
            raise forms.ValidationError(
                _("Prøvetiden kan ikke være ute før startdatoen %(day)s.")
                % {"day": written(row.programme.starts_on)}
            )
        if self.agreed(ends_on) > row.latest_end:
            raise forms.ValidationError(self.too_long())
        return ends_on

    def agreed(self, ends_on: date) -> date:
        """An extension may have made it longer than what can be agreed: then it is the agreement that is tried."""
        row: Probation = self.instance
        first = row.extensions.first() if row.pk and ends_on == self.former[1] else None
        return first.former_ends_on if first else ends_on

    def too_long(self) -> str:
        row: Probation = self.instance
        given = {"start": written(row.programme.starts_on), "end": written(row.latest_end)}
        if row.post_until is None or row.latest_end == latest_end(row.programme.starts_on):
            return (
                _("Prøvetid kan avtales for høyst seks måneder. Fra %(start)s er det til og med %(end)s.")
                % given
            )
        return _(
            "I en midlertidig stilling kan prøvetiden være høyst halve tiden. Fra %(start)s til %(until)s er det "
            "til og med %(end)s."
        ) % (given | {"until": written(row.post_until)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        agreed = cleaned.get("is_agreed")
        ends_on = cleaned.get("ends_on")
        if agreed is False and ends_on:
            self.add_error(
                "ends_on", _("Uten skriftlig avtale er det ingen prøvetid. Ta bort datoen, eller velg ja.")
            )
        if agreed is False and cleaned.get("may_be_extended"):
            self.add_error("may_be_extended", _("Uten skriftlig avtale er det ingen prøvetid å forlenge."))
        if not self.errors and (agreed, ends_on) != self.former:
            self.check_what_is_built_on_it(ends_on)
        if not self.errors and not cleaned["may_be_extended"] and self.instance.programme.absences.exists():
            text = _("Det er skrevet inn fravær, og det lagres bare når det kan brukes. Fjern det først.")
            self.add_error("may_be_extended", text)
        return cleaned

    def check_what_is_built_on_it(self, ends_on: date | None) -> None:
        """An extension and absence were written for the end as it stood."""
        row: Probation = self.instance
        if row.pk and row.extensions.exists():
            self.add_error(
                "ends_on", _("Prøvetiden er forlenget. Ta forlengelsen tilbake før du endrer datoen.")
            )
            return
        absences = row.programme.absences.all()
        outside = absences.filter(to_on__gt=ends_on) if ends_on else absences
        if outside.exists():
            self.add_error(
                "ends_on", _("Det er skrevet inn fravær utenfor denne prøvetiden. Fjern det først.")
            )

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Probation:  # type: ignore[override]
        self.instance.written_by, self.instance.written_at = by, at
        saved: Probation = super().save(commit)
        return saved


class AbsenceForm(WholeForm):
    """Days away. How many of them count is a person's answer, never ours."""

    from_on = day_field(gettext_lazy("Første dag"), gettext_lazy("Skriv den første dagen."))
    to_on = day_field(gettext_lazy("Siste dag"), gettext_lazy("Skriv den siste dagen."))
    days = forms.IntegerField(
        label=gettext_lazy("Dager som teller"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
        error_messages={
            "required": gettext_lazy("Skriv hvor mange av dagene som teller."),
            "invalid": gettext_lazy("Skriv antall dager med tall, for eksempel 12."),
        },
    )

    is_repeated = False  # the same form twice is one period

    class Meta:
        model = AbsencePeriod
        fields = ("from_on", "to_on", "days")

    def __init__(self, *args: Any, probation: Probation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.probation, self.on = probation, on
        self.instance.programme = probation.programme

    def clean_from_on(self) -> date:
        from_on: date = self.cleaned_data["from_on"]
        starts_on = self.probation.programme.starts_on
        if from_on < starts_on:
            raise forms.ValidationError(
                _("Prøvetiden begynte %(day)s. Fravær før det teller ikke.") % {"day": written(starts_on)}
            )
        if from_on > self.on:
            raise forms.ValidationError(_("Fraværet har ikke begynt ennå."))
        return from_on

    def clean_to_on(self) -> date:
        to_on: date = self.cleaned_data["to_on"]
        ends_on = self.probation.ends_on
        if ends_on and to_on > ends_on:
            raise forms.ValidationError(
                _("Prøvetiden er ute %(day)s. Fravær etter det teller ikke.") % {"day": written(ends_on)}
            )
        return to_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "from_on" in cleaned and "to_on" in cleaned:
            self.check_days(cleaned["from_on"], cleaned["to_on"], cleaned.get("days"))
        return cleaned

    def check_days(self, from_on: date, to_on: date, days: int | None) -> None:
        if to_on < from_on:
            self.add_error("to_on", _("Siste dag kan ikke være før første dag."))
            return
        length = (to_on - from_on).days + 1
        if days is None:
            return
        if not 1 <= days <= length:
            text = ngettext(
                "Perioden er %(n)d dag. Skriv 1.", "Perioden er %(n)d dager. Skriv fra 1 til %(n)d.", length
            )
            self.add_error("days", text % {"n": length})
            return
        others = self.probation.programme.absences.filter(from_on__lte=to_on, to_on__gte=from_on)
        self.is_repeated = others.filter(from_on=from_on, to_on=to_on, days=days).exists()
        if others and not self.is_repeated:
            self.add_error("from_on", _("Noen av disse dagene er alt skrevet inn."))

    def save(self, commit: bool = True, *, by: User, at: datetime) -> AbsencePeriod:  # type: ignore[override]
        self.instance.written_by, self.instance.written_at = by, at
        saved: AbsencePeriod = super().save(commit)
        return saved


class ReceivedForm(VersionedForm):
    """A leader says that the notice has come to the new hire, and on which day. That extends the prøvetid."""

    received_on = day_field(
        gettext_lazy("Dagen beskjeden ble mottatt"), gettext_lazy("Skriv dagen beskjeden ble mottatt.")
    )
    must_be_current = True  # one says yes to the days one saw

    class Meta:
        model = Probation
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, extension: Extension, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extension, self.on = extension, on

    def clean_received_on(self) -> date:
        received_on: date = self.cleaned_data["received_on"]
        if received_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå."))
        if not self.extension.is_in_time(received_on):
            raise forms.ValidationError(
                _("Beskjeden må være mottatt senest %(day)s. Kom den senere, er prøvetiden ikke forlenget.")
                % {"day": written(self.extension.receive_by)}
            )
        if received_on < self.instance.programme.starts_on:
            raise forms.ValidationError(_("Beskjeden kan ikke være mottatt før prøvetiden begynte."))
        if self.extension.away_until and self.extension.is_too_early(received_on):
            raise forms.ValidationError(
                _("Beskjeden gjelder fravær til og med %(day)s, og kan ikke være mottatt før det.")
                % {"day": written(self.extension.away_until)}
            )
        return received_on

    def clash_message(self) -> str:
        return _("Fraværet eller prøvetiden er endret siden du åpnet siden. Se på dagene en gang til.")

    def save(self, commit: bool = True, *, by: User, at: datetime) -> ProbationExtension:  # type: ignore[override]
        probation: Probation = self.instance
        made = probation.extend(self.extension, self.cleaned_data["received_on"], by=by, at=at)
        super().save(commit)
        return made
