"""Who is told, held against who may see: the audience asks the rules' question the other way round."""

import pytest
from django.db.models import F

from people.models import User
from programmes.models import Programme
from reminders.audience import to_leaders, to_mentors, to_new_hire
from reminders.finding import find
from reminders.models import Message
from tests.access_world import TODAY, World, world
from tests.conftest import NOON

__all__ = ["world"]  # the fixture
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def readers(*rows: object) -> set[int]:
    return {pk for each in rows for pk in each.values_list("reader", flat=True)}  # type: ignore[attr-defined]


def who(rule: str, programme: Programme) -> set[int]:
    """Everybody whom that rule lets in, asked one by one."""
    ask = getattr(Programme.objects.filter(pk=programme.pk), rule)
    return {user.pk for user in User.objects.filter(is_active=True) if ask(user, TODAY).exists()}


@pytest.mark.parametrize("name", ["own", "next_door", "abroad"])
def test_the_pair_is_who_lives_in_it(world: World, name: str) -> None:
    programme = world.programmes[name]
    rows = Programme.objects.filter(pk=programme.pk)
    told = readers(to_new_hire(rows, path=""), to_mentors(rows, TODAY, path=""))
    assert told == who("lived_by", programme)


@pytest.mark.parametrize("name", ["own", "next_door", "abroad"])
def test_leaders_who_are_told_are_who_manages_it(world: World, name: str) -> None:
    """Where there is a leader, the head is spared."""
    programme = world.programmes[name]
    rows = Programme.objects.filter(pk=programme.pk).annotate(of=F("pk"))
    told = readers(*to_leaders(rows, TODAY, path=""))
    heads = {
        user.pk for user in User.objects.all() if user.positions.filter(kind="head", to_on=None).exists()
    }
    assert told == who("managed_by", programme) - heads


def test_every_message_is_open_to_the_one_it_is_to_and_to_nobody_else(world: World) -> None:
    find(NOON)
    told = list(Message.objects.filter(dropped_at=None).select_related("recipient"))
    assert len(told) > 10
    for message in told:
        mine = Message.objects.filter(pk=message.pk)
        assert mine.open_to(message.recipient, TODAY).exists(), message.kind
        others = User.objects.filter(is_active=True).exclude(pk=message.recipient_id)[:5]
        assert not [user for user in others if mine.open_to(user, TODAY).exists()]
