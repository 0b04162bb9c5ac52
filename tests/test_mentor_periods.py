"""Mentors as periods: changed, stood in for, ended, missing; and what each of them may see meanwhile."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Mentorship, Note, Programme
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.factories import make_leader, make_note, make_position, make_programme, make_user
from tests.mentor_periods import TODAY, TOMORROW, do, page, periods, present, undo
from tests.talks import talk_of

pytestmark = pytest.mark.django_db
CHANGED = "Noen har endret dette siden. Se på det før du angrer."


# --- change -------------------------------------------------------------------------------------------


def test_one_ends_the_day_before_the_other_begins(client: Client) -> None:
    programme = make_programme()
    former = programme.mentorships.get().mentor
    leader = make_leader(programme.department)
    other = make_user(municipality=former.municipality, name="Nils Neste")
    client.force_login(leader)
    said = do(client, page(programme, "change"), mentor=other.pk, from_on="2026-10-01")
    assert "Nils Neste er mentor fra 1. oktober 2026." in said
    assert periods(programme) == [
        (former.name, date(2026, 8, 1), date(2026, 9, 30), False),
        ("Nils Neste", date(2026, 10, 1), None, False),
    ]
    assert (present(programme), present(programme, date(2026, 10, 1))) == (former.name, "Nils Neste")
    assert "Alt står som før." in undo(client, said)
    assert periods(programme) == [(former.name, date(2026, 8, 1), None, False)]


def test_access_follows_the_days_and_words_stay_with_their_pair(client: Client, cast: Cast) -> None:
    programme, former = cast.programme, cast.mentor
    make_note(talk_of(programme), "Ordene til det første paret.")
    client.force_login(cast.leader)
    do(client, page(programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    new = programme.mentorships.get(mentor=cast.stranger)
    make_note(talk_of(programme), "Ordene til det neste paret.", mentorship=new)

    def read(user: User) -> list[str]:
        return sorted(Note.objects.open_to(user, TODAY).values_list("text", flat=True))

    both = ["Ordene til det første paret.", "Ordene til det neste paret."]
    assert (read(cast.new_hire), read(former), read(cast.stranger)) == (both, [], both[1:])
    client.force_login(former)
    assert client.get(programme.get_absolute_url()).status_code == 404
    client.force_login(cast.stranger)
    assert client.get(programme.get_absolute_url()).status_code == 200


def test_a_new_period_with_words_is_not_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    new = cast.programme.mentorships.get(mentor=cast.stranger)
    note = make_note(talk_of(cast.programme), mentorship=new)
    after = periods(cast.programme)
    assert CHANGED in undo(client, said)
    assert (periods(cast.programme), Note.objects.filter(pk=note.pk).exists()) == (after, True)


@pytest.mark.parametrize("token", ["", "oppdiktet", "x:y:z"])
def test_a_forged_way_back_changes_nothing(client: Client, cast: Cast, token: str) -> None:
    client.force_login(cast.leader)
    before = periods(cast.programme)
    assert CHANGED in do(client, page(cast.programme, "undo"), tilbake=token)
    assert periods(cast.programme) == before


def test_the_way_back_of_one_programme_is_no_way_in_another(client: Client, cast: Cast) -> None:
    other = make_programme(department=cast.programme.department)
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    found = re.search(r'name="tilbake" value="([^"]+)"', said)
    assert found
    before = periods(other)
    assert CHANGED in do(client, page(other, "undo"), tilbake=unescape(found[1]))
    assert periods(other) == before


# --- substitute, end ------------------------------------------------------------------------------------


def test_a_substitutes_access_opens_and_closes_by_itself(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-09-17", "to_on": "2026-09-20"}
    said = do(client, page(cast.programme, "substitute"), **sent)
    assert f"{cast.stranger.name} er vikar 17. september 2026 til 20. september 2026." in said
    days = [date(2026, 9, day) for day in (16, 17, 20, 21)]
    seen = [Programme.objects.visible_to(cast.stranger, day).exists() for day in days]
    assert seen == [False, True, True, False]
    assert present(cast.programme, date(2026, 9, 18)) == "Ola Mentor"


def test_a_period_is_ended_early_and_the_end_taken_back(client: Client, cast: Cast) -> None:
    period = cast.programme.mentorships.get(mentor=cast.mentor)
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "end", period.pk), to_on="2026-09-15")
    assert "Programmet har ingen mentor ennå." in said
    assert present(cast.programme) == ""
    undo(client, said)
    assert present(cast.programme) == "Ola Mentor"


def test_a_mentor_who_has_become_leader_can_end(client: Client, cast: Cast) -> None:
    make_position(kind="leader", holder=cast.mentor, place=cast.programme.department)
    period = cast.programme.mentorships.get(mentor=cast.mentor)
    client.force_login(cast.leader)
    do(client, page(cast.programme, "end", period.pk), to_on="2026-09-16")
    period.refresh_from_db()
    assert period.to_on == TODAY


def test_a_period_to_come_is_taken_away_and_put_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-09-17", "to_on": "2026-09-20"}
    do(client, page(cast.programme, "substitute"), **sent)
    with_it = periods(cast.programme)
    period = cast.programme.mentorships.get(mentor=cast.stranger)
    said = do(client, page(cast.programme, "end", period.pk), ta_bort="1")
    assert not cast.programme.mentorships.filter(mentor=cast.stranger).exists()
    undo(client, said)
    assert periods(cast.programme) == with_it


@pytest.mark.parametrize("role", ["mentor", "former_mentor"])
def test_what_has_begun_is_never_taken_away(client: Client, cast: Cast, role: str) -> None:
    period = cast.programme.mentorships.get(mentor=cast.of(role))
    client.force_login(cast.leader)
    address = page(cast.programme, "end", period.pk)
    assert client.post(address, {"ta_bort": "1"}).status_code == 404
    assert client.get(address).status_code == (200 if role == "mentor" else 404)
    assert cast.programme.mentorships.filter(pk=period.pk).exists()


# --- the page -------------------------------------------------------------------------------------------


def test_the_page_says_who_was_is_and_will_be(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-10-01")
    response = client.get(page(cast.programme))
    found = {line.period.mentor: line.state.name for line in response.context["periods"].lines}
    assert found == {
        cast.former_mentor: "WAS_MENTOR",
        cast.mentor: "IS_MENTOR",
        cast.substitute: "IS_MENTOR",
        cast.stranger: "WILL_BE_MENTOR",
    }
    assert response.context["periods"].missing == ""


def test_a_gap_is_said(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 20))
    client.force_login(cast.leader)
    assert (
        "Ola Mentor slutter 20. september 2026, og ingen er oppnevnt etter det."
        in client.get(page(cast.programme)).text
    )
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 15))
    cast.programme.mentorships.create(mentor=cast.stranger, assigned_on=TOMORROW, from_on=TOMORROW)
    said = f"Ingen er mentor nå. {cast.stranger.name} begynner 17. september 2026."
    assert said in client.get(page(cast.programme)).text
    assert said in client.get(cast.programme.get_absolute_url()).text


def test_with_only_a_substitute_the_new_hire_writes_with_the_substitute(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(is_substitute=False).update(to_on=date(2026, 9, 15))
    client.force_login(cast.new_hire)
    data = {"text": "Nattevakter"}
    assert client.post(reverse("programmes:topic_add", args=[cast.programme.pk]), data).status_code == 302
    assert cast.programme.mentorships.get(is_substitute=True).topics.get().text == "Nattevakter"


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_for_others_than_leaders_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    key = cast.programme.mentorships.get(mentor=cast.mentor).pk
    client.force_login(cast.of(role))
    before = periods(cast.programme)
    data = {"mentor": cast.stranger.pk, "from_on": "2026-09-20", "to_on": "2026-09-20", "tilbake": ""}
    for address in (*(page(cast.programme, act) for act in ACTS), page(cast.programme, "end", key)):
        assert client.post(address, data).status_code == 404
    assert client.get(page(cast.programme)).status_code == 404
    assert periods(cast.programme) == before


ACTS = ["appoint", "change", "substitute", "undo"]


@pytest.mark.parametrize("role", LEADERS)
def test_leaders_open_every_page(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    for act in ("mentors", "change", "substitute"):
        assert client.get(page(cast.programme, act)).status_code == 200


def test_the_first_day_offered_leaves_time_for_a_handover_note(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    assert client.get(page(cast.programme, "substitute")).context["form"]["from_on"].value() == TODAY
    response = client.get(page(cast.programme, "change"))
    assert response.context["form"]["from_on"].value() == date(2026, 9, 23)
    said = "Ola Mentor kan skrive et overleveringsnotat til den neste til og med sin siste dag"
    assert said in " ".join(response.text.split())


def test_a_mentor_who_was_just_appointed_has_nothing_to_hand_over(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(assigned_on=TODAY)
    client.force_login(cast.leader)
    response = client.get(page(cast.programme, "change"))
    assert response.context["form"]["from_on"].value() == TODAY
    assert "overleveringsnotat" not in response.text


@pytest.mark.parametrize("others", [1, 30])
def test_as_many_queries_for_one_period_as_for_thirty(
    client: Client, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    home = programme.department.unit.municipality
    programme.mentorships.bulk_create(
        Mentorship(
            programme=programme,
            mentor=make_user(municipality=home),
            assigned_on=TODAY,
            from_on=TODAY,
            to_on=TODAY,
            is_substitute=True,
        )
        for _number in range(others)
    )
    client.force_login(make_leader(programme.department))
    with django_assert_num_queries(6):
        client.get(page(programme))
    with django_assert_num_queries(9):
        client.get(page(programme, "change"))
