"""The leader closes, once the form is packed and the new hire has had the time to take a copy."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Package
from programmes.models import Note, Programme, Topic
from tests.access_table import PROGRAMME_PAGES
from tests.access_world import TODAY, TOMORROW, World, word, world
from tests.cast import OUTSIDERS, Cast
from tests.closing import AGREED, SECRET, let_go, make_ended_cast, packed, page, refreshed, send, told
from tests.conftest import NOON
from tests.papers import words_before_layout, words_of

__all__ = ["words_before_layout", "world"]  # the fixtures

pytestmark = pytest.mark.django_db
PAGE, COPY, FILE = "documents:closing", "documents:own_words", "documents:own_words_file"
PAPER = "documents:own_words_pdf"


def is_closed(cast: Cast) -> bool:
    return refreshed(cast).programme.closed_on is not None


# --- when -------------------------------------------------------------------------------------------


def test_when_the_new_hire_has_what_they_need(client: Client) -> None:
    cast = let_go(packed())
    assert told(send(client, cast, "leader", PAGE)) == [
        "Programmet er lukket. Det som bare var de tos, er slettet."
    ]
    programme = refreshed(cast).programme
    assert (programme.closed_on, programme.closed_by) == (TODAY, cast.leader)
    assert (
        Note.objects.count(),
        Topic.objects.count(),
        programme.conversations.get(number=1).comments.count(),
    ) == (
        0,
        0,
        0,
    )


def test_not_before_and_not_within_thirty_days(client: Client) -> None:
    cast = packed()
    answer = send(client, cast, "leader", PAGE)
    assert (answer.status_code, is_closed(cast), Note.objects.count()) == (409, False, 1)
    said = " ".join(answer.content.decode().split())
    assert "Programmet kan lukkes når Kari Ny har det hen trenger, eller fra 16. oktober 2026." in said


@pytest.mark.parametrize(("handed_over_on", "may"), [("2026-08-18", False), ("2026-08-17", True)])
def test_thirty_days_after_the_handing_over_nobody_is_waited_for(
    client: Client, handed_over_on: str, may: bool
) -> None:
    cast = packed()
    Programme.objects.filter(pk=cast.programme.pk).update(
        ended_on="2026-08-17", handed_over_on=handed_over_on
    )
    send(client, cast, "leader", PAGE)
    assert is_closed(cast) == may


def test_not_before_the_package_is_made(client: Client) -> None:
    cast = let_go(packed())
    Package.objects.all().delete()
    answer = send(client, cast, "leader", PAGE)
    assert (answer.status_code, is_closed(cast)) == (409, False)
    assert "Pakken til personalmappa er ikke laget ennå." in answer.content.decode()


def test_not_before_the_handing_over(client: Client) -> None:
    cast = make_ended_cast()
    answer = send(client, cast, "leader", PAGE)
    assert (answer.status_code, is_closed(cast)) == (409, False)
    assert "Lever skjemaet først." in answer.content.decode()


def test_twice_is_said(client: Client) -> None:
    cast = let_go(packed())
    send(client, cast, "leader", PAGE)
    answer = send(client, cast, "second_leader", PAGE)
    assert told(answer)[-1] == "Programmet er lukket fra før."
    assert refreshed(cast).programme.closed_by == cast.leader


@pytest.mark.parametrize("role", ["new_hire", "mentor", "substitute", *OUTSIDERS])
def test_leaders_alone_close(client: Client, role: str) -> None:
    cast = let_go(packed())
    assert send(client, cast, role, PAGE).status_code == 404
    client.force_login(cast.of(role))
    assert client.get(page(cast, PAGE)).status_code == 404
    assert (is_closed(cast), Note.objects.count()) == (False, 1)


def test_the_page_is_the_same_with_and_without_words(client: Client) -> None:
    cast = let_go(packed())
    client.force_login(cast.leader)
    before = client.get(page(cast, PAGE)).content.decode().split("csrfmiddlewaretoken")[-1].partition(">")[2]
    Note.objects.all().delete()
    Topic.objects.all().delete()
    after = client.get(page(cast, PAGE)).content.decode().split("csrfmiddlewaretoken")[-1].partition(">")[2]
    assert before == after


# --- the copy ---------------------------------------------------------------------------------------


def test_the_new_hire_takes_everything_along(client: Client) -> None:
    cast = packed()
    client.force_login(cast.new_hire)
    shown = client.get(page(cast, COPY)).content.decode()
    answer = client.get(page(cast, FILE))
    for words in (SECRET, AGREED, "Nattevakter alene"):
        assert words in shown
        assert words in answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="mentorprogram-{cast.programme.pk}.txt"'
    assert "no-store" in answer["Cache-Control"]
    paper = words_of(client.get(page(cast, PAPER)).getvalue())
    for words in (SECRET, AGREED, "Nattevakter alene", "MP-12 · Det dere skrev"):
        assert words in paper


@pytest.mark.parametrize("role", ["leader", "head", "mentor", "substitute", *OUTSIDERS])
@pytest.mark.parametrize("name", [COPY, FILE, PAPER])
def test_nobody_else_does(client: Client, role: str, name: str) -> None:
    cast = packed()
    client.force_login(cast.of(role))
    assert client.get(page(cast, name)).status_code == 404


def test_says_when_it_is_enough_and_thinks_again(client: Client) -> None:
    cast = packed()
    send(client, cast, "new_hire", COPY, {"handling": "har-det"})
    assert refreshed(cast).programme.let_go_by_new_hire_at == NOON
    send(client, cast, "new_hire", COPY, {"handling": "vent"})
    assert refreshed(cast).programme.let_go_by_new_hire_at is None


def test_before_the_handing_over_nothing_is_let_go(client: Client) -> None:
    """They may still write until then; the copy is there to look at from the end on."""
    cast = make_ended_cast()
    send(client, cast, "new_hire", COPY, {"handling": "har-det"})
    assert refreshed(cast).programme.let_go_by_new_hire_at is None
    Programme.objects.update(ended_on=None, ended_because="")
    client.force_login(cast.new_hire)
    assert client.get(page(cast, COPY)).status_code == 404


# --- afterwards -------------------------------------------------------------------------------------


def close_in(world: World, client: Client) -> Programme:
    programme = world.programmes["finished"]
    Programme.objects.filter(pk=programme.pk).update(let_go_by_new_hire_at=NOON)
    client.force_login(world.people["leader"])
    client.post(reverse(PAGE, args=[programme.pk]))
    return Programme.objects.get(pk=programme.pk)


def test_after_the_closing_the_copy_is_gone_and_says_so(world: World, client: Client) -> None:
    programme = close_in(world, client)
    client.force_login(world.people["finished_new_hire"])
    shown = client.get(reverse(COPY, args=[programme.pk]))
    assert "Programmet ble lukket 16. september 2026." in shown.content.decode()
    assert word("avtale mentor", "finished") not in shown.content.decode()
    for gone in (FILE, PAPER):
        assert client.get(reverse(gone, args=[programme.pk])).status_code == 404
    client.post(reverse(COPY, args=[programme.pk]), {"handling": "vent"})
    assert Programme.objects.get(pk=programme.pk).let_go_by_new_hire_at == NOON


@pytest.mark.any_database
@pytest.mark.usefixtures("words_before_layout")
@pytest.mark.parametrize("role", ["leader", "finished_new_hire", "coordinator", "other_leader"])
def test_after_the_closing_every_page_still_answers(world: World, client: Client, role: str) -> None:
    """The same pages as before for leaders, new hire, coordinator and mentor: nothing breaks over what is gone."""
    addresses, table = {}, {}
    for name, each in PROGRAMME_PAGES.items():
        if role in (each.get or {}).get("finished", "").split():
            args = {"pk": world.programmes["finished"].pk} | each.args(world, "finished")
            addresses[name] = reverse(name.split()[0], kwargs=args)
            table[name] = each.get_status
    close_in(world, client)
    client.force_login(world.people[role])
    answers = {name: client.get(address).status_code for name, address in addresses.items()}
    assert answers == table | {name: 404 for name in (FILE, PAPER) if name in table}


def test_the_mentor_is_a_former_mentor_from_the_next_day(world: World, client: Client) -> None:
    programme, mentor = close_in(world, client), world.people["other_leader"]
    assert not Programme.objects.visible_to(mentor, TOMORROW).filter(pk=programme.pk).exists()
    leaders = [world.people[role] for role in ("leader", "finished_new_hire")]
    assert all(
        Programme.objects.visible_to(user, TOMORROW).filter(pk=programme.pk).exists() for user in leaders
    )


def test_the_programme_says_what_is_gone(world: World, client: Client) -> None:
    programme = close_in(world, client)
    shown = client.get(programme.get_absolute_url()).content.decode()
    assert "Det som bare var de tos, er slettet." in shown
