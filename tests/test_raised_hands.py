"""«Ta kontakt med meg»: who gets it, what comes back, and that nothing is left of it."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.closing import close
from people.models import Position, User
from programmes.models import HandReceiver, Mentorship, Programme, RaisedHand
from tests.cast import LEADERS as LEADER_ROLES
from tests.cast import OUTSIDERS, PAIR, Cast
from tests.conftest import NOON
from tests.factories import make_department, make_leader, make_programme
from tests.hands import LEADERS, MENTOR, address, make_hand, see, send, with_accounts
from tests.start_page import page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
ASKED = "Kari Ny ber deg ta kontakt"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    return with_accounts(cast)


def shown(client: Client, cast: Cast) -> str:
    client.force_login(cast.new_hire)
    return " ".join(client.get(address(cast.programme)).text.split())


def asked(client: Client, cast: Cast) -> set[str]:
    """The roles whose start page says that they are asked."""
    roles = [*PAIR, *LEADER_ROLES, *OUTSIDERS]
    return {role for role in roles if ASKED in page(client, cast.of(role))}


def can_answer(client: Client, cast: Cast) -> set[str]:
    found = set()
    for role in [*PAIR, *LEADER_ROLES, *OUTSIDERS]:
        client.force_login(cast.of(role))
        status = client.get(address(cast.programme, "raised_hand_seen")).status_code
        found |= {role} if status == 200 else set()
        assert status in (200, 404)
    return found


# --- who gets it ----------------------------------------------------------------------------------------


def test_names_stand_there_before_anything_is_sent(client: Client, cast: Cast) -> None:
    text = shown(client, cast)
    assert f"Beskjeden går til Ola Mentor og {cast.substitute.name}. Andre får ikke se den." in text
    assert "Beskjeden går til Anne Leder og Berit Leder. Andre får ikke se den." in text
    assert RaisedHand.objects.count() == 0


@pytest.mark.parametrize(
    ("to", "receivers"), [(MENTOR, {"mentor", "substitute"}), (LEADERS, {"leader", "second_leader"})]
)
def test_exactly_those_are_asked(client: Client, cast: Cast, to: str, receivers: set[str]) -> None:
    assert asked(client, cast) == can_answer(client, cast) == set()
    assert send(client, cast, to) == 302
    assert asked(client, cast) == receivers
    assert can_answer(client, cast) == receivers
    for role in {*LEADER_ROLES, *OUTSIDERS, "mentor"} - receivers:
        assert see(client, cast, cast.of(role)) == 404
    assert RaisedHand.objects.get().seen_at is None


def test_it_stands_above_all_else(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    text = page(client, cast.leader)
    assert text.index(ASKED) < text.index("Dette venter på deg")


def test_where_no_leader_can_see_it_the_head_gets_it(client: Client, cast: Cast) -> None:
    User.objects.filter(pk__in=[cast.leader.pk, cast.second_leader.pk]).update(password="!")
    assert f"Beskjeden går til {cast.head.name}. " in shown(client, cast)
    send(client, cast, LEADERS)
    assert [receiver.person for receiver in HandReceiver.objects.all()] == [cast.head]
    assert ASKED in page(client, cast.head)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (MENTOR, "Du har ingen mentor som kan få beskjeden nå. Be heller lederen ta kontakt."),
        (
            LEADERS,
            "Ingen leder kan få beskjeden her nå. Be heller mentoren ta kontakt, eller ring avdelingen.",
        ),
    ],
)
def test_nobody_there_is_said_and_the_other_offered(client: Client, cast: Cast, to: str, said: str) -> None:
    User.objects.exclude(pk=cast.new_hire.pk).update(is_active=False)
    other = cast.leader if to == MENTOR else cast.mentor
    User.objects.filter(pk=other.pk).update(is_active=True)
    text = shown(client, cast)
    assert said in text
    assert f"Beskjeden går til {other.name}." in text
    assert send(client, cast, to) == 422
    assert RaisedHand.objects.count() == 0


@pytest.mark.parametrize("data", [{}, {"send": "koordinator"}, {"send": "mentor", "take_back": "leaders"}])
def test_what_no_button_sends_is_refused_with_a_sentence(
    client: Client, cast: Cast, data: dict[str, str]
) -> None:
    client.force_login(cast.new_hire)
    response = client.post(address(cast.programme), data)
    assert (response.status_code, RaisedHand.objects.count()) == (422, 0)
    assert "Velg hvem som skal få beskjeden." in response.text


@pytest.mark.parametrize("role", [role for role in [*PAIR, *LEADER_ROLES, *OUTSIDERS] if role != "new_hire"])
def test_only_the_new_hire_asks(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(address(cast.programme)).status_code == 404
    assert client.post(address(cast.programme), {"send": MENTOR}).status_code == 404
    assert RaisedHand.objects.count() == 0


@pytest.mark.parametrize("ended", [{"ended_on": TODAY}, {"ended_on": TODAY, "handed_over_on": TODAY}])
def test_after_the_end_it_is_not_offered_and_not_shown(
    client: Client, cast: Cast, ended: dict[str, date]
) -> None:
    send(client, cast, MENTOR)
    Programme.objects.update(**ended)
    assert "Ta kontakt med meg" not in page(client, cast.new_hire)
    assert client.get(address(cast.programme)).status_code == 404
    assert send(client, cast, LEADERS) == 404
    assert asked(client, cast) == can_answer(client, cast) == set()


# --- what comes back ------------------------------------------------------------------------------------


def test_seen_by_one_is_seen_by_all_and_comes_back_with_name_and_time(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    assert "Beskjeden din til lederne er ikke sett ennå." in page(client, cast.new_hire)
    assert see(client, cast, cast.second_leader) == 302
    assert asked(client, cast) == set()
    assert "Berit Leder så beskjeden onsdag 16. september klokka 12.00." in shown(client, cast)
    assert "Den slettes onsdag 23. september." in shown(client, cast)
    assert "Berit Leder har sett at du vil ha kontakt." in page(client, cast.new_hire)
    assert see(client, cast, cast.leader) == 302
    hand = RaisedHand.objects.get()
    assert (hand.seen_by, hand.seen_at) == (cast.second_leader, NOON)


def test_reading_the_page_is_not_seeing_it(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    can_answer(client, cast)
    assert RaisedHand.objects.get().seen_at is None


def test_pressing_twice_is_once(client: Client, cast: Cast) -> None:
    assert [send(client, cast, MENTOR), send(client, cast, MENTOR)] == [302, 302]
    assert "Beskjeden er allerede sendt til Ola Mentor" in shown(client, cast)
    assert (RaisedHand.objects.count(), HandReceiver.objects.count()) == (1, 2)
    send(client, cast, LEADERS)
    assert RaisedHand.objects.count() == 2


def test_taken_back_until_somebody_has_seen_it(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    assert send(client, cast, MENTOR, "take_back") == 302
    assert (RaisedHand.objects.count(), asked(client, cast)) == (0, set())
    send(client, cast, MENTOR)
    see(client, cast, cast.mentor)
    send(client, cast, MENTOR, "take_back")
    assert "Ola Mentor har allerede sett beskjeden." in shown(client, cast)
    assert RaisedHand.objects.get().seen_by == cast.mentor


def test_asking_again_replaces_what_was_seen(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    see(client, cast, cast.mentor)
    send(client, cast, MENTOR)
    assert RaisedHand.objects.get().seen_at is None
    assert asked(client, cast) == {"mentor", "substitute"}


# --- who has left, and who comes later ------------------------------------------------------------------


def test_the_next_mentor_sees_nothing_old_even_on_the_same_day(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    Mentorship.objects.filter(programme=cast.programme).update(to_on=TODAY - timedelta(days=1))
    cast.programme.mentorships.create(mentor=cast.stranger, assigned_on=TODAY, from_on=TODAY)
    assert asked(client, cast) == can_answer(client, cast) == set()
    text = shown(client, cast)
    assert "De som fikk beskjeden din, er ikke her lenger, og ingen ser den." in text
    assert f"Beskjeden går til {cast.stranger.name}." in text
    send(client, cast, MENTOR)
    assert asked(client, cast) == {"stranger"}


def test_a_leader_who_comes_later_sees_nothing_and_who_leaves_no_more(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    later = make_leader(cast.programme.department)
    assert ASKED not in page(client, later)
    Position.objects.filter(holder=cast.leader).update(to_on=TODAY - timedelta(days=1))
    assert asked(client, cast) == {"second_leader"}


def test_a_programme_that_moves_takes_nothing_along(client: Client, cast: Cast) -> None:
    send(client, cast, LEADERS)
    there = make_department(unit=cast.programme.department.unit)
    new_leader = make_leader(there)
    Programme.objects.update(department=there)
    assert asked(client, cast) == can_answer(client, cast) == set()
    assert ASKED not in page(client, new_leader)


# --- what is left of it ---------------------------------------------------------------------------------


def run() -> str:
    out = StringIO()
    call_command("delete_seen_hands", stdout=out)
    return out.getvalue().strip()


def test_a_week_after_it_was_seen_it_is_gone(client: Client, cast: Cast) -> None:
    send(client, cast, MENTOR)
    send(client, cast, LEADERS)
    see(client, cast, cast.mentor)
    for days, kept in [(6, 2), (7, 1)]:
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            client.force_login(cast.new_hire)
            assert ("Ola Mentor så beskjeden" in shown(client, cast)) == (kept == 2)
            client.force_login(cast.mentor)
            status = client.get(address(cast.programme, "raised_hand_seen")).status_code
            assert status == (200 if kept == 2 else 404)
            assert run() == f"{2 - kept} beskjeder om å ta kontakt er slettet."
            assert RaisedHand.objects.count() == kept
    assert RaisedHand.objects.get().to == LEADERS


def test_closing_deletes_it(cast: Cast) -> None:
    make_hand(cast.programme, MENTOR, cast.mentor)
    another = make_programme(mentor=cast.mentor, department=cast.programme.department)
    other = make_hand(another, MENTOR, cast.mentor)
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY, handed_over_on=TODAY)
    cast.programme.refresh_from_db()
    close(cast.programme, by=cast.leader, on=TODAY)
    assert list(RaisedHand.objects.all()) == [other]


# --- how much it asks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("leaders", [0, 30])
def test_queries(
    client: Client, cast: Cast, leaders: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(leaders):
        make_leader(cast.programme.department, password="valgt")
    send(client, cast, MENTOR)
    send(client, cast, LEADERS)
    client.force_login(cast.new_hire)
    with django_assert_num_queries(9):
        client.get(address(cast.programme))
    client.force_login(cast.leader)
    with django_assert_num_queries(4):
        client.get(address(cast.programme, "raised_hand_seen"))
