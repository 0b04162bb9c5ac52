"""Starting a programme in a large municipality, and two at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from people.models import Municipality, User
from programmes.forms.colleagues import MOST_LISTED
from programmes.models import Programme
from tests.factories import make_department, make_leader, make_programme, make_user
from tests.start_form import Desk, filled, make_desk, preview, refused, start, start_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def home(desk: Desk) -> Municipality:
    return desk.department.unit.municipality


@pytest.fixture
def large(desk: Desk) -> Desk:
    """More colleagues than a list can hold."""
    people = (
        User(name=f"Ukjent Kollega {number}", email=f"ukjent{number}@prove.example", municipality=home(desk))
        for number in range(MOST_LISTED)
    )
    User.objects.bulk_create(people)
    return desk


def options(client: Client, desk: Desk, name: str, **fields: object) -> list[str]:
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk, **fields))
    return [str(label) for _value, label in response.context["form"].fields[name].choices]


def test_the_lists_hold_those_who_stand_near(client: Client, large: Desk) -> None:
    programme = make_programme(department=make_department(unit=large.department.unit))
    assert options(client, large, "mentor", mentor="") == [
        "Ikke bestemt ennå",
        programme.new_hire.name,
        f"{programme.mentorships.get().mentor.name} – mentor for 1 nå, inntil 0,8 t i uka",
    ]
    assert options(client, large, "person") == ["En ny person"]


def test_a_mentor_without_an_address_is_no_new_hire(client: Client, desk: Desk) -> None:
    """An address that is not typed is nobody's, and not that of everybody who has none."""
    programme = make_programme(department=desk.department)
    mentor = programme.mentorships.get().mentor
    User.objects.filter(pk=mentor.pk).update(email=None)
    free = User.objects.create(name="Ledig Kollega", municipality=home(desk))
    assert mentor.name not in options(client, desk, "person")
    assert free.name in options(client, desk, "person")


def test_a_mentor_is_found_by_name(client: Client, large: Desk) -> None:
    assert start(client, large, mentor="", mentor_name="ola mentor").mentorships.get().mentor == large.mentor


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Finnes Ikke", "Ingen i kommunen har dette navnet."),
        ("Kollega 1", "Flere har dette navnet. Velg en i listen, og tøm dette feltet."),
        ("e", "Svært mange har dette navnet. Skriv mer av det."),
    ],
)
def test_a_name_that_is_not_one_persons(client: Client, large: Desk, name: str, sentence: str) -> None:
    assert refused(client, large, mentor="", mentor_name=name) == {"mentor_name": [sentence]}


def test_several_with_the_name_stand_in_the_list(client: Client, large: Desk) -> None:
    listed = options(client, large, "mentor", mentor="", mentor_name="Kollega 1")
    assert listed == ["Ikke bestemt ennå", *[f"Ukjent Kollega {number}" for number in (1, *range(10, 20))]]


def test_a_name_and_a_choice(client: Client, large: Desk) -> None:
    sentence = "Du har både valgt i listen og skrevet et navn. Bruk ett av dem."
    assert refused(client, large, mentor_name="Ukjent Kollega 5") == {"mentor_name": [sentence]}


def test_a_mentor_of_another_municipality_is_not_found_by_name(client: Client, large: Desk) -> None:
    make_user(name="Fremmed Fugl")
    sentence = "Ingen i kommunen har dette navnet."
    assert refused(client, large, mentor="", mentor_name="Fremmed Fugl") == {"mentor_name": [sentence]}


# --- two at once --------------------------------------------------------------------------------------------


def both_at_once(
    first: tuple[Client, dict[str, object]], second: tuple[Client, dict[str, object]]
) -> list[int]:
    """The statuses of two requests sent at the same moment, lowest first."""
    together, statuses = Barrier(2), []

    def send(client: Client, data: dict[str, object]) -> None:
        together.wait()
        statuses.append(client.post(start_url(), data).status_code)
        connection.close()

    threads = [Thread(target=send, args=pair) for pair in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_one_programme() -> None:
    desk, clients = make_desk(), (Client(), Client())
    seen = [preview(client, desk, filled(desk)) for client in clients]
    assert both_at_once((clients[0], seen[0]), (clients[1], seen[1])) == [302, 302]
    assert (Programme.objects.count(), User.objects.filter(name="Kari Ny").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_start_the_same_person_at_once() -> None:
    desk, clients = make_desk(), (Client(), Client())
    person = make_user(municipality=home(desk))
    sent = filled(desk, name="", person=person.pk)
    first = preview(clients[0], desk, sent)
    desk.leader = make_leader(desk.department)
    second = preview(clients[1], desk, sent | {"request_key": "1c7e3c5e-9f0e-4a51-8a5e-0a5a53b0a3b2"})
    assert both_at_once((clients[0], first), (clients[1], second)) == [302, 422]
    assert Programme.objects.count() == 1
