"""Any sequence of changes through the database: nothing is lost, and each is taken back exactly."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from checklists.models import Item, Signature
from programmes.changing import Year
from programmes.models import Comment, Note, PlanChange, Programme
from programmes.taking_back import undo
from tests.cast import Cast
from tests.changes import change_to, days
from tests.factories import make_comment, make_note
from tests.test_checklists import hand_out, signed
from tests.turns import Turn, sequences

pytestmark = pytest.mark.django_db
SHIFTS = (date(2026, 8, 27), date(2026, 9, 2), date(2026, 9, 19), date(2026, 9, 25))
"""One before the start, one that has been, one on a Saturday."""


# --- any order --------------------------------------------------------------------------------------


@pytest.fixture
def lived_in(cast: Cast) -> tuple[Cast, list[list[Any]]]:
    """Two talks are held, days are agreed and set, something is ticked, signed and written: what of it must last."""
    programme, yesterday = cast.programme, timezone.now() - timedelta(days=1)
    programme.conversations.filter(number__lte=2).update(
        held_on=programme.starts_on + timedelta(days=21), logged_at=yesterday, logged_by=cast.mentor
    )
    programme.conversations.filter(number=6).update(agreed_at=yesterday, agreed_by=cast.mentor)
    programme.reviews.filter(number=2).update(agreed_at=yesterday, agreed_by=cast.leader)
    programme.reviews.filter(number=3).update(planned_on=date(2027, 1, 20), dated_by_person=True)
    for shift, day in zip(programme.shifts.all(), SHIFTS, strict=False):
        programme.shifts.filter(pk=shift.pk).update(on=day)
    programme.refresh_shift_steps()
    step = programme.steps.get(title__startswith="Omvisning")
    step.tick(by=cast.leader, at=yesterday, on=programme.starts_on)
    step.save()
    event = programme.steps.get(rule__when="event")
    programme.steps.happens_on(event, date(2026, 10, 5))
    signed(cast, hand_out(programme))
    make_note(programme.conversations.get(number=1), "Deres ord.")
    make_comment(programme.conversations.get(number=2), "Deres kommentar.")
    Programme.objects.filter(pk=programme.pk).refresh_talk_dates()
    return cast, done_and_written(programme)


def done_and_written(programme: Programme) -> list[list[Any]]:
    """Whole rows of what people did and wrote."""
    return [
        list(programme.conversations.exclude(held_on=None).values()),
        list(programme.steps.exclude(done_on=None).values()),
        list(programme.shifts.filter(on__lt=timezone.localdate()).values()),
        list(Item.objects.filter(checklist__in=programme.checklist_links.values("checklist")).values()),
        list(Signature.objects.values()),
        list(Note.objects.values()),
        list(Comment.objects.values()),
    ]


def fresh(cast: Cast) -> Year:
    return Year.of(Programme.objects.get(pk=cast.programme.pk))


def turned(cast: Cast, year: Year, turn: Turn) -> tuple[PlanChange | None, Year]:
    """The change as it is made, unless the start would be after something that has been; and the year as it then is."""
    after, on = turn.terms(year.terms), timezone.localdate()
    if after.starts_on > min([*year.held_on, *year.shifts_been(on)], default=date.max):
        return None, year
    made, year = change_to(year, after, cast.leader), fresh(cast)
    assert year.terms == replace(after, last_shift_on=year.terms.last_shift_on)
    assert not [one for one in year.effects(year.terms, on=on) if one.is_moved]
    return made, year


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences)
def test_any_sequence_through_the_database(
    lived_in: tuple[Cast, list[list[Any]]], sequence: list[Turn]
) -> None:
    """The last change of each is taken back and made again; every beginning of a sequence is one too."""
    cast, kept = lived_in
    with transaction.atomic():
        *earlier, last = sequence
        year = fresh(cast)
        for turn in earlier:
            _made, year = turned(cast, year, turn)
        before = days(cast.programme)
        made, _year = turned(cast, year, last)
        if made:
            undo(made, by=cast.leader, at=timezone.now())
            assert days(cast.programme) == before, "taken back exactly"
            year = fresh(cast)
            change_to(year, last.terms(year.terms), cast.leader)
        assert done_and_written(cast.programme) == kept, "nothing that was done is lost"
        transaction.set_rollback(True)
