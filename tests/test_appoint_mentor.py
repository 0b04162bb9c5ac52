"""Appointing a mentor where nobody is: who is offered, who is refused, who is found by name."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.forms.colleagues import MOST_LISTED
from programmes.models import Mentorship, Programme
from tests.factories import make_department, make_leader, make_programme, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def programme() -> Programme:
    return make_programme(without_mentor=True)


@pytest.fixture
def leader(programme: Programme) -> User:
    return make_leader(programme.department, name="Anne Leder")


@pytest.fixture
def colleague(programme: Programme) -> User:
    return make_user(municipality=programme.department.unit.municipality, name="Ola Kollega")


def fill_the_municipality(programme: Programme) -> None:
    home = programme.department.unit.municipality
    User.objects.bulk_create(
        User(name=f"Ukjent {number}", email=f"ukjent{number}@prove.example", municipality=home)
        for number in range(MOST_LISTED)
    )


def address(programme: Programme) -> str:
    return reverse("programmes:mentor_appoint", args=[programme.pk])


def mentors_page(programme: Programme) -> str:
    return reverse("programmes:mentors", args=[programme.pk])


def offered(client: Client, programme: Programme, leader: User) -> list[str]:
    client.force_login(leader)
    form = client.get(address(programme)).context["form"]
    return [str(label) for _key, label in form.fields["mentor"].choices]


def refused(client: Client, programme: Programme, leader: User, **data: object) -> dict[str, list[str]]:
    client.force_login(leader)
    response = client.post(address(programme), {"from_on": "2026-09-16"} | data)
    form = response.context["form"]
    assert (response.status_code, Mentorship.objects.filter(programme=programme).count()) == (422, 0)
    assert {name: form[name].value() for name in data} == {name: str(value) for name, value in data.items()}
    return dict(form.errors)


def test_the_mentor_has_access_from_today(
    client: Client, programme: Programme, leader: User, colleague: User
) -> None:
    client.force_login(leader)
    response = client.post(address(programme), {"mentor": colleague.pk, "from_on": "2026-09-16"})
    assert (response.status_code, response.headers["Location"]) == (302, mentors_page(programme))
    period = programme.mentorships.get()
    assert (period.mentor, period.assigned_on, period.from_on, period.to_on) == (
        colleague,
        TODAY,
        TODAY,
        None,
    )


def test_where_few_work_all_are_offered(
    client: Client, programme: Programme, leader: User, colleague: User
) -> None:
    names = offered(client, programme, leader)
    assert (names[0], colleague.name in names) == ("Velg mentor", True)
    assert "mentor_name" not in client.get(address(programme)).context["form"].fields


def test_where_many_work_those_near_are_offered(
    client: Client, programme: Programme, leader: User, colleague: User
) -> None:
    fill_the_municipality(programme)
    near = make_programme(department=make_department(unit=programme.department.unit))
    names = offered(client, programme, leader)
    assert (colleague.name in names, len(names)) == (False, 4)
    assert f"{near.mentorships.get().mentor.name} – mentor for 1 nå, inntil 0,8 t i uka" in names


def test_one_who_is_not_listed_is_found_by_name(
    client: Client, programme: Programme, leader: User, colleague: User
) -> None:
    fill_the_municipality(programme)
    client.force_login(leader)
    assert (
        client.post(address(programme), {"mentor_name": "ola kollega", "from_on": "2026-09-16"}).status_code
        == 302
    )
    assert programme.mentorships.get().mentor == colleague


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Ingen Slik", "Ingen i kommunen har dette navnet."),
        ("Ukjent", "Flere har dette navnet. Velg en i listen, og tøm dette feltet."),
    ],
)
def test_a_name_that_is_nobodys_or_several(
    client: Client, programme: Programme, leader: User, name: str, sentence: str
) -> None:
    fill_the_municipality(programme)
    User.objects.filter(name__in=["Ukjent 1", "Ukjent 2"]).update(name="Ukjent")
    User.objects.filter(name__startswith="Ukjent ").update(name="Annen Person")
    assert refused(client, programme, leader, mentor_name=name) == {"mentor_name": [sentence]}


def test_somebody_must_be_chosen(client: Client, programme: Programme, leader: User) -> None:
    assert refused(client, programme, leader) == {"mentor": ["Velg en mentor."]}


def test_nobody_mentors_themselves_or_someone_they_lead(
    client: Client, programme: Programme, leader: User
) -> None:
    own = refused(client, programme, leader, mentor=programme.new_hire_id)
    assert own == {"mentor": ["Ingen kan være sin egen mentor. Velg en annen."]}
    led = refused(client, programme, leader, mentor=leader.pk)
    assert led == {
        "mentor": ["Anne Leder leder den nytilsatte og kan derfor ikke være mentor. Velg en kollega."]
    }
    abroad = refused(client, programme, leader, mentor=make_user().pk)
    assert abroad == {"mentor": ["Velg en fra listen."]}


def test_where_there_is_a_mentor_the_page_leads_back(client: Client) -> None:
    programme = make_programme()
    client.force_login(make_leader(programme.department))
    for response in (client.get(address(programme)), client.post(address(programme), {"mentor": "1"})):
        assert response.headers["Location"] == mentors_page(programme)
    assert programme.mentorships.count() == 1
