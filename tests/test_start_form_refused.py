"""What cannot be started: each has its own sentence beside its field, and nothing is saved."""

from datetime import date

import pytest
from django.test import Client

from people.models import Municipality, User
from programmes.models import Programme, ProgrammeTemplate
from tests.factories import (
    make_department,
    make_head,
    make_leader,
    make_municipality,
    make_programme,
    make_user,
)
from tests.start_form import Desk, filled, make_desk, refused, start, start_url

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CHOOSE = "Velg en fra listen."
IDENTITY = "Dette ligner et fødselsnummer. Det skal ikke stå her."
UNREADABLE = "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."
YEARS = "Startdatoen må være i et av årene 1990 til 2090."
IN_USE = "Denne e-postadressen er i bruk. Står personen i listen over, så velg navnet der."


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def home(desk: Desk) -> Municipality:
    return desk.department.unit.municipality


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"name": ""}, "name", "Skriv navnet, eller velg en person i listen under."),
        ({"name": "Kari\x00"}, "name", "Null-tegn er ikke tillatt."),
        ({"name": "Kari 01017012345"}, "name", IDENTITY),
        ({"title": ""}, "title", "Skriv tittelen til den nytilsatte."),
        ({"title": "sykepleier 01017012345"}, "title", IDENTITY),
        ({"ident": "12345678901"}, "ident", IDENTITY),
        ({"ident": "123456 78901"}, "ident", IDENTITY),
        ({"private_phone": "01017012345"}, "private_phone", IDENTITY),
        ({"private_email": "01017012345@epost.example"}, "private_email", IDENTITY),
        ({"private_email": "kari"}, "private_email", "Skriv en e-postadresse som navn@epost.no."),
        ({"email": "kari@"}, "email", "Skriv en e-postadresse som navn@kommune.no."),
        ({"starts_on": ""}, "starts_on", "Velg startdatoen."),
        ({"starts_on": "i høst"}, "starts_on", UNREADABLE),
        ({"starts_on": "2026-02-30"}, "starts_on", UNREADABLE),
        ({"starts_on": "0001-01-01"}, "starts_on", YEARS),
        ({"starts_on": "9999-12-31"}, "starts_on", YEARS),
        ({"weekday": "9"}, "weekday", "Velg en ukedag fra mandag til fredag."),
        ({"weekday": "6"}, "weekday", "Velg en ukedag fra mandag til fredag."),
        ({"rhythm": "3"}, "rhythm", CHOOSE),
        ({"department": ""}, "department", "Velg avdelingen."),
        ({"department": "tre"}, "department", CHOOSE),
        ({"department": str(10**30)}, "department", CHOOSE),
        ({"template": ""}, "template", "Velg et program."),
        ({"template": "0"}, "template", CHOOSE),
        ({"mentor": "0"}, "mentor", CHOOSE),
        ({"mentor": str(10**30)}, "mentor", CHOOSE),
        ({"systems": ["Gerica", "Solitaire"]}, "systems", CHOOSE),
        ({"checklists": ["0"]}, "checklists", CHOOSE),
        ({"checklists": ["tre"]}, "checklists", CHOOSE),
    ],
)
def test_refused(client: Client, desk: Desk, sent: dict[str, object], field: str, sentence: str) -> None:
    assert refused(client, desk, **sent) == {field: [sentence]}


def test_a_form_with_nothing_in_it(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    response = client.post(start_url(), {})
    assert (response.status_code, sorted(response.context["form"].errors)) == (
        422,
        ["department", "name", "starts_on", "template", "title"],
    )


def test_a_telephone_number_is_no_identity_number(client: Client, desk: Desk) -> None:
    assert start(client, desk, private_phone="+47 900 00 001").private_phone == "+47 900 00 001"


# --- the person -------------------------------------------------------------------------------------------


def test_a_new_person_with_an_address(client: Client, desk: Desk) -> None:
    assert start(client, desk, email="Kari@Prove.Example").new_hire.email == "kari@prove.example"


def test_a_taken_address_is_answered_alike_in_every_municipality(client: Client, desk: Desk) -> None:
    make_user(email="her@prove.example", municipality=home(desk))
    make_user(email="der@prove.example")
    assert refused(client, desk, email="her@prove.example") == {"email": [IN_USE]}
    assert refused(client, desk, email="DER@prove.example") == {"email": [IN_USE]}


def test_whose_address_was_typed_stands_in_the_list(client: Client, desk: Desk) -> None:
    former_mentor = make_user(email="her@prove.example", name="Per Før", municipality=home(desk))
    foreign = make_user(email="der@prove.example")
    make_head(desk.department.unit)
    client.force_login(desk.leader)
    for address, person, listed in (("her", former_mentor, True), ("der", foreign, False)):
        response = client.post(start_url(), filled(desk, email=f"{address}@prove.example"))
        offered = [value for value, _label in response.context["form"].fields["person"].choices]
        assert (person.pk in offered) == listed


def test_an_existing_person(client: Client, desk: Desk) -> None:
    person = make_user(name="Kari Kjent", municipality=home(desk))
    before = User.objects.count()
    programme = start(client, desk, name="", person=person.pk, title="vernepleier")
    assert (programme.new_hire, programme.title, User.objects.count()) == (person, "vernepleier", before)


def test_a_person_with_a_programme_that_runs(client: Client, desk: Desk) -> None:
    person = make_user(name="Kari Kjent", municipality=home(desk))
    programme = make_programme(new_hire=person, department=desk.department)
    sentence = "Kari Kjent har allerede et program som går."
    assert refused(client, desk, name="", person=person.pk) == {"person": [sentence]}
    Programme.objects.filter(pk=programme.pk).update(ended_on=date(2026, 9, 16))
    assert start(client, desk, name="", person=person.pk).new_hire == person


def test_a_name_and_a_person(client: Client, desk: Desk) -> None:
    person = make_user(name="Kari Kjent", municipality=home(desk))
    sentence = "Du har både skrevet et navn og valgt en person. Tøm feltet du ikke skal bruke."
    assert refused(client, desk, name="Ola Ny", person=person.pk) == {"person": [sentence]}
    assert start(client, desk, name="kari kjent", person=person.pk).new_hire == person


def test_another_address_for_a_person_that_is_known(client: Client, desk: Desk) -> None:
    person = make_user(name="Kari Kjent", municipality=home(desk))
    sentence = "Adressen til en som er registrert fra før, endres ikke her. La feltet stå tomt."
    sent: dict[str, object] = {"name": "", "person": person.pk, "email": "ny@prove.example"}
    assert refused(client, desk, **sent) == {"email": [sentence]}


def test_a_namesake_is_pointed_out_before_anything_is_saved(client: Client, desk: Desk) -> None:
    make_user(name="Kari Ny", municipality=home(desk))
    client.force_login(desk.leader)
    page = client.post(start_url(), filled(desk, name="kari ny") | {"preview": "1"}).content.decode()
    assert "Kari Ny er registrert fra før. Er det samme person" in page
    assert start(client, desk, name="Kari Ny").new_hire.name == "Kari Ny"


@pytest.mark.parametrize("foreign", ["other municipality", "the leader", "not active"])
def test_a_person_who_cannot_be_chosen(client: Client, desk: Desk, foreign: str) -> None:
    people = {
        "other municipality": make_user(),
        "the leader": desk.leader,
        "not active": make_user(is_active=False, municipality=home(desk)),
    }
    assert refused(client, desk, name="", person=people[foreign].pk) == {"person": [CHOOSE]}


# --- mentor and place ---------------------------------------------------------------------------------------


def test_nobody_mentors_themselves(client: Client, desk: Desk) -> None:
    sent: dict[str, object] = {"name": "", "person": desk.mentor.pk}
    assert refused(client, desk, **sent) == {
        "mentor": ["Ingen kan være sin egen mentor. Velg en annen."],
    }


@pytest.mark.parametrize("kind", ["leader", "head", "another leader"])
def test_nobody_mentors_someone_they_lead(client: Client, desk: Desk, kind: str) -> None:
    leaders = {
        "leader": desk.leader,
        "head": make_head(desk.department.unit),
        "another leader": make_leader(desk.department),
    }
    mentor = leaders[kind]
    sentence = f"{mentor.name} leder den nytilsatte og kan derfor ikke være mentor. Velg en kollega."
    assert refused(client, desk, mentor=mentor.pk) == {"mentor": [sentence]}


def test_a_leader_elsewhere_can_be_mentor(client: Client, desk: Desk) -> None:
    elsewhere = make_leader(make_department(unit=desk.department.unit))
    assert start(client, desk, mentor=elsewhere.pk).mentorships.get().mentor == elsewhere


def test_what_belongs_to_another_municipality(client: Client, desk: Desk) -> None:
    foreign = make_municipality()
    template = ProgrammeTemplate.objects.create(slug="egen", name="Egen", municipality=foreign)
    assert refused(client, desk, mentor=make_user(municipality=foreign).pk) == {"mentor": [CHOOSE]}
    assert refused(client, desk, template=template.pk) == {"template": [CHOOSE]}
    for place in (make_department(), make_department(unit=desk.department.unit)):
        assert refused(client, desk, department=place.pk) == {"department": [CHOOSE]}


def test_a_template_with_a_rule_that_cannot_be(client: Client, desk: Desk) -> None:
    desk.template.steps.filter(position=1).update(rule={"when": "full_moon"})
    (sentence,) = refused(client, desk)["template"]
    assert sentence.startswith("Malen har en rad som ikke kan brukes. Regelen «full_moon» finnes ikke.")
