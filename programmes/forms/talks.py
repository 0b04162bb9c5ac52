"""What the pair types about a talk: that it was held, that it was not, one more, or several agreed at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField, VersionedForm
from people.models import User
from people.validators import no_identity_number
from programmes.forms.appointments import UNREADABLE_DAY, AgreeForm, day_input
from programmes.models import Comment, Conversation, Mentorship, Programme
from programmes.models.appointments import LONGEST_TALK
from programmes.models.comments import LONGEST_COMMENT
from programmes.models.programme import USUAL_MINUTES

OTHER = "other"
QUICK_MINUTES = ("30", "45", "60")

CHOOSE_LENGTH = _("Velg hvor lenge samtalen varte.")
CHOOSE_TALKS = _("Velg minst én samtale fra listen.")
CHOOSE_REASON = _("Velg den grunnen som passer best.")


class HeldForm(VersionedForm):
    """A talk that was held: when, how long, and perhaps a comment. Saved without writing a word."""

    held_on = forms.DateField(
        label=_("Utført dato"),
        widget=day_input(),
        error_messages={"required": _("Skriv hvilken dag samtalen ble holdt."), "invalid": UNREADABLE_DAY},
    )
    length = forms.ChoiceField(
        label=_("Anvendt tid"),
        choices=[*((minutes, _("%s min") % minutes) for minutes in QUICK_MINUTES), (OTHER, _("Annet"))],
        widget=forms.RadioSelect,
        template_name="ds/chips.html",  # type: ignore[call-arg]
        error_messages={"required": CHOOSE_LENGTH, "invalid_choice": CHOOSE_LENGTH},
    )
    other_minutes = forms.IntegerField(
        label=_("Antall minutter"),
        help_text=_("Når du velger «Annet» over."),
        min_value=1,
        max_value=LONGEST_TALK,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Skriv hvor mange minutter samtalen varte."),
            "invalid": _("Skriv antall minutter med tall."),
            "min_value": _("Skriv minst 1 minutt."),
            "max_value": _("Skriv høyst %(limit_value)s minutter."),
        },
    )
    comment = ProseField(
        label=_("Kommentar"),
        required=False,
        max_length=LONGEST_COMMENT,
        validators=[no_identity_number],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Kommentaren er %(show_value)d tegn. Skriv høyst %(limit_value)d.")},
    )

    class Meta:
        model = Conversation
        fields = ("held_on",)

    def __init__(
        self,
        *args: Any,
        on: date,
        mentorship: Mentorship | None,
        comment: Comment | None,
        words_only: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.mentorship, self.kept_comment = on, mentorship, comment
        self.words_only = words_only
        if words_only:
            self.beside_the_row = {"version", "held_on", "length", "other_minutes"}
        talk: Conversation = self.instance
        self.was_held = talk.held_on is not None
        self.must_be_current = talk.logged_at is not None and not self.was_held  # said not to be held
        self.initial["held_on"] = talk.held_on or min(talk.planned_on or on, on)
        minutes = talk.minutes_spent if self.was_held else talk.expected_minutes or USUAL_MINUTES
        self.initial["length"] = (
            OTHER if minutes and str(minutes) not in QUICK_MINUTES else str(minutes or "")
        )
        self.initial["other_minutes"] = minutes if self.initial["length"] == OTHER else None
        self.fields["length"].required = not self.was_held or minutes is not None  # the paper may not say
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
        if self.words_only:  # not yet held, or not corrected now
            for name in ("held_on", "length", "other_minutes"):
                self.errors.pop(name, None)
                cleaned.pop(name, None)
            return self.beside_the_others(cleaned)
        length, other = cleaned.get("length"), cleaned.get("other_minutes")
        if length != OTHER:
            self.errors.pop("other_minutes", None)  # empty, or typed and then left for a chip
        if length and "other_minutes" not in self.errors:
            self.instance.minutes_spent = other if length == OTHER else int(length)
        self.instance.not_held_reason = ""
        return self.beside_the_others(cleaned)

    def beside_the_others(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        if self.clashed and self.comment_of_the_other and not cleaned.get("comment"):
            self.data["comment"] = self.comment_of_the_other.text  # saving again must not wipe it out
        return cleaned

    @property
    def comment_of_the_other(self) -> Comment | None:
        """After a clash: the saved words, where they are not what was sent; they stand beside one's own."""
        kept = self.kept_comment
        if not self.clashed or kept is None or kept.text == self.cleaned_data.get("comment"):
            return None
        return kept

    @transaction.atomic
    def save(self, commit: bool = True, *, by: User, at: datetime) -> Conversation:  # type: ignore[override]
        """Keep the talk and its comment together; the same form sent twice changes nothing."""
        talk: Conversation = self.instance
        changed = set(self.changed_data) - self.beside_the_row
        if (self.was_held or self.words_only) and not changed:
            return talk
        if not self.words_only:
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
        error_messages={"required": CHOOSE_REASON, "invalid_choice": CHOOSE_REASON},
    )

    class Meta:
        model = Conversation
        fields = ("not_held_reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_not_held = bool(self.instance.not_held_reason)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.held_on = self.instance.minutes_spent = None
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True, *, by: User, at: datetime) -> Conversation:  # type: ignore[override]
        talk: Conversation = self.instance
        if self.was_not_held and not set(self.changed_data) - {"version"}:
            return talk
        talk.log(by=by, at=at)
        super().save(commit)
        Programme.objects.filter(pk=talk.programme_id).refresh_talk_dates()
        return talk


class ExtraTalkForm(AgreeForm):
    """One more talk than the programme says, on a day the pair has agreed."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(AgreeForm.Meta):
        model = Conversation


class TalksField(forms.MultipleChoiceField):
    """The proposed talks are offered; one that somebody has agreed meanwhile is no mistake."""

    known: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return value in self.known


class AgreeManyForm(PlainForm):
    """Say yes to several proposed days at once."""

    talks = TalksField(
        label=_("Foreslåtte samtaler"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CHOOSE_TALKS, "invalid_choice": CHOOSE_TALKS},
    )

    def __init__(
        self, *args: Any, programme: Programme, proposed: Iterable[Conversation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["talks"]
        assert isinstance(field, TalksField)
        field.choices = [(talk.pk, talk_label(talk)) for talk in proposed]
        field.known = frozenset(map(str, programme.conversations.values_list("pk", flat=True)))
        self.initial["talks"] = [talk.pk for talk in proposed]


def talk_label(talk: Conversation) -> str:
    day = date_format(talk.planned_on, "l j. F") if talk.planned_on else ""
    week = _("uke %d · ") % talk.week if talk.week else ""
    return f"{talk}: {week}{day}"
