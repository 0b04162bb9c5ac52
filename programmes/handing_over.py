"""When the form may be handed over, and whom it waits for. Nothing here knows whether there are comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from people.models import User
from programmes.models import Mentorship, Programme
from programmes.models.mentorships import lasting
from programmes.models.programme import Ending

PATIENCE = timedelta(days=30)
"""From the end until the form may go without waiting any longer, and from the handing over until the closing."""
LEAVES = (Ending.LEFT, Ending.OTHER_MUNICIPALITY, Ending.NEVER_BEGAN)


@dataclass(frozen=True)
class Side:
    """One of the two, as the other side of the desk may know of them."""

    user: User
    is_ready: bool
    is_gone: bool

    @property
    def is_awaited(self) -> bool:
        return not (self.is_ready or self.is_gone)


@dataclass(frozen=True)
class HandingOver:
    """Of a programme that has ended: who is ready, who is gone, and from which day nobody is waited for."""

    programme: Programme
    on: date
    new_hire: Side
    mentors: list[Side]
    """The main mentor of the day, or those who stand in; nobody when no period lasts."""
    had_mentor: bool

    @classmethod
    def of(cls, programme: Programme, on: date) -> Self:
        """Of a programme that came `with_people`."""
        periods = list(programme.mentorships.all())
        present = programme.present_on(on)
        main = [period for period in present if not period.is_substitute]
        new_hire = programme.new_hire
        left = programme.ended_because in LEAVES
        return cls(
            programme=programme,
            on=on,
            new_hire=Side(
                new_hire, programme.ready_by_new_hire_at is not None, left or not can_answer(new_hire)
            ),
            mentors=[side_of(period) for period in main or present],
            had_mentor=bool(periods),
        )

    @property
    def has_ended(self) -> bool:
        return self.programme.has_ended(self.on)

    @property
    def waits_until(self) -> date:
        """From this day on nobody is waited for."""
        assert self.programme.ended_on is not None
        return self.programme.ended_on + PATIENCE

    @property
    def is_patience_over(self) -> bool:
        return self.on >= self.waits_until

    @property
    def awaited(self) -> list[User]:
        """Who has not said «ferdig» and can be asked. With the new hire gone nobody can say keep any more."""
        if self.new_hire.is_gone or not self.had_mentor:
            return []
        return [side.user for side in (self.new_hire, *self.mentors) if side.is_awaited]

    @property
    def mentor_is_gone(self) -> bool:
        return all(side.is_gone for side in self.mentors)

    @property
    def is_allowed(self) -> bool:
        return self.has_ended and (not self.awaited or self.is_patience_over)


def side_of(period: Mentorship) -> Side:
    return Side(period.mentor, period.ready_at is not None, not can_answer(period.mentor))


def can_answer(user: User) -> bool:
    """Whether the person can sign in and say something."""
    return user.is_active and user.has_account


def may_be_handed_over(on: date) -> Q:
    """As `HandingOver.is_allowed`, asked of many programmes at once: ended, and nobody is waited for."""
    periods = Mentorship.objects.filter(programme=OuterRef("pk"))
    mains = Mentorship.objects.main().filter(lasting(on), programme=OuterRef("programme"))
    silent = periods.filter(
        lasting(on),
        Q(is_substitute=False) | ~Exists(mains),
        ~_cannot_answer("mentor__"),
        ready_at=None,
    )
    return Q(ended_on__lte=on) & (
        Q(ended_on__lte=on - PATIENCE)
        | Q(ended_because__in=LEAVES)
        | _cannot_answer("new_hire__")
        | ~Exists(periods)
        | (Q(ready_by_new_hire_at__isnull=False) & ~Exists(silent))
    )


def _cannot_answer(who: str) -> Q:
    return Q((f"{who}is_active", False)) | Q((f"{who}password__startswith", UNUSABLE_PASSWORD_PREFIX))
