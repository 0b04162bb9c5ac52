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


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(turns, min_size=1, max_size=3))
def test_any_sequence_through_the_database(untouched: Cast, sequence: list[Turn]) -> None:
    """The last change of each is taken back and made again; every beginning of a sequence is one too."""
    with transaction.atomic():
        pk, made = untouched.programme.pk, None
        year = Year.of(Programme.objects.get(pk=pk))
        held = list(year.programme.conversations.filter(held_on__isnull=False).values())
        for turn in sequence:
            after = turn.terms(year.terms)
            if after.starts_on > min(year.held_on, default=date.max):
                continue
            before = days(year.programme)
            made = change_to(year, after, untouched.leader)
            year = Year.of(Programme.objects.get(pk=pk))
            assert year.terms == after
            assert not [one for one in year.effects(after) if one.is_moved]
        if made:
            undo(made, by=untouched.leader, at=timezone.now())
            assert days(year.programme) == before, "taken back exactly"
            change_to(Year.of(Programme.objects.get(pk=pk)), after, untouched.leader)
        kept = list(year.programme.conversations.filter(held_on__isnull=False).values())
        assert kept == held, "nothing that was done is lost"
        transaction.set_rollback(True)
