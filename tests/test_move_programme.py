"""Rotation: the programme goes on in another department, and access follows."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Department
from programmes.models import Programme
from tests.cast import OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import make_department, make_leader, make_position, make_user
from tests.mentor_periods import TODAY, do, present, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(cast: Cast) -> Department:
    """Another department of the same unit, so that the head leads both."""
    return make_department(unit=cast.programme.department.unit, name="Avdeling Bortenfor")


def address(cast: Cast) -> str:
    return reverse("programmes:move", args=[cast.programme.pk])


def place(cast: Cast) -> Department:
    return Programme.objects.get(pk=cast.programme.pk).department


def previewed(client: Client, cast: Cast, **data: Any) -> tuple[dict[str, Any], str]:
    response = client.post(address(cast), data)
    assert response.status_code == 200, dict(response.context["form"].errors)
    seen = response.context["form"]["previewed"].value()
    return data | {"previewed": seen, "flytt": "1"}, response.text


def refused(client: Client, cast: Cast, **data: Any) -> dict[str, list[str]]:
    before = place(cast)
    client.force_login(cast.head)
    response = client.post(address(cast), data | {"flytt": "1"})
    assert (response.status_code, place(cast)) == (422, before)
    return dict(response.context["form"].errors)


def test_it_is_said_who_will_see_it_and_then_it_is_so(client: Client, cast: Cast, there: Department) -> None:
    new_leader = make_leader(there, name="Nora Nyleder")
    client.force_login(cast.head)
    data, shown = previewed(client, cast, department=there.pk)
    readers = client.post(address(cast), {"department": there.pk}).context["readers"]
    assert readers.come == ["Nora Nyleder (avdelingsleder)"]
    assert sorted(readers.go) == ["Anne Leder (avdelingsleder)", "Berit Leder (avdelingsleder)"]
    assert readers.stay == [f"{cast.head.name} (enhetsleder)"]
    assert "kan ikke flytte programmet tilbake selv" not in shown
    assert place(cast) != there
    said = do(client, address(cast), **data)
    assert "Programmet til Kari Ny er flyttet til Avdeling Bortenfor." in said
    sees = [
        Programme.objects.visible_to(user, TODAY).exists()
        for user in (new_leader, cast.leader, cast.head, cast.mentor, cast.new_hire)
    ]
    assert (place(cast), sees) == (there, [True, False, True, True, True])
    undo(client, said)
    assert place(cast) == cast.programme.department


def test_nothing_is_moved_that_was_not_shown(client: Client, cast: Cast, there: Department) -> None:
    client.force_login(cast.head)
    other = make_department(unit=there.unit)
    data, _shown = previewed(client, cast, department=other.pk)
    response = client.post(address(cast), data | {"department": there.pk})
    assert (response.status_code, place(cast)) == (200, cast.programme.department)


def test_who_lets_go_of_it_is_told_and_sees_it_no_more(client: Client, cast: Cast, there: Department) -> None:
    client.force_login(cast.leader)
    data, shown = previewed(client, cast, department=there.pk)
    assert "Du leder ikke den nye avdelingen, og kan ikke flytte programmet tilbake selv." in shown
    response = client.post(address(cast), data)
    assert response.headers["Location"] == reverse("programmes:list")
    assert client.get(cast.programme.get_absolute_url()).status_code == 404
    assert client.post(address(cast), data).status_code == 404


def test_a_mentor_who_leads_there_is_changed_in_the_same_act(
    client: Client, cast: Cast, there: Department
) -> None:
    make_position(kind="leader", holder=cast.mentor, place=there)
    assert refused(client, cast, department=there.pk) == {
        "department": ["Ola Mentor leder der, og kan ikke være mentor. Velg en ny mentor under."]
    }
    assert refused(client, cast, department=there.pk, mentor=cast.mentor.pk)
    data, _shown = previewed(client, cast, department=there.pk, mentor=cast.stranger.pk)
    said = do(client, address(cast), **data)
    assert (place(cast), present(cast.programme)) == (there, cast.stranger.name)
    assert cast.programme.mentorships.get(mentor=cast.mentor).to_on == date(2026, 9, 15)
    undo(client, said)
    assert (place(cast), present(cast.programme)) == (cast.programme.department, "Ola Mentor")


def test_a_substitute_who_leads_there_must_end_first(client: Client, cast: Cast, there: Department) -> None:
    make_position(kind="leader", holder=cast.substitute, place=there)
    said = f"{cast.substitute.name} leder der, og kan ikke være mentor. Avslutt den perioden først."
    assert refused(client, cast, department=there.pk) == {"department": [said]}


def test_only_within_the_municipality(client: Client, cast: Cast) -> None:
    abroad = make_department()
    assert refused(client, cast, department=abroad.pk) == {"department": ["Velg en fra listen."]}
    assert refused(client, cast, department="") == {"department": ["Velg avdelingen."]}
    assert refused(client, cast, department=cast.programme.department_id) == {
        "department": ["Velg en fra listen."]
    }


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_for_others_it_is_not_there(client: Client, cast: Cast, there: Department, role: str) -> None:
    client.force_login(cast.of(role))
    data = {"department": there.pk, "previewed": f"{there.pk}-0", "flytt": "1"}
    assert (client.get(address(cast)).status_code, client.post(address(cast), data).status_code) == (404, 404)
    assert place(cast) == cast.programme.department


@pytest.mark.parametrize("others", [1, 30])
def test_queries(client: Client, others: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = make_cast()
    for _number in range(others):
        make_department(unit=cast.programme.department.unit)
        make_user(municipality=cast.mentor.municipality)
    client.force_login(cast.leader)
    with django_assert_num_queries(9):
        client.get(address(cast))
