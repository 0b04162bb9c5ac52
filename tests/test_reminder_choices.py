"""What one is told of, chosen by oneself; the law's deadlines cannot be turned off."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reminders.kinds import CHOICES, OF_LEADERS, Kind, default
from reminders.models import ReminderChoice
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = reverse("reminders:choices")


def data(**chosen: str) -> dict[str, str]:
    """Everything as it is for everybody, and what is chosen here."""
    usual = {str(kind): str(default(kind)) for kind in Kind if kind != Kind.DEADLINE}
    return usual | chosen


def fields(client: Client) -> set[str]:
    return set(client.get(PAGE).context["form"].fields)


def test_one_chooses_for_oneself(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    assert client.post(PAGE, data(talk_soon="off", week="off", not_agreed="at_once")).status_code == 302
    kept = ReminderChoice.objects.values_list("user", "kind", "when")
    mentor = cast.mentor.pk
    assert set(kept) == {
        (mentor, "talk_soon", "off"),
        (mentor, "week", "off"),
        (mentor, "not_agreed", "at_once"),
    }
    assert client.get(PAGE).context["form"]["talk_soon"].value() == "off"
    client.force_login(cast.new_hire)
    assert client.get(PAGE).context["form"]["talk_soon"].value() == "at_once"


def test_back_to_what_everybody_has_leaves_no_row(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    client.post(PAGE, data(talk_soon="off"))
    client.post(PAGE, data())
    assert ReminderChoice.objects.count() == 0


def test_leaders_choose_theirs_and_the_laws_stands_there_fixed(client: Client, cast: Cast) -> None:
    everything = {str(kind) for kind in Kind}
    for role, of_leaders in [("leader", set()), ("head", set()), ("mentor", set(OF_LEADERS))]:
        client.force_login(cast.of(role))
        assert fields(client) == everything - {"deadline"} - of_leaders
        assert ("Den kan ikke slås av, for loven venter ikke." in client.get(PAGE).text) == (role != "mentor")


def test_the_laws_cannot_be_turned_off(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert client.post(PAGE, data(deadline="off")).status_code == 302  # no such field
    assert ReminderChoice.objects.count() == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"week": "at_once"}, "Dette kan ikke velges for denne meldingen."),
        ({"talk_soon": "aldri"}, "Dette kan ikke velges for denne meldingen."),
        ({"talk_soon": ""}, "Velg når du vil ha den."),
    ],
)
def test_what_cannot_be_chosen_is_refused(client: Client, cast: Cast, bad: dict[str, str], said: str) -> None:
    client.force_login(cast.mentor)
    response = client.post(PAGE, data(not_agreed="off") | bad)
    assert (response.status_code, ReminderChoice.objects.count()) == (422, 0)
    assert said in response.text
    assert response.context["form"]["not_agreed"].value() == "off"


def test_every_choice_can_be_made(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    for kind, times in CHOICES.items():
        for when in times if kind != Kind.DEADLINE else ():
            assert client.post(PAGE, data(**{str(kind): str(when)})).status_code == 302, (kind, when)


def test_queries(client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.force_login(cast.leader)
    for chosen in ({}, {"talk_soon": "off", "week": "off"}):
        client.post(PAGE, data(**chosen))
        client.get(PAGE)
        with django_assert_num_queries(4):
            client.get(PAGE)
