"""Kartlegging av behov: the pair's list, of which leaders read what the new hire shows them."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Need
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.conftest import NOON
from tests.factories import make_need, make_programme

pytestmark = pytest.mark.django_db
WORDS = "Medisinromvakt én gang til"


def address(cast: Cast) -> str:
    return reverse("programmes:needs", args=[cast.programme.pk])


def send(client: Client, cast: Cast, user: User, **data: object) -> list[str]:
    """What is said; fails unless it was saved."""
    client.force_login(user)
    response = client.post(address(cast), data)
    assert (response.status_code, response.headers.get("Location")) == (302, address(cast))
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(client: Client, cast: Cast, role: str) -> str:
    client.force_login(cast.of(role))
    return client.get(address(cast)).text


@pytest.mark.parametrize("role", PAIR)
def test_the_pair_adds_a_line(client: Client, cast: Cast, role: str) -> None:
    assert send(client, cast, cast.of(role), text=WORDS, by_on="2026-10-01") == ["Linjen er lagt til."]
    need = Need.objects.get()
    assert (need.text, need.by_on, need.written_by) == (WORDS, date(2026, 10, 1), cast.of(role))
    assert "Innen torsdag 1. oktober 2026." in shown(client, cast, role)


def test_the_same_line_twice_stands_once(client: Client, cast: Cast) -> None:
    for _time in range(2):
        send(client, cast, cast.mentor, text=WORDS)
    assert Need.objects.count() == 1


def test_a_line_is_ticked_and_the_tick_taken_back(client: Client, cast: Cast) -> None:
    need = make_need(cast.programme)
    assert send(client, cast, cast.new_hire, handling=f"gjort-{need.pk}") == ["Krysset av."]
    need.refresh_from_db()
    assert (need.done_on, need.done_by) == (NOON.date(), cast.new_hire)
    assert "Gjort 16. september 2026, krysset av Kari Ny." in shown(client, cast, "mentor")
    send(client, cast, cast.mentor, handling=f"angre-{need.pk}")
    need.refresh_from_db()
    assert (need.done_on, need.done_by) == (None, None)


@pytest.mark.parametrize("leader", LEADERS)
def test_only_the_new_hire_shows_a_line_to_the_leaders(client: Client, cast: Cast, leader: str) -> None:
    need = make_need(cast.programme, WORDS)
    assert WORDS not in shown(client, cast, leader)
    assert send(client, cast, cast.mentor, handling=f"vis-{need.pk}") == []
    assert WORDS not in shown(client, cast, leader)
    assert send(client, cast, cast.new_hire, handling=f"vis-{need.pk}") == ["Lederne kan lese linjen nå."]
    page = shown(client, cast, leader)
    assert (WORDS in page, "<button" in page.partition("<main")[2].partition("</main>")[0]) == (True, False)
    assert send(client, cast, cast.mentor, handling=f"skjul-{need.pk}") == []
    send(client, cast, cast.new_hire, handling=f"skjul-{need.pk}")
    assert WORDS not in shown(client, cast, leader)


def test_who_wrote_it_and_the_new_hire_remove_a_line(client: Client, cast: Cast) -> None:
    theirs = make_need(cast.programme, written_by=cast.new_hire)
    assert send(client, cast, cast.mentor, handling=f"fjern-{theirs.pk}") == []
    mine = make_need(cast.programme, "Min")
    assert send(client, cast, cast.mentor, handling=f"fjern-{mine.pk}") == ["Linjen er fjernet."]
    send(client, cast, cast.new_hire, handling=f"fjern-{theirs.pk}")
    assert not Need.objects.exists()


def test_what_is_typed_goes_along_with_a_button_of_another_line(client: Client, cast: Cast) -> None:
    need = make_need(cast.programme)
    said = send(client, cast, cast.mentor, handling=f"gjort-{need.pk}", text=WORDS)
    assert said == ["Linjen er lagt til.", "Krysset av."]
    assert Need.objects.filter(text=WORDS).exists()


@pytest.mark.parametrize("action", ["gjort-0", "gjort-" + "9" * 30, "gjort", "-", "slett-{pk}", "vis-x"])
def test_a_forged_button_does_nothing(client: Client, cast: Cast, action: str) -> None:
    make_need(cast.programme)
    before = list(Need.objects.values())
    need = make_need(make_cast().programme)
    for forged in (action.replace("{pk}", str(need.pk)), f"fjern-{need.pk}"):
        assert send(client, cast, cast.new_hire, handling=forged) == []
    assert list(Need.objects.values())[: len(before)] == before
    assert Need.objects.filter(pk=need.pk).exists()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({}, "text", "Skriv hva som skal følges opp."),
        ({"by_on": "2026-10-01"}, "text", "Skriv hva som skal følges opp."),
        ({"text": "x" * 301}, "text", "Linjen er 301 tegn. Skriv høyst 300."),
        ({"text": "01019012345"}, "text", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        (
            {"text": WORDS, "by_on": "i morgen"},
            "by_on",
            "Skriv datoen som dag, måned og år, for eksempel 16.09.2026.",
        ),
        (
            {"text": WORDS, "by_on": "0226-10-01"},
            "by_on",
            "Datoen er langt unna programmet. Se på årstallet.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: Client, cast: Cast, data: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.mentor)
    response = client.post(address(cast), data)
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {field: [sentence]})
    assert {name: form[name].value() for name in data} == data
    assert not Need.objects.exists()


@pytest.mark.parametrize("role", [*OUTSIDERS, *LEADERS])
def test_others_do_not_write(client: Client, cast: Cast, role: str) -> None:
    need = make_need(cast.programme, WORDS, shared_at=NOON)
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == (200 if role in LEADERS else 404)
    for data in ({"text": "Fremmed"}, {"handling": f"gjort-{need.pk}"}):
        assert client.post(address(cast), data).status_code == 404
    assert list(Need.objects.values_list("text", "done_on")) == [(WORDS, None)]


def test_a_substitute_and_the_mentor_read_nothing_of_each_other(client: Client, cast: Cast) -> None:
    make_need(cast.programme, WORDS)
    send(client, cast, cast.substitute, text="Fra vikaren")
    assert (WORDS in shown(client, cast, "substitute"), "Fra vikaren" in shown(client, cast, "mentor")) == (
        False,
        False,
    )
    both = shown(client, cast, "new_hire")
    assert (WORDS in both, "Fra vikaren" in both) == (True, True)


def test_once_handed_over_nothing_is_added(client: Client, cast: Cast) -> None:
    make_need(cast.programme, WORDS)
    day = date(2026, 9, 15)
    type(cast.programme).objects.update(ended_on=day, handed_over_on=day)
    client.force_login(cast.new_hire)
    assert client.post(address(cast), {"text": "Etterpå"}).status_code == 404
    assert WORDS in client.get(address(cast)).text


def test_without_a_mentor_there_is_a_list_and_no_form(client: Client) -> None:
    programme = make_programme(without_mentor=True)
    client.force_login(programme.new_hire)
    page = reverse("programmes:needs", args=[programme.pk])
    assert "<form" not in client.get(page).text.partition("<main")[2]
    assert client.post(page, {"text": WORDS}).status_code == 404


@pytest.mark.parametrize("lines", [1, 30])
def test_queries(client: Client, cast: Cast, lines: int, django_assert_num_queries: object) -> None:
    for number in range(lines):
        make_need(cast.programme, f"Linje {number}")
    client.force_login(cast.new_hire)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(address(cast))
