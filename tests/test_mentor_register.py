"""The register of mentors and the time planned with them: for planning, never for comparing people."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import MentorProfile
from tests.cast import LEADERS, Cast
from tests.conftest import NOON
from tests.factories import make_leader, make_programme, make_user
from tests.mentor_periods import set_limit

pytestmark = pytest.mark.django_db
REGISTER = "/programmer/mentorer/"


def profile_page(person: User) -> str:
    return reverse("programmes:mentor_profile", args=[person.pk])


# --- the register -----------------------------------------------------------------------------------------


def test_the_register_is_by_name_and_names_no_new_hire(client: Client, cast: Cast) -> None:
    set_limit(cast.mentor, "0.5", training="Mentorkurs", trained_on=date(2026, 3, 12))
    home = cast.mentor.municipality
    idle = make_user(municipality=home, name="Åse Uten Program")
    make_user(municipality=home, name="Ikke Mentor")
    set_limit(idle, "2.0")
    client.force_login(cast.coordinator)
    response = client.get(REGISTER)
    rows = {row.record.person.name: row.record for row in response.context["table"].rows}
    assert list(rows) == ["Ola Mentor", cast.substitute.name, "Åse Uten Program"]
    ola = rows["Ola Mentor"]
    assert (ola.departments, ola.training, ola.limit) == (
        cast.programme.department.name,
        "Mentorkurs, 12.03.2026",
        "høyst 0,5 t",
    )
    assert ola.planned.replace("\N{NO-BREAK SPACE}", " ") == (
        "uke 38–41: 0,8 t, uke 43: 0,8 t, uke 45: 0,8 t, fra uke 47: inntil 0,8 t"
    )
    assert ola.passes
    assert rows["Åse Uten Program"].passes is None
    assert ("Over grensen" in response.text, cast.new_hire.name in response.text) == (True, False)


def test_it_cannot_be_sorted_by_anything_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    plain = [row.record.person.pk for row in client.get(REGISTER).context["table"].rows]
    asked = client.get(REGISTER, {"sort": "-planned"}).context["table"]
    assert ([row.record.person.pk for row in asked.rows], "sort=" in asked.as_html(None)) == (plain, False)


@pytest.mark.parametrize("role", ["new_hire", "mentor", "former_leader", "administrator", "stranger"])
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(REGISTER).status_code == 404
    others = profile_page(cast.substitute)
    assert (client.get(others).status_code, client.post(others, {"training": "x"}).status_code) == (404, 404)
    assert not MentorProfile.objects.exists()


def test_another_municipality_is_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.foreign_leader)
    assert cast.mentor.name not in client.get(REGISTER).text
    assert client.get(profile_page(cast.mentor)).status_code == 404


@pytest.mark.parametrize("mentors", [1, 30])
def test_queries(client: Client, mentors: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = make_programme()
    for _number in range(mentors - 1):
        make_programme(department=first.department)
    client.force_login(make_leader(first.department))
    with django_assert_num_queries(8):
        assert client.get(REGISTER).status_code == 200


# --- one mentor ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["mentor", "coordinator", *LEADERS])
def test_the_mentor_and_those_who_follow_write_it(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    data = {"training": "Mentorkurs", "trained_on": "2026-03-12", "hours_limit": "1,5", "version": 0}
    response = client.post(profile_page(cast.mentor), data)
    leads_to = reverse("people:me" if role == "mentor" else "programmes:mentor_register")
    assert (response.status_code, response.headers.get("Location")) == (302, leads_to)
    profile = MentorProfile.objects.get()
    assert (profile.user, profile.training, profile.trained_on, profile.hours_limit) == (
        cast.mentor,
        "Mentorkurs",
        date(2026, 3, 12),
        Decimal("1.5"),
    )
    assert (profile.changed_by, profile.changed_at) == (cast.of(role), NOON)
    assert (
        f"Sist endret av {cast.of(role).name} 16. september 2026."
        in client.get(profile_page(cast.mentor)).text
    )


HOURS = "Skriv timer i uka mellom 0,5 og 37,5, for eksempel 1,5."


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"hours_limit": "mye"}, "hours_limit", HOURS),
        ({"hours_limit": "0"}, "hours_limit", HOURS),
        ({"hours_limit": "38"}, "hours_limit", HOURS),
        ({"hours_limit": "1,55"}, "hours_limit", HOURS),
        ({"hours_limit": "99999"}, "hours_limit", HOURS),
        (
            {"trained_on": "2026-09-17"},
            "trained_on",
            "Dagen er ikke kommet ennå. Skriv dagen kurset ble tatt.",
        ),
        (
            {"training": "", "trained_on": "2026-03-12"},
            "trained_on",
            "Skriv også hvilket kurs det var, i feltet over.",
        ),
        ({"training": "x" * 121}, "training", "Skriv høyst 120 tegn. Nå er det 121."),
        (
            {"training": "01019012345"},
            "training",
            "Dette ligner et fødselsnummer. Det skal ikke stå her.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: Client, cast: Cast, data: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.mentor)
    response = client.post(profile_page(cast.mentor), {"training": "Kurs", "version": 0} | data)
    form = response.context["form"]
    assert (response.status_code, dict(form.errors)) == (422, {field: [sentence]})
    assert {name: form[name].value() for name in data} == data
    assert not MentorProfile.objects.exists()


def test_two_who_write_at_once_are_told(client: Client, cast: Cast) -> None:
    set_limit(cast.mentor, "2.0", training="Det ene kurset", version=1)
    client.force_login(cast.leader)
    data = {"training": "Det andre kurset", "version": 0}
    response = client.post(profile_page(cast.mentor), data)
    assert response.status_code == 409
    assert ("Det ene kurset" in response.text, "Det andre kurset" in response.text) == (True, True)
    assert MentorProfile.objects.get().training == "Det ene kurset"
