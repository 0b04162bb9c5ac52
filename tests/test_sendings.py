"""A form that a script sends is saved once, however often it is sent, and never in another's name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.devices import SENDING, draft_key, owner_of
from people.models import Sending, User
from programmes.models import Programme, Topic
from tests.factories import make_programme, make_user
from tests.talks import talk_of

pytestmark = pytest.mark.django_db

KEY = "8d3b6f0e-6f0b-4a43-9d43-31d3e0d9a001"
LOGGED = {
    "length": "45",
    "held_on": "2026-09-14",
    "version": "0",
    "notat-version": "0",
    "notat-topic": "Turnus",
}


def send(client: Client, user: User, programme: Programme, key: str = KEY, **data: str) -> tuple[int, str]:
    address = talk_of(programme).get_absolute_url()
    answer = client.post(address, LOGGED | data, headers={SENDING: f"{owner_of(user)}.{key}"})
    told = answer["Content-Type"] == "application/json"
    return answer.status_code, answer.json()["til"] if told else ""


def test_sent_twice_it_is_saved_once(client: Client) -> None:
    programme = make_programme()
    mentor = programme.mentorships.get().mentor
    client.force_login(mentor)
    first = send(client, mentor, programme)
    assert first == (200, programme.get_absolute_url())
    assert send(client, mentor, programme) == first
    assert talk_of(programme).version == 1
    assert Topic.objects.count() == 1
    assert Sending.objects.get().led_to == programme.get_absolute_url()


def test_what_was_refused_may_be_sent_again(client: Client) -> None:
    programme = make_programme()
    mentor = programme.mentorships.get().mentor
    client.force_login(mentor)
    assert send(client, mentor, programme, held_on="2027-01-01") == (422, "")
    assert Sending.objects.count() == 0
    assert send(client, mentor, programme)[0] == 200


def test_never_in_anothers_name(client: Client) -> None:
    programme = make_programme()
    mentor = programme.mentorships.get().mentor
    client.force_login(programme.new_hire)
    assert send(client, mentor, programme) == (401, "/")
    assert talk_of(programme).held_on is None
    assert send(client, programme.new_hire, programme)[0] == 200


def test_two_people_may_have_made_up_the_same_key(client: Client) -> None:
    programme = make_programme()
    mentor = programme.mentorships.get().mentor
    Sending.objects.create(by=programme.new_hire, key=KEY, sent_at=timezone.now(), led_to="/")
    client.force_login(mentor)
    assert send(client, mentor, programme) == (200, programme.get_absolute_url())


def test_signed_out_it_is_not_saved(client: Client) -> None:
    programme = make_programme()
    status, leads_to = send(client, programme.new_hire, programme)
    assert status == 401
    assert leads_to.startswith("/logg-inn/?next=")


@pytest.mark.parametrize("header", ["", "tull", "tull.tull", f"{KEY}", "æøå.1"])
def test_a_header_that_says_nothing_is_a_form_as_others(client: Client, header: str) -> None:
    programme = make_programme()
    client.force_login(programme.new_hire)
    answer = client.post(
        talk_of(programme).get_absolute_url(), LOGGED, headers={SENDING: header.encode().decode("latin-1")}
    )
    assert (answer.status_code, answer["Location"]) == (302, programme.get_absolute_url())


def test_old_sendings_are_forgotten(client: Client) -> None:
    programme = make_programme()
    mentor = programme.mentorships.get().mentor
    long_ago = timezone.now() - timedelta(days=9)
    Sending.objects.create(by=mentor, key=KEY[::-1], sent_at=long_ago)
    client.force_login(mentor)
    send(client, mentor, programme)
    assert [str(row.key) for row in Sending.objects.all()] == [KEY]


def test_keys_and_owners_differ_from_person_to_person() -> None:
    kari, ola = make_user(), make_user()
    assert len({draft_key(kari), draft_key(ola), owner_of(kari), owner_of(ola)}) == 4
    assert (len(owner_of(kari)), len(draft_key(kari))) == (16, 44)
