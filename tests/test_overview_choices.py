"""What one can ask the overview for, and what it says to what it has not got."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Programme
from tests.factories import (
    main_mentorship,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_position,
    make_programme,
    make_unit,
    make_user,
)
from tests.overview import ENDED, hire, names, names_on, page, refused, rows

pytestmark = pytest.mark.django_db


# --- by name, department and status --------------------------------------------------------------------


@pytest.mark.parametrize("text", ["åse", "ÅSE", " Åse ", "liksom"])
def test_a_name_is_found_in_any_letters(client: Client, text: str) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Åse Liksom", "Asel Modell")
    assert names(client, leader, navn=text) == ["Åse Liksom"]


def test_a_search_finds_nobody_in_another_municipality(client: Client) -> None:
    leader = make_leader(make_department())
    hire(make_department(), "Åse Liksom")
    assert names(client, leader, navn="åse") == []


@pytest.mark.parametrize("name", ["%", "_", "\\", "'"])
def test_signs_are_only_signs(client: Client, name: str) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    assert names(client, make_leader(department), navn=name) == []


def test_a_department_chooses_and_only_ones_own_are_offered(client: Client) -> None:
    first = make_department()
    second = make_department(unit=first.unit)
    foreign = make_department()
    head = make_head(first.unit)
    hire(first, "Nora Testad")
    hire(second, "Ida Antakelse")
    hire(foreign, "Emil Kladd")
    [row] = rows(page(client, head, avdeling=str(second.pk)))
    assert (row.name, row.place) == ("Ida Antakelse", second.name)
    response = refused(client, head, avdeling=str(foreign.pk))
    assert sorted(names_on(response)) == ["Ida Antakelse", "Nora Testad"]
    assert "Velg en avdeling fra listen." in response.content.decode()
    assert foreign.name not in response.content.decode()


def test_one_department_leaves_no_choice(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Nora Testad")
    assert 'name="avdeling"' not in page(client, leader).content.decode()


def test_a_status_chooses(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Ferdig", starts_on=date(2025, 8, 4), **ENDED)
    hire(department, "Forsinket", starts_on=date(2026, 8, 3))
    hire(department, "Kommer", starts_on=date(2026, 12, 14))
    hire(department, "Snart", starts_on=date(2026, 10, 12))
    assert {
        status: names(client, leader, status=status, sort="navn")
        for status in ("", "forfalt", "starter-snart", "slutter-snart", "pagar", "avsluttet", "alle")
    } == {
        "": ["Forsinket", "Kommer", "Snart"],
        "forfalt": ["Forsinket"],
        "starter-snart": ["Snart"],
        "slutter-snart": [],
        "pagar": ["Forsinket"],
        "avsluttet": ["Ferdig"],
        "alle": ["Ferdig", "Forsinket", "Kommer", "Snart"],
    }


@pytest.mark.parametrize(
    ("last", "ended_on", "is_soon"),
    [
        (date(2026, 10, 14), None, True),
        (date(2026, 10, 15), None, False),
        (date(2026, 9, 1), None, True),  # over by the plan, and nobody has ended it
        (date(2026, 9, 30), date(2026, 9, 16), False),  # ended
        (date(2027, 8, 1), date(2026, 10, 14), True),  # the end that is set comes before the plan's
        (date(2026, 9, 30), date(2026, 10, 15), False),
        (None, None, False),  # no talk has a day: nobody knows
    ],
)
def test_what_ends_soon(client: Client, last: date | None, ended_on: date | None, is_soon: bool) -> None:
    department = make_department()
    [programme] = hire(department, "Nora Testad", starts_on=date(2026, 8, 31))
    for talk in programme.conversations.all():
        talk.planned_on = min(talk.planned_on or last, last) if last else None
        talk.save()
    programme.steps.all().update(due_on=None)
    programme.reviews.all().update(planned_on=None)
    programme.follow_ups.all().update(planned_on=None)
    Programme.objects.all().refresh_talk_dates()
    Programme.objects.update(ended_on=ended_on)
    found = rows(page(client, make_leader(department), status="slutter-snart"))
    assert [row.name for row in found] == (["Nora Testad"] if is_soon else [])


# --- saved choices -------------------------------------------------------------------------------------


def saved(client: Client, user: User, **query: str) -> dict[str, tuple[str, bool]]:
    response = page(client, user, **query)
    return {
        str(choice.word): (choice.address, choice.is_chosen) for choice in response.context["chosen"].saved
    }


def test_saved_choices_are_addresses(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    here = reverse("programmes:list")
    assert saved(client, make_leader(department)) == {
        "Pågår og kommer": (here, True),
        "Forfalt": (f"{here}?status=forfalt", False),
        "Starter snart": (f"{here}?status=starter-snart", False),
        "Slutter snart": (f"{here}?status=slutter-snart", False),
        "Mine": (f"{here}?mine=ja", False),
    }


def test_a_saved_choice_keeps_the_rest_and_forgets_the_page(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    found = saved(client, make_leader(department), navn="nora", sort="-navn", side="siste", mine="ja")
    address = f"{reverse('programmes:list')}?navn=nora&status=forfalt&sort=-navn"
    assert found["Forfalt"] == (address, False)
    assert [word for word, (_address, is_chosen) in found.items() if is_chosen] == ["Mine"]


def test_the_chosen_one_says_so_and_two_at_once_is_none_of_them(client: Client) -> None:
    department = make_department()
    head = make_head(department.unit)
    hire(department, "Nora Testad")
    text = page(client, head, status="forfalt").content.decode()
    assert 'href="/programmer/?status=forfalt" aria-current="true">Forfalt<' in text
    assert text.count('aria-current="true"') == 1
    both = saved(client, head, status="forfalt", mine="ja")
    assert not any(is_chosen for _address, is_chosen in both.values())


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ({}, False),
        ({"status": "forfalt", "sort": "navn"}, False),
        ({"mine": "ja"}, False),
        ({"navn": "nora"}, True),
        ({"navn": "nora", "mine": "ja"}, True),
        ({"status": "pagar"}, True),
        ({"status": "forfalt", "mine": "ja"}, True),
    ],
    ids=str,
)
def test_the_filters_are_folded_away_until_one_is_used(
    client: Client, query: dict[str, str], is_open: bool
) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    text = page(client, make_head(department.unit), **query).content.decode()
    assert ('<details class="sok" open>' in text) == is_open


def test_mine_is_what_one_has_a_part_in(client: Client) -> None:
    mine = make_department()
    beside = make_department(unit=mine.unit)
    reader = make_head(mine.unit)
    home = mine.unit.municipality
    make_position(kind="coordinator", holder=reader, place=home)
    make_position(kind="leader", holder=reader, place=mine)
    hire(mine, "I min avdeling")
    hire(beside, "Min mentee", mentor=reader)
    hire(beside, "Bare i enheten")
    hire(make_department(unit=make_unit(municipality=home)), "Bare i kommunen")
    make_programme(new_hire=reader, department=make_department(unit=make_unit(municipality=home)))
    assert names(client, reader, mine="ja", sort="navn") == ["I min avdeling", "Min mentee", reader.name]
    assert len(names(client, reader)) == 5


def test_a_former_mentor_or_leader_has_no_part_in_it(client: Client) -> None:
    department = make_department()
    reader = make_head(department.unit)
    make_position(kind="leader", holder=reader, place=department, to_on=date(2026, 9, 15))
    [programme] = hire(department, "Nora Testad", mentor=reader)
    main = main_mentorship(programme)
    main.to_on = date(2026, 9, 15)
    main.save()
    assert names(client, reader) == ["Nora Testad"]
    assert names(client, reader, mine="ja") == []


def test_mine_never_shows_more_than_one_may_see(client: Client) -> None:
    department, foreign = make_department(), make_department()
    hire(foreign, "Emil Kladd")
    for reader in (make_leader(department), make_coordinator(department.unit.municipality), make_user()):
        assert names(client, reader, mine="ja", status="alle") == []


def test_mine_is_offered_where_it_leaves_something_out(client: Client) -> None:
    department = make_department()
    mentor = make_user(municipality=department.unit.municipality)
    hire(department, "Nora Testad", mentor=mentor)
    offered = {
        role: ">Mine<" in page(client, reader).content.decode()
        for role, reader in {
            "leader": make_leader(department),
            "mentor": mentor,
            "head": make_head(department.unit),
            "coordinator": make_coordinator(department.unit.municipality),
        }.items()
    }
    assert offered == {"leader": False, "mentor": False, "head": True, "coordinator": True}


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("forfalt", "Ingenting er forfalt her."),
        ("starter-snart", "Ingen her starter de neste fire ukene."),
        ("slutter-snart", "Ingen her slutter de neste fire ukene."),
        ("avsluttet", "Ingen programmer passer til søket."),
    ],
)
def test_an_empty_choice_says_what_is_not_there(client: Client, status: str, sentence: str) -> None:
    department = make_department()
    hire(department, "Nora Testad", starts_on=date(2026, 12, 14))
    assert sentence in page(client, make_leader(department), status=status).content.decode()


# --- what is not there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"sort": "ukjent"}, "Listen kan ikke sorteres slik."),
        ({"sort": "navn,;--"}, "Listen kan ikke sorteres slik."),
        ({"sort": "mentor"}, "Listen kan ikke sorteres slik."),
        ({"sort": "-"}, "Listen kan ikke sorteres slik."),
        ({"side": "999"}, "Siden du ba om, finnes ikke. Her er den første."),
        ({"side": "x" * 5000}, "Siden du ba om, finnes ikke."),
        ({"side": "\0"}, "Siden du ba om, finnes ikke."),
        ({"page": "2"}, "Adressen ber om noe som ikke finnes her."),
        ({"per_page": "1"}, "Adressen ber om noe som ikke finnes her."),
        ({"status": "rar"}, "Velg en status fra listen."),
        ({"status": "forsinket"}, "Velg en status fra listen."),
        ({"mine": "nei"}, "Velg «Mine» eller en annen av lenkene over listen."),
        ({"avdeling": "nord"}, "Velg en avdeling fra listen."),
        ({"avdeling": "9" * 30}, "Velg en avdeling fra listen."),
        ({"navn": "a\0b"}, "Null-tegn er ikke tillatt."),
        ({"navn": "x" * 500}, "120 eller færre tegn"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_had_gets_a_sentence_and_the_list(
    client: Client, query: dict[str, str], sentence: str
) -> None:
    department = make_department()
    hire(department, "Nora Testad", "Ida Antakelse")
    response = refused(client, make_leader(department), **query)
    assert sentence in response.content.decode()
    assert sorted(names_on(response)) == ["Ida Antakelse", "Nora Testad"]
