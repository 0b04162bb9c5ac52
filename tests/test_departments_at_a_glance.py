"""When talks have stopped, and the departments of heads and the coordinator."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Unit, User
from programmes.glance import glance
from programmes.models import Programme
from programmes.models.standstill import has_stopped, talks_stopped
from tests.factories import (
    make_coordinator,
    make_department,
    make_head,
    make_municipality,
    make_position,
    make_programme,
    make_template,
    make_unit,
    make_user,
)
from tests.start_page import page, part

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)

# --- when talks have stopped ----------------------------------------------------------------------------

DAY = timedelta(days=1)
STANDSTILL = [  # next talk, last held, start, and whether the talks have stopped
    (TODAY - 14 * DAY, None, date(2026, 7, 1), False),
    (TODAY - 15 * DAY, None, date(2026, 7, 1), True),
    (TODAY - 15 * DAY, TODAY - 28 * DAY, date(2026, 7, 1), False),
    (TODAY - 15 * DAY, TODAY - 29 * DAY, date(2026, 7, 1), True),
    (TODAY + DAY, TODAY - 200 * DAY, date(2026, 1, 1), False),
    (None, None, TODAY - 56 * DAY, False),
    (None, None, TODAY - 57 * DAY, True),
    (None, TODAY - 56 * DAY, TODAY - 100 * DAY, False),
    (None, TODAY - 57 * DAY, TODAY - 100 * DAY, True),
    (None, TODAY - 57 * DAY, TODAY - 364 * DAY, True),
    (None, TODAY - 57 * DAY, TODAY - 365 * DAY, False),
]


@pytest.mark.parametrize(("next_on", "held_on", "starts_on", "stopped"), STANDSTILL)
def test_when_talks_have_stopped(
    next_on: date | None, held_on: date | None, starts_on: date, stopped: bool
) -> None:
    """The question to the database and the one to a row at hand say the same."""
    make_programme()
    Programme.objects.update(next_talk_on=next_on, last_held_on=held_on, starts_on=starts_on)
    assert Programme.objects.filter(talks_stopped(TODAY)).exists() is stopped
    assert has_stopped(Programme.objects.get(), TODAY) is stopped


# --- departments at a glance ----------------------------------------------------------------------------


@pytest.fixture
def town() -> User:
    """The coordinator of two units: in Sør two of three have stopped, Øst and Ærfjell go well."""
    home = make_municipality()
    north, south = make_unit(municipality=home, name="Nord"), make_unit(municipality=home, name="Sør")
    template = make_template()
    for name, unit, stopped in (("Øst", north, 0), ("Ærfjell", north, 0), ("Sør", south, 2)):
        department = make_department(unit=unit, name=name)
        made = [make_programme(department=department, template=template) for _number in range(3)]
        goes = {"next_talk_on": TODAY, "last_held_on": date(2026, 9, 9)}
        Programme.objects.filter(department=department).update(**goes)
        Programme.objects.filter(pk__in=[programme.pk for programme in made[:stopped]]).update(
            next_talk_on=date(2026, 8, 1), last_held_on=None
        )
    soon = make_programme(department=department, template=template, starts_on=date(2026, 10, 1))
    ended = make_programme(department=department, template=template)
    Programme.objects.filter(pk=ended.pk).update(ended_on=TODAY, next_talk_on=date(2026, 8, 1))
    assert soon.department == department
    make_department(unit=south, name="Uten programmer")
    make_programme()  # another municipality
    return make_coordinator(home)


def test_the_coordinator_sees_departments_where_talks_have_stopped_first(client: Client, town: User) -> None:
    found = part(client, town, "overview").glance
    rows = [(each.name, each.unit, each.under_way, each.stopped, each.soon) for each in found.departments]
    assert rows == [("Sør", "Sør", 3, 2, 1), ("Ærfjell", "Nord", 3, 0, 0), ("Øst", "Nord", 3, 0, 0)]
    shown = page(client, town)
    assert "9 programmer pågår. I 2 av dem har samtalene stoppet. 1 starter de neste fire ukene." in shown
    key = found.departments[0].pk
    assert f'href="{reverse("programmes:list")}?avdeling={key}">Sør</a>' in shown


def test_a_head_sees_the_units_departments_alone(client: Client, town: User) -> None:
    head = make_user(municipality=town.municipality)
    make_position(kind="head", holder=head, place=Unit.objects.get(name="Nord"))
    assert [each.name for each in part(client, head, "overview").glance.departments] == ["Ærfjell", "Øst"]
    assert "Samtalene går i alle." in page(client, head)


def test_names_of_people_are_not_in_the_glance(client: Client, town: User) -> None:
    names = Programme.objects.values_list("new_hire__name", "mentorships__mentor__name")
    shown = page(client, town)
    assert [name for pair in names for name in pair if name in shown] == []


def test_of_many_departments_ten_are_shown(client: Client) -> None:
    unit, template = make_unit(), make_template()
    for number in range(12):
        make_programme(department=make_department(unit=unit, name=f"Sone {number:02}"), template=template)
    Programme.objects.update(next_talk_on=date(2026, 8, 1), starts_on=date(2026, 7, 1))
    found = glance(make_head(unit), TODAY)
    assert (len(found.lines), found.more, found.more_stopped, found.stopped) == (10, 2, 2, 12)
    shown = page(client, make_coordinator(unit.municipality))
    assert "og 2 avdelinger til</a> (samtaler har stoppet i 2 av dem)" in shown


def test_the_coordinator_of_an_empty_municipality(client: Client) -> None:
    shown = page(client, make_coordinator(make_municipality()))
    assert "Ingen programmer ennå" in shown
    assert "Enheter og ledere" in shown
