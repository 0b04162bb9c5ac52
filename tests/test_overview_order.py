"""What the overview can be sorted by, in Norwegian order on both databases."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Programme
from programmes.paging import ORDERS
from tests.factories import make_department, make_leader, make_user
from tests.overview import hire, names, page

pytestmark = pytest.mark.django_db


def test_names_stand_in_norwegian_order(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(
        department,
        "Åse Liksom",
        "Aasta Kladd",
        "Berit Modell",
        "Øyvind Antatt",
        "Ærlend Tenkt",
        "Zara Forslag",
    )
    ordered = ["Berit Modell", "Zara Forslag", "Ærlend Tenkt", "Øyvind Antatt", "Åse Liksom", "Aasta Kladd"]
    found = names(client, leader, sort="navn")
    assert found[:4] == ordered[:4]
    assert set(found[4:]) == set(ordered[4:])  # «aa» stands with å
    assert names(client, leader, sort="-navn") == found[::-1]


def test_days_sort_with_the_empty_ones_last(client: Client) -> None:
    department = make_department()
    leader = make_leader(department)
    hire(department, "Sist", starts_on=date(2026, 10, 1))
    hire(department, "Først", starts_on=date(2026, 8, 3))
    Programme.objects.filter(new_hire__name="Først").update(last_held_on=date(2026, 9, 1))
    assert names(client, leader) == ["Først", "Sist"]
    assert names(client, leader, sort="-neste") == ["Sist", "Først"]
    assert names(client, leader, sort="uke") == ["Sist", "Først"]
    assert names(client, leader, sort="-uke") == ["Først", "Sist"]
    for way in ("siste", "-siste"):
        assert names(client, leader, sort=way) == ["Først", "Sist"]


def test_nothing_sorts_by_mentor_or_by_how_late(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    response = page(client, make_leader(department))
    assert list(response.context["headings"]) == ["navn", "uke", "neste", "siste"]
    assert {name.removeprefix("-") for name in ORDERS} == {"navn", "uke", "neste", "siste"}


def test_a_heading_says_how_it_is_sorted_and_turns_it(client: Client) -> None:
    department = make_department()
    hire(department, "Nora Testad")
    response = page(client, make_leader(department), sort="navn", navn="nora", side="siste")
    address = f"{reverse('programmes:list')}?navn=nora&amp;sort=-navn"
    assert f'aria-sort="ascending"><a href="{address}">Navn</a>' in response.content.decode()
    assert response.content.decode().count("aria-sort") == 1


def test_both_databases_have_the_same_order() -> None:
    """PostgreSQL's comes from ICU, SQLite's is our own."""
    names = """Ada|Álu|Amina|Anne Lise|Anne-Lise|Annelise|Đorđe|Dz|Łukasz|Lz|Nz|Ŋala|O'Brien|Obz|Tz|Ŧa|Yngve|Üzx
        |Zara|Ängla|Ærlend|Øyvor|Özil|Øzx|Åse|Åshild|Aasta"""
    ordered = [name.strip() for name in names.split("|")]
    make_users = [make_user(name=name) for name in sorted(ordered)]
    found = User.objects.filter(pk__in=[user.pk for user in make_users]).in_norwegian_order()
    assert [user.name for user in found] == ordered
