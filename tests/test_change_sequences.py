"""Any sequence of changes through the database: nothing is lost, and each is taken back exactly."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.changing import Year
from programmes.models import Programme
from programmes.taking_back import undo
from tests.cast import Cast
from tests.changes import change_to, days
from tests.turns import Turn, turns

pytestmark = pytest.mark.django_db


# --- any order --------------------------------------------------------------------------------------


@pytest.fixture
def untouched(cast: Cast) -> Cast:
    cast.programme.conversations.filter(number__lte=2).update(
        held_on=cast.programme.starts_on + timedelta(days=21),
        logged_at=timezone.now() - timedelta(days=1),
        logged_by=cast.mentor,
    )
    Programme.objects.filter(pk=cast.programme.pk).refresh_talk_dates()
    return cast


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(turns, min_size=1, max_size=3))
def test_any_sequence_through_the_database(untouched: Cast, sequence: list[Turn]) -> None:
    with transaction.atomic():
        programme = Programme.objects.get(pk=untouched.programme.pk)
        held = list(programme.conversations.filter(held_on__isnull=False).values())
        for turn in sequence:
            year, before = Year.of(Programme.objects.get(pk=programme.pk)), days(programme)
            after = turn.terms(year.terms)
            if after.starts_on > min(year.held_on, default=date.max):
                continue
            made = change_to(year, after, untouched.leader)
            became = Year.of(Programme.objects.get(pk=programme.pk))
            assert became.terms == after
            assert not [one for one in became.effects(after) if one.is_moved]
            undo(made, by=untouched.leader, at=timezone.now())
            assert days(programme) == before, "taken back exactly"
            change_to(Year.of(Programme.objects.get(pk=programme.pk)), after, untouched.leader)
        kept = list(programme.conversations.filter(held_on__isnull=False).values())
        assert kept == held, "nothing that was done is lost"
        transaction.set_rollback(True)
