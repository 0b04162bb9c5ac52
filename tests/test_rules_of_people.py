"""Who keeps people, places and positions, and who leads: roles by rules, as in `test_rules.py`."""

from datetime import date

import pytest

from people.leading import leaders_of
from people.models import Department, Municipality, Position, Unit, User
from privacy.models import Feedback
from programmes.models import MentorProfile
from tests.access_world import TODAY, World, world
from tests.conftest import NOON
from tests.test_rules import LEADERS, Rule, given, given_to, roles

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db

KEEPERS, FOREIGN_KEEPERS = "coordinator administrator", "foreign_coordinator foreign_administrator"

PEOPLE = {
    "new_hire": f"{KEEPERS} leader",  # the leader who made them
    "other_new_hire": KEEPERS,  # made by a leader who has left
    "finished_new_hire": KEEPERS,
    "mentor": KEEPERS,
    "leader": KEEPERS,
    "coordinator": KEEPERS,
    "foreign_new_hire": f"{FOREIGN_KEEPERS} foreign_leader",
    "foreign_leader": FOREIGN_KEEPERS,
    "owner": "",
}


def test_people(world: World) -> None:
    found = given(world, User.objects.kept_by, [world.people[role] for role in PEOPLE])
    assert dict(zip(PEOPLE, found, strict=True)) == {
        person: roles(keepers) for person, keepers in PEOPLE.items()
    }


@pytest.mark.parametrize(("kind", "place"), [("leader", "department"), ("coordinator", "home")])
def test_someone_who_has_had_a_position_is_not_kept_by_the_leader_who_made_them(
    world: World, kind: str, place: str
) -> None:
    person = world.people["new_hire"]
    where = {Position.PLACE[Position.Kind(kind)]: getattr(world, place)}
    days = {"from_on": date(2025, 1, 1), "to_on": date(2025, 2, 1)}
    Position.objects.create(kind=kind, holder=person, **where, **days)
    assert given_to(world, User.objects.kept_by, person) == roles(KEEPERS)


FOLLOW = f"{LEADERS} other_leader other_head coordinator"


def test_what_is_known_of_mentors(world: World) -> None:
    """Training and hours: one's own, and everybody's at home for who leads or coordinates there today."""
    people = {
        "mentor": f"{FOLLOW} mentor",
        "bystander": f"{FOLLOW} bystander",
        "foreign_mentor": "foreign_leader foreign_head foreign_coordinator foreign_mentor",
        "owner": "owner",
    }
    found = given(world, MentorProfile.objects.people_for, [world.people[role] for role in people])
    assert dict(zip(people, found, strict=True)) == {who: roles(names) for who, names in people.items()}


def test_the_register_holds_who_mentors_today_or_later(world: World) -> None:
    people = {
        "mentor": f"{FOLLOW} mentor",
        "future_substitute": f"{FOLLOW} future_substitute",
        "former_mentor": "",
        "bystander": "",
    }
    found = given(world, MentorProfile.objects.register_for, [world.people[role] for role in people])
    assert dict(zip(people, found, strict=True)) == {who: roles(names) for who, names in people.items()}


def test_a_mentors_words_and_photo_stand_in_the_register_while_it_lasts(world: World) -> None:
    people = {
        "mentor": f"{FOLLOW} mentor",
        "future_substitute": f"{FOLLOW} future_substitute",
        "former_mentor": "",
        "bystander": "",
    }
    for role in people:
        MentorProfile.objects.create(user=world.people[role], changed_by=world.people[role], changed_at=NOON)
    found = given(world, MentorProfile.objects.presented_to, [world.people[role] for role in people])
    assert dict(zip(people, found, strict=True)) == {who: roles(names) for who, names in people.items()}


def test_who_is_no_mentor_yet_can_be_found_and_entered(world: World) -> None:
    people = {"mentor": "", "bystander": f"{FOLLOW} bystander", "foreign_mentor": "", "owner": "owner"}
    found = given(world, MentorProfile.objects.not_entered_for, [world.people[role] for role in people])
    assert dict(zip(people, found, strict=True)) == {who: roles(names) for who, names in people.items()}


def test_places(world: World) -> None:
    here, away = world.department, world.programmes["abroad"].department
    next_door = world.programmes["next_door"].department
    table: list[tuple[Rule, Municipality | Unit | Department, str]] = [
        (Municipality.objects.kept_by, world.home, KEEPERS),
        (Municipality.objects.kept_by, world.abroad, FOREIGN_KEEPERS),
        (Unit.objects.kept_by, world.unit, KEEPERS),
        (Unit.objects.kept_by, away.unit, FOREIGN_KEEPERS),
        (Department.objects.kept_by, here, KEEPERS),
        (Department.objects.kept_by, away, FOREIGN_KEEPERS),
        (Department.objects.led_by, here, LEADERS),
        (Department.objects.led_by, next_door, "head other_leader"),
        (Department.objects.led_by, away, "foreign_head foreign_leader"),
    ]
    for rule, place, keepers in table:
        assert (place, given_to(world, rule, place)) == (place, roles(keepers))


POSITIONS = {
    "head": KEEPERS,
    "leader": KEEPERS,
    "former_leader": KEEPERS,
    "coordinator": KEEPERS,
    "foreign_head": FOREIGN_KEEPERS,
    "foreign_leader": FOREIGN_KEEPERS,
    "foreign_administrator": FOREIGN_KEEPERS,
}


def test_positions(world: World) -> None:
    rows = [world.people[role].positions.get() for role in POSITIONS]
    found = given(world, Position.objects.kept_by, rows)
    assert dict(zip(POSITIONS, found, strict=True)) == {
        holder: roles(keepers) for holder, keepers in POSITIONS.items()
    }


def test_feedback_is_read_and_removed_by_those_who_keep_people_there(world: World) -> None:
    rows = Feedback.objects.order_by("pk")
    assert given(world, Feedback.objects.kept_by, rows) == [roles(KEEPERS), roles(FOREIGN_KEEPERS)]


def test_the_leaders_named_on_a_page_are_those_of_the_day(world: World) -> None:
    names = {user.pk: role for role, user in world.people.items()}
    leading = [names[row.holder_id] for row in leaders_of(world.department, TODAY)]
    assert (leading[-1], set(leading), len(leading)) == ("head", roles(LEADERS), 5)
    department = User.objects.leading(world.department, TODAY)
    assert {names[row.pk] for row in department} == roles(LEADERS) - {"head"}


@pytest.mark.parametrize(
    ("days", "lasts"),
    [
        ({"from_on": date(2026, 9, 16)}, True),
        ({"from_on": date(2026, 9, 17)}, False),
        ({"from_on": date(2026, 1, 1), "to_on": date(2026, 9, 16)}, True),
        ({"from_on": date(2026, 1, 1), "to_on": date(2026, 9, 15)}, False),
    ],
)
def test_first_and_last_day_count(world: World, days: dict[str, date], lasts: bool) -> None:
    newcomer = world.people["bystander"]
    Position.objects.create(kind="leader", holder=newcomer, department=world.department, **days)
    assert ("bystander" in given_to(world, Department.objects.led_by, world.department)) == lasts
