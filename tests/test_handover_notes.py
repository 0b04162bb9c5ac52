"""Overleveringsnotat: written by the mentor who leaves, read first and decided on by the new hire."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import HandoverNote
from tests.cast import LEADERS, OUTSIDERS, Cast, make_cast
from tests.conftest import NOON
from tests.factories import make_handover_note

pytestmark = pytest.mark.django_db
WORDS = "Vi var kommet til nattevaktene."


def address(cast: Cast) -> str:
    return reverse("programmes:handover_note", args=[cast.programme.pk])


def write(client: Client, cast: Cast, text: str = WORDS, version: int = 0) -> HandoverNote:
    client.force_login(cast.mentor)
    response = client.post(address(cast), {"text": text, "version": version})
    assert response.status_code == 302, dict(response.context["form"].errors)
    return HandoverNote.objects.get(mentorship__mentor=cast.mentor)


def decide(client: Client, cast: Cast, note: HandoverNote, verb: str = "godkjenn", **data: object) -> int:
    client.force_login(cast.new_hire)
    sent = {"notat": note.pk, "version": note.version, "handling": verb} | data
    return client.post(address(cast), sent).status_code


def shown(client: Client, cast: Cast, user: User) -> str:
    client.force_login(user)
    return client.get(address(cast)).text


def change_mentor(cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 15))
    cast.programme.mentorships.create(
        mentor=cast.stranger, assigned_on=date(2026, 9, 16), from_on=date(2026, 9, 16)
    )


def test_written_read_by_the_new_hire_approved_and_then_read_by_the_next(client: Client, cast: Cast) -> None:
    note = write(client, cast)
    assert (note.text, note.written_by, note.is_approved) == (WORDS, cast.mentor, False)
    assert WORDS in shown(client, cast, cast.new_hire)
    change_mentor(cast)
    assert WORDS not in shown(client, cast, cast.stranger)
    assert decide(client, cast, note) == 302
    note.refresh_from_db()
    assert note.approved_by_new_hire_at == NOON
    assert WORDS in shown(client, cast, cast.stranger)
    client.force_login(cast.mentor)
    assert client.get(address(cast)).status_code == 404


def test_an_approval_is_taken_back(client: Client, cast: Cast) -> None:
    note = write(client, cast)
    decide(client, cast, note)
    change_mentor(cast)
    note.refresh_from_db()
    assert decide(client, cast, note, "trekk") == 302
    assert WORDS not in shown(client, cast, cast.stranger)


def test_changed_words_are_approved_anew(client: Client, cast: Cast) -> None:
    note = write(client, cast)
    decide(client, cast, note)
    note = write(client, cast, "Andre ord.", version=2)
    assert (note.text, note.is_approved) == ("Andre ord.", False)


def test_the_same_words_twice_change_nothing(client: Client, cast: Cast) -> None:
    write(client, cast)
    assert write(client, cast).version == 1


def test_one_approves_what_one_saw(client: Client, cast: Cast) -> None:
    note = write(client, cast)
    write(client, cast, "Andre ord.", version=1)
    client.force_login(cast.new_hire)
    response = client.post(address(cast), {"notat": note.pk, "version": 1, "handling": "godkjenn"})
    assert (response.status_code, "Andre ord." in response.text) == (409, True)
    assert "Notatet er endret siden du åpnet siden." in response.text
    note.refresh_from_db()
    assert not note.is_approved


def test_two_windows_of_the_mentor_are_told_of_each_other(client: Client, cast: Cast) -> None:
    write(client, cast)
    response = client.post(address(cast), {"text": "Mitt andre forsøk", "version": 0})
    assert response.status_code == 409
    assert (WORDS in response.text, "Mitt andre forsøk" in response.text) == (True, True)
    assert HandoverNote.objects.get().text == WORDS


def test_no_words_no_note(client: Client, cast: Cast) -> None:
    write(client, cast)
    assert client.post(address(cast), {"text": "", "version": 1}).status_code == 302
    assert not HandoverNote.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 4001, "Notatet er 4001 tegn. Skriv høyst 4000."),
        ("Ring 01019012345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client: Client, cast: Cast, text: str, sentence: str) -> None:
    client.force_login(cast.mentor)
    response = client.post(address(cast), {"text": text, "version": 0})
    form = response.context["form"]
    assert (response.status_code, form.errors, form["text"].value()) == (422, {"text": [sentence]}, text)
    assert not HandoverNote.objects.exists()


@pytest.mark.parametrize("data", [{"handling": "les"}, {"version": "x"}, {"notat": ""}])
def test_a_forged_decision_is_not_found(client: Client, cast: Cast, data: dict[str, str]) -> None:
    note = write(client, cast)
    assert decide(client, cast, note, **data) == 404
    note.refresh_from_db()
    assert not note.is_approved


@pytest.mark.parametrize("role", ["substitute", *LEADERS, *OUTSIDERS])
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    note = write(client, cast)
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == 404
    data = {"text": "Fremmed", "notat": note.pk, "version": note.version, "handling": "godkjenn"}
    assert client.post(address(cast), data).status_code == 404
    note.refresh_from_db()
    assert (note.text, note.is_approved) == (WORDS, False)


def test_the_mentor_cannot_approve(client: Client, cast: Cast) -> None:
    note = write(client, cast)
    client.post(address(cast), {"text": WORDS, "notat": note.pk, "version": 1, "handling": "godkjenn"})
    note.refresh_from_db()
    assert not note.is_approved


def test_it_is_asked_for_where_it_is_wanted(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 20))
    client.force_login(cast.mentor)
    detail = client.get(cast.programme.get_absolute_url()).text
    assert "Du er mentor her til og med 20. september 2026." in detail
    write(client, cast)
    client.force_login(cast.new_hire)
    assert "Les overleveringsnotatet fra Ola Mentor" in client.get(reverse("start")).text
    decide(client, cast, HandoverNote.objects.get())
    assert "Les overleveringsnotatet" not in client.get(reverse("start")).text
    client.force_login(cast.substitute)
    assert address(cast) not in client.get(cast.programme.get_absolute_url()).text


def test_the_page_says_who_reads_it(client: Client, cast: Cast) -> None:
    said = shown(client, cast, cast.mentor)
    assert (
        "Leses av Kari Ny (nytilsatt) og deg. Den neste mentoren leser det først når Kari Ny godkjenner."
        in said
    )
    assert "Ikke av Anne Leder (avdelingsleder), Berit Leder (avdelingsleder)" in said


@pytest.mark.parametrize("former", [1, 30])
def test_queries(client: Client, former: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = make_cast()
    for number in range(former):
        day = date(2026, 8, 1 + number % 28)
        period = cast.programme.mentorships.create(
            mentor=cast.stranger, assigned_on=day, from_on=day, to_on=day
        )
        make_handover_note(period, approved_by_new_hire_at=NOON)
    client.force_login(cast.new_hire)
    with django_assert_num_queries(8):
        client.get(address(cast))
