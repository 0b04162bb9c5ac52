"""What the pair writes down for itself in a talk, and what it wants to bring up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import ProseField, VersionedForm, whole_numbers
from people.models import User
from programmes.forms.topics import TopicField
from programmes.models import Note, Topic

NOTES_ONLY = "bare_notater"
REMOVE = "fjern_tema"


class TopicsField(forms.MultipleChoiceField):
    """The waiting topics are offered; one that the other has ticked or removed meanwhile is no mistake."""

    offered: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return True

    def to_python(self, value: Any) -> list[str]:
        return [key for key in super().to_python(value) if key in self.offered]


class NoteForm(VersionedForm):
    """Topics, våre avtaler and til neste gang: all voluntary, and saved with the talk or alone."""

    topic = TopicField(required=False)
    taken_up = TopicsField(
        label=_("Kryss av det dere har snakket om"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = ProseField(
        label=_("Våre avtaler"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_time = ProseField(
        label=_("Til neste gang"),
        help_text=_("Én ting per linje. Står øverst når dere møtes igjen."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    beside_the_row = {"version", "topic", "taken_up"}

    class Meta:
        model = Note
        fields = ("text", "next_time")

    def __init__(self, *args: Any, instance: Note, waiting: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, prefix="notat", **kwargs)
        self.saved = Note(text=instance.text, next_time=instance.next_time)
        self.waiting = waiting
        field = self.fields["taken_up"]
        assert isinstance(field, TopicsField)
        field.choices = [(topic.pk, topic.text) for topic in waiting]
        field.offered = frozenset(str(topic.pk) for topic in waiting)

    @property
    def note_of_the_other(self) -> Note | None:
        """After a clash: the saved words, where they are not what was sent; they stand beside one's own."""
        sent = (self.cleaned_data.get("text"), self.cleaned_data.get("next_time")) if self.clashed else None
        saved = (self.saved.text, self.saved.next_time)
        return self.saved if sent not in (None, saved) and any(saved) else None

    def save(self, commit: bool = True, *, by: User, at: datetime) -> Note:  # type: ignore[override]
        """Keep what was written; the same form sent twice changes nothing."""
        note: Note = self.instance
        if {"text", "next_time"} & set(self.changed_data):
            note.written_by, note.written_at = by, at
            super().save(commit)
        if topic := self.cleaned_data["topic"]:
            Topic.objects.bring(note.mentorship, topic, by=by, at=at)
        offered = Topic.objects.filter(pk__in=[topic.pk for topic in self.waiting])
        offered.filter(pk__in=self.cleaned_data["taken_up"]).update(taken_up_in=note.conversation)
        offered.filter(pk__in=whole_numbers(self.data.get(REMOVE, "")), brought_by=by).delete()
        return note
