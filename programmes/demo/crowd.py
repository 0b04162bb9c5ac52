"""Many more programmes, for measuring: started by the page's own builder, then moved on in bulk."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from checklists.models import ChecklistTemplate
from people.models import Department, Municipality, Position, Unit, User
from programmes.demo.clock import WEEK, Clock
from programmes.demo.progress import move_on
from programmes.models import Programme, ProgrammeTemplate
from programmes.models.start import Order

CHUNK, WORKERS = 500, 2
FIRST_NAMES = (
    "Aud Amina Anders Asbjørn Berit Birk Bodil Camilla Dagny Einar Elin Erlend Farah Frode Gro Gunnar Hanne "
    "Hassan Hilde Ingeborg Ivar Jorunn Kåre Lars Liv Magnus Mariam Morten Nina Odd Pål Ragna Rune Signe Steinar "
    "Svanhild Tiril Tor Ulrik Unn Vidar Wenche Ylva Zahra Ærlend Øyvor Åge Áilu Čuovga"
)
SURNAMES = (
    "Påfunn Prøvesen Testad Eksempel Liksom Oppspinn Fiksjon Utkast Kladd Skisse Mønster Tenkt Antatt Omtrent "
    "Kanskje Foreløpig Innfall Påhitt Diktet Modell Utgave Hypotese Visstnok Ovdamearka Ærefrykt Øvelse Årsprøve"
)
TITLES = ["sykepleier", "sykepleier", "helsefagarbeider", "vernepleier", "ergoterapeut"]
LETTERS = "ABCDEFGHJKLMNPRSTUV"
PER_DEPARTMENT, DEPARTMENTS_PER_UNIT = 100, 5
MENTEES_PER_MENTOR = 3
WEEKS = range(-3, 62)  # in which programme week they are today


@dataclass(frozen=True)
class Ward:
    """A department with its leader and those who can be mentors there."""

    department: Department
    leader: User
    mentors: list[User]


@dataclass(frozen=True)
class Batch:
    """So many programmes for the wards; alone with its seed, so that batches may be filled side by side."""

    municipality: Municipality
    wards: list[Ward]
    size: int
    seed: str
    clock: Clock

    @transaction.atomic
    def fill(self) -> int:
        random = Random(self.seed)
        orders = list(make_orders(self.municipality, self.wards, self.size, random, self.clock))
        move_on(Programme.objects.start_many(orders), random, self.clock)
        return self.size


def add_crowd(
    municipality: Municipality, count: int, seed: int, clock: Clock, tell: Callable[[str], object]
) -> None:
    """Add `count` programmes; the same seed on the same day gives the same ones."""
    wards = open_wards(municipality, count, Random(seed), clock)
    batches = [
        Batch(municipality, wards, min(CHUNK, count - first), f"{seed}/{first}", clock)
        for first in range(0, count, CHUNK)
    ]
    done = 0
    for size in filled(batches):
        done += size
        tell(f"{done} av {count} programmer")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the database has never seen so many rows


def filled(batches: list[Batch]) -> Iterator[int]:
    """The size of each batch as it is saved. SQLite has one writer; PostgreSQL keeps two processes busy."""
    if len(batches) == 1 or connection.vendor == "sqlite":
        yield from map(Batch.fill, batches)
        return
    connection.close()  # a connection cannot be shared with the processes below
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        yield from pool.map(Batch.fill, batches)


def name(random: Random) -> str:
    return f"{random.choice(FIRST_NAMES.split())} {random.choice(SURNAMES.split())}"


def people(municipality: Municipality, count: int, random: Random) -> list[User]:
    """People without an account."""
    made = [
        User(
            name=name(random),
            title=random.choice(TITLES),
            municipality=municipality,
            password=make_password(None),
        )
        for _ in range(count)
    ]
    User.objects.bulk_create(made)
    return made


def open_wards(municipality: Municipality, count: int, random: Random, clock: Clock) -> list[Ward]:
    """The departments that are there, and one more for every hundred programmes."""
    before = municipality.units.count()
    more = count // PER_DEPARTMENT
    for number in range(-(-more // DEPARTMENTS_PER_UNIT)):
        left = min(DEPARTMENTS_PER_UNIT, more - number * DEPARTMENTS_PER_UNIT)
        open_unit(municipality, f"Enhet {before + number + 1}", left, random, clock)
    departments = Department.objects.filter(unit__municipality=municipality).order_by("pk")
    leaders = Position.objects.lasting(clock.today).filter(kind=Position.Kind.LEADER, to_on=None)
    leader_of = {post.department_id: post.holder for post in leaders.select_related("holder")}
    mentors = 1 + count // (len(departments) * MENTEES_PER_MENTOR)
    return [
        Ward(department, leader_of[department.pk], people(municipality, mentors, random))
        for department in departments.select_related("unit")
    ]


def open_unit(municipality: Municipality, title: str, departments: int, random: Random, clock: Clock) -> None:
    unit = Unit.objects.create(municipality=municipality, name=title)
    head, *leaders = people(municipality, 1 + departments, random)
    long_ago = clock.today - 150 * WEEK
    posts = [Position(kind="head", holder=head, unit=unit, from_on=long_ago)]
    for letter, leader in zip(LETTERS, leaders, strict=False):
        department = Department.objects.create(unit=unit, name=f"{title} avdeling {letter}")
        posts.append(Position(kind="leader", holder=leader, department=department, from_on=long_ago))
    Position.objects.bulk_create(posts)


def make_orders(
    municipality: Municipality, wards: list[Ward], count: int, random: Random, clock: Clock
) -> Iterator[Order]:
    template = ProgrammeTemplate.objects.get(slug="trondheim", municipality=None)
    checklists = list(ChecklistTemplate.objects.filter(municipality=None).order_by("slug"))
    for new_hire in people(municipality, count, random):
        ward = random.choice(wards)
        starts_on = clock.start_of(random.choice(WEEKS))
        yield Order(
            new_hire=new_hire,
            mentor=random.choice(ward.mentors),
            department=ward.department,
            template=template,
            starts_on=starts_on,
            started_by=ward.leader,
            started_at=clock.at(min(starts_on - 4 * WEEK, clock.today - timedelta(days=1)), 9),
            title=new_hire.title,
            weekday=random.randint(1, 5),
            systems=municipality.systems,
            checklists=[random.choice(checklists)],
        )
