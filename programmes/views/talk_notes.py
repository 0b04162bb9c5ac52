"""The part of a talk's page that is the pair's alone: last time, topics, våre avtaler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from people.forms import UserRequest
from people.pages import sent
from programmes.forms.notes import NoteForm
from programmes.models import Conversation, Mentorship, Note, Topic


@dataclass(frozen=True)
class TalkNotes:
    """What the reader may read around one talk, and the form where a mentor is there to write with."""

    form: NoteForm | None
    last: Note | None
    others: list[Note]
    """The new hire's with other mentors, in this talk."""
    taken_up: list[Topic]

    @classmethod
    def of(
        cls, talk: Conversation, mentorship: Mentorship | None, request: UserRequest, on: date
    ) -> TalkNotes:
        notes = list(Note.objects.open_to(request.user, on).around(talk).with_people())
        topics = list(Topic.objects.open_to(request.user, on).around(talk))
        here = [note for note in notes if note.conversation_id == talk.pk]
        mine = [note for note in notes if mentorship and note.mentorship_id == mentorship.pk]
        form = None
        if mentorship:
            own = next((note for note in mine if note in here), None) or Note(
                conversation=talk, mentorship=mentorship, written_by=request.user, written_at=timezone.now()
            )
            lasting = {period.pk for period in talk.programme.present_on(on)}
            waiting = [row for row in topics if not row.taken_up_in_id and row.mentorship_id in lasting]
            form = NoteForm(sent(request), instance=own, waiting=waiting)
        return cls(
            form=form,
            last=next((note for note in mine if note not in here), None),
            others=[note for note in here if note not in mine],
            taken_up=[topic for topic in topics if topic.taken_up_in_id == talk.pk],
        )
