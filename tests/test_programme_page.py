"""The programme page: the next thing on top, the year in one picture, then every row, for each reader their own."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Programme
from tests.cast import LEADERS, PAIR, Cast, make_cast
from tests.factories import (
    make_checklist_template,
    make_comment,
    make_department,
    make_leader,
    make_programme,
    make_template,
    make_user,
)
from tests.talks import log, talk_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    values = {
        "ident": "KN0193",
        "private_email": "kari.privat@epost.example",
        "private_phone": "900 00 001",
    }
    Programme.objects.filter(pk=cast.programme.pk).update(**values)
    cast.programme.accesses.create(position=1, name="Gerica")
    return cast


def page(client: Client, programme: Programme, user: User) -> str:
    client.force_login(user)
    response = client.get(programme.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def next_line(client: Client, programme: Programme, user: User) -> tuple[str, str, str] | None:
    """What the page puts on top for this reader, its state, and where it leads."""
    client.force_login(user)
    line = client.get(programme.get_absolute_url()).context["next"]
    return (line.what, line.state.word, line.url) if line else None


def phases(client: Client, programme: Programme, user: User) -> dict[str, list[str]]:
    client.force_login(user)
    found = client.get(programme.get_absolute_url()).context["phases"]
    return {phase.name: [line.what for line in phase.lines] for phase in found}


# --- who ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *LEADERS, "coordinator"])
def test_who_sees_it(client: Client, cast: Cast, role: str) -> None:
    shown = page(client, cast.programme, cast.of(role))
    assert "<h1>Kari Ny</h1>" in shown
    assert "Uke 3 · kalenderuke 38" in shown
    assert "<title>Program · Mentorprogram</title>" in shown


@pytest.mark.parametrize(
    "role", ["former_mentor", "former_leader", "administrator", "stranger", "foreign_leader"]
)
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(cast.programme.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_programme_that_does_not_exist(client: Client, cast: Cast, pk: int) -> None:
    client.force_login(cast.leader)
    assert client.get(f"/programmer/{pk}/").status_code == 404


def test_the_coordinator_sees_names_dates_and_states_only(client: Client, cast: Cast) -> None:
    first, second = talk_of(cast.programme), talk_of(cast.programme, 2)
    log(client, first, cast.mentor, length="other", other_minutes="57", comment="Fortrolige ord")
    page(client, cast.programme, cast.mentor)  # reads the confirmation
    type(second).objects.filter(pk=second.pk).update(not_held_reason="staffing")
    hidden = [
        "KN0193",
        "kari.privat@epost.example",
        "900 00 001",
        "Gerica",
        "skjema.pdf",
        *("57 min", "Bemanningen tillot det ikke", "Fortrolige ord"),
        first.get_absolute_url(),
    ]
    shown = page(client, cast.programme, cast.leader)
    assert [words for words in hidden if words not in shown] == ["Fortrolige ord", first.get_absolute_url()]
    shown = page(client, cast.programme, cast.coordinator)
    assert [words for words in hidden if words in shown] == []
    for words in ("Samtale 1, uke 3", "Gjennomført", "Ikke holdt", "Første prøvetidssamtale"):
        assert words in shown


@pytest.mark.parametrize("role", PAIR)
def test_the_private_address_is_the_leaders_alone(client: Client, cast: Cast, role: str) -> None:
    shown = page(client, cast.programme, cast.of(role))
    found = [words in shown for words in ("kari.privat@epost.example", "900 00 001", "KN0193", "Gerica")]
    assert found == [False, False, True, True]


@pytest.mark.parametrize("role", PAIR)
def test_the_pair_sees_how_long_and_why_not(client: Client, cast: Cast, role: str) -> None:
    log(client, talk_of(cast.programme), cast.mentor, length="60")
    cast.programme.conversations.filter(number=2).update(not_held_reason="staffing")
    shown = page(client, cast.programme, cast.of(role))
    assert ("60 min" in shown, "Bemanningen tillot det ikke" in shown) == (True, True)


# --- the next thing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", PAIR)
def test_the_pairs_next_thing_is_theirs(client: Client, cast: Cast, role: str) -> None:
    cast.programme.steps.all().delete()
    talk = talk_of(cast.programme)
    expected = ("Samtale 1, uke 3", "Foreslått", talk.get_absolute_url())
    assert next_line(client, cast.programme, cast.of(role)) == expected
    log(client, talk, cast.mentor)
    following = talk_of(cast.programme, 2)
    expected = ("Samtale 2, uke 4", "Foreslått", following.get_absolute_url())
    assert next_line(client, cast.programme, cast.of(role)) == expected


@pytest.mark.parametrize("role", LEADERS)
def test_the_leaders_next_thing_is_no_talk(client: Client, cast: Cast, role: str) -> None:
    first = cast.programme.follow_ups.get(number=1)
    expected = ("Møte mellom avdelingsleder og mentor", "Forfalt", first.get_absolute_url())
    assert next_line(client, cast.programme, cast.of(role)) == expected


def test_the_coordinator_has_no_next_thing(client: Client, cast: Cast) -> None:
    assert next_line(client, cast.programme, cast.coordinator) is None
    assert "Alt er à jour" not in page(client, cast.programme, cast.coordinator)


def test_when_nothing_waits_it_says_so_and_one_more_talk_can_be_added(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    cast.programme.conversations.update(held_on=TODAY)
    assert next_line(client, cast.programme, cast.mentor) is None
    shown = page(client, cast.programme, cast.mentor)
    assert ("Alt er à jour" in shown, "Legg til en samtale" in shown) == (True, True)


def test_all_at_once_is_offered_as_long_as_something_is_proposed(client: Client, cast: Cast) -> None:
    assert "Avtal samtalene" in page(client, cast.programme, cast.mentor)
    assert "Avtal samtalene" not in page(client, cast.programme, cast.leader)
    cast.programme.conversations.update(held_on=TODAY)
    assert "Avtal samtalene" not in page(client, cast.programme, cast.mentor)


# --- the year -------------------------------------------------------------------------------------------


def test_the_timeline_by_phase(client: Client, cast: Cast) -> None:
    found = phases(client, cast.programme, cast.mentor)
    assert list(found) == [
        "Før oppstart",
        "Opplæringen, uke 1–2",
        "Uke 3–6",
        "Uke 7–18",
        "Uke 19–52",
        "Uten dato ennå",
    ]
    assert [what for what in found["Uke 3–6"] if what.startswith("Samtale")] == [
        f"Samtale {number}, uke {number + 2}" for number in range(1, 5)
    ]
    assert sum(map(len, found.values())) == 26 + cast.programme.steps.count()


def test_the_picture_says_its_weeks_in_words(client: Client, cast: Cast) -> None:
    shown = page(client, cast.programme, cast.mentor)
    assert '<title id="aar-1">Uke 1–13</title>' in shown
    assert "Uke 4: Samtale 2, uke 4: foreslått." in shown


def test_a_finished_phase_is_folded(client: Client, cast: Cast) -> None:
    assert "rader, ferdig" not in page(client, cast.programme, cast.mentor)
    cast.programme.steps.all().delete()
    for rows in (cast.programme.conversations, cast.programme.reviews, cast.programme.follow_ups):
        rows.filter(planned_on__range=("2026-09-14", "2026-10-09")).update(held_on=TODAY)
    assert "6 rader, ferdig" in page(client, cast.programme, cast.mentor)


def test_an_extra_talk_and_one_after_week_52(client: Client, cast: Cast) -> None:
    talk = cast.programme.extra_talk()
    talk.planned_on = date(2027, 9, 13)
    talk.save()
    assert phases(client, cast.programme, cast.mentor)["Etter uke 52"] == ["Samtale 20, ekstra"]
    assert "Uke 53–55" in page(client, cast.programme, cast.mentor)


def test_undated_talks_are_to_be_agreed(client: Client) -> None:
    cast = make_cast("flekkefjord")
    cast.programme.steps.all().delete()
    expected = ("Samtale 1", "Avtales", talk_of(cast.programme).get_absolute_url())
    assert next_line(client, cast.programme, cast.mentor) == expected
    assert "Dato avtales" in page(client, cast.programme, cast.mentor)
    leader = next_line(client, cast.programme, cast.leader)
    assert leader == ("Samtale med avdelingsleder", "Avtales", row_url(cast))
    assert len(phases(client, cast.programme, cast.mentor)["Uten dato ennå"]) == 19


def row_url(cast: Cast) -> str:
    return cast.programme.leader_talks.get(number=1).get_absolute_url()


# --- days -----------------------------------------------------------------------------------------------


def test_before_the_start(client: Client) -> None:
    programme = make_programme(starts_on=date(2026, 12, 7))
    shown = page(client, programme, programme.new_hire)
    assert "Kalenderuke 38" in shown
    assert "Uke 3 · kalenderuke 38" not in shown
    assert "Forfalt" not in page(client, programme, programme.mentorships.get().mentor)


def test_the_first_day(client: Client) -> None:
    programme = make_programme(starts_on=TODAY)
    assert "Uke 1 · kalenderuke 38" in page(client, programme, programme.new_hire)
    assert "I dag" in page(client, programme, programme.new_hire)


def test_after_the_end_nothing_is_late(client: Client, cast: Cast) -> None:
    Programme.objects.update(ended_on=TODAY)
    for role in ("mentor", "leader", "coordinator"):
        shown = page(client, cast.programme, cast.of(role))
        assert "Programmet ble avsluttet 16. september 2026." in shown
        assert ("Forfalt" in shown, "Ikke ført" in shown) == (False, False)
    assert talk_of(cast.programme).get_absolute_url() in page(client, cast.programme, cast.mentor)


def test_once_handed_over_it_is_for_reading(client: Client, cast: Cast) -> None:
    Programme.objects.update(ended_on=TODAY, handed_over_on=TODAY)
    for role in ("mentor", "new_hire", "leader"):
        shown = page(client, cast.programme, cast.of(role))
        for words in ("Legg til en samtale", "Før samtaler fra papiret", "Ordne tilganger"):
            assert words not in shown
        assert talk_of(cast.programme).get_absolute_url() not in shown


def test_without_a_mentor(client: Client) -> None:
    programme = make_programme(without_mentor=True)
    leader = make_leader(programme.department)
    for user in (programme.new_hire, leader):
        shown = page(client, programme, user)
        assert "Programmet har ingen mentor ennå. Samtalene kan avtales og føres" in shown
        assert "ingen ennå" in shown
    assert "Oppnevn mentor" in page(client, programme, leader)
    assert "Oppnevn mentor" not in page(client, programme, programme.new_hire)


# --- cost -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("programmes", [1, 30])
def test_queries(client: Client, programmes: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    department, template = make_department(), make_template()
    home = department.unit.municipality
    mentor, leader, checklist = (
        make_user(municipality=home),
        make_leader(department),
        make_checklist_template(),
    )
    made = [
        make_programme(
            department=department,
            mentor=mentor,
            template=template,
            checklists=[checklist],
            systems=["Gerica"],
        )
        for _number in range(programmes)
    ]
    make_comment(talk_of(made[0]))
    for reader in (mentor, leader, made[0].new_hire):
        client.force_login(reader)
        with django_assert_num_queries(9):
            client.get(made[0].get_absolute_url())


@pytest.mark.parametrize(("role", "reads"), [("new_hire", True), ("leader", True), ("coordinator", False)])
def test_what_the_mentor_says_of_themselves(client: Client, cast: Cast, role: str, reads: bool) -> None:
    type(cast.mentor).objects.filter(pk=cast.mentor.pk).update(presentation="Glad i å gå tur.")
    client.force_login(cast.of(role))
    assert ("Glad i å gå tur." in client.get(cast.programme.get_absolute_url()).text) == reads
