"""Typed makers of rows for tests. Names count up, so that no two people are the same."""

from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from checklists.models import ChecklistTemplate
from checklists.template_files import shipped as shipped_checklist
from people.models import Department, Municipality, Position, Unit, User
from programmes.models import (
    Comment,
    Conversation,
    GroundRules,
    HandoverNote,
    Mentorship,
    Need,
    Note,
    Programme,
    ProgrammeTemplate,
    Topic,
)
from programmes.models.start import Order
from programmes.rules import Weeks
from programmes.schedule import Kind, Role, Row
from programmes.template_files import shipped
from tests.remembered import remembered

OSLO = ZoneInfo("Europe/Oslo")
STARTED_AT = datetime(2026, 8, 1, 9, 0, tzinfo=OSLO)
_numbers = count(1)
shipped, shipped_checklist = cache(shipped), cache(shipped_checklist)  # the files do not change meanwhile


def make_municipality(**fields: Any) -> Municipality:
    return Municipality.objects.create(**{"name": f"Prøvekommune {next(_numbers)}"} | fields)


def make_unit(*, municipality: Municipality | None = None, **fields: Any) -> Unit:
    fields = {"name": f"Enhet {next(_numbers)}"} | fields
    return Unit.objects.create(municipality=municipality or make_municipality(), **fields)


def make_department(*, unit: Unit | None = None, **fields: Any) -> Department:
    return Department.objects.create(
        unit=unit or make_unit(), **{"name": f"Avdeling {next(_numbers)}"} | fields
    )


def make_user(*, municipality: Municipality | None = None, **fields: Any) -> User:
    """A person without a password: tests sign in with `client.force_login`."""
    number = next(_numbers)
    fields = {"name": f"Prøve Person {number}", "email": f"person{number}@prove.example"} | fields
    return User.objects.create_user(municipality=municipality or make_municipality(), **fields)


def make_position(
    *, kind: str, holder: User, place: Municipality | Unit | Department, **fields: Any
) -> Position:
    """A position from the first day of 2026 on."""
    fields = {"from_on": date(2026, 1, 1), Position.PLACE[Position.Kind(kind)]: place} | fields
    return Position.objects.create(kind=kind, holder=holder, **fields)


def make_leader(department: Department, **fields: Any) -> User:
    """An avdelingsleder of that department."""
    leader = make_user(municipality=department.unit.municipality, **fields)
    make_position(kind="leader", holder=leader, place=department)
    return leader


def make_head(unit: Unit) -> User:
    head = make_user(municipality=unit.municipality)
    make_position(kind="head", holder=head, place=unit)
    return head


def make_coordinator(municipality: Municipality) -> User:
    coordinator = make_user(municipality=municipality)
    make_position(kind="coordinator", holder=coordinator, place=municipality)
    return coordinator


def make_administrator(municipality: Municipality) -> User:
    administrator = make_user(municipality=municipality)
    make_position(kind="administrator", holder=administrator, place=municipality)
    return administrator


@remembered
def make_template(slug: str = "trondheim") -> ProgrammeTemplate:
    """One of the shipped templates, as `load_templates` keeps it."""
    return ProgrammeTemplate.objects.load(shipped(slug))


def make_checklist_template(slug: str = "hjemmesykepleien") -> ChecklistTemplate:
    return ChecklistTemplate.objects.load(shipped_checklist(slug))


@remembered
def make_programme(
    *,
    new_hire: User | None = None,
    mentor: User | None = None,
    department: Department | None = None,
    template: ProgrammeTemplate | None = None,
    without_mentor: bool = False,
    **fields: Any,
) -> Programme:
    """A whole programme after Trondheim's template, started by the page's own builder on Monday 31 August 2026."""
    department = department or make_department()
    home = department.unit.municipality
    order: dict[str, Any] = {
        "title": "sykepleier",
        "starts_on": date(2026, 8, 31),
        "started_at": STARTED_AT,
    } | fields
    if "started_by" not in order:
        order["started_by"] = make_user(municipality=home)
    return Programme.objects.start(
        Order(
            new_hire=new_hire or make_user(municipality=home),
            mentor=None if without_mentor else mentor or make_user(municipality=home),
            department=department,
            template=template or make_template(),
            **order,
        )
    )


def main_mentorship(programme: Programme) -> Mentorship:
    """The one that goes on; several have been before it."""
    return programme.mentorships.get(is_substitute=False, to_on=None)


def make_comment(talk: Conversation, text: str = "Fint å snakke sammen.", **fields: Any) -> Comment:
    """What the main mentor wrote beside a talk."""
    mentorship = main_mentorship(talk.programme)
    fields = {"written_at": STARTED_AT, "written_by": mentorship.mentor} | fields
    return Comment.objects.create(conversation=talk, mentorship=mentorship, text=text, **fields)


def make_note(talk: Conversation, text: str = "Øve på medisinlista.", **fields: Any) -> Note:
    """What the main pair wrote down in a talk."""
    fields = {"mentorship": fields.get("mentorship") or main_mentorship(talk.programme)} | fields
    fields = {"written_at": STARTED_AT, "written_by": fields["mentorship"].mentor} | fields
    return Note.objects.create(conversation=talk, text=text, **fields)


def make_topic(programme: Programme, text: str = "Nattevakter", **fields: Any) -> Topic:
    """Something the main mentor wants to bring up."""
    fields = {"mentorship": fields.get("mentorship") or main_mentorship(programme)} | fields
    fields = {"brought_at": STARTED_AT, "brought_by": fields["mentorship"].mentor} | fields
    return Topic.objects.create(text=text, **fields)


def make_ground_rules(mentorship: Mentorship, frequency: str = "Fredager.", **fields: Any) -> GroundRules:
    """What the mentor wrote in the first talk; nobody has said yes yet."""
    fields = {"form_keeper": "new_hire", "written_at": STARTED_AT, "written_by": mentorship.mentor} | fields
    return GroundRules.objects.create(mentorship=mentorship, frequency=frequency, **fields)


def make_need(programme: Programme, text: str = "Kveldsvakt alene", **fields: Any) -> Need:
    """A line that the main mentor wrote."""
    fields = {"mentorship": fields.get("mentorship") or main_mentorship(programme)} | fields
    fields = {"written_at": STARTED_AT, "written_by": fields["mentorship"].mentor} | fields
    return Need.objects.create(text=text, **fields)


def make_draft(municipality: Municipality, *, name: str = "Vår mal", rows: int = 3) -> ProgrammeTemplate:
    """A draft with so many talks, one a week from week 1."""
    draft = ProgrammeTemplate.objects.create(name=name, slug=slugify(name), municipality=municipality)
    draft.keep_rows(
        Row(f"Samtale {week}", Kind.CONVERSATION, Weeks((week,)), (Role.MENTOR,), minutes=(30, 60))
        for week in range(1, rows + 1)
    )
    return draft


def make_handover_note(
    mentorship: Mentorship, text: str = "Kari vil ha flere kveldsvakter.", **fields: Any
) -> HandoverNote:
    """What that mentor would tell the next one; not approved yet."""
    fields = {"written_at": STARTED_AT, "written_by": mentorship.mentor} | fields
    return HandoverNote.objects.create(mentorship=mentorship, text=text, **fields)
