"""The form as one reader may have it: what is in the copy, and what the copy says about itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from documents.checklists import SignedList, links_of
from documents.heads import about
from documents.paper import Kind, Paper
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
from programmes.readers import joined
from programmes.schedule import week_monday

LONGEST_BESIDE = 160  # letters that fit in the column Kommentar without making the row a tower
MOST_LINES = 40


@dataclass(frozen=True)
class Words:
    """One comment as it stands on paper."""

    mentor: User
    text: str

    @classmethod
    def of(cls, comment: Comment) -> Self:
        return cls(comment.mentorship.mentor, on_paper(comment.text))


@dataclass(frozen=True)
class TalkRow:
    """A talk with what the reader may read beside it."""

    talk: Conversation
    words: list[Words]

    @property
    def is_long(self) -> bool:
        """Whether the words get the whole width under the row: a narrow column would fill pages."""
        text = "".join(words.text for words in self.words)
        return len(self.words) > 1 or len(text) > LONGEST_BESIDE or text.count("\n") > 3


def on_paper(text: str) -> str:
    """The text without empty lines at either end. One of very many lines has them marked « / » instead.

    >>> on_paper("\\nFint.\\n")
    'Fint.'
    >>> len(on_paper("ja\\n" * 1000).splitlines())
    1
    """
    lines = text.strip().splitlines()
    return "\n".join(lines) if len(lines) <= MOST_LINES else " / ".join(filter(None, lines))


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
    """Whether another mentor's time has no comments here, there or not, since the reader is a mentor."""
    mentors: list[Mentorship]
    leaders: list[User]
    accesses: list[SystemAccess]
    shifts: list[TrainingShift]
    talks: list[TalkRow]
    leader_talks: list[LeaderTalk]
    reviews: list[ProbationReview]
    checklists: list[SignedList]
    readers: str
    """Who may have the pair's copy, by name and role."""

    @classmethod
    def for_archive(cls, programme: Programme, on: date) -> Self:
        """The final copy as leaders have it, whoever asks for it: with what was kept, from all mentors' times."""
        return cls.of(programme, None, on)

    @classmethod
    def of(
        cls, programme: Programme, reader: User | None, on: date, *, without_comments: bool = False
    ) -> Self:
        """The copy of a programme that `reader` may see. A dozen queries, whatever the programme holds."""
        mentors = list(programme.mentorships.select_related("mentor"))
        present = [period for period in mentors if period.lasts(on)]
        own = [period for period in present if reader and period.mentor_id == reader.pk]
        is_new_hire = reader is not None and programme.new_hire_id == reader.pk
        is_final = programme.handed_over_on is not None and programme.handed_over_on <= on
        has_comments = (is_final or is_new_hire or bool(own)) and not without_comments
        comments = _comments(programme, reader, on, kept_only=is_final) if has_comments else []
        words = defaultdict(list)
        for comment in comments:
            words[comment.conversation_id].append(Words.of(comment))
        return cls(
            programme=programme,
            printed_on=on,
            is_final=is_final,
            has_comments=has_comments,
            is_partial=has_comments and not is_new_hire and _is_only_own(own, mentors, comments),
            mentors=mentors,
            leaders=list(User.objects.leading(programme.department, _day_of_form(programme, on))),
            accesses=list(programme.accesses.all()),
            shifts=list(programme.shifts.all()),
            talks=[TalkRow(talk, words[talk.pk]) for talk in programme.conversations.all()],
            leader_talks=list(programme.leader_talks.all()),
            reviews=list(programme.reviews.all()),
            checklists=[SignedList.of(link.checklist) for link in links_of(programme)],
            readers=_readers(programme, present if is_new_hire else own, comments),
        )

    def paper(self) -> Paper:
        return Paper(
            kind=Kind.FORM,
            template="documents/programme_form.html",
            context={"copy": self, "programme": self.programme},
            municipality=self.programme.department.unit.municipality,
            printed_on=self.printed_on,
            title=_("Skjema for mentorprogram nr. %(number)d") % {"number": self.programme.pk},
            filename=f"mentorprogram-{self.programme.pk}.pdf",
            about=about(self.programme),
        )

    @property
    def is_pairs(self) -> bool:
        return self.has_comments and not self.is_final

    @property
    def is_preliminary(self) -> bool:
        """The talks are not over yet."""
        return not (self.is_final or self.programme.has_ended(self.printed_on))

    @property
    def week_one(self) -> date:
        """The Monday of programme week 1."""
        return week_monday(self.programme.starts_on, 1)

    @property
    def holds_comments(self) -> bool:
        return any(row.words for row in self.talks)


def _comments(programme: Programme, reader: User | None, on: date, *, kept_only: bool) -> list[Comment]:
    """What the reader may read, oldest mentorship first; from the handing over only what was kept."""
    comments = Comment.objects.open_to(reader, on) if reader else Comment.objects.handed_over(on)
    if kept_only:
        comments = comments.handed_over(on)
    of_programme = comments.filter(conversation__programme=programme).exclude(text="")
    return list(of_programme.select_related("mentorship__mentor").order_by("mentorship__from_on", "pk"))


def _is_only_own(own: list[Mentorship], mentors: list[Mentorship], comments: list[Comment]) -> bool:
    """A mentor among several, with nothing from the others' times (who also leads may have what was kept)."""
    own_times = {period.pk for period in own}
    return bool(own) and len(mentors) > len(own) and own_times >= {words.mentorship_id for words in comments}


def _readers(programme: Programme, candidates: list[Mentorship], comments: list[Comment]) -> str:
    """The new hire, and the mentors who may read every one of these comments: each has only their own."""
    times = {comment.mentorship_id for comment in comments}
    own_times: dict[User, set[int]] = defaultdict(set)
    for period in candidates:
        own_times[period.mentor].add(period.pk)
    people = [(programme.new_hire, _("nytilsatt"))]
    people += [(mentor, _("mentor")) for mentor, own in own_times.items() if times <= own]
    return joined([f"{person} ({role})" for person, role in people])


def _day_of_form(programme: Programme, on: date) -> date:
    """Whose names belong on the form: of today while it runs, then of the last day."""
    return min(on, programme.ended_on or on)
