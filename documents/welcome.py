"""The welcome letter of one programme, as it reads on one day.

It holds what a new hire needs before the first day and nothing more: never the ident, the accesses, the prøvetid,
a place or a name somebody has written about a talk or a shift. Only what is agreed stands in it.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from documents.calendar import Entry, entry_of, shift_entry
from documents.letter_texts import Blocks
from documents.models import LetterContact, Letterhead, LetterPlace
from documents.paper import Kind, Paper
from people.models import Department, Portrait, Position, Unit
from programmes.models import Conversation, Mentorship, Programme, TrainingShift


@dataclass(frozen=True)
class Welcome:
    """Fetch the programme with its mentorships and `LETTER_PARTS` at hand."""

    programme: Programme
    on: date
    letterhead: Letterhead | None
    blocks: Blocks
    about: list[tuple[str, str]]
    """A place and what it says of itself, the unit first."""
    contacts: list[LetterContact]
    leaders: list[Position]
    """Named only where nobody has written whom to call."""
    all_shifts: list[TrainingShift]
    first_talk: Conversation | None
    mentorship: Mentorship | None

    @classmethod
    def of(cls, programme: Programme, on: date) -> Self:
        department = programme.department
        places = [place for place in (_place(department), _place(department.unit)) if place]
        contacts = [] if not places else list(_contacts(places))
        return cls(
            programme=programme,
            on=on,
            letterhead=getattr(department.unit.municipality, "letterhead", None),
            blocks=Blocks.of(getattr(department.unit.municipality, "letterhead", None)),
            about=[(str(place), place.about) for place in reversed(places) if place.about],
            contacts=contacts,
            leaders=[] if contacts else list(Position.objects.leading(department.pk, department.unit_id, on)),
            all_shifts=list(programme.shifts.all()),
            first_talk=_first_talk(programme),
            mentorship=_mentorship(programme, on),
        )

    @property
    def shifts(self) -> list[TrainingShift]:
        """Those that have a day: only people set one."""
        return [shift for shift in self.all_shifts if shift.on]

    @property
    def has_undated_shifts(self) -> bool:
        return len(self.shifts) < len(self.all_shifts)

    @property
    def talk(self) -> Conversation | None:
        """The first talk, once the two have agreed its day."""
        return self.first_talk if self.first_talk and self.first_talk.agreed_at else None

    def calendar(self, at: datetime) -> list[Entry]:
        """What the letter says has a day, for the new hire's own calendar. Without a link: the letter's is a key."""
        entries = [shift_entry(shift, shift.on, at) for shift in self.shifts if shift.on]
        talk = self.talk
        return [*entries, *([entry_of(talk, talk.planned_on)] if talk and talk.planned_on else [])]

    def paper(self) -> Paper:
        return Paper(
            kind=Kind.LETTER,
            template="documents/letter/paper.html",
            context={"letter": self, "photo": self._photo(), "top": 1, "sub": 2},
            municipality=self.programme.department.unit.municipality,
            unit=self.programme.department.unit,
            printed_on=self.on,
            title=_("Velkomstbrev"),
            filename="velkomstbrev.pdf",
        )

    def _photo(self) -> str:
        """The mentor's photo as an address, since nothing is fetched while a paper is laid out."""
        portrait = (
            Portrait.objects.filter(user=self.mentorship.mentor_id).first() if self.mentorship else None
        )
        return f"data:{Portrait.TYPE};base64,{b64encode(portrait.content).decode()}" if portrait else ""


def _place(where: Department | Unit) -> LetterPlace | None:
    """What the place says of itself, if anybody has written it."""
    return getattr(where, "in_letter", None)


def _contacts(places: list[LetterPlace]) -> QuerySet[LetterContact]:
    """The department's before the unit's."""
    contacts = LetterContact.objects.filter(letter_place__in=places)
    return contacts.order_by(F("letter_place__department").asc(nulls_last=True), "number")


def _mentorship(programme: Programme, on: date) -> Mentorship | None:
    """Who is mentor on the first day or, once that has passed, today; else whoever comes next."""
    day = max(on, programme.starts_on)
    coming = [
        period
        for period in programme.mentorships.all()
        if not period.is_substitute and not period.is_over(day)
    ]
    return programme.mentorship_on(day) or next(iter(coming), None)


def _first_talk(programme: Programme) -> Conversation | None:
    """The earliest with a day, agreed or not."""
    talks = programme.conversations.exclude(planned_on=None).filter(not_held_reason="", before_use=False)
    return talks.order_by("planned_on", "starts_at", "number").first()
