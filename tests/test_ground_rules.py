"""Spilleregler: settled by the two, said yes to by both, read by nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import GroundRules, Mentorship
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast
from tests.conftest import NOON
from tests.factories import make_programme
from tests.talks import talk_of, url_of

pytestmark = pytest.mark.django_db
WORDS = "Fredager etter rapporten"


def address(cast: Cast) -> str:
    return reverse("programmes:ground_rules", args=[cast.programme.pk])


def settled(*, version: int = 0, **words: object) -> dict[str, object]:
    texts = {"frequency": WORDS, "channel": "Melding", "form_keeper": "new_hire", "mismatch": ""}
    return texts | {"version": version} | words


def send(client: Client, cast: Cast, user: User, data: dict[str, object]) -> GroundRules:
    client.force_login(user)
    response = client.post(address(cast), data)
    assert response.status_code == 302, dict(response.context["form"].errors)
    return GroundRules.objects.get(mentorship__programme=cast.programme)


def accepted(rules: GroundRules) -> tuple[bool, bool]:
    return rules.accepted_by_new_hire_at == NOON, rules.accepted_by_mentor_at == NOON


def test_who_saves_says_yes_and_the_other_after(client: Client, cast: Cast) -> None:
    rules = send(client, cast, cast.mentor, settled())
    assert (rules.frequency, rules.form_keeper, rules.written_by) == (WORDS, "new_hire", cast.mentor)
    assert (accepted(rules), rules.is_agreed) == ((False, True), False)

    rules = send(client, cast, cast.new_hire, settled(version=1))
    assert (accepted(rules), rules.is_agreed, rules.written_by) == ((True, True), True, cast.mentor)


def test_a_change_asks_the_other_again(client: Client, cast: Cast) -> None:
    send(client, cast, cast.mentor, settled())
    send(client, cast, cast.new_hire, settled(version=1))
    rules = send(client, cast, cast.new_hire, settled(version=2, channel="Ring meg"))
    assert (accepted(rules), rules.channel, rules.written_by) == ((True, False), "Ring meg", cast.new_hire)


def test_the_same_form_twice_changes_nothing(client: Client, cast: Cast) -> None:
    for _time in range(2):
        rules = send(client, cast, cast.mentor, settled())
    assert rules.version == 1


@pytest.mark.parametrize("words", [{}, {"channel": "Mitt forslag"}])
def test_one_says_yes_to_what_one_saw(client: Client, cast: Cast, words: dict[str, str]) -> None:
    send(client, cast, cast.mentor, settled())
    send(client, cast, cast.mentor, settled(version=1, frequency="Annenhver uke"))
    client.force_login(cast.new_hire)
    response = client.post(address(cast), settled(version=1, **words))
    shown = response.content.decode()
    assert (response.status_code, "Annenhver uke" in shown, WORDS in shown) == (409, True, True)
    assert accepted(GroundRules.objects.get()) == (False, True)
    assert "Ola Mentor lagret dette mens du skrev" in shown


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"form_keeper": ""}, "form_keeper", "Velg hvem av dere som tar vare på skjemaet."),
        ({"form_keeper": "lederen"}, "form_keeper", "Velg hvem av dere som tar vare på skjemaet."),
        ({"channel": "x" * 1001}, "channel", "Teksten er 1001 tegn. Skriv høyst 1000."),
        (
            {"mismatch": "Ring 01019012345"},
            "mismatch",
            "Dette ligner et fødselsnummer. Det skal ikke stå her.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: Client, cast: Cast, words: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.mentor)
    response = client.post(address(cast), settled() | words)
    form = response.context["form"]
    assert (response.status_code, form.errors[field]) == (422, [sentence])
    assert {name: form[name].value() for name in words} == words
    assert not GroundRules.objects.exists()


def test_the_talk_asks_for_them_until_both_have_said_yes(client: Client, cast: Cast) -> None:
    def asked() -> bool:
        client.force_login(cast.mentor)
        return "Dere har ikke spilleregler ennå." in client.get(url_of(talk_of(cast.programme))).text

    answers = [asked()]
    for version, user in enumerate((cast.mentor, cast.new_hire)):
        send(client, cast, user, settled(version=version))
        answers.append(asked())
    assert answers == [True, True, False]


def test_a_substitute_settles_their_own(client: Client, cast: Cast) -> None:
    send(client, cast, cast.mentor, settled())
    client.force_login(cast.substitute)
    assert WORDS not in client.get(address(cast)).text
    assert client.post(address(cast), settled(frequency="Hver dag")).status_code == 302
    kept = {rules.mentorship.mentor: rules.frequency for rules in GroundRules.objects.all()}
    assert kept == {cast.mentor: WORDS, cast.substitute: "Hver dag"}
    client.force_login(cast.mentor)
    assert "Hver dag" not in client.get(address(cast)).text


@pytest.mark.parametrize("role", [*LEADERS, *OUTSIDERS])
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    send(client, cast, cast.mentor, settled())
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == 404
    assert client.post(address(cast), settled(frequency="Fremmed")).status_code == 404
    assert GroundRules.objects.get().frequency == WORDS


@pytest.mark.parametrize("role", PAIR)
def test_the_page_says_who_reads_it_and_what_the_law_asks(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    shown = client.get(address(cast)).text
    assert "Spillereglene kommer aldri på skjemaet, og slettes når programmet lukkes." in shown
    assert ("Ikke av " in shown, "helsepersonelloven § 17" in shown) == (True, True)
    assert address(cast) in client.get(cast.programme.get_absolute_url()).text


def test_without_a_mentor_the_page_says_what_comes(client: Client) -> None:
    programme = make_programme(without_mentor=True)
    client.force_login(programme.new_hire)
    page = reverse("programmes:ground_rules", args=[programme.pk])
    assert "Spillereglene avtales når en mentor er på plass." in client.get(page).text
    assert client.post(page, settled()).status_code == 200
    assert not GroundRules.objects.filter(mentorship__programme=programme).exists()
    assert not Mentorship.objects.filter(programme=programme).exists()
