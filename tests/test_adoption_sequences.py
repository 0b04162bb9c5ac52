"""Editions taken up between other changes, in any order: nothing that people did or wrote is lost."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.adopting import Adoption, numbered
from programmes.changing import Decision, Year, save
from programmes.models import Note, PlanChange, Programme, TrainingShift
from programmes.rules import LAST_WEEK, DaysAfter, Weeks, weeks_of
from programmes.schedule import Kind, Role, Row
from programmes.taking_back import undo
from tests.cast import Cast
from tests.changes import change_to, days
from tests.editions import cast_on_own_template, next_edition
from tests.factories import make_note
from tests.turns import Turn, turns

pytestmark = pytest.mark.django_db

edits = st.lists(
    st.tuples(st.sampled_from(("remove", "title", "weeks", "add")), st.integers(0, 30)),
    min_size=1,
    max_size=3,
)


@pytest.fixture
def cast() -> Cast:
    cast = cast_on_own_template()
    talks = cast.programme.conversations
    talks.filter(number__lte=2).update(
        held_on=cast.programme.starts_on + timedelta(days=14),
        logged_at=timezone.now() - timedelta(days=1),
        logged_by=cast.mentor,
    )
    talks.filter(number=8).update(agreed_by=cast.mentor, agreed_at=timezone.now() - timedelta(days=1))
    step = cast.programme.steps.get(position=1)
    step.tick(by=cast.leader, at=timezone.now() - timedelta(days=1), on=date(2026, 9, 1))
    step.save()
    make_note(talks.get(number=9), "Deres ord.")
    Programme.objects.filter(pk=cast.programme.pk).refresh_talk_dates()
    return cast


def edited(rows: list[Row], what: str, which: int) -> list[Row]:
    place = which % len(rows)
    row = rows[place]
    match what:
        case "remove" if len(rows) > 1:
            del rows[place]
        case "title":
            rows[place] = replace(row, title=f"{row.title} ({which})")
        case "weeks" if weeks := weeks_of(row.rule):
            later = {min(week + which % 3, LAST_WEEK) for week in weeks}
            rows[place] = replace(row, rule=Weeks(tuple(sorted(later | {which + 1}))))
        case "add":
            rows.append(Row(f"Nytt {which}", Kind.STEP, DaysAfter(which + 1), (Role.LEADER,)))
    return rows


def take_up(year: Year, cast: Cast, moves: bool) -> PlanChange | None:
    """The newest edition, with every box ticked or none."""
    template = year.programme.template.newer()
    if template is None:
        return None
    adoption = Adoption.of(year, template, timezone.localdate())
    choices = dict.fromkeys(year.rows, moves)
    effects = [effect for effect in adoption.effects(choices) if not effect.is_too_early]
    decision = Decision(
        kind=PlanChange.Kind.ADOPTION,
        after=year.terms,
        pauses=tuple(year.programme.pauses.all()),
        by=cast.leader,
        at=timezone.now(),
        template=template,
    )
    new = numbered(year, adoption.added()) if moves else []
    return save(year, decision, effects, new, adoption.rewrites())


def fresh(programme: Programme) -> Year:
    return Year.of(Programme.objects.get(pk=programme.pk))


def done(programme: Programme) -> list[object]:
    """What people did: whole rows."""
    return [
        list(programme.conversations.exclude(held_on=None).values()),
        list(programme.steps.exclude(done_on=None).values()),
        list(Note.objects.filter(conversation__programme=programme).values()),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(edits, turns, st.booleans()), min_size=1, max_size=2))
def test_editions_between_other_changes(
    cast: Cast, sequence: list[tuple[list[tuple[str, int]], Turn, bool]]
) -> None:
    with transaction.atomic():
        programme, was_done = cast.programme, done(cast.programme)
        for edit, turn, moves in sequence:
            year = fresh(programme)
            after = turn.terms(year.terms)
            if after.starts_on <= min(year.held_on):
                change_to(year, after, cast.leader)
            next_edition(Programme.objects.get(pk=programme.pk), partial(all_of, edit))
            there, before = set(fresh(programme).rows), days(programme)
            made = take_up(fresh(programme), cast, moves)
            assert made
            undo(made, by=cast.leader, at=timezone.now())
            assert {key: row for key, row in days(programme).items() if key in before} == before
            assert take_up(fresh(programme), cast, moves)
            assert there <= set(fresh(programme).rows), "no row is removed"
            assert take_up(fresh(programme), cast, moves) is None, "the same twice is the same as once"
            stands_well(fresh(programme))
        assert done(programme) == was_done
        transaction.set_rollback(True)


def all_of(edit: list[tuple[str, int]], rows: list[Row]) -> list[Row]:
    for what, which in edit:
        rows = edited(rows, what, which)
    return rows


def stands_well(year: Year) -> None:
    numbers = [
        (type(row), row.position if hasattr(row, "position") else row.number) for row in year.rows.values()
    ]
    assert len(numbers) == len(set(numbers))
    for row in year.dated:
        if isinstance(year.rows[row.key], TrainingShift) or not row.is_ours or row.on is None:
            continue
        assert not year.terms.in_pause(row.on), "no date of ours lands in a pause"
        if row.kind in (Kind.CONVERSATION, Kind.PROBATION_REVIEW):
            assert row.on >= year.terms.starts_on
