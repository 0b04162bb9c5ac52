"""The municipality's letterhead and its words in the letter; the words and contacts of its places."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from documents.models import LetterContact, Letterhead, LetterPlace
from people.models import Department, Municipality
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_department,
    make_head,
    make_leader,
    make_municipality,
    make_unit,
)
from tests.test_logos import svg
from tests.test_portrait_files import picture, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/kommune/brevhode/"
EMPTY = {"colour": "", "scheme": "", "to_bring": "", "practical": "", "version": "0"}


@pytest.fixture
def municipality(client: Client) -> Municipality:
    """Whose coordinator is signed in."""
    home = make_municipality(name="Fjellvik kommune")
    client.force_login(make_coordinator(home))
    return home


def file(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_what_the_coordinator_writes_is_kept(client: Client, municipality: Municipality) -> None:
    sent = {
        "colour": "#06C",
        "scheme": "Om oss.",
        "to_bring": "Innesko",
        "practical": "Ring.",
        "version": "0",
    }
    response = client.post(PAGE, sent | {"logo_file": file(saved(picture()))}, follow=True)
    assert "Lagret." in response.text
    kept = Letterhead.objects.get(municipality=municipality)
    assert (kept.colour, kept.scheme, kept.to_bring, kept.practical, kept.version) == (
        *("#0066cc", "Om oss.", "Innesko", "Ring."),
        1,
    )
    logo = client.get("/kommune/brevhode/logo/")
    assert Image.open(BytesIO(logo.content)).format == "PNG"
    assert logo.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert logo.headers["X-Content-Type-Options"] == "nosniff"


def test_a_drawn_logo_is_served_as_a_drawing_only(client: Client, municipality: Municipality) -> None:
    client.post(PAGE, EMPTY | {"logo_file": file(svg("<g fill='red'/>"), "logo.svg")})
    logo = client.get("/kommune/brevhode/logo/")
    assert logo.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in logo.headers["Content-Security-Policy"]
    again = client.get("/kommune/brevhode/logo/", headers={"If-None-Match": logo.headers["ETag"]})
    assert again.status_code == 304


def test_the_logo_is_taken_away_and_the_words_are_kept(client: Client, municipality: Municipality) -> None:
    client.post(PAGE, EMPTY | {"logo_file": file(saved(picture()))})
    response = client.post(
        PAGE, EMPTY | {"scheme": "Om oss.", "version": "1", "fjern_logo": "1"}, follow=True
    )
    assert "Logoen er fjernet." in response.text
    kept = Letterhead.objects.get()
    assert (kept.has_logo, bytes(kept.logo), kept.scheme) == (False, b"", "Om oss.")
    assert client.get("/kommune/brevhode/logo/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "#ff9900", "kontrasten er 2,1, og må være minst 4,5. Den nærmeste som går, er #ab6600."),
        ("colour", "rød", "Skriv fargen som seks tegn, for eksempel #0a5c63."),
        ("colour", "#0a5c63;}", "Skriv fargen som seks tegn, for eksempel #0a5c63."),
        ("scheme", "Om 01017012345.", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        ("scheme", "a" * 4001, "Skriv høyst 4000 tegn. Nå er det 4001."),
        ("logo_file", file(b"tull"), "Filen er ikke en logo vi kan lese. Velg SVG, PNG eller JPEG."),
        ("logo_file", file(b""), "Filen er tom. Velg en annen."),
        ("logo_file", file(svg("<script/>")), "det tar vi ikke imot i en logo"),
    ],
)
def test_what_will_not_do_gets_its_sentence_and_saves_nothing(
    client: Client, municipality: Municipality, field: str, value: Any, said: str
) -> None:
    response = client.post(PAGE, EMPTY | {"practical": "Ord som blir stående", field: value})
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors[field])
    assert "Ord som blir stående" in response.text
    assert not Letterhead.objects.exists()


def test_two_who_save_are_told_of_each_other(client: Client, municipality: Municipality) -> None:
    client.post(PAGE, EMPTY | {"scheme": "Den ene."})
    response = client.post(PAGE, EMPTY | {"scheme": "Den andre."})
    assert response.status_code == 409
    assert "Den andre." in response.text
    assert Letterhead.objects.get().scheme == "Den ene."


def test_our_own_text_is_shown_where_the_field_is_empty(client: Client, municipality: Municipality) -> None:
    assert client.get(PAGE).text.count("Vår tekst, som brukes når feltet er tomt") == 3
    client.post(PAGE, EMPTY | {"scheme": "Om oss."})
    assert client.get(PAGE).text.count("Vår tekst, som brukes når feltet er tomt") == 2


def test_only_the_coordinator_keeps_it(client: Client, municipality: Municipality) -> None:
    unit = make_unit(municipality=municipality)
    others = [make_administrator(municipality), make_head(unit), make_leader(make_department(unit=unit))]
    for reader in others:
        client.force_login(reader)
        assert (client.get(PAGE).status_code, client.post(PAGE, EMPTY).status_code) == (404, 404)
    client.force_login(make_coordinator(make_municipality()))
    client.post(PAGE, EMPTY | {"scheme": "En annen kommune."})
    assert not Letterhead.objects.filter(municipality=municipality).exists()


def test_the_logo_is_that_of_ones_own_municipality(client: Client, municipality: Municipality) -> None:
    client.post(PAGE, EMPTY | {"logo_file": file(saved(picture()))})
    client.force_login(make_leader(make_department(unit=make_unit(municipality=municipality))))
    assert client.get("/kommune/brevhode/logo/").status_code == 200
    client.force_login(make_coordinator(make_municipality()))
    assert client.get("/kommune/brevhode/logo/").status_code == 404


# --- places -----------------------------------------------------------------------------------------------


def address(department: Department) -> str:
    return f"/avdelinger/{department.pk}/velkomstbrev/"


def contacts(**rows: str) -> dict[str, str]:
    return {"about": "Vi er ti kolleger.", "version": "0"} | rows


KARI = {"name_1": "Kari Fag", "role_1": "fagsykepleier", "phone_1": "41 00 00 01", "email_1": ""}


def test_a_leader_writes_about_the_department_and_whom_to_call(client: Client) -> None:
    department = make_department()
    client.force_login(make_leader(department))
    response = client.post(address(department), contacts(**KARI, name_3="Per", email_3="per@prove.example"))
    assert response.status_code == 302
    place = LetterPlace.objects.get(department=department)
    assert place.about == "Vi er ti kolleger."
    assert list(place.contacts.values_list("number", "name", "role", "phone", "email")) == [
        (1, "Kari Fag", "fagsykepleier", "41 00 00 01", ""),
        (2, "Per", "", "", "per@prove.example"),
    ]
    client.post(address(department), contacts(name_1="Per", phone_1="41 00 00 02") | {"version": "1"})
    assert [contact.name for contact in place.contacts.all()] == ["Per"]


@pytest.mark.parametrize(
    ("rows", "field", "said"),
    [
        ({"phone_1": "41 00 00 01"}, "name_1", "Skriv navnet på den som kan kontaktes."),
        ({"name_2": "Kari"}, "phone_2", "Skriv telefon eller e-post, så den nye når fram."),
        (
            {"name_1": "Kari", "email_1": "kari"},
            "email_1",
            "Skriv en hel e-postadresse, for eksempel kari@kommune.no.",
        ),
        (
            {"name_1": "01017012345", "phone_1": "41000001"},
            "name_1",
            "Dette ligner et fødselsnummer. Det skal ikke stå her.",
        ),
        (
            {"name_1": "K" * 121, "phone_1": "41000001"},
            "name_1",
            "Skriv høyst 120 tegn. Nå er det 121.",
        ),
    ],
)
def test_a_contact_nobody_can_reach_is_refused(
    client: Client, rows: dict[str, str], field: str, said: str
) -> None:
    department = make_department()
    client.force_login(make_leader(department))
    response = client.post(address(department), contacts(**rows))
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [said]
    assert "Vi er ti kolleger." in response.text
    assert not LetterPlace.objects.exists()
    assert not LetterContact.objects.exists()


def test_who_keeps_the_words_of_a_place(client: Client) -> None:
    department = make_department()
    unit = department.unit
    of_unit = f"/enheter/{unit.pk}/velkomstbrev/"
    may = {
        make_leader(department): (200, 404),
        make_head(unit): (200, 200),
        make_coordinator(unit.municipality): (200, 200),
        make_administrator(unit.municipality): (404, 404),
        make_leader(make_department(unit=unit)): (404, 404),
        make_coordinator(make_municipality()): (404, 404),
    }
    for reader, expected in may.items():
        client.force_login(reader)
        assert (client.get(address(department)).status_code, client.get(of_unit).status_code) == expected
    client.force_login(make_head(unit))
    client.post(of_unit, contacts())
    assert LetterPlace.objects.get().unit == unit
