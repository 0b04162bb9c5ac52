"""The handover note: written by the mentor who leaves, said yes to by the new hire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField, VersionedForm
from people.models import User
from programmes.models import HandoverNote


class HandoverNoteForm(VersionedForm):
    """Empty words take the note away."""

    text = ProseField(
        label=_("Til den neste mentoren"),
        help_text=_(
            "Hva er dere godt i gang med, og hva bør neste mentor ta tak i? Aldri noe om pasienter eller helse."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = HandoverNote
        fields = ("text",)

    def _get_validation_exclusions(self) -> set[str]:
        # An empty note is one to be taken away, and is never saved.
        return super()._get_validation_exclusions() | (set() if self.cleaned_data.get("text") else {"text"})

    def save(self, commit: bool = True, *, by: User, at: datetime) -> HandoverNote | None:  # type: ignore[override]
        """What is changed must be approved anew; the same form sent twice changes nothing."""
        note: HandoverNote = self.instance
        if not self.cleaned_data["text"]:
            if note.pk:
                note.delete()
            return None
        if set(self.changed_data) - self.beside_the_row:
            note.written_by, note.written_at, note.approved_by_new_hire_at = by, at, None
            super().save(commit)
        return note


class DecisionForm(PlainForm):
    """One says yes to the words one saw."""

    note = forms.IntegerField()
    version = forms.IntegerField()
    verb = forms.ChoiceField(choices=[("godkjenn", ""), ("trekk", "")])

    @classmethod
    def of(cls, data: Any) -> DecisionForm:
        return cls({"note": data.get("notat"), "version": data.get("version"), "verb": data.get("handling")})
