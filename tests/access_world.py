"""Two municipalities with everybody in them, and a telling word in every place that could leak.

The same four programmes stand behind both proofs: `test_rules.py` (roles by rules) and
`test_every_url.py` (roles by addresses). Today is Wednesday 16 September 2026.

own         the programme that most roles are named after, in Avdeling A
next_door   another department of the same unit
finished    Avdeling A again, handed over last week; its mentor leads Avdeling B
abroad      the other municipality
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from checklists.versions import VersionedTemplate
from documents.models import Package
from people.models import Department, Municipality, Unit, User
from privacy.models import Feedback
from programmes.models import (
    BusyPeriod,
    Mentorship,
    ProbationReview,
    Programme,
)
from tests.access_calendar import agree_rows, keep_feed
from tests.access_changes import keep_a_pause
from tests.access_letter import write_letterhead
from tests.access_probation import WRITERS, enter_probation
from tests.access_words import TODAY, fill, record, word
from tests.conftest import NOON
from tests.factories import (
    OSLO,
    make_checklist_template,
    make_department,
    make_municipality,
    make_position,
    make_programme,
    make_template,
    make_unit,
    make_user,
)
from tests.remembered import remembered
from tests.template_rows import make_templates

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SYSTEM = "Gerica"
__all__ = ["TODAY", "TOMORROW", "YESTERDAY", "World", "word", "world"]


@dataclass
class World:
    """People by role, programmes by the names above."""

    home: Municipality
    abroad: Municipality
    unit: Unit
    department: Department
    people: dict[str, User] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    templates: dict[tuple[str, str], VersionedTemplate] = field(default_factory=dict)

    @property
    def mentor_periods(self) -> dict[str, int]:
        """The main mentorship of each programme that lasts today."""
        lasting = Mentorship.objects.lasting(TODAY).filter(is_substitute=False, to_on=None)
        return {name: lasting.get(programme=programme).pk for name, programme in self.programmes.items()}

    def add(self, role: str, municipality: Municipality | None = None, **fields: Any) -> User:
        """Names are telling too: nobody abroad is ever named at home."""
        place = "Utenbys" if municipality == self.abroad else "Innenbys"
        fields = {
            "name": f"{role.replace('_', ' ').title()} {place}",
            "email": f"{role}@prove.example",
        } | fields
        self.people[role] = make_user(municipality=municipality or self.home, **fields)
        return self.people[role]


@remembered
def make_world() -> World:
    home, abroad = make_municipality(name="Innvik kommune"), make_municipality(name="Utvik kommune")
    unit = make_unit(municipality=home, name="Enhet Innvik")
    world = World(home, abroad, unit, make_department(unit=unit, name="Avdeling A"))
    next_door = make_department(unit=unit, name="Avdeling B")
    away = make_department(unit=make_unit(municipality=abroad, name="Enhet Utvik"), name="Avdeling Utvik")
    _add_keepers(world)
    world.templates = make_templates({"home": (home, "Innenbys"), "abroad": (abroad, "Utenbys")})
    _add_leaders(world, next_door, away)
    for role in ("mentor", "substitute", "former_mentor", "future_substitute", "colleague", "bystander"):
        world.add(role)
    world.add("foreign_mentor", abroad)
    _add_own(world)
    _add_the_others(world, next_door, away)
    for name, programme in world.programmes.items():
        fill(programme, name)
        keep_a_pause(programme)
        agree_rows(programme)
    for place in (unit, away.unit):
        BusyPeriod.objects.create(
            unit=place, name="Høstferie", from_on=date(2026, 10, 5), to_on=date(2026, 10, 11)
        )
    for role in ("mentor", "foreign_mentor"):
        keep_feed(world.people[role])
    write_letterhead(world.department, "own")
    write_letterhead(away, "abroad")
    Programme.objects.update(letter_sent_on=date(2026, 8, 17))
    _write_records(world)
    _pack(world)
    for name, (leader, _head) in WRITERS.items():
        enter_probation(world.programmes[name], name, world.people[leader])
    for name in ("own", "abroad"):
        Feedback.objects.send(world.programmes[name].new_hire, word("tilbakemelding", name), "", at=NOON)
    Programme.objects.all().refresh_talk_dates()
    return world


def _add_keepers(world: World) -> None:
    for kind in ("coordinator", "administrator"):
        make_position(kind=kind, holder=world.add(kind), place=world.home)
        make_position(kind=kind, holder=world.add(f"foreign_{kind}", world.abroad), place=world.abroad)
    former = world.add("former_coordinator")
    make_position(kind="coordinator", holder=former, place=world.home, to_on=YESTERDAY)
    world.add("owner", is_staff=True, is_superuser=True)
    User.objects.filter(pk=world.people["owner"].pk).update(municipality=None)


def _add_leaders(world: World, next_door: Department, away: Department) -> None:
    """Three who lead Avdeling A today, one of them for the last day; others at the edges of that."""
    here = world.department
    north = make_department(unit=make_unit(municipality=world.home, name="Enhet Nord"), name="Avdeling Nord")
    spans: dict[str, tuple[str, Unit | Department, dict[str, date]]] = {
        "leader": ("leader", here, {}),
        "second_leader": ("leader", here, {"from_on": TODAY}),
        "deputy": ("leader", here, {"from_on": date(2026, 9, 1), "to_on": TODAY}),
        "former_leader": ("leader", here, {"to_on": YESTERDAY}),
        "future_leader": ("leader", here, {"from_on": TOMORROW}),
        "closed": ("leader", here, {}),
        "head": ("head", world.unit, {}),
        "other_leader": ("leader", next_door, {}),
        "other_head": ("head", north.unit, {}),
        "foreign_leader": ("leader", away, {}),
        "foreign_head": ("head", away.unit, {}),
    }
    for role, (kind, place, days) in spans.items():
        holder = world.add(role, world.abroad if role.startswith("foreign") else None)
        make_position(kind=kind, holder=holder, place=place, **days)
    User.objects.filter(pk=world.people["closed"].pk).update(is_active=False)


def _add_own(world: World) -> None:
    people = world.people
    own = make_programme(
        new_hire=world.add("new_hire", created_by=people["leader"], title="sykepleier"),
        mentor=people["former_mentor"],
        department=world.department,
        **_papers("own"),
    )
    own.mentorships.update(to_on=date(2026, 9, 10))
    periods: dict[str, dict[str, Any]] = {
        "mentor": {"assigned_on": date(2026, 9, 11), "from_on": date(2026, 9, 14)},
        "substitute": {"assigned_on": TODAY, "from_on": TODAY, "to_on": TODAY, "is_substitute": True},
        "future_substitute": {
            "assigned_on": TOMORROW,
            "from_on": TOMORROW,
            "to_on": date(2026, 12, 31),
            "is_substitute": True,
        },
    }
    for role, period in periods.items():
        own.mentorships.create(mentor=people[role], **period)
    world.programmes["own"] = own


def _add_the_others(world: World, next_door: Department, away: Department) -> None:
    people = world.people
    world.programmes["next_door"] = make_programme(
        new_hire=world.add("other_new_hire", created_by=people["former_leader"]),
        mentor=people["colleague"],
        department=next_door,
        **_papers("next_door"),
    )
    finished = make_programme(
        new_hire=world.add("finished_new_hire"),
        mentor=people["other_leader"],
        department=world.department,
        starts_on=date(2025, 8, 25),
        started_at=datetime(2025, 8, 1, 9, 0, tzinfo=OSLO),
        **_papers("finished"),
    )
    finished.ended_on, finished.handed_over_on = date(2026, 8, 31), date(2026, 9, 10)
    finished.save()
    world.programmes["finished"] = finished
    world.programmes["abroad"] = make_programme(
        new_hire=world.add("foreign_new_hire", world.abroad, created_by=people["foreign_leader"]),
        mentor=people["foreign_mentor"],
        department=away,
        **_papers("abroad"),
    )


def _papers(name: str) -> dict[str, Any]:
    return {
        "template": make_template(),
        "checklists": [make_checklist_template()],
        "systems": [SYSTEM, word("tilgang", name)],
        "ident": word("ident", name),
        "private_email": f"privat.{name}@epost.example",
        "private_phone": word("telefon", name),
    }


def _pack(world: World) -> None:
    """A package of the one that is handed over; its bytes are a telling word."""
    package = Package.objects.ask(world.programmes["finished"], by=world.people["leader"], at=NOON)
    package.freeze(word("pakke", "finished").encode(), NOON)


def _write_records(world: World) -> None:
    """Shared and read of the first review, shared of the second; of the third two drafts, one by who has left."""
    for name, (leader, head) in WRITERS.items():
        first, second, third = world.programmes[name].reviews.all()
        ProbationReview.objects.filter(pk__in=[first.pk, second.pk]).update(
            held_on=TODAY, logged_by=world.people[leader], logged_at=NOON, place=word("møtested", name)
        )
        record(third, world.people[leader], word("utkast", name))
        read = {"shared_at": NOON, "read_at": NOON, "remark": word("merknad", name)}
        first_record = record(first, world.people[head], word("referat", name), **read)
        former = {"text": word("tidligere referat", name), "remark": word("tidligere merknad", name)}
        first_record.versions.create(**former, written_at=NOON, read_at=NOON, replaced_at=NOON)
        record(second, world.people[leader], word("ulest referat", name), shared_at=NOON)
        if world.programmes[name].department == world.department:
            record(third, world.people["former_leader"], word("utkast fra tidligere leder", name))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for a whole file of tests; what a test changes is rolled back after it."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)
