"""Referat: written and shared by a leader, confirmed by the new hire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import VersionedForm
from people.models import User
from people.validators import no_identity_number
from programmes.models import ReviewRecord
from programmes.models.records import LONGEST_RECORD, LONGEST_REMARK


class WordsField(forms.CharField):
    """A long text. A paste that is too long is told about, never cut off; a line break counts as one."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[no_identity_number], **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def headings(themes: Sequence[str]) -> str:
    """The themes of a review as headings to write under.

    >>> headings(["Trivsel", "Veien videre"])
    'Trivsel\\n\\n\\nVeien videre'
    """
    return "\n\n\n".join(themes)


class RecordForm(VersionedForm):
    """The leader's text. A change after «lest» asks the new hire to read anew."""

    text = WordsField(
        label=gettext_lazy("Referat"),
        max_length=LONGEST_RECORD,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Ikke skriv om pasienter, diagnoser eller fødselsnummer."),
        error_messages={
            "required": gettext_lazy("Skriv noe før du lagrer."),
            "max_length": gettext_lazy("Referatet er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
        },
    )

    class Meta:
        model = ReviewRecord
        fields = ["text"]

    def __init__(self, *args: Any, sharing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: ReviewRecord = self.instance
        self.sharing, self.former = sharing, record.as_read()
        if not record.pk:
            self.initial["text"] = headings(record.review.themes)
        if sharing:
            self.fields["text"].error_messages["required"] = _("Skriv referatet før du deler det.")

    @property
    def says_more(self) -> bool:
        return "text" in self.changed_data

    def clean_text(self) -> str:
        """The themes alone say nothing."""
        text: str = self.cleaned_data["text"]
        if text.strip() == headings(self.instance.review.themes).strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    def clash_message(self) -> str:
        if self.former is None:
            return super().clash_message()
        return _(
            "%(name)s har bekreftet å ha lest referatet siden du åpnet siden. Lagrer du en gang til, må hen lese "
            "det på nytt. Det du skrev, står fortsatt her."
        ) % {"name": self.instance.review.programme.new_hire.first_name}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        record: ReviewRecord = self.instance
        if self.sharing and record.review.held_on is None:
            self.add_error(None, _("Før samtalen som gjennomført før du deler referatet."))
        return cleaned

    def save(self, commit: bool = True, *, by: User, at: datetime) -> ReviewRecord:  # type: ignore[override]
        """Keep the draft, or the correction; share it when that was the button."""
        record: ReviewRecord = self.instance
        shares = self.sharing and record.shared_at is None
        if record.pk and not self.says_more and not shares:
            return record
        if self.says_more:
            record.written_at = at
            if self.former:
                record.ask_again(self.former, at)
        record.writer_name = by.name
        if shares:
            record.share(at)
        super().save(commit)
        return record


class ReadForm(VersionedForm):
    """The new hire has read it, and may say something to it. Once."""

    remark = WordsField(
        label=gettext_lazy("Merknad"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Noe du vil ha føyd til eller ser annerledes på. Den følger referatet."),
        error_messages={
            "max_length": gettext_lazy("Merknaden er %(show_value)d tegn. Skriv høyst %(limit_value)d.")
        },
    )

    class Meta:
        model = ReviewRecord
        fields = ["remark"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_read = self.instance.read_at is not None
        self.must_be_current = not self.was_read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.was_read and not self.clashed and "remark" in self.changed_data:
            self.clashed = True
            self.add_error(None, self.clash_message())
        return cleaned

    def clash_message(self) -> str:
        if self.was_read:
            return _("Du har alt bekreftet at du har lest referatet. Merknaden kan ikke endres etterpå.")
        return _(
            "Referatet er rettet siden du åpnet siden. Les det på nytt før du bekrefter. "
            "Det du skrev, står fortsatt her."
        )

    def save(self, commit: bool = True, *, by: User, at: datetime) -> ReviewRecord:  # type: ignore[override]
        record: ReviewRecord = self.instance
        if self.was_read:
            return record
        record.confirm_read(at, self.cleaned_data["remark"])
        super().save(commit)
        return record
