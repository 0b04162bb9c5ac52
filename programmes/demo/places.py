"""Places, people and positions of an invented municipality."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from checklists.models import ChecklistTemplate
from checklists.template_files import read as read_checklist
from people.models import ContactCard, Department, Municipality, Position, Representative, Unit, User
from programmes.demo.files import DRAFT, HERE, PROCEDURES, Place
from programmes.demo.portraits import give_photo
from programmes.models import MentorProfile, ProgrammeTemplate

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", " ": "."})
YEARS_IN_POST = 3
LEADING = ("leader", "former", "deputy")


@dataclass
class Cast:
    """Everyone and every place of the municipality, by name."""

    municipality: Municipality
    people: dict[str, User]
    departments: dict[str, Department] = field(default_factory=dict)
    leaders: dict[str, User] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)
    templates: dict[str, ProgrammeTemplate] = field(default_factory=dict)
    checklists: dict[str, ChecklistTemplate] = field(default_factory=dict)


def build(place: Place, today: date, password: str, at: datetime) -> Cast:
    """Save the municipality and the people who work there."""
    municipality = Municipality.objects.create(
        name=place.name,
        systems=list(place.systems),
        whistleblowing_url=f"https://{place.domain}/varsling",
    )
    cast = Cast(municipality, make_people(place, municipality, password, at))
    procedures = ChecklistTemplate.objects.load(read_checklist(HERE / f"{PROCEDURES}.toml"), municipality, at)
    cast.templates = {template.slug: template for template in ProgrammeTemplate.objects.all()}
    cast.checklists = {
        template.slug: template for template in ChecklistTemplate.objects.open_to(municipality)
    }
    Position.objects.bulk_create(positions(place, cast, today))
    make_cards(place, municipality)
    cast.templates["trondheim"].copy_to(municipality, DRAFT)
    procedures.begin_next()
    return cast


def make_cards(place: Place, municipality: Municipality) -> None:
    """Tillitsvalgte and verneombud, of a unit or of them all."""
    for person in map(dict, place.representatives):
        unit = municipality.units.filter(name=person.pop("unit", "")).first()
        card, _made = ContactCard.objects.get_or_create(
            unit=unit, municipality=None if unit else municipality
        )
        Representative.objects.create(card=card, **person)


def make_people(place: Place, municipality: Municipality, password: str, at: datetime) -> dict[str, User]:
    """One hash for all who can sign in: argon2 is slow, as it should be."""
    hashed = make_password(password) if place.accounts else ""
    accounts = {name: account for account, name in place.accounts.items()}
    texts = {person["name"]: person for person in place.people}
    without = {story.new_hire for story in place.stories if story.without_account}
    title_of = titles(place)
    people = [
        User(
            name=name,
            email=None if name in without else f"{accounts.get(name) or mail_name(name)}@{place.domain}",
            title=title_of.get(name, "sykepleier"),
            presentation=texts.get(name, {}).get("presentation", "").strip(),
            municipality=municipality,
            password=hashed if name in accounts else make_password(None),
            invited_at=at if name in accounts else None,
        )
        for name in dict.fromkeys(names(place))
    ]
    made = {person.name: person for person in User.objects.bulk_create(people)}
    for name, text in texts.items():
        if text.get("photo"):
            give_photo(made[name])
        if "course" in text or "hours_limit" in text:
            enter_profile(made[name], text, at)
    return made


def enter_profile(person: User, text: dict[str, Any], at: datetime) -> None:
    """Course and hours of a mentor, as they have written them."""
    weeks_ago = text.get("course_weeks_ago")
    MentorProfile.objects.create(
        user=person,
        training=text.get("course", ""),
        trained_on=timezone.localdate(at) - timedelta(weeks=weeks_ago) if weeks_ago else None,
        hours_limit=Decimal(text["hours_limit"]) if "hours_limit" in text else None,
        changed_by=person,
        changed_at=at,
    )


def mail_name(name: str) -> str:
    """The part before the @.

    >>> mail_name("Åse Elle Hutkkálaš")
    'ase.elle.hutkkalas'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(letter for letter in plain if letter.isascii())


def titles(place: Place) -> dict[str, str]:
    """Whoever is not named here is a sykepleier."""
    found = {place.coordinator: "rådgiver", place.administrator: "systemansvarlig"}
    for unit in place.units:
        found[unit["head"]] = "enhetsleder"
        for department in unit["departments"]:
            found |= {department[role]: "avdelingsleder" for role in LEADING if role in department}
    found |= {person["name"]: person["title"] for person in place.people if "title" in person}
    return found | {story.new_hire: story.title for story in place.stories}


def names(place: Place) -> Iterator[str]:
    """Everyone the file mentions, some of them several times."""
    yield from (place.coordinator, place.administrator)
    for unit in place.units:
        yield unit["head"]
        for department in unit["departments"]:
            yield from (department[role] for role in LEADING if role in department)
    yield from (person["name"] for person in place.people)
    for story in place.stories:
        mentioned = (story.new_hire, story.mentor, story.former_mentor, story.substitute)
        yield from (name for name in mentioned if name)


def positions(place: Place, cast: Cast, today: date) -> Iterator[Position]:
    """Who leads what: also a deputy for some weeks, and a leader who has left."""
    long_ago = today.replace(day=1) - timedelta(days=365 * YEARS_IN_POST)
    for kind, name in (("coordinator", place.coordinator), ("administrator", place.administrator)):
        yield Position(kind=kind, holder=cast.people[name], municipality=cast.municipality, from_on=long_ago)
    for row in place.units:
        unit = Unit.objects.create(municipality=cast.municipality, name=row["name"])
        yield Position(kind="head", holder=cast.people[row["head"]], unit=unit, from_on=long_ago)
        for entry in row["departments"]:
            department = Department.objects.create(unit=unit, name=entry["name"])
            cast.departments[department.name] = department
            cast.leaders[department.name] = cast.people[entry["leader"]]
            cast.heads[department.name] = cast.people[row["head"]]
            yield from leaders(entry, department, cast, today, long_ago)


def leaders(
    entry: dict[str, str], department: Department, cast: Cast, today: date, long_ago: date
) -> Iterator[Position]:
    began = long_ago
    if "former" in entry:
        began = today - timedelta(days=500)
        former = cast.people[entry["former"]]
        yield Position(
            kind="leader",
            holder=former,
            department=department,
            from_on=long_ago,
            to_on=began - timedelta(days=1),
        )
    yield Position(kind="leader", holder=cast.people[entry["leader"]], department=department, from_on=began)
    if "deputy" in entry:
        deputy = cast.people[entry["deputy"]]
        week = timedelta(weeks=1)
        yield Position(
            kind="leader", holder=deputy, department=department, from_on=today - week, to_on=today + 2 * week
        )
