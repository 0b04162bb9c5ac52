"""The pages of the overview, forwards and backwards, and what happens to the list meanwhile."""

from datetime import date, timedelta
from itertools import chain, pairwise
from typing import Any

import pytest
from django.test import Client

from people.models import Department, User
from programmes.models import Programme, ProgrammeTemplate
from programmes.paging import ORDERS, PER_PAGE, SIGNER
from tests.factories import make_department, make_leader, make_template, make_user
from tests.overview import page, refused, rows

pytestmark = pytest.mark.django_db


ORDERED = [
    "Ada",
    "Álu",
    "Amina",
    "Berit",
    "Čuovga",
    "Yngve",
    "Zara",
    "Ærlend",
    "Øyvor",
    "Åse",
    "Åshild",
    "Aasta",
]
FIRST_DAY = date(2026, 9, 1)


@pytest.fixture
def leader() -> User:
    return make_leader(make_department())


def department_of(leader: User) -> Department:
    department = leader.positions.get().department
    assert department is not None
    return department


def fill(leader: User, count: int) -> None:
    """Bare programmes: equal names, equal days, and every third without a day."""
    department, template = department_of(leader), make_template()
    home = department.unit.municipality
    for number in range(count):
        day = None if number % 3 == 0 else FIRST_DAY + timedelta(days=number % 7)
        bare_programme(
            template,
            department,
            new_hire=make_user(municipality=home, name=ORDERED[number * 7 % len(ORDERED)]),
            starts_on=FIRST_DAY - timedelta(days=number % 11),
            next_talk_on=day,
            last_held_on=day,
        )


def bare_programme(template: ProgrammeTemplate, department: Department, **fields: Any) -> Programme:
    return Programme.objects.create(
        template=template,
        department=department,
        title="sykepleier",
        started_at="2026-08-01T09:00:00Z",
        started_by=fields["new_hire"],
        **fields,
    )


def pks(response: Any) -> list[int]:
    return [row.pk for row in rows(response)]


def walk(client: Client, leader: User, way: str, **query: str) -> list[list[int]]:
    """Every page from one end to the other, by the links on it."""
    response = page(client, leader, **query)
    found = [pks(response)]
    while address := response.context["pages"].get(way):
        response = client.get(address)
        assert response.status_code == 200
        found.append(pks(response))
    return found


@pytest.mark.parametrize("sort", ORDERS)
def test_forwards_and_backwards_meet_everyone_once(client: Client, leader: User, sort: str) -> None:
    fill(leader, 60)
    whole = list(ORDERS[sort].sorted(Programme.objects.all()).values_list("pk", flat=True))
    forwards = walk(client, leader, "next", sort=sort)
    assert [len(some) for some in forwards] == [25, 25, 10]
    assert list(chain(*forwards)) == whole
    backwards = walk(client, leader, "previous", sort=sort, side="siste")
    assert [len(some) for some in backwards] == [25, 25, 25]  # the first page is always full
    assert [*backwards[2][:10], *backwards[1], *backwards[0]] == whole
    assert backwards[2] == forwards[0]


@pytest.mark.parametrize(
    ("sort", "column", "down"),
    [
        ("uke", "starts_on", True),
        ("-uke", "starts_on", False),
        ("neste", "next_talk_on", False),
        ("-neste", "next_talk_on", True),
        ("siste", "last_held_on", False),
        ("-siste", "last_held_on", True),
    ],
)
def test_the_empty_ones_come_last_and_equal_ones_by_number(
    client: Client, leader: User, sort: str, column: str, down: bool
) -> None:
    fill(leader, 60)
    found = Programme.objects.in_bulk()
    order = [found[pk] for pk in chain(*walk(client, leader, "next", sort=sort))]
    days = [getattr(programme, column) for programme in order]
    dated = [day for day in days if day]
    assert len(dated) == (60 if column == "starts_on" else 40)
    assert days == sorted(dated, reverse=down) + [None] * (60 - len(dated))
    for one, other in pairwise(order):
        if getattr(one, column) == getattr(other, column):
            assert (one.pk > other.pk) == down


@pytest.mark.parametrize("sort", ["navn", "-navn"])
def test_names_stand_in_norwegian_order_across_pages(client: Client, leader: User, sort: str) -> None:
    fill(leader, 60)
    found = Programme.objects.select_related("new_hire").in_bulk()
    walked = [found[pk].new_hire.name.capitalize() for pk in chain(*walk(client, leader, "next", sort=sort))]
    ordered = [name for name in ORDERED for _ in range(5)]
    assert walked == (ordered if sort == "navn" else ordered[::-1])


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 50, 51])
def test_a_page_offers_what_is_there(client: Client, leader: User, count: int) -> None:
    fill(leader, count)
    offered = [list(page(client, leader, side=side).context["pages"]) for side in ("", "siste")]
    more = count > PER_PAGE
    assert offered == [["next", "last"] if more else [], ["first", "previous"] if more else []]
    assert [len(some) for some in walk(client, leader, "next")] == (
        [25] * (count // 25) + ([count % 25] if count % 25 or not count else [])
    )


def test_how_many_is_said_once(client: Client, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(leader, 30)
    assert "<caption>30 programmer</caption>" in page(client, leader).content.decode()
    assert "<caption>30 programmer</caption>" in page(client, leader, side="siste").content.decode()
    monkeypatch.setattr("programmes.views.overview.MOST", 29)
    assert "<caption>Mer enn 29 programmer</caption>" in page(client, leader).content.decode()


# --- meanwhile -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["neste", "-neste", "navn", "-navn", "uke"])
def test_a_row_that_goes_takes_nobody_with_it(client: Client, leader: User, sort: str) -> None:
    """The very row that the mark names is ended, and so are the first ones of the page before."""
    fill(leader, 60)
    first = page(client, leader, sort=sort)
    Programme.objects.filter(pk__in=[*pks(first)[:2], pks(first)[-1]]).update(ended_on=date(2026, 9, 16))
    second = client.get(first.context["pages"]["next"])
    left = list(ORDERS[sort].sorted(Programme.objects.filter(ended_on=None)).values_list("pk", flat=True))
    assert pks(second) == left[22:47]
    back = client.get(second.context["pages"]["previous"])
    assert pks(back) == left[:25]  # no half page: the first one is shown whole


def test_a_page_that_empties_becomes_the_last(client: Client, leader: User) -> None:
    fill(leader, 30)
    first = page(client, leader)
    Programme.objects.exclude(pk__in=pks(first)).update(ended_on=date(2026, 9, 16))
    second = client.get(first.context["pages"]["next"])
    assert (second.status_code, pks(second)) == (200, pks(first))
    Programme.objects.update(ended_on=date(2026, 9, 16))
    emptied = client.get(first.context["pages"]["next"])
    assert (emptied.status_code, pks(emptied)) == (200, [])


def test_a_day_that_moves_does_not_move_the_page(client: Client, leader: User) -> None:
    fill(leader, 60)
    first = page(client, leader, sort="neste")
    Programme.objects.filter(pk=pks(first)[-1]).update(next_talk_on=date(2027, 1, 1))
    second = client.get(first.context["pages"]["next"])
    assert set(pks(second)) & set(pks(first)) == {pks(first)[-1]}  # met again where it stands now
    assert pks(second)[:14] == list(
        ORDERS["neste"].sorted(Programme.objects.all()).values_list("pk", flat=True)[24:38]
    )


# --- marks ---------------------------------------------------------------------------------------------


def side_of(address: str) -> str:
    return address.partition("side=")[2].replace("%3A", ":")


def test_a_mark_of_another_order_is_refused(client: Client, leader: User) -> None:
    fill(leader, 30)
    mark = side_of(page(client, leader, sort="navn").context["pages"]["next"])
    assert page(client, leader, sort="navn", side=mark).context["problems"] == []
    for sort in ("-navn", "neste", "uke"):
        response = refused(client, leader, sort=sort, side=mark)
        assert response.context["problems"] == ["Siden du ba om, finnes ikke. Her er den første."]
        assert pks(response) == pks(page(client, leader, sort=sort))


def test_a_forged_mark_is_refused(client: Client, leader: User) -> None:
    fill(leader, 30)
    mark = side_of(page(client, leader).context["pages"]["next"])
    content, _colon, signature = mark.rpartition(":")
    for forged in (mark[:-1], f"{content}x:{signature}", signature, "W10:x", f"{mark} ", ":", mark * 2):
        refused(client, leader, side=forged)


def test_a_mark_names_no_one(client: Client, leader: User) -> None:
    """Addresses end up in logs: a name never stands in them, not even in code."""
    fill(leader, 30)
    for sort in ("navn", "-navn"):
        said = SIGNER.unsign_object(side_of(page(client, leader, sort=sort).context["pages"]["next"]))
        assert [said[0], said[1], said[2], type(said[3])] == [sort, "etter", "", int]


def test_a_mark_by_name_whose_programme_is_deleted_is_refused(client: Client, leader: User) -> None:
    fill(leader, 30)
    address = page(client, leader, sort="navn").context["pages"]["next"]
    Programme.objects.all().delete()
    response = client.get(address)
    assert response.status_code == 422
    assert "Siden du ba om, finnes ikke." in response.content.decode()


def test_a_mark_opens_no_door(client: Client, leader: User) -> None:
    """Another's link shows one's own rows, from that place on."""
    fill(leader, 30)
    address = page(client, leader).context["pages"]["next"]
    stranger = make_leader(make_department())
    client.force_login(stranger)
    assert pks(client.get(address)) == []
