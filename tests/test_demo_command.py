"""Making the invented municipality in an empty database: on any day, and never beside real people."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management.base import CommandError
from pytest_django import Settings

from people.models import Municipality
from programmes.models import Conversation, Programme
from programmes.states import State
from tests.test_demo import make_demo, programme_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def test_it_is_refused_where_real_people_may_be(settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="aldri der det står ekte personer"):
        make_demo()
    assert not Municipality.objects.exists()


@pytest.mark.parametrize("day", ["2026-11-22", "2027-01-01", "2026-12-28"])
def test_it_is_alive_on_any_day(day: str) -> None:
    """A Sunday, a public holiday and the week between Christmas and New Year."""
    today = date.fromisoformat(day)
    early = datetime.combine(today, datetime.min.time(), ZoneInfo("Europe/Oslo")) + timedelta(hours=1)
    with time_machine.travel(early, tick=False):
        make_demo()
        programme = programme_of("Ola Eksempel")
        assert programme.conversations.get(number=3).state(today) == State.TODAY
        assert programme.conversations.filter(held_on__isnull=False).count() == 2
        assert not Conversation.objects.filter(held_on__gt=today).exists()
        assert Programme.objects.late(today).count() == 1
        future = Conversation.objects.filter(agreed_at__gt=early).count()
        assert (future, Conversation.objects.filter(logged_at__gt=early).count()) == (0, 0)


def test_a_crowd_needs_the_demo_and_a_number(settings: Settings) -> None:
    Municipality.objects.create(name="En annen kommune")
    with pytest.raises(CommandError, match="Basen har allerede en kommune"):
        make_demo(programmes=5)
    with pytest.raises(CommandError, match="et tall fra 0 og opp"):
        make_demo(programmes=-5)
    assert not Programme.objects.exists()
