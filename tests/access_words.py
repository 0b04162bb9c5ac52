"""A telling word in every field of a programme that somebody writes: what `access_world.py` is filled with."""

from __future__ import annotations

from datetime import date
from typing import Any

from checklists.models import Item
from people.models import Portrait, User
from programmes.models import (
    Conversation,
    LeaderTalk,
    Mentorship,
    ProbationReview,
    Programme,
    ReviewRecord,
)
from reminders.kinds import Kind
from reminders.models import Message
from tests.conftest import NOON
from tests.factories import (
    make_ground_rules,
    make_handover_note,
    make_need,
    make_note,
    make_topic,
)
from tests.hands import make_hands

TODAY = date(2026, 9, 16)


def word(kind: str, programme: str) -> str:
    """What stands in one place of one programme, and nowhere else."""
    return f"«{kind} {programme}»"


def fill(programme: Programme, name: str) -> None:
    """A word in each field that somebody writes."""
    for period in programme.mentorships.all():
        side = {True: "vikar", False: "mentor"}[period.is_substitute]
        side = side if period.lasts(TODAY) else f"{side} i en annen tid"
        _comment(programme, period, 1, word(f"kommentar {side}", name))
        _note(programme, period, 1, word(f"avtale {side}", name), next_time=word(f"neste gang {side}", name))
        make_topic(programme, word(f"tema {side}", name), mentorship=period)
        make_need(programme, word(f"behov {side}", name), mentorship=period)
        make_ground_rules(period, word(f"spilleregel {side}", name))
        if not period.is_substitute:
            is_former = not period.lasts(TODAY)
            handed = {"approved_by_new_hire_at": NOON} if is_former else {}
            make_handover_note(period, word(f"overlevering {side}", name), **handed)
    kept = programme.mentorships.exclude(assigned_on__gt=TODAY).get(is_substitute=False, to_on=None)
    make_need(programme, word("vist behov", name), mentorship=kept, shared_at=NOON)
    _comment(programme, kept, 2, word("kommentar begge beholder", name), both_keep=True)
    programme.conversations.filter(number=3).update(
        not_held_reason=Conversation.Reason.STAFFING, logged_by=kept.mentor, logged_at=NOON
    )
    programme.conversations.filter(number=5).update(place=word("samtalested", name))
    programme.shifts.filter(number=1).update(
        on=TODAY, shift_type=word("vakttype", name), companion=word("følge", name), remark=word("annet", name)
    )
    items = Item.objects.filter(checklist__in=programme.checklist_links.values("checklist"))
    items.update(done_on=programme.starts_on, ticked_by=kept.mentor, ticked_at=NOON)
    items.filter(position=1).update(note=word("notat", name), shown_by=word("vist av", name))
    LeaderTalk.objects.create(
        programme=programme, number=1, title="Samtale", planned_on=TODAY, place=word("ledersted", name)
    )
    _tell(programme, kept.mentor)
    User.objects.filter(pk=kept.mentor_id).update(presentation=word("presentasjon", name))
    Portrait.objects.keep(kept.mentor, word("bilde", name).encode())  # told apart by its words


def _tell(programme: Programme, mentor: User) -> None:
    """What the new hire asks of them, and a message."""
    make_hands(programme)
    Message.objects.create(
        recipient=mentor,
        programme=programme,
        kind=Kind.PLAN_CHANGED,
        subject_on=TODAY,
        due_at=NOON,
        created_at=NOON,
        by_mail=False,
    )


def _note(programme: Programme, period: Mentorship, number: int, text: str, **fields: Any) -> None:
    make_note(programme.conversations.get(number=number), text, mentorship=period, **fields)


def _comment(
    programme: Programme, period: Mentorship, number: int, text: str, *, both_keep: bool = False
) -> None:
    kept_at = NOON if both_keep else None
    programme.conversations.get(number=number).comments.create(
        mentorship=period,
        text=text,
        written_by=period.mentor,
        written_at=NOON,
        kept_by_new_hire_at=kept_at,
        kept_by_mentor_at=kept_at,
    )


def record(review: ProbationReview, writer: User, text: str, **fields: Any) -> ReviewRecord:
    return review.records.create(text=text, written_by=writer, writer_name="Leder", written_at=NOON, **fields)
