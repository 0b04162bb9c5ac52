"""The installation's own pages: they hold no programme, and open for nobody but who runs the installation."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.access_secrets import secrets_in
from tests.access_world import World, world
from tests.test_every_url import ROLES, Walk

__all__ = ["world"]  # the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_admin_holds_no_programme() -> None:
    assert {model._meta.label for model in admin.site._registry} == {
        "account.EmailAddress",
        "auth.Group",
        "people.Municipality",
        "people.Position",
        "people.User",
    }


def admin_addresses(world: World) -> list[str]:
    rows = {
        "people_municipality": world.home.pk,
        "people_user": world.people["mentor"].pk,
        "people_position": world.people["leader"].positions.get().pk,
    }
    acts = ("change", "history", "delete")
    objects = [reverse(f"admin:{model}_{act}", args=[key]) for model, key in rows.items() for act in acts]
    lists = [reverse(f"admin:{model}_{act}") for model in rows for act in ("changelist", "add")]
    return [reverse("admin:index"), reverse("admin:app_list", args=["people"]), *lists, *objects]


def test_the_owner_reads_no_secret_in_the_admin(world: World, client: Client) -> None:
    client.force_login(world.people["owner"])
    walk = Walk(world, client)
    assert {walk.hear(client.get(address)) for address in admin_addresses(world)} == {200}
    assert secrets_in(walk.said) == set()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
def test_for_others_the_admin_is_closed(world: World, client: Client, role: str) -> None:
    client.force_login(world.people[role])
    for address in [reverse("admin:index"), reverse("admin:people_user_changelist")]:
        answer = client.get(address)
        closed = (302, f"{reverse('admin:login')}?next={address}")
        assert (answer.status_code, answer.headers["Location"]) == closed


def test_not_one_page_of_the_admin_is_left_open(world: World, client: Client) -> None:
    client.force_login(world.people["administrator"])
    for address in admin_addresses(world):
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
                302,
                reverse("admin:login"),
            )
