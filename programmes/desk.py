"""Where one person stands today, asked once: what the start page's questions begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from people.models import Position, User
from programmes.models import Programme
from programmes.schedule import Role


@dataclass(frozen=True)
class Desk:
    """The reader's running programmes, by `lived_by`, and the places of today's positions.

    Keys instead of the rules' own questions: asked in every branch of two queries, those took longer to put
    together than all the rest of the page. `tests/test_start_rules.py` holds the two against each other.
    """

    user: User
    on: date
    own: list[int]
    mentored: list[int]
    departments: list[int]
    units: list[int]

    @classmethod
    def of(cls, user: User, on: date, lived: list[Programme], positions: list[Position]) -> Desk:
        own = {programme.pk for programme in lived if programme.new_hire_id == user.pk}
        return cls(
            user=user,
            on=on,
            own=sorted(own),
            mentored=[programme.pk for programme in lived if programme.pk not in own],
            departments=[place.department_id for place in positions if place.department_id],
            units=[place.unit_id for place in positions if place.unit_id],
        )

    @property
    def leads(self) -> bool:
        return bool(self.departments or self.units)

    def running(self, programme: str = "programme__") -> Q:
        """As `Programme.objects.running`, of programmes whose form is not handed over."""
        ended = Q((f"{programme}ended_on", None)) | Q((f"{programme}ended_on__gt", self.on))
        return ended & Q((f"{programme}handed_over_on", None))

    def led(self, programme: str = "programme__") -> Q:
        """As avdelingsleder, or as enhetsleder where the department has no leader."""
        return Q((f"{programme}department__in", self.departments)) | self.stands_in(programme)

    def leaders_part(self) -> Q:
        """Of rows with `responsible`: those this leader is the one to do something about.

        The avdelingsleder what is named for leader or head; the enhetsleder what is named for the head, and
        the leader's part where a department has no leader.
        """
        leader, head = Q(responsible__contains=Role.LEADER), Q(responsible__contains=Role.HEAD)
        part = Q(programme__department__in=self.departments) & (leader | head)
        if self.units:
            part |= Q(programme__department__unit__in=self.units) & head
            part |= self.stands_in("programme__") & leader
        return part

    def stands_in(self, programme: str) -> Q:
        if not self.units:
            return Q(pk__in=[])
        leaders = Position.objects.lasting(self.on).filter(
            kind=Position.Kind.LEADER, department=OuterRef(f"{programme}department")
        )
        return Q((f"{programme}department__unit__in", self.units)) & ~Q(Exists(leaders))
