"""Where one person stands today, asked once: what the start page's questions begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from people.models import Position, User
from programmes.glance import Glance
from programmes.models import Programme
from programmes.schedule import Role


@dataclass(frozen=True)
class Desk:
    """The reader's running programmes, by `lived_by`, and the departments one leads today, or heads.

    Where nobody is avdelingsleder the enhetsleder leads: those departments are in both lists. `resting` are those
    of the reader's own that are in a pause.

    Keys instead of the rules' own questions: asked in every branch of two queries, those took longer to put
    together than all the rest of the page. `tests/test_start_rules.py` holds the two against each other.
    """

    user: User
    on: date
    own: list[int]
    mentored: list[int]
    led: list[int]
    headed: list[int]
    resting: list[int]

    @classmethod
    def of(
        cls, user: User, on: date, lived: list[Programme], positions: list[Position], seen: Glance
    ) -> Desk:
        """`seen` is the departments at a glance; it knows which of a head's have a leader."""
        own = {programme.pk for programme in lived if programme.new_hire_id == user.pk}
        units = {place.unit_id for place in positions if place.unit_id}
        headed = [line for line in seen.departments if line.unit_id in units]
        led = {place.department_id for place in positions if place.department_id}
        return cls(
            user=user,
            on=on,
            own=sorted(own),
            mentored=[programme.pk for programme in lived if programme.pk not in own],
            led=sorted(led | {line.pk for line in headed if not line.has_leader}),
            headed=[line.pk for line in headed],
            resting=[programme.pk for programme in lived if programme.is_paused(on)],
        )

    @property
    def keys(self) -> tuple[User, date, list[int], list[int], list[int], list[int]]:
        """What the questions are told; see `people.prepared`."""
        return self.user, self.on, self.own, self.mentored, self.led, self.headed

    @classmethod
    def with_keys(cls, *keys: Any) -> Desk:
        """For those who put a question together, with stand-ins for the keys."""
        user, on, own, mentored, led, headed = keys
        return cls(user, on, own, mentored, led, headed, resting=[])

    @property
    def leads(self) -> bool:
        return bool(self.led or self.headed)

    def running(self, programme: str = "programme__") -> Q:
        """As `Programme.objects.running`, of programmes whose form is not handed over."""
        ended = Q((f"{programme}ended_on", None)) | Q((f"{programme}ended_on__gt", self.on))
        return ended & Q((f"{programme}handed_over_on", None))

    def in_lived(self, programme: str) -> Q:
        """Programmes of the reader's own, as new hire or mentor."""
        return Q((f"{programme}__in", self.own)) | Q((f"{programme}__in", self.mentored))

    def in_led(self, programme: str = "programme__") -> Q:
        """Programmes of departments whose leader the reader is, or stands in for."""
        return Q((f"{programme}department__in", self.led))

    def leaders_part(self) -> Q:
        """Of rows with `responsible`: those this leader is the one to do something about.

        In a department one leads what is named for leader or head; the enhetsleder elsewhere in the unit
        what is named for the head.
        """
        head = Q(responsible__contains=Role.HEAD)
        part = self.in_led() & (Q(responsible__contains=Role.LEADER) | head)
        if self.headed:
            part |= Q(programme__department__in=self.headed) & head
        return part
