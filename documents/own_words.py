"""What the new hire may take along before the programme is closed: everything of the pair's that they may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.paper import Kind, Paper
from documents.programme_papers import programme_paper
from people.models import User
from programmes.models import (
    Comment,
    Conversation,
    GroundRules,
    HandoverNote,
    Mentorship,
    Need,
    Note,
    Programme,
    Topic,
)


@dataclass(frozen=True)
class Entry:
    """One thing that was written, with what it was about."""

    title: str
    text: str


@dataclass(frozen=True)
class Chapter:
    heading: str
    entries: list[Entry]


def chapters_of(programme: Programme, reader: User, on: date) -> list[Chapter]:
    """By kind, through each kind's own rule. One query each, whatever there is."""
    found = [
        Chapter(_("Våre avtaler"), list(notes(programme, reader, on))),
        Chapter(_("Ta opp"), list(topics(programme, reader, on))),
        Chapter(_("Spilleregler"), list(ground_rules(programme, reader, on))),
        Chapter(_("Kartlegging av behov"), list(needs(programme, reader, on))),
        Chapter(_("Overleveringsnotater"), list(handover_notes(programme, reader, on))),
        Chapter(_("Kommentarer"), list(comments(programme, reader, on))),
    ]
    return [chapter for chapter in found if chapter.entries]


def as_text(programme: Programme, chapters: list[Chapter], on: date) -> str:
    """The same as a file that any machine opens."""
    head = _("Det dere to skrev i mentorprogrammet, slik det sto %(day)s") % {
        "day": date_format(on, "j. F Y")
    }
    parts = [head, "=" * len(head), ""]
    for chapter in chapters:
        parts += [chapter.heading, "-" * len(chapter.heading), ""]
        for entry in chapter.entries:
            parts += [f"{entry.title}:" if entry.title else "", entry.text, ""]
    return "\n".join(parts).replace("\n\n\n", "\n\n") + "\n"


def own_words_paper(programme: Programme, reader: User, on: date) -> Paper:
    return programme_paper(
        Kind.OWN_WORDS,
        programme,
        on,
        "own_words",
        chapters=chapters_of(programme, reader, on),
        reader=reader.name,
    )


def notes(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    rows = Note.objects.open_to(reader, on).filter(mentorship__programme=programme)
    for note in rows.select_related("conversation", "mentorship__mentor").order_by(
        "conversation__number", "pk"
    ):
        title = of_talk(note.conversation, note.mentorship)
        if note.text:
            yield Entry(title, note.text)
        if note.next_time:
            yield Entry(_("%(talk)s, til neste gang") % {"talk": title}, note.next_time)


def comments(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    rows = Comment.objects.open_to(reader, on).filter(mentorship__programme=programme).exclude(text="")
    for row in rows.select_related("conversation", "mentorship__mentor").order_by(
        "conversation__number", "pk"
    ):
        yield Entry(of_talk(row.conversation, row.mentorship), row.text)


def topics(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    rows = Topic.objects.open_to(reader, on).filter(mentorship__programme=programme)
    for topic in rows.select_related("brought_by").order_by("brought_at", "pk"):
        yield Entry(topic.brought_by.name, topic.text)


def ground_rules(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    rows = GroundRules.objects.open_to(reader, on).filter(mentorship__programme=programme)
    for rules in rows.select_related("mentorship__mentor").order_by("mentorship__assigned_on", "pk"):
        for sentence in rules.sentences:
            yield Entry(rules.mentorship.mentor.name, sentence)


def needs(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    for need in Need.objects.open_to(reader, on).filter(mentorship__programme=programme):
        done = _("gjort %(day)s") % {"day": date_format(need.done_on, "j. F Y")} if need.done_on else ""
        yield Entry(done, need.text)


def handover_notes(programme: Programme, reader: User, on: date) -> Iterator[Entry]:
    rows = HandoverNote.objects.open_to(reader, on).filter(mentorship__programme=programme)
    for note in rows.select_related("mentorship__mentor").order_by("mentorship__assigned_on", "pk"):
        yield Entry(note.mentorship.mentor.name, note.text)


def of_talk(talk: Conversation, period: Mentorship) -> str:
    day = talk.held_on or talk.planned_on
    what = {"talk": talk, "day": date_format(day, "j. F Y") if day else "", "mentor": period.mentor}
    return (_("%(talk)s, %(day)s, med %(mentor)s") if day else _("%(talk)s, med %(mentor)s")) % what
