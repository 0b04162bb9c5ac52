"""The four kinds of one programme in a single query."""

import pytest
from pytest_django import DjangoAssertNumQueries

from programmes.models import Conversation
from programmes.models.dated_rows import appointments_of
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


def test_each_row_is_its_own_kind_and_whole(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    programme = make_programme()
    make_programme()
    with django_assert_num_queries(1):
        rows = appointments_of(programme)
        assert len(rows) == 26
        days = [row.planned_on for row in rows if row.planned_on]
        assert days == sorted(days)
    for row in rows:
        stored = type(row)._default_manager.get(pk=row.pk)
        shared = [
            field.attname for field in Conversation._meta.concrete_fields if hasattr(stored, field.attname)
        ]
        assert {name: getattr(row, name) for name in shared} == {
            name: getattr(stored, name) for name in shared
        }
