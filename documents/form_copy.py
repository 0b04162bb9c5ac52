"""The form as one reader may have it: what is in the copy, and what the copy says about itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Self

from checklists.models import Checklist, Signature
from people.models import User
from programmes.models import (
    Comment,
    Conversation,
    LeaderTalk,
    Mentorship,
    ProbationReview,
    Programme,
    SystemAccess,
    TrainingShift,
)

LONGEST_BESIDE = 160  # letters that fit in the column Kommentar without making the row a tower


@dataclass(frozen=True)
class TalkRow:
    """A talk with what the reader may read beside it."""

    talk: Conversation
    comments: list[Comment]

    @property
    def is_long(self) -> bool:
        """Whether the words get the whole width under the row: a narrow column would fill pages."""
        text = "".join(comment.text for comment in self.comments)
        return len(self.comments) > 1 or len(text) > LONGEST_BESIDE or text.count("\n") > 3


@dataclass(frozen=True)
class SignedList:
    """A checklist with a line for each of the two who sign, signed or not."""

    checklist: Checklist
    signatures: list[tuple[str, Signature | None]]

    @classmethod
    def of(cls, checklist: Checklist) -> Self:
        given = {signature.side: signature for signature in checklist.signatures.all()}
        return cls(checklist, [(str(side.label), given.get(side)) for side in Signature.Side])


@dataclass(frozen=True)
class FormCopy:
    """One reader's copy of one programme's form on one day.

    Three kinds: the *pair's copy* with the comments that reader may read, the copy *without comments*
    (a leader's, or anyone's who asks for it), and, once handed over, the *final* one with what was kept.
    """

    programme: Programme
    printed_on: date
    is_final: bool
    has_comments: bool
    """Whether the copy has room for comments; a final one may still have none."""
    is_partial: bool
    """Whether comments from another mentor's time are kept from this reader."""
    mentors: list[Mentorship]
    leaders: list[User]
    accesses: list[SystemAccess]
    shifts: list[TrainingShift]
    talks: list[TalkRow]
    leader_talks: list[LeaderTalk]
    reviews: list[ProbationReview]
    checklists: list[SignedList]
    readers: list[Mentorship]
    """Beside the new hire, the mentors who may read every comment in the pair's copy."""

    @classmethod
    def of(cls, programme: Programme, reader: User, on: date, *, without_comments: bool = False) -> Self:
        """The copy of a programme that `reader` may see. A dozen queries, whatever the programme holds."""
        mentors = list(programme.mentorships.select_related("mentor"))
        present = list(programme.mentorships.lasting(on).select_related("mentor"))
        own = [period for period in present if period.mentor_id == reader.pk]
        is_new_hire = programme.new_hire_id == reader.pk
        is_final = programme.handed_over_on is not None and programme.handed_over_on <= on
        has_comments = (is_final or is_new_hire or bool(own)) and not without_comments
        comments = _comments(programme, reader, on, kept_only=is_final) if has_comments else []
        by_talk = defaultdict(list)
        for comment in comments:
            by_talk[comment.conversation_id].append(comment)
        return cls(
            programme=programme,
            printed_on=on,
            is_final=is_final,
            has_comments=has_comments,
            is_partial=has_comments and bool(own) and not is_new_hire and len(mentors) > len(own),
            mentors=mentors,
            leaders=list(User.objects.leading(programme.department, _day_of_form(programme, on))),
            accesses=list(programme.accesses.all()),
            shifts=list(programme.shifts.all()),
            talks=[TalkRow(talk, by_talk[talk.pk]) for talk in programme.conversations.all()],
            leader_talks=list(programme.leader_talks.all()),
            reviews=list(programme.reviews.all()),
            checklists=_checklists(programme),
            readers=_readers(present if is_new_hire else own, comments),
        )

    @property
    def is_pairs(self) -> bool:
        return self.has_comments and not self.is_final

    @property
    def is_preliminary(self) -> bool:
        """The talks are not over yet."""
        ended_on = self.programme.ended_on
        return not self.is_final and (ended_on is None or ended_on > self.printed_on)

    @property
    def holds_comments(self) -> bool:
        return any(row.comments for row in self.talks)


def _comments(programme: Programme, reader: User, on: date, *, kept_only: bool) -> list[Comment]:
    """What the reader may read, oldest mentorship first; from the handing over only what both kept."""
    comments = (
        Comment.objects.open_to(reader, on)
        .filter(conversation__programme=programme)
        .exclude(text="")
        .select_related("mentorship__mentor")
        .order_by("mentorship__from_on", "pk")
    )
    if kept_only:
        comments = comments.filter(kept_by_new_hire_at__isnull=False, kept_by_mentor_at__isnull=False)
    return list(comments)


def _checklists(programme: Programme) -> list[SignedList]:
    links = programme.checklist_links.select_related("checklist")
    links = links.prefetch_related("checklist__items", "checklist__signatures")
    return [SignedList.of(link.checklist) for link in links]


def _readers(candidates: list[Mentorship], comments: list[Comment]) -> list[Mentorship]:
    """The mentors among `candidates` who may read all these comments: a mentor has only their own time's."""
    times = {comment.mentorship_id for comment in comments}
    open_to: dict[int, set[int]] = defaultdict(set)
    for period in candidates:
        open_to[period.mentor_id].add(period.pk)
    readers = {period.mentor_id: period for period in candidates if times <= open_to[period.mentor_id]}
    return list(readers.values())


def _day_of_form(programme: Programme, on: date) -> date:
    """Whose names belong on the form: of today while it runs, then of the last day."""
    return min(on, programme.ended_on or on)
