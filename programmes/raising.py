"""Whom a new hire can ask to get in touch today, by name, and what has become of what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people.leading import leaders_of
from people.models import Position, User
from programmes.handing_over import can_answer
from programmes.models import Programme, RaisedHand
from programmes.readers import joined


@dataclass(frozen=True)
class Way:
    """One of the two ways: to the mentor, or to the leaders."""

    to: str
    people: list[User]
    """Who would get it now, because they can sign in and see it."""
    hand: RaisedHand | None
    sent_to: list[User]
    """Of those the last one went to, who may still see it."""

    @property
    def names(self) -> str:
        return joined([person.name for person in self.people])

    @property
    def sent_to_names(self) -> str:
        return joined([person.name for person in self.sent_to])

    @property
    def is_to_mentor(self) -> bool:
        return self.to == RaisedHand.To.MENTOR

    @property
    def is_waiting(self) -> bool:
        """Sent, not seen, and there is somebody who can still see it."""
        return self.hand is not None and self.hand.seen_at is None and bool(self.sent_to)

    @property
    def is_lost(self) -> bool:
        """Sent and not seen, and none of those who got it is mentor or leader there any more."""
        return self.hand is not None and self.hand.seen_at is None and not self.sent_to


def ways_of(programme: Programme, on: date) -> list[Way]:
    """Of a programme with its people: to the mentors of today, and to the leaders. Three queries."""
    hands = RaisedHand.objects.fresh(on).filter(programme=programme).select_related("seen_by")
    sent = {hand.to: hand for hand in hands.prefetch_related("receivers__person")}
    mentors = [period.mentor for period in programme.present_on(on)]
    leading = leaders_of(programme.department, on)
    return [
        _way(RaisedHand.To.MENTOR, mentors, mentors, sent),
        _way(RaisedHand.To.LEADERS, _nearest(leading), [held.holder for held in leading], sent),
    ]


def _way(to: str, nearest: list[User], there: list[User], sent: dict[str, RaisedHand]) -> Way:
    hand = sent.get(to)
    got = [receiver.person for receiver in hand.receivers.all()] if hand else []
    people = list(dict.fromkeys(person for person in nearest if can_answer(person)))
    return Way(to, people, hand, [person for person in got if person in there])


def _nearest(leading: list[Position]) -> list[User]:
    """The department's own leaders; where none of them can sign in, the heads of the unit."""
    kinds = {Position.Kind.LEADER: [], Position.Kind.HEAD: []}  # type: dict[str, list[User]]
    for held in leading:
        kinds[held.kind].append(held.holder)
    own = kinds[Position.Kind.LEADER]
    return own if any(can_answer(person) for person in own) else kinds[Position.Kind.HEAD]
