"""A talk's forms with what cannot be: each has its own sentence beside its field, and nothing is saved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client

from tests.cast import Cast
from tests.factories import make_comment
from tests.talks import as_held, log, refused, talk_of, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
UNREADABLE = "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."
IDENTITY = "Dette ligner et fødselsnummer. Det skal ikke stå her."


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"held_on": "2026-09-17"}, "held_on", "Datoen er ikke kommet ennå. Før samtalen når den er holdt."),
        (
            {"held_on": "2026-08-30"},
            "held_on",
            "Programmet startet 31.08.2026. Samtalen kan ikke være holdt før det.",
        ),
        ({"held_on": "i går"}, "held_on", UNREADABLE),
        ({"held_on": "2026-02-30"}, "held_on", UNREADABLE),
        ({"held_on": "2026-09-\x0014"}, "held_on", UNREADABLE),
        (
            {"held_on": "0001-01-01"},
            "held_on",
            "Programmet startet 31.08.2026. Samtalen kan ikke være holdt før det.",
        ),
        (
            {"held_on": "9999-12-31"},
            "held_on",
            "Datoen er ikke kommet ennå. Før samtalen når den er holdt.",
        ),
        ({"held_on": ""}, "held_on", "Skriv hvilken dag samtalen ble holdt."),
        ({"length": ""}, "length", "Velg hvor lenge samtalen varte."),
        ({"length": "47"}, "length", "Velg hvor lenge samtalen varte."),
        ({"length": "other"}, "other_minutes", "Skriv hvor mange minutter samtalen varte."),
        ({"length": "other", "other_minutes": "0"}, "other_minutes", "Skriv minst 1 minutt."),
        ({"length": "other", "other_minutes": "-5"}, "other_minutes", "Skriv minst 1 minutt."),
        ({"length": "other", "other_minutes": "2000"}, "other_minutes", "Skriv høyst 480 minutter."),
        ({"length": "other", "other_minutes": "9" * 400}, "other_minutes", "Skriv høyst 480 minutter."),
        (
            {"length": "other", "other_minutes": "en time"},
            "other_minutes",
            "Skriv antall minutter med tall.",
        ),
        ({"length": "other", "other_minutes": "47.5"}, "other_minutes", "Skriv antall minutter med tall."),
        ({"comment": "å" * 2001}, "comment", "Kommentaren er 2001 tegn. Skriv høyst 2000."),
        ({"comment": "å" * 100_000}, "comment", "Kommentaren er 100000 tegn. Skriv høyst 2000."),
        ({"comment": "😀" * 100_000}, "comment", "Kommentaren er 100000 tegn. Skriv høyst 2000."),
        ({"comment": "Ring 01017012345 om henne"}, "comment", IDENTITY),
        ({"comment": "Født 010170 12345."}, "comment", IDENTITY),
        ({"comment": "Med\x00null"}, "comment", "Null-tegn er ikke tillatt."),
    ],
)
def test_refused(client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str) -> None:
    talk = talk_of(cast.programme)
    data = as_held(talk, comment="Skrevet i går") | sent
    status, errors, shown = refused(client, talk, cast.mentor, data)
    assert (status, errors) == (422, {field: [sentence]})
    assert f'id="id_{field}_error"' in shown


def test_two_errors_at_once_stand_beside_each_their_field(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    data = as_held(talk, held_on="2026-09-17", length="other", other_minutes="0")
    _status, errors, _shown = refused(client, talk, cast.mentor, data)
    assert errors == {
        "held_on": ["Datoen er ikke kommet ennå. Før samtalen når den er holdt."],
        "other_minutes": ["Skriv minst 1 minutt."],
    }


@pytest.mark.parametrize("typed", ["50", "2000", "en time"])
def test_minutes_beside_a_quick_length_are_not_used(client: Client, cast: Cast, typed: str) -> None:
    """What was typed under «Annet» and then left for a chip counts for nothing."""
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, length="30", other_minutes=typed)
    assert talk.minutes_spent == 30


def test_a_form_with_nothing_in_it(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    client.force_login(cast.mentor)
    response = client.post(url_of(talk), {"version": 0})
    assert (response.status_code, dict(response.context["form"].errors)) == (
        422,
        {
            "held_on": ["Skriv hvilken dag samtalen ble holdt."],
            "length": ["Velg hvor lenge samtalen varte."],
        },
    )


@pytest.mark.parametrize("number", [0, 20, 40_000, 10**30])
def test_a_talk_that_does_not_exist(client: Client, cast: Cast, number: int) -> None:
    client.force_login(cast.mentor)
    address = f"{cast.programme.get_absolute_url()}samtaler/{number}/"
    assert client.get(address).status_code == 404
    assert client.post(address, as_held(talk_of(cast.programme))).status_code == 404


@pytest.mark.parametrize("number", ["-1", "tre", "1.0", "%00"])
def test_a_number_that_is_none(client: Client, cast: Cast, number: str) -> None:
    client.force_login(cast.mentor)
    assert client.get(f"{cast.programme.get_absolute_url()}samtaler/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Velg den grunnen som passer best."),
        ("lat", "Velg den grunnen som passer best."),
        ("staffing\x00", "Velg den grunnen som passer best."),
    ],
)
def test_a_reason_that_is_none(client: Client, cast: Cast, reason: str, sentence: str) -> None:
    talk = talk_of(cast.programme)
    data: dict[str, object] = {"not_held_reason": reason, "version": 0}
    status, errors, _shown = refused(client, talk, cast.mentor, data, page="conversation_not_held")
    assert (status, errors) == (422, {"not_held_reason": [sentence]})


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"planned_on": ""}, "planned_on", "Velg en dato."),
        ({"planned_on": "2026-08-30"}, "planned_on", "Velg en dato fra og med 31. august 2026."),
        (
            {"planned_on": "2036-09-16"},
            "planned_on",
            "Datoen er mer enn fem år etter starten. Se på årstallet.",
        ),
        ({"planned_on": "snart"}, "planned_on", UNREADABLE),
        (
            {"starts_at": "25:00"},
            "starts_at",
            "Skriv klokkeslettet med timer og minutter, for eksempel 13:30.",
        ),
        ({"place": "a" * 121}, "place", "Stedet er 121 tegn. Skriv høyst 120."),
        ({"place": "Hjemme hos 01017012345"}, "place", IDENTITY),
        ({"place": "Rom\x001"}, "place", "Null-tegn er ikke tillatt."),
    ],
)
@pytest.mark.parametrize("kind", ["conversation_agree", "conversation_add"])
def test_a_day_or_place_that_cannot_be(
    client: Client, cast: Cast, kind: str, sent: dict[str, object], field: str, sentence: str
) -> None:
    talk = talk_of(cast.programme)
    data = {"planned_on": "2026-09-21", "starts_at": "13:30", "place": "Møterom 2", "version": 0} | sent
    client.force_login(cast.mentor)
    address = url_of(talk, kind) if kind == "conversation_agree" else add_url(cast)
    response = client.post(address, data)
    assert (response.status_code, dict(response.context["form"].errors)) == (422, {field: [sentence]})
    shown = {name: response.context["form"][name].value() for name in sent}
    assert shown == sent
    assert cast.programme.conversations.count() == 19
    assert cast.programme.conversations.filter(agreed_at__isnull=False).count() == 0


def add_url(cast: Cast) -> str:
    return f"{cast.programme.get_absolute_url()}samtaler/ny/"


def test_the_database_refuses_an_identity_number_too(cast: Cast) -> None:
    comment = make_comment(talk_of(cast.programme), "Født 01017012345")
    talk = talk_of(cast.programme, 2)
    talk.place = "01017012345"
    assert [sorted(wrong(row)) for row in (comment, talk)] == [["text"], ["place"]]


def wrong(row: models.Model) -> dict[str, list[str]]:
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_programme_that_has_not_begun(client: Client, cast: Cast) -> None:
    cast.programme.conversations.all().delete()
    type(cast.programme).objects.update(starts_on=date(2026, 10, 5))
    cast.programme.refresh_from_db()
    talk = cast.programme.extra_talk()
    talk.planned_on = date(2026, 10, 6)
    talk.save()
    status, errors, _shown = refused(client, talk, cast.mentor, as_held(talk, held_on="2026-09-16"))
    assert (status, errors) == (
        422,
        {"held_on": ["Programmet startet 05.10.2026. Samtalen kan ikke være holdt før det."]},
    )
