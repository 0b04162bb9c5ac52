"""The register of mentors and the time planned with them: for planning, never for comparing people."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.mentor_load import hours, load_words, loads, with_load
from programmes.models import Conversation, MentorProfile, Programme
from tests.cast import LEADERS, Cast
from tests.conftest import NOON
from tests.factories import make_leader, make_programme, make_user
from tests.mentor_periods import do, page
from tests.start_form import Desk, filled, make_desk, start_url

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
REGISTER = "/programmer/mentorer/"


def set_limit(mentor: User, limit: str, **fields: Any) -> MentorProfile:
    return MentorProfile.objects.create(
        user=mentor, hours_limit=Decimal(limit), changed_by=mentor, changed_at=NOON, **fields
    )


def profile_page(person: User) -> str:
    return reverse("programmes:mentor_profile", args=[person.pk])


def weeks_of(mentor: User) -> dict[int, int]:
    """ISO week -> minutes."""
    return {
        monday.isocalendar().week: minutes for monday, minutes in loads([mentor], TODAY)[mentor.pk].items()
    }


# --- planned time ---------------------------------------------------------------------------------------


def test_open_talks_of_eight_weeks_are_added_up_by_week(cast: Cast) -> None:
    """Trondheim's weeks 3 4 5 6 8 10 of a programme from calendar week 36, 45 minutes each."""
    assert weeks_of(cast.mentor) == {38: 45, 39: 45, 40: 45, 41: 45, 43: 45, 45: 45}
    talks = cast.programme.conversations
    talks.filter(number=1).update(held_on=TODAY, logged_by=cast.mentor, logged_at=NOON)
    talks.filter(number=2).update(expected_minutes=None)
    talks.filter(number=3).update(expected_minutes=60, planned_on=date(2026, 9, 25))
    assert weeks_of(cast.mentor) == {39: 105, 41: 45, 43: 45, 45: 45}


def test_only_what_falls_in_ones_own_period_counts(cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 27))
    cast.programme.mentorships.create(
        mentor=cast.stranger, assigned_on=date(2026, 9, 28), from_on=date(2026, 9, 28)
    )
    assert weeks_of(cast.mentor) == {38: 45, 39: 45}
    assert weeks_of(cast.stranger) == {40: 45, 41: 45, 43: 45, 45: 45}
    assert weeks_of(cast.former_mentor) == {}


def test_two_programmes_are_added_and_an_ended_one_is_not(cast: Cast) -> None:
    make_programme(mentor=cast.mentor, department=cast.programme.department)
    assert weeks_of(cast.mentor)[38] == 90
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY)
    assert weeks_of(cast.mentor)[38] == 45


def test_the_fullest_week_is_the_same_in_the_list_and_in_the_register(cast: Cast) -> None:
    make_programme(mentor=cast.mentor, department=cast.programme.department)
    Conversation.objects.filter(programme=cast.programme, number=4).update(expected_minutes=60)
    listed = vars(with_load(User.objects.filter(pk=cast.mentor.pk), TODAY).get())["most_minutes"]
    assert listed == max(weeks_of(cast.mentor).values()) == 105


@pytest.mark.parametrize(("minutes", "words"), [(45, "0,8 t"), (60, "1 t"), (90, "1,5 t"), (600, "10 t")])
def test_hours_in_words(minutes: int, words: str) -> None:
    assert hours(minutes) == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("", "inntil 0,8 t i uka"),
        ("1.0", "inntil 0,8 t i uka, grense 1 t"),
        ("0.5", "inntil 0,8 t i uka, over grensen på 0,5 t"),
    ],
)
def test_what_stands_beside_a_name(cast: Cast, limit: str, words: str) -> None:
    if limit:
        set_limit(cast.mentor, limit)
    assert load_words(with_load(User.objects.filter(pk=cast.mentor.pk), TODAY).get()) == words


# --- when a mentor is chosen ------------------------------------------------------------------------------


def test_who_passes_the_limit_is_chosen_all_the_same(client: Client, cast: Cast) -> None:
    set_limit(cast.stranger, "0.5")
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    assert f"{cast.stranger.name} får 0,8 t med samtaler i kalenderuke 39, og grensen er 0,5 t." in said
    assert cast.programme.mentorships.filter(mentor=cast.stranger).exists()


def test_within_the_limit_nothing_is_said(client: Client, cast: Cast) -> None:
    set_limit(cast.stranger, "1.0")
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    assert "og grensen er" not in said


@pytest.mark.parametrize(("limit", "warned"), [("1.0", False), ("0.5", True)])
def test_a_start_says_it_before_anything_is_saved(client: Client, limit: str, warned: bool) -> None:
    desk: Desk = make_desk()
    set_limit(desk.mentor, limit)
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk) | {"preview": "1"})
    assert response.status_code == 200
    assert ("og grensen er 0,5 t." in response.text) == warned


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
    assert ola.planned.replace("\N{NO-BREAK SPACE}", " ") == "uke 38–41: 0,8 t, uke 43: 0,8 t, uke 45: 0,8 t"
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
