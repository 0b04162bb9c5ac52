"""One programme with everybody around it, so that a test can ask each of them the same."""

from dataclasses import dataclass
from datetime import date

from people.models import User
from programmes.models import Programme
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_position,
    make_programme,
    make_template,
    make_user,
)
from tests.remembered import remembered


@dataclass
class Cast:
    """A role is the name of a field here."""

    programme: Programme
    new_hire: User
    mentor: User
    substitute: User
    former_mentor: User
    leader: User
    second_leader: User
    head: User
    former_leader: User
    coordinator: User
    administrator: User
    stranger: User
    foreign_leader: User

    def of(self, role: str) -> User:
        user: User = getattr(self, role)
        return user


LEADERS = ["leader", "second_leader", "head"]
PAIR = ["new_hire", "mentor", "substitute"]
OUTSIDERS = [
    "former_mentor",
    "former_leader",
    "coordinator",
    "administrator",
    "stranger",
    "foreign_leader",
]


@remembered
def make_cast(template: str = "trondheim") -> Cast:
    """Started on Monday 31 August 2026; a mentor before the present one, a leader who has left."""
    department = make_department()
    unit, home = department.unit, department.unit.municipality
    new_hire, mentor = (
        make_user(municipality=home, name="Kari Ny"),
        make_user(municipality=home, name="Ola Mentor"),
    )
    programme = make_programme(
        new_hire=new_hire, mentor=mentor, department=department, template=make_template(template)
    )
    started = programme.starts_on
    substitute, former_mentor = make_user(municipality=home), make_user(municipality=home)
    days = {"assigned_on": date(2026, 9, 1), "from_on": date(2026, 9, 1), "to_on": date(2026, 12, 31)}
    programme.mentorships.create(mentor=substitute, is_substitute=True, **days)
    programme.mentorships.create(
        mentor=former_mentor, assigned_on=date(2026, 8, 1), from_on=started, to_on=date(2026, 9, 10)
    )
    former_leader = make_user(municipality=home)
    make_position(kind="leader", holder=former_leader, place=department, to_on=date(2026, 9, 15))
    return Cast(
        programme=programme,
        new_hire=new_hire,
        mentor=mentor,
        substitute=substitute,
        former_mentor=former_mentor,
        leader=make_leader(department, name="Anne Leder"),
        second_leader=make_leader(department, name="Berit Leder"),
        head=make_head(unit),
        former_leader=former_leader,
        coordinator=make_coordinator(home),
        administrator=make_administrator(home),
        stranger=make_user(municipality=home),
        foreign_leader=make_leader(make_department()),
    )
