"""Who the mentors are, as the register shows them: profession, position, their own words, a photo; and who is none yet."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Portrait, User
from programmes.models import Mentorship
from tests.cast import Cast
from tests.factories import make_department, make_position, make_user
from tests.mentor_periods import set_limit
from tests.test_mentor_register import REGISTER, profile_page

pytestmark = pytest.mark.django_db


def present_oneself(person: User) -> str:
    """Title, words and photo; where the photo is."""
    person.title, person.presentation = "vernepleier", "Jeg er glad i tur.\n" + "Og i folk. " * 30
    person.save()
    Portrait.objects.keep(person, b"webp")
    return reverse("programmes:mentor_portrait", args=[person.pk])


def test_profession_position_words_and_photo(client: Client, cast: Cast) -> None:
    photo = present_oneself(cast.mentor)
    elsewhere = make_department(unit=cast.programme.department.unit, name="Sone vest")
    make_position(kind="leader", holder=cast.mentor, place=elsewhere)
    client.force_login(cast.leader)
    response = client.get(REGISTER)
    row = next(row.record for row in response.context["table"].rows if row.record.person == cast.mentor)
    assert row.profession == "vernepleier, avdelingsleder, Sone vest"
    assert (row.presentation[:27], len(row.presentation)) == ("Jeg er glad i tur. Og i fol", 160)
    assert f'src="{photo}"' in response.text
    assert client.get(photo).content == b"webp"
    profile = client.get(profile_page(cast.mentor)).text
    assert ("Ola om seg selv" in profile, "Jeg er glad i tur." in profile) == (True, True)


def test_when_it_is_over_the_words_are_not_there(client: Client, cast: Cast) -> None:
    photo = present_oneself(cast.mentor)
    set_limit(cast.mentor, "1.0")  # stays in the register
    Mentorship.objects.filter(mentor=cast.mentor).delete()
    client.force_login(cast.leader)
    for address in (REGISTER, profile_page(cast.mentor)):
        text = client.get(address).text
        assert ("Ola Mentor" in text, "Jeg er glad i tur" in text, photo in text) == (True, False, False)
    assert client.get(photo).status_code == 404


@pytest.mark.parametrize(
    "role", ["new_hire", "substitute", "former_leader", "administrator", "foreign_leader"]
)
def test_the_photo_is_for_who_follows(client: Client, cast: Cast, role: str) -> None:
    photo = present_oneself(cast.mentor)
    client.force_login(cast.of(role))
    assert client.get(photo).status_code == 404


def test_one_who_is_no_mentor_yet_is_found_by_name(client: Client, cast: Cast) -> None:
    home = cast.mentor.municipality
    early = make_user(municipality=home, name="Gro Gjerne", title="sykepleier")
    make_user(name="Gro Borte")
    make_user(municipality=home, name="Gro Sluttet", is_active=False)
    client.force_login(cast.leader)
    assert "Gro" not in client.get(REGISTER).text
    shown = client.get(REGISTER, {"q": "gro"})
    assert list(shown.context["others"]) == [early]
    assert f'href="{profile_page(early)}"' in shown.text
    data = {"training": "Mentorkurs", "hours_limit": "1,5", "version": 0}
    assert client.post(profile_page(early), data).status_code == 302
    assert "Gro Gjerne" in client.get(REGISTER).text
    assert list(client.get(REGISTER, {"q": "gro"}).context["others"]) == []


def test_on_a_phone_each_number_has_its_word(client: Client, cast: Cast) -> None:
    set_limit(cast.mentor, "0.5")
    client.force_login(cast.leader)
    shown = client.get(REGISTER).text
    for label, value in (("Grense i uka", "høyst 0,5 t"), ("Planlagt", "uke")):
        assert f'<span class="merkelapp">{label}: </span>{value}' in shown
