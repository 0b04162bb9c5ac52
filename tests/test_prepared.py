"""Questions that are put together once: each reader still gets what the rules give, and nobody another's."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from people.models import Department, Position, User
from people.models.positions import PositionsAtHand
from people.prepared import prepared
from programmes.duties import rows_due
from programmes.filters import departments_of
from programmes.glance import counted
from programmes.models import Programme
from programmes.start_pages import lived_by, new_hires_of, next_talks
from programmes.views.detail import with_dates
from programmes.views.shown_as import lived_in
from programmes.views.talks import comments_on, talk_to_read
from programmes.waiting import written
from tests.access_world import TODAY, World, world
from tests.conftest import is_postgresql
from tests.factories import make_department, make_leader, make_programme, make_user
from tests.test_start_rules import desk_of

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db


def with_positions(user: User, on: date = TODAY) -> User:
    """The reader of a page, as `PositionsMiddleware` hands them on."""
    held = list(Position.objects.lasting(on).filter(holder=user))
    reader: User = User.objects.get(pk=user.pk)
    reader.positions_at_hand = PositionsAtHand(on, lambda: held)
    return reader


def questions(user: User) -> list[tuple[Any, tuple[Any, ...]]]:
    """Those that say who may see what, with what they are told."""
    found: list[tuple[Any, tuple[Any, ...]]] = [
        (question, (user, TODAY)) for question in (lived_by, new_hires_of, departments_of)
    ]
    found += [(counted, (user, TODAY, of_many)) for of_many in (True, False)]
    found.append((next_talks, (list(Programme.objects.lived_by(user, TODAY).values_list("pk", flat=True)),)))
    for programme in Programme.objects.order_by("pk"):
        found += [(question, (user, TODAY, programme.pk)) for question in (with_dates, lived_in)]
        found.append((talk_to_read, (user, TODAY, programme.pk, 1)))
        found += [(comments_on, (talk.pk, user, TODAY)) for talk in programme.conversations.all()[:1]]
    desk = desk_of(user)
    found += [
        (question, desk.keys) for question in (rows_due, written) if desk.own or desk.mentored or desk.leads
    ]
    return found


WITHOUT_POSITIONS = {"leader", "head", "coordinator", "mentor", "new_hire", "bystander"}
"""As outside a page: there the question is the same for all, but for who asks."""


def test_everybody_gets_what_the_question_gives_when_it_is_put_together_anew(world: World) -> None:
    """On PostgreSQL one of each kind of reader: what SQL is put together does not depend on who has the kind."""
    found, roles = 0, WITHOUT_POSITIONS if is_postgresql() else world.people.keys()
    for role, person in ((role, world.people[role]) for role in roles):
        for user in [with_positions(person), *([person] if role in WITHOUT_POSITIONS else [])]:
            for question, told in questions(user):
                anew = list(question.__wrapped__(*told))
                assert (role, question.__name__, question(*told)) == (role, question.__name__, anew)
                found += len(anew)
    assert found > 100


# --- what is kept, and what is not ----------------------------------------------------------------------

put_together: list[date] = []


@prepared
def led_by(user: User, on: date) -> QuerySet[Department, Department]:
    put_together.append(on)
    return Department.objects.led_by(user, on).order_by("pk")


@prepared
def of_keys(keys: list[int], place: int) -> QuerySet[Department, Department]:
    return Department.objects.filter(pk__in=keys, unit=place).order_by("pk")


def test_the_question_is_kept_and_never_the_answer() -> None:
    department = make_department()
    first, second = make_leader(department), make_leader(make_department())
    put_together.clear()
    assert led_by(with_positions(first), TODAY) == [department]
    assert led_by(with_positions(second), TODAY) == [Department.objects.get(positions__holder=second)]
    Position.objects.filter(holder=first).delete()
    assert led_by(with_positions(first), TODAY) == []
    assert put_together == [TODAY, TODAY]  # of one who leads, and of one who does not


def test_another_day_is_another_question() -> None:
    leader = make_leader(make_department())
    Position.objects.filter(holder=leader).update(to_on=TODAY)
    assert len(led_by(leader, TODAY)) == 1
    assert led_by(leader, TODAY + timedelta(days=1)) == []


def test_positions_of_another_day_are_asked_for() -> None:
    leader = make_leader(make_department())
    reader = with_positions(leader)
    Position.objects.filter(holder=leader).update(to_on=TODAY)
    assert led_by(reader, TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5])
def test_any_number_of_keys(number: int) -> None:
    unit = make_department().unit
    here = [make_department(unit=unit) for _each in range(number)]
    assert of_keys([each.pk for each in here], unit.pk) == here
    assert of_keys([each.pk for each in here], unit.pk + 1) == []


@pytest.mark.parametrize("key", [10**30, 2**63, -(2**63), 2**63 - 1])
def test_a_key_that_no_row_has_finds_nothing(key: int) -> None:
    assert of_keys([make_department().pk], key) == []


def test_a_question_may_fetch_what_belongs_to_its_rows() -> None:
    programme = make_programme(mentor=make_user())

    @prepared
    def whole(key: int) -> QuerySet[Programme, Programme]:
        return Programme.objects.filter(pk=key).with_people()

    for _time in range(2):
        found = whole(programme.pk)[0]
        assert found.new_hire.name == programme.new_hire.name
        assert [period.mentor for period in found.mentorships.all()] == [programme.mentor_on(TODAY)]


# --- what cannot be kept is said --------------------------------------------------------------------------


def test_a_key_cannot_be_read_while_the_question_is_put_together() -> None:
    @prepared
    def reads(keys: list[int]) -> QuerySet[Department, Department]:
        return Department.objects.filter(pk__in=[key + 1 for key in keys])

    with pytest.raises(TypeError):
        reads([1])


def test_a_reader_is_nothing_but_a_key_and_places() -> None:
    @prepared
    def reads(user: User) -> QuerySet[Department, Department]:
        return Department.objects.filter(unit__municipality=user.municipality_id)

    with pytest.raises(AttributeError):
        reads(make_user())


@pytest.mark.parametrize("told", [datetime(2026, 9, 16, tzinfo=UTC), 1.5, {1}])
def test_what_would_make_each_call_another_question_is_refused(told: Any) -> None:
    with pytest.raises(TypeError):
        of_keys(told, 1)
