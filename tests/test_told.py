"""«Hva sendes når, og til hvem»: the page that is read in advance says what is really found and sent."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from checklists.models import Checklist
from programmes.models import PlanChange, Programme
from reminders.all_kinds import WANTED
from reminders.finding import find
from reminders.kinds import Kind
from reminders.models import Message
from reminders.told import TOLD, Side, lines_of
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.factories import make_checklist_template, make_leader
from tests.hands import LEADERS as LEADERS_SIDE
from tests.hands import MENTOR, make_hand
from tests.probation import make_absence, make_probation
from tests.reminders import agreed, moment, told

pytestmark = pytest.mark.django_db
SOON, LATE, LONG_AGO, OPEN, MOVED = range(1, 6)  # talks


@pytest.fixture
def eventful(cast: Cast) -> Cast:
    """Something to tell of every kind, on Tuesday 22 September."""
    programme = cast.programme
    programme.conversations.filter(number__gt=MOVED).update(planned_on=None, first_planned_on=None)
    talks = {talk.number: talk for talk in programme.conversations.filter(number__lte=MOVED)}
    days = {SOON: date(2026, 9, 23), LATE: date(2026, 9, 21), LONG_AGO: date(2026, 9, 11)}
    for number, day in days.items():
        agreed(talks[number], day, by=cast.stranger)
    programme.conversations.filter(number=OPEN).update(planned_on=date(2026, 9, 24))
    talks[MOVED].first_planned_on = date(2026, 9, 28)
    agreed(talks[MOVED], date(2026, 9, 30), by=cast.stranger)
    programme.conversations.filter(number=MOVED).update(agreed_at=moment(21))
    Programme.objects.filter(pk=programme.pk).update(ended_on=date(2026, 10, 15))
    [given] = Checklist.objects.hand_out([make_checklist_template()])
    programme.checklist_links.create(checklist=given)
    change = {"kind": "start", "made_at": moment(21), "before": {"rows": []}, "after": {"rows": []}}
    PlanChange.objects.create(programme=programme, made_by=cast.stranger, **change)
    make_probation(cast, ends_on=date(2026, 9, 30))
    make_absence(cast)
    with time_machine.travel(moment(21), tick=False):
        make_hand(programme, MENTOR, cast.mentor, cast.substitute)
        make_hand(programme, LEADERS_SIDE, cast.leader, cast.second_leader)
    return cast


def test_every_kind_is_written_once_and_nothing_else() -> None:
    assert sorted(each.kind for each in TOLD) == sorted(Kind)
    assert {wanted.kind for wanted in WANTED} == set(Kind) - {Kind.WEEK}


def test_who_is_written_there_is_who_is_told(eventful: Cast) -> None:
    sides = {
        Side.NEW_HIRE: {eventful.new_hire},
        Side.MENTORS: {eventful.mentor, eventful.substitute},
        Side.LEADERS: {eventful.leader, eventful.second_leader},
        Side.HEADS: {eventful.head},
    }
    find(moment(22))
    written = {each.kind: set().union(*(sides[side] for side in each.to)) for each in TOLD}
    assert {kind: told(kind) for kind in Kind} == written


def test_how_it_is_written_is_how_it_goes(eventful: Cast) -> None:
    find(moment(22))
    mailed = {each.kind: each.is_mailed for each in TOLD}
    assert {kind: Message.objects.filter(kind=kind, by_mail=True).exists() for kind in Kind} == mailed


def test_names_on_the_page_are_theirs(eventful: Cast) -> None:
    programme = Programme.objects.with_people().get(pk=eventful.programme.pk)
    names = {line.told.kind: line.names for line in lines_of(programme, date(2026, 9, 22))}
    assert names[Kind.TALK_SOON] == f"Kari Ny, Ola Mentor og {eventful.substitute.name}"
    assert names[Kind.TALK_NOT_LOGGED] == f"Ola Mentor og {eventful.substitute.name}"
    assert names[Kind.DEADLINE] == "Anne Leder og Berit Leder"


def test_next_days_are_the_days_it_comes(cast: Cast) -> None:
    """Asked for on 14 September; told by a worker that runs every day until then."""
    programme = cast.programme
    programme.conversations.filter(number__gt=2).update(planned_on=None)
    agreed(programme.conversations.get(number=1), date(2026, 9, 21), by=cast.mentor)
    programme.conversations.filter(number=2).update(planned_on=date(2026, 9, 29))
    Programme.objects.filter(pk=programme.pk).update(ended_on=date(2026, 10, 20))
    on = date(2026, 9, 14)
    lines = lines_of(Programme.objects.with_people().get(pk=programme.pk), on)
    said = {line.told.kind: line.next_on for line in lines if line.next_on}
    assert said == {
        Kind.TALK_SOON: date(2026, 9, 18),
        Kind.TALK_NOT_LOGGED: date(2026, 9, 22),
        Kind.NOT_AGREED: date(2026, 9, 28),
        Kind.ENDS_SOON: date(2026, 9, 22),
        Kind.WEEK: on,
    }
    for day in range(14, 30):
        find(moment(day))
    found = Message.objects.filter(programme=programme, kind__in=said)
    first = {each.kind: timezone.localdate(each.due_at) for each in found.order_by("-due_at")}
    assert first == {kind: day for kind, day in said.items() if kind != Kind.WEEK}


# --- the page -----------------------------------------------------------------------------------------


def address(cast: Cast) -> str:
    return reverse("reminders:what_is_sent", args=[cast.programme.pk])


@pytest.mark.parametrize("role", [*PAIR, *LEADERS, "coordinator"])
def test_read_by_all_who_see_the_programme_with_nothing_of_the_probation(
    client: Client, eventful: Cast, role: str
) -> None:
    client.force_login(eventful.of(role))
    response = client.get(address(eventful))
    assert response.status_code == 200
    assert f"Til Kari Ny, Ola Mentor og {eventful.substitute.name}" in response.text
    assert "prøvetid" not in response.text.lower()


@pytest.mark.parametrize("role", [role for role in OUTSIDERS if role != "coordinator"])
def test_nobody_else_reads_it(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == 404


def test_the_choices_of_others_are_not_told(client: Client, cast: Cast) -> None:
    client.force_login(cast.new_hire)
    before = client.get(address(cast)).text
    cast.mentor.reminder_choices.create(kind=Kind.TALK_NOT_LOGGED, when="off")
    assert client.get(address(cast)).text.split("<main")[1] == before.split("<main")[1]


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (None, "Programmet har pause. Bare frister"),
        (date(2026, 9, 16), "Programmet er avsluttet. Ingenting sendes."),
    ],
)
def test_what_a_pause_and_an_end_do(client: Client, cast: Cast, ended: date | None, said: str) -> None:
    cast.programme.pauses.create(from_on=date(2026, 9, 10), reason="leave")
    Programme.objects.update(ended_on=ended)
    client.force_login(cast.new_hire)
    assert said in client.get(address(cast)).text


@pytest.mark.parametrize("leaders", [1, 30])
def test_queries(
    client: Client, cast: Cast, leaders: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(leaders):
        make_leader(cast.programme.department)
    client.force_login(cast.leader)
    with django_assert_num_queries(7):
        client.get(address(cast))
