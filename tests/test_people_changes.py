"""The lasting record of mentors and departments: who changed what, from whom to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import PlanChange
from tests.cast import OUTSIDERS, Cast, make_cast
from tests.changes import saved
from tests.factories import make_leader, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def history(client: Client, cast: Cast, role: str = "leader") -> str:
    client.force_login(cast.of(role))
    return client.get(reverse("programmes:changes", args=[cast.programme.pk])).content.decode()


def change_mentor(client: Client, cast: Cast) -> str:
    """To somebody new from tomorrow; what the undo button sends."""
    new = make_user(municipality=cast.programme.department.unit.municipality, name="Nora Ny Mentor")
    client.force_login(cast.leader)
    address = reverse("programmes:mentor_change", args=[cast.programme.pk])
    answer = client.post(address, {"mentor": new.pk, "from_on": "2026-09-17"})
    assert answer.status_code == 302
    made = PlanChange.objects.get(kind="people")
    assert (made.made_by, made.programme) == (cast.leader, cast.programme)
    return made.words[-1]


def test_a_change_of_mentor_says_from_whom_to_whom(client: Client, cast: Cast) -> None:
    assert change_mentor(client, cast) == "Nora Ny Mentor: mentor fra 17. september 2026"
    for role in ("leader", "head", "mentor", "new_hire"):
        page = history(client, cast, role)
        assert "Ola Mentor: mentor fra 31. august 2026 til 16. september 2026" in page
        assert "Nora Ny Mentor: mentor fra 17. september 2026" in page
        assert "av Anne Leder" in page


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_reads_it(client: Client, cast: Cast, role: str) -> None:
    change_mentor(client, cast)
    client.force_login(cast.of(role))
    assert client.get(reverse("programmes:changes", args=[cast.programme.pk])).status_code == 404


def test_it_is_no_change_of_days_and_lasts(client: Client, cast: Cast) -> None:
    """The last change of the days can still be taken back; the record cannot."""
    client.force_login(cast.leader)
    saved(client, cast.programme, "ukedag", weekday="2", why="rota")
    change_mentor(client, cast)
    made = PlanChange.objects.get(kind="people")
    assert client.post(made.undo_url).status_code == 404
    assert "Ta tilbake" in history(client, cast)
    of_days = PlanChange.objects.get(kind="weekday")
    client.post(of_days.undo_url)
    of_days.refresh_from_db()
    assert of_days.undone_at
    assert PlanChange.objects.filter(kind="people").exists()


def test_a_move_to_another_department_is_remembered(client: Client, cast: Cast) -> None:
    here = cast.programme.department
    there = here.unit.departments.create(name="Avdeling Der")
    make_leader(there)
    client.force_login(cast.head)
    address = reverse("programmes:move", args=[cast.programme.pk])
    page = client.post(address, {"department": there.pk, "vis": "1"})
    sent = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert client.post(address, sent | {"flytt": "1"}).status_code == 302
    assert PlanChange.objects.get(kind="people").words == [f"Avdeling: fra {here.name} til Avdeling Der"]
