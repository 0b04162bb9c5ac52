"""The start page asks with keys instead of the rules: everybody is held against the rules here."""

import pytest
from django.db.models import Q

from people.models import Department, Position, User
from programmes.desk import Desk
from programmes.duties import due
from programmes.glance import glance
from programmes.models import Programme, Step
from programmes.schedule import Role
from programmes.start_pages import StartPage
from programmes.waiting import papers
from tests.access_world import TODAY, World, world

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db
OPEN = {"ended_on": None, "handed_over_on": None}


def desk_of(user: User) -> Desk:
    lived = list(Programme.objects.lived_by(user, TODAY).filter(**OPEN))
    positions = list(Position.objects.lasting(TODAY).filter(holder=user))
    return Desk.of(user, TODAY, lived, positions, glance(user, TODAY))


def test_a_desk_reaches_what_the_rules_give(world: World) -> None:
    """As avdelingsleder, or as enhetsleder in a department without one, of programmes that run."""
    for role, user in world.people.items():
        managed = Programme.objects.managed_by(user, TODAY).filter(**OPEN)
        leaders = Q(pk__in=Position.objects.lasting(TODAY).filter(kind="leader").values("department"))
        led = Position.objects.lasting(TODAY).filter(kind="leader", holder=user).values("department")
        near = managed.filter(Q(department__in=led) | ~Q(department__in=Department.objects.filter(leaders)))
        desk = desk_of(user)
        found = Programme.objects.filter(desk.in_led(""), desk.running(""))
        assert (role, set(found)) == (role, set(near))


def test_nothing_waits_outside_what_one_may_see(world: World) -> None:
    found = 0
    for role, user in world.people.items():
        visible = set(Programme.objects.visible_to(user, TODAY).values_list("pk", flat=True))
        desk = desk_of(user)
        waiting = {row.programme_id for row in due(desk)} | set(papers(desk))
        assert (role, waiting - visible) == (role, set())
        found += len(waiting)
    assert found > 10


def test_steps_that_wait_are_ones_own_to_tick_or_a_new_hires_to_see(world: World) -> None:
    named = Q(responsible__contains=Role.MENTOR) | Q(responsible__contains=Role.NEW_HIRE)
    for role in ("mentor", "substitute", "colleague", "foreign_mentor"):
        user = world.people[role]
        tickable = Step.objects.tickable_by(user, TODAY).filter(named).open()
        urls = {step.get_absolute_url() for step in tickable}
        lines = {row.line.url for row in due(desk_of(user)) if "/steg/" in row.line.url}
        assert (role, bool(lines), lines - urls) == (role, True, set())


def test_only_who_oversees_has_departments_at_a_glance(world: World) -> None:
    names = {
        role: {line.name for line in glance(user, TODAY).departments} for role, user in world.people.items()
    }
    assert {role: found for role, found in names.items() if found} == {
        "head": {"Avdeling A", "Avdeling B"},
        "coordinator": {"Avdeling A", "Avdeling B"},
        "foreign_head": {"Avdeling Utvik"},
        "foreign_coordinator": {"Avdeling Utvik"},
    }


def test_departments_are_the_same_whichever_way_they_are_counted(world: World) -> None:
    for role, user in world.people.items():
        assert (role, glance(user, TODAY)) == (role, glance(user, TODAY, of_many=True))


def test_each_reader_of_words_is_the_rules_reader(world: World) -> None:
    """The pair's own words come through `open_to`; the page of nobody else holds any."""
    with_words = set()
    for role, user in world.people.items():
        positions = list(Position.objects.lasting(TODAY).filter(holder=user))
        found = StartPage(user, TODAY, positions).papers.values()
        if any(each.agreed or each.next_time or each.topic_count for each in found):
            with_words.add(role)
    assert with_words == {
        *("new_hire", "mentor", "substitute", "other_new_hire", "colleague"),
        *("foreign_new_hire", "foreign_mentor"),
    }
