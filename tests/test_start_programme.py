"""Starting a programme copies a whole year from its template."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from programmes.models import Programme
from programmes.models.start import Order
from tests.factories import (
    STARTED_AT,
    make_checklist_template,
    make_department,
    make_programme,
    make_template,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_year_of_rows_is_copied() -> None:
    programme = make_programme(checklists=[make_checklist_template()], systems=["Gerica", "Gat"])
    assert [
        programme.conversations.count(),
        programme.reviews.count(),
        programme.follow_ups.count(),
        programme.shifts.count(),
        programme.leader_talks.count(),
    ] == [19, 3, 4, 10, 0]
    assert [access.name for access in programme.accesses.all()] == ["Gerica", "Gat"]
    assert programme.checklist_links.get().checklist.items.count() == 25
    assert programme.next_talk_on == date(2026, 9, 14)
    assert programme.last_held_on is None


def test_it_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    template, department, people = make_template(), make_department(), [make_user() for _ in range(3)]
    checklist = make_checklist_template()
    with django_assert_max_num_queries(30):
        Programme.objects.start(
            Order(
                new_hire=people[0],
                mentor=people[1],
                department=department,
                template=template,
                starts_on=date(2026, 8, 31),
                started_by=people[2],
                started_at=STARTED_AT,
                title="sykepleier",
                systems=["Gerica"],
                checklists=[checklist],
            )
        )


def test_taken_over_from_paper_marks_what_is_past() -> None:
    programme = make_programme(starts_on=date(2026, 6, 1), taken_over_on=date(2026, 9, 16))
    assert programme.conversations.filter(before_use=True).count() == 9
    assert not programme.steps.late(date(2026, 9, 16)).exists()
    assert programme.next_talk_on == date(2026, 9, 28)
