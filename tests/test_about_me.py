"""«Alt som står om meg»: everything of one's own, and no way round anybody's rule."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Position, User
from privacy.walk import tables
from programmes.models import Comment, Conversation, Need, Programme, ReviewRecord, Step
from tests.access_secrets import secrets_in, text_of
from tests.access_world import YESTERDAY, World, word, world
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_leader, make_need, make_note, make_programme, make_user
from tests.test_every_url import ROLES

__all__ = ["world"]  # the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE, FILE = "/personvern/om-meg/", "/personvern/om-meg.json"


def words(programme: str, *kinds: str) -> set[str]:
    return {word(kind, programme) for kind in kinds}


def of_pair(programme: str, side: str) -> set[str]:
    kinds = ("kommentar", "avtale", "neste gang", "tema", "behov", "spilleregel")
    return words(programme, *(f"{kind} {side}" for kind in kinds))


def of_mentor(programme: str) -> set[str]:
    both = words(programme, "kommentar begge beholder", "vist behov", "overlevering mentor")
    return of_pair(programme, "mentor") | both | words(programme, "presentasjon")


def of_new_hire(programme: str) -> set[str]:
    """All that stands in the programme, but the drafts and what the mentor says of themselves."""
    theirs = words(
        programme,
        *["kommentar begge beholder", "vist behov", "overlevering mentor", "samtalested"],
        *["referat", "ulest referat", "merknad", "tidligere referat", "tidligere merknad"],
        *["prøvetid", "forlengelse", "fravær", "midlertidig"],
        *["møtested", "ledersted", "ident", "telefon", "tilgang"],
        *["vakttype", "følge", "annet", "notat", "vist av"],
    )
    return of_pair(programme, "mentor") | theirs | {f"privat.{programme}@epost.example"}


def of_writer(programme: str) -> set[str]:
    """What a leader has written and entered, while they lead."""
    entered = ("prøvetid", "forlengelse", "fravær", "midlertidig")
    return words(programme, "utkast", "ulest referat", *entered)


FOUND: dict[str, set[str]] = {
    "new_hire": of_new_hire("own")
    | of_pair("own", "vikar")
    | of_pair("own", "mentor i en annen tid")
    | of_pair("own", "vikar i en annen tid")
    | words("own", "tilbakemelding", "overlevering mentor i en annen tid"),
    "other_new_hire": of_new_hire("next_door"),
    "finished_new_hire": of_new_hire("finished"),
    "foreign_new_hire": of_new_hire("abroad") | words("abroad", "tilbakemelding"),
    "mentor": of_mentor("own"),
    "substitute": of_pair("own", "vikar"),
    "colleague": of_mentor("next_door"),
    "other_leader": of_mentor("finished") | of_writer("next_door"),
    "foreign_mentor": of_mentor("abroad"),
    # what a leader wrote, while they lead; a remark follows the referat
    "leader": of_writer("own") | of_writer("finished"),
    "head": {w for name in ("own", "next_door", "finished") for w in words(name, "referat", "merknad")},
    "foreign_leader": of_writer("abroad"),
    "foreign_head": words("abroad", "referat", "merknad"),
}
"""Roles that are not here find none of the telling words: a former leader or mentor, a coordinator …"""


@pytest.mark.parametrize("role", ROLES)
def test_everybody_finds_exactly_their_own(world: World, client: Client, role: str) -> None:
    """On the page; the file is made of the same, and one of each kind takes it too."""
    client.force_login(world.people[role])
    for address in (PAGE, FILE) if role in ("new_hire", "mentor", "leader") else (PAGE,):
        assert secrets_in([text_of(client.get(address))]) == FOUND.get(role, set()), address


def report(client: Client, user: User) -> dict[str, Any]:
    client.force_login(user)
    data: dict[str, Any] = json.loads(client.get(FILE).content)
    return data


def hidden(client: Client, user: User) -> dict[str, int]:
    return {row["hva"]: row["antall"] for row in report(client, user)["Lagret, men vises ikke"]}


ALWAYS = {"passord": 1, "innloggingen din": 0, "kontaktpersoner": 0, "tillitsvalgte og verneombud": 0}


def test_a_draft_is_named_without_a_word_of_it(world: World, client: Client) -> None:
    to_mentor = {"meldinger": 1}
    assert hidden(client, world.people["new_hire"]) == {"referater": 2, **to_mentor, **ALWAYS}
    page = client.get(PAGE).text
    assert "Et utkast er bare den lederens som skriver det." in page


def test_who_has_left_learns_that_it_exists_and_no_more(world: World, client: Client) -> None:
    left = {"kommentarer": 1, "avtaler": 1, "temaer": 1, "spilleregler": 1, "behov": 1}
    left |= {"overleveringsnotater": 1, "mottakere av beskjed om å ta kontakt": 1}
    assert hidden(client, world.people["former_mentor"]) == left | ALWAYS
    assert "Mentoren leser dem bare så lenge mentorperioden varer." in client.get(PAGE).text
    asked = {"mottakere av beskjed om å ta kontakt": 2}  # of both programmes in that department
    assert hidden(client, world.people["former_leader"]) == {"referater": 2, **asked, **ALWAYS}
    assert "En tidligere leder leser ingenting." in client.get(PAGE).text


def test_a_former_mentor_keeps_that_they_were_mentor_and_when(world: World, client: Client) -> None:
    found = report(client, world.people["former_mentor"])["Som mentor eller leder"]
    assert found == {
        "mentorperioder": [
            {
                "rad": "Former Mentor Innenbys",
                "program": "Mentorprogram for New Hire Innenbys",
                "mentor": "Former Mentor Innenbys",
                "oppnevnt": "2026-08-01",
                "fra og med": "2026-08-31",
                "til og med": "2026-09-10",
                "vikar": False,
            }
        ]
    }


def acts(client: Client, user: User) -> dict[str, Any]:
    found: dict[str, Any] = report(client, user)["Det du har gjort i andres programmer"]
    return found


def test_an_act_is_the_fact_and_its_moment(client: Client, cast: Cast) -> None:
    talk = cast.programme.conversations.get(number=1)
    Conversation.objects.filter(pk=talk.pk).update(
        held_on="2026-09-14", place="Rom 4", logged_by=cast.mentor, logged_at=NOON
    )
    expected = {"hva": "Mentorsamtale nr. 1: ført av deg", "når": "2026-09-16T12:00:00+02:00"}
    assert acts(client, cast.mentor) == {"mentorsamtaler": [expected | {"program": "Kari Ny"}]}
    page = client.get(PAGE).text
    assert "Mentorsamtale nr. 1: ført av deg 16.09.2026 12:00, Kari Ny" in page
    assert "Rom 4" not in page


def test_for_whom_is_said_only_while_one_may_know(client: Client, cast: Cast) -> None:
    Step.objects.filter(programme=cast.programme, position=1).update(
        done_by=cast.leader, done_at=NOON, done_on="2026-09-16"
    )
    assert [act["program"] for act in acts(client, cast.leader)["aktiviteter"]] == ["Kari Ny"]
    Position.objects.filter(holder=cast.leader).update(to_on=YESTERDAY)
    assert [act["program"] for act in acts(client, cast.leader)["aktiviteter"]] == [""]
    assert "Kari Ny" not in client.get(PAGE).text


def test_ones_own_row_says_who_did_it(client: Client, cast: Cast) -> None:
    cast.programme.conversations.filter(number=1).update(
        held_on="2026-09-14", logged_by=cast.mentor, logged_at=NOON
    )
    rows = report(client, cast.new_hire)["Programmet ditt"]["mentorsamtaler"]
    assert len(rows) == 19
    assert rows[0]["utført dato"] == "2026-09-14"
    assert rows[0]["ført av"] == "Ola Mentor"
    assert acts(client, cast.new_hire) == {}


def test_the_password_is_told_of_and_not_shown(client: Client) -> None:
    person = make_user(name="Kari Prøve", password="et langt og rart passord")
    found = report(client, person)
    assert person.password not in client.get(FILE).text + client.get(PAGE).text
    assert "Passordet, som en avkortet sum." in client.get(PAGE).text
    assert found["Deg selv"]["personer"][0]["navn"] == "Kari Prøve"


def test_what_the_owner_did_with_ones_account_is_found(client: Client) -> None:
    person, owner = make_user(name="Kari Prøve"), make_user(is_staff=True, is_superuser=True)
    client.force_login(owner)
    change = {"name": "Kari Endret", "email": person.email, "municipality": person.municipality_id}
    client.post(reverse("admin:people_user_change", args=[person.pk]), change | {"is_active": "on"})
    (row,) = report(client, person)["Deg selv"]["endringer gjort i administrasjonen"]
    assert row["bruker"] == owner.name
    assert "endringer gjort i administrasjonen" not in report(client, make_user())["Deg selv"]


def test_someone_who_is_new_hire_and_mentor_gets_both(client: Client, cast: Cast) -> None:
    other = make_programme(new_hire=make_user(name="Per Neste"), mentor=cast.new_hire)
    make_note(other.conversations.get(number=1), "Våre ord")
    make_note(cast.programme.conversations.get(number=1), "Mine ord")
    found = report(client, cast.new_hire)
    assert [row["våre avtaler"] for row in found["Programmet ditt"]["avtaler"]] == ["Mine ord"]
    together = found["Som mentor eller leder"]
    assert [row["våre avtaler"] for row in together["avtaler"]] == ["Våre ord"]
    for table in ("avtaler", "mentorperioder"):
        assert together[table][0]["program"] == "Mentorprogram for Per Neste"
    assert "Programmet ditt" in found
    assert "Per Neste" not in json.dumps(found["Programmet ditt"])


def test_the_file_is_a_download_that_no_cache_keeps(client: Client, cast: Cast) -> None:
    client.force_login(cast.new_hire)
    answer = client.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="alt-som-star-om-meg.json"'
    assert "no-store" in answer["Cache-Control"]
    assert "æ" in json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert "\\u00" not in answer.text


# --- as many queries whatever there is ----------------------------------------------------------------

QUERIES = {"new_hire": -2, "mentor": -6, "leader": -6}
"""Besides one a table: session and reader, less the tables that hang on something this reader has none of."""


def one(programme: Programme, leader: User) -> None:
    fill(programme, leader, 1)


def thirty(programme: Programme, leader: User) -> None:
    fill(programme, leader, 30)


def fill(programme: Programme, leader: User, count: int) -> None:
    mentorship = programme.mentorships.get(is_substitute=False, to_on=None)
    for number in range(count):
        make_need(programme, f"Behov {number}")
        talk = programme.conversations.filter(number=number + 1).first() or programme.conversations.create(
            number=number + 1, title="Ekstra"
        )
        make_note(talk)
        said = {"written_by": mentorship.mentor, "written_at": NOON}
        Comment.objects.create(conversation=talk, mentorship=mentorship, text="Ord", **said)
        Conversation.objects.filter(pk=talk.pk).update(logged_by=leader, logged_at=NOON)
        review = programme.reviews.create(number=100 + number, title="Samtale")
        ReviewRecord.objects.create(review=review, text="Ord", written_by=leader, written_at=NOON)
    assert Need.objects.filter(mentorship=mentorship).count() == count


@pytest.mark.parametrize("filled", [one, thirty])
@pytest.mark.parametrize("role", ["new_hire", "mentor", "leader"])
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_the_queries_are_the_same_for_one_row_and_thirty(
    client: Client,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    role: str,
    filled: Callable[[Programme, User], None],
) -> None:
    leader = make_leader(cast.programme.department) if role != "leader" else cast.leader
    filled(cast.programme, leader)
    client.force_login(cast.of(role))
    positions = 1
    with django_assert_num_queries(len(tables()) + QUERIES[role] + positions):
        client.get(address)


def test_a_long_list_of_acts_ends_in_the_file(client: Client, cast: Cast) -> None:
    rows = [
        Conversation(
            programme=cast.programme, number=100 + n, title="Ekstra", logged_by=cast.leader, logged_at=NOON
        )
        for n in range(60)
    ]
    Conversation.objects.bulk_create(rows)
    assert len(acts(client, cast.leader)["mentorsamtaler"]) == 60
    page = client.get(PAGE).text
    assert page.count("ført av deg") == 50
    assert "10 eldre står i fila." in page
    assert "nr. 159:" in page
    assert "nr. 100:" not in page
