"""Who steps in for the mentor, and from when to when: said to the pair and the leaders, also before it begins."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Mentorship
from tests.cast import LEADERS, PAIR, Cast
from tests.factories import make_programme, make_user
from tests.mentor_periods import TODAY
from tests.start_page import page as start_page

pytestmark = pytest.mark.django_db


def programme_page(client: Client, cast: Cast, user: User) -> str:
    client.force_login(user)
    return " ".join(client.get(cast.programme.get_absolute_url()).text.split())


def make_substitute(cast: Cast, first: date, last: date, name: str = "Turid Testad") -> Mentorship:
    mentor = make_user(municipality=cast.mentor.municipality, name=name)
    return cast.programme.mentorships.create(
        mentor=mentor, is_substitute=True, assigned_on=first, from_on=first, to_on=last
    )


@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_the_programme_page_says_it(client: Client, cast: Cast, role: str) -> None:
    make_substitute(cast, date(2027, 7, 6), date(2027, 7, 31))
    make_substitute(cast, date(2026, 9, 1), date(2026, 9, 15), name="Over Testad")
    shown = programme_page(client, cast, cast.of(role))
    now = f"{cast.substitute.name}, 1. september 2026 til 31. desember 2026"
    assert f"<p>Vikar for mentor: {now}</p>" in shown  # on top
    assert f"<dt>Vikar for mentor</dt><dd>{now}<br>Turid Testad, 6. juli 2027 til 31. juli 2027</dd>" in shown
    assert "<p>Vikar for mentor: Turid" not in shown  # a long time yet
    assert "Over Testad" not in shown


def test_a_substitute_to_come_is_announced(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.substitute).delete()
    assert "Vikar" not in programme_page(client, cast, cast.new_hire)
    make_substitute(cast, date(2026, 10, 5), date(2026, 10, 11))
    said = "Vikar for mentor: Turid Testad, 5. oktober 2026 til 11. oktober 2026"
    assert said in programme_page(client, cast, cast.new_hire)


def test_the_next_mentor_is_announced(client: Client, cast: Cast) -> None:
    first = date(2026, 10, 1)
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 30))
    cast.programme.mentorships.create(mentor=cast.stranger, assigned_on=first, from_on=first)
    shown = programme_page(client, cast, cast.new_hire)
    assert f"<dt>Neste mentor</dt><dd>{cast.stranger.name}, fra 1. oktober 2026</dd>" in shown


def test_the_new_hires_start_page_says_it(client: Client, cast: Cast) -> None:
    make_substitute(cast, date(2026, 10, 5), date(2026, 10, 11))
    make_substitute(cast, date(2026, 9, 1), date(2026, 9, 15), name="Over Testad")
    shown = start_page(client, cast.new_hire)
    assert (
        f"<strong>{cast.substitute.name}</strong><br>vikar for mentor til og med 31. desember 2026" in shown
    )
    assert "<li>Turid Testad, vikar for mentor fra 5. oktober 2026 til og med 11. oktober 2026</li>" in shown
    assert "Over Testad" not in shown
    assert "Turid" not in shown.split("Leses av")[1].split("</p>")[0]  # reads nothing yet


def test_the_next_mentor_stands_among_the_people(client: Client, cast: Cast) -> None:
    first = date(2026, 10, 1)
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 30))
    cast.programme.mentorships.create(mentor=cast.stranger, assigned_on=first, from_on=first)
    shown = start_page(client, cast.new_hire)
    assert "<strong>Ola Mentor</strong><br>mentor til og med 30. september 2026" in shown
    assert f"<li>{cast.stranger.name}, mentor fra 1. oktober 2026</li>" in shown


@pytest.mark.parametrize("substitutes", [1, 30])
def test_queries(client: Client, substitutes: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    programme = make_programme()
    home = programme.department.unit.municipality
    for _number in range(substitutes):
        programme.mentorships.create(
            mentor=make_user(municipality=home),
            is_substitute=True,
            assigned_on=TODAY,
            from_on=TODAY,
            to_on=TODAY,
        )
    client.force_login(programme.new_hire)
    with django_assert_num_queries(9):
        client.get(programme.get_absolute_url())
    with django_assert_num_queries(8):
        client.get("/")
