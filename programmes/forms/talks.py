"""What the pair types about a talk: that it was held, that it was not, one more, or several agreed at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, VersionedForm, WholeForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import Comment, Conversation, Mentorship, Programme
from programmes.models.appointments import LONGEST_TALK
from programmes.models.comments import LONGEST_COMMENT

OTHER = "other"
QUICK_MINUTES = ("30", "45", "60")

held_on_errors = {"required": _("Skriv hvilken dag samtalen ble holdt."), "invalid": UNREADABLE_DAY}


class HeldForm(VersionedForm):
    """A talk that was held: when, how long, and perhaps a comment. Saved without writing a word."""

    held_on = forms.DateField(label=_("Utført dato"), widget=day_input(), error_messages=held_on_errors)
    length = forms.ChoiceField(
        label=_("Anvendt tid"),
        choices=[*((minutes, _("%s min") % minutes) for minutes in QUICK_MINUTES), (OTHER, _("Annet"))],
        widget=forms.RadioSelect,
        template_name="ds/chips.html",  # type: ignore[call-arg]
        error_messages={"required": _("Velg hvor lenge samtalen varte.")},
    )
    other_minutes = forms.IntegerField(
        label=_("Antall minutter, når du velger «Annet»"),
        required=False,
        min_value=1,
        max_value=LONGEST_TALK,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Skriv antall minutter med tall."),
            "min_value": _("Skriv minst 1 minutt."),
            "max_value": _("Skriv høyst %(limit_value)s minutter."),
        },
    )
    comment = forms.CharField(
        label=_("Kommentar (kan komme i personalmappa)"),
        required=False,
        strip=True,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Kommentaren er %(show_value)d tegn. Skriv høyst %(limit_value)d.")},
    )

    class Meta:
        model = Conversation
        fields = ("held_on",)

    def __init__(
        self, *args: Any, on: date, mentorship: Mentorship | None, comment: Comment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.mentorship = on, mentorship
        talk: Conversation = self.instance
        self.initial["held_on"] = talk.held_on or min(talk.planned_on or on, on)
        minutes = str(talk.minutes_spent or talk.expected_minutes or "")
        if talk.held_on and not talk.minutes_spent:
            minutes = ""
        self.initial["length"] = minutes if minutes in QUICK_MINUTES else OTHER if minutes else "45"
        self.initial["other_minutes"] = talk.minutes_spent if self.initial["length"] == OTHER else None
        if mentorship is None:
            del self.fields["comment"]
        else:
            self.initial["comment"] = comment.text if comment else ""

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå. Før samtalen når den er holdt."))
        starts_on = self.instance.programme.starts_on
        if held_on < starts_on:
            raise forms.ValidationError(
                _("Programmet startet %(day)s. Samtalen kan ikke være holdt før det."),
                params={"day": starts_on.strftime("%d.%m.%Y")},
            )
        return held_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        length, other = cleaned.get("length"), cleaned.get("other_minutes")
        if length == OTHER and other is None and "other_minutes" not in self.errors:
            self.add_error("other_minutes", _("Skriv hvor mange minutter samtalen varte."))
        if length and "other_minutes" not in self.errors:
            self.instance.minutes_spent = other if length == OTHER else int(length)
        self.instance.not_held_reason = ""
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True, *, by: User, at: datetime) -> Conversation:  # type: ignore[override]
        """Keep the talk and its comment together; the same form sent twice changes nothing."""
        talk: Conversation = self.instance
        if talk.logged_at and not set(self.changed_data) - {"version"}:
            return talk
        talk.log(by=by, at=at)
        super().save(commit)
        if self.mentorship is not None and "comment" in self.changed_data:
            Comment.objects.write(talk, self.mentorship, self.cleaned_data["comment"], by=by, at=at)
        Programme.objects.filter(pk=talk.programme_id).refresh_talk_dates()
        return talk


class NotHeldForm(VersionedForm):
    """A talk that was not held, and which of five broad reasons."""

    not_held_reason = forms.ChoiceField(
        label=_("Hvorfor ble den ikke holdt?"),
        choices=Conversation.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("Grunnen leses av dere to og lederne. Den kommer ikke på skjemaet."),
        error_messages={"required": _("Velg den grunnen som passer best.")},
    )

    class Meta:
        model = Conversation
        fields = ("not_held_reason",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.held_on = self.instance.minutes_spent = None
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True, *, by: User, at: datetime) -> Conversation:  # type: ignore[override]
        talk: Conversation = self.instance
        talk.log(by=by, at=at)
        super().save(commit)
        Programme.objects.filter(pk=talk.programme_id).refresh_talk_dates()
        return talk


class ExtraTalkForm(WholeForm):
    """One more talk than the programme says, on a day the pair has agreed."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Conversation
        fields = ("planned_on", "starts_at", "place")
        widgets = {
            "planned_on": day_input(),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].required = True
        self.fields["planned_on"].label = _("Dato")
        self.fields["planned_on"].error_messages |= {
            "required": _("Velg en dato for samtalen."),
            "invalid": held_on_errors["invalid"],
        }
        self.fields["starts_at"].error_messages["invalid"] = _("Skriv klokkeslettet som 14:30.")

    def clean_planned_on(self) -> date:
        planned_on: date = self.cleaned_data["planned_on"]
        if planned_on < self.instance.programme.starts_on:
            raise forms.ValidationError(_("Datoen er før programmet starter."))
        return planned_on


class AgreeManyForm(PlainForm):
    """Say yes to several proposed days at once."""

    talks = forms.ModelMultipleChoiceField(
        queryset=Conversation.objects.none(),
        label=_("Foreslåtte samtaler"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én samtale.")},
    )

    def __init__(self, *args: Any, proposed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["talks"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = proposed
        field.label_from_instance = talk_label  # type: ignore[assignment]
        self.initial["talks"] = [talk.pk for talk in proposed]


def talk_label(talk: Conversation) -> str:
    day = date_format(talk.planned_on, "l j. F") if talk.planned_on else ""
    week = _("uke %d · ") % talk.week if talk.week else ""
    return f"{talk}: {week}{day}"
