"""What paper asks of a leader on the start page: the letter, the form, the archive. And of nobody else."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.handing_over import HandingOver, may_be_handed_over
from programmes.models import Mentorship, Programme
from tests.cast import Cast
from tests.factories import STARTED_AT
from tests.start_page import page, waiting

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)
LETTER = ("Send velkomstbrevet", "Ikke sendt", "Kari Ny")
FORM = ("Lever skjemaet", "Ikke levert", "Kari Ny")
ARCHIVE = ("Send pakken til arkivet", "Ikke mottatt", "Kari Ny")
OTHERS = ("new_hire", "mentor", "substitute", "head", "coordinator", "former_leader")


def change(cast: Cast, **fields: object) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(**fields)


def with_accounts(cast: Cast) -> None:
    """Everybody can sign in, and so be waited for."""
    User.objects.update(password=make_password("pass"))
    for person in vars(cast).values():
        if isinstance(person, User):
            person.refresh_from_db()


def told(client: Client, cast: Cast, line: tuple[str, str, str]) -> bool:
    return line in waiting(client, cast.leader, "leader")


def nobody_else_is_told(client: Client, cast: Cast, line: tuple[str, str, str]) -> None:
    assert [role for role in OTHERS if line[0] in page(client, cast.of(role))] == []


# --- the letter -------------------------------------------------------------------------------------------


def test_a_letter_waits_from_two_weeks_before_the_start_until_it(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    days = {15: False, 14: True, 0: True, -1: False}
    found = {}
    for ahead in days:
        change(cast, starts_on=TODAY + timedelta(days=ahead))
        found[ahead] = told(client, cast, LETTER)
    assert found == days
    change(cast, starts_on=TODAY + timedelta(days=7))
    nobody_else_is_told(client, cast, LETTER)
    change(cast, letter_sent_on=TODAY)
    assert not told(client, cast, LETTER)


def test_where_the_template_has_a_row_for_the_letter_that_row_is_the_duty(client: Client, cast: Cast) -> None:
    step = cast.programme.steps.get(title__startswith="Sende brev")
    change(cast, starts_on=TODAY + timedelta(days=7))
    cast.programme.steps.filter(pk=step.pk).update(due_on=TODAY - timedelta(days=7))
    own = (step.title, "Forfalt", "Kari Ny")
    assert (told(client, cast, own), told(client, cast, LETTER)) == (True, False)
    step.tick(by=cast.leader, at=STARTED_AT, on=TODAY)
    step.save()
    assert (told(client, cast, own), told(client, cast, LETTER)) == (False, False)


@pytest.mark.parametrize(("role", "sees"), [("leader", True), ("mentor", False), ("new_hire", False)])
def test_the_programme_page_tells_the_leader_that_the_letter_is_not_sent(
    client: Client, cast: Cast, role: str, sees: bool
) -> None:
    words, place = "Velkomstbrevet er ikke sendt herfra.", cast.programme.get_absolute_url()
    client.force_login(cast.of(role))
    change(cast, starts_on=TODAY + timedelta(days=14))
    assert (words in client.get(place).text) is sees
    change(cast, letter_sent_on=date(2026, 9, 4))
    shown = client.get(place).text
    assert (words in shown, "(sendt 4. september 2026)" in shown) == (False, sees)


# --- the form ---------------------------------------------------------------------------------------------


def test_the_form_waits_for_the_leader_once_nobody_else_is_waited_for(client: Client, cast: Cast) -> None:
    with_accounts(cast)
    change(cast, starts_on=date(2026, 1, 5), ended_on=TODAY, ended_because="completed")
    assert not told(client, cast, FORM)
    change(cast, ready_by_new_hire_at=STARTED_AT)
    cast.programme.mentorships.update(ready_at=STARTED_AT)
    assert told(client, cast, FORM)
    nobody_else_is_told(client, cast, FORM)
    change(cast, handed_over_on=TODAY)
    assert not told(client, cast, FORM)


def test_many_are_asked_the_same_as_one(cast: Cast) -> None:
    """`may_be_handed_over` is `HandingOver.is_allowed` in SQL: every mixture of who is ready, gone, away or over time."""
    substitute = cast.programme.mentorships.get(mentor=cast.substitute)
    main = cast.programme.mentorships.get(mentor=cast.mentor)
    Mentorship.objects.filter(pk=substitute.pk).update(to_on=TODAY)
    answers = set()
    for of_new_hire, of_mentor, of_substitute, because, days, main_lasts in product(
        ("silent", "ready", "without account"),
        ("silent", "ready", "locked out"),
        ("silent", "ready"),
        ("completed", "left"),
        (-1, 0, 29, 30),
        (True, False),
    ):
        User.objects.update(password=make_password("pass") if of_new_hire != "without account" else "!")
        User.objects.filter(pk=cast.mentor.pk).update(password="x", is_active=of_mentor != "locked out")
        User.objects.filter(pk=cast.substitute.pk).update(password="x")
        change(
            cast,
            starts_on=date(2026, 1, 5),
            ended_on=TODAY - timedelta(days=days),
            ended_because=because,
            ready_by_new_hire_at=STARTED_AT if of_new_hire == "ready" else None,
        )
        Mentorship.objects.filter(pk=main.pk).update(
            ready_at=STARTED_AT if of_mentor == "ready" else None,
            to_on=None if main_lasts else TODAY - timedelta(days=1),
        )
        Mentorship.objects.filter(pk=substitute.pk).update(
            ready_at=STARTED_AT if of_substitute == "ready" else None
        )
        many = Programme.objects.filter(may_be_handed_over(TODAY), pk=cast.programme.pk).exists()
        one = HandingOver.of(Programme.objects.with_people().get(pk=cast.programme.pk), TODAY).is_allowed
        assert many == one, (of_new_hire, of_mentor, of_substitute, because, days, main_lasts)
        answers.add(one)
    assert answers == {True, False}


def test_without_any_mentor_the_form_waits_for_the_leader_at_once(client: Client, cast: Cast) -> None:
    with_accounts(cast)
    change(cast, starts_on=date(2026, 1, 5), ended_on=TODAY)
    assert not told(client, cast, FORM)
    cast.programme.mentorships.all().delete()
    assert told(client, cast, FORM)


# --- the archive ------------------------------------------------------------------------------------------


def test_two_weeks_after_the_handing_over_the_archive_is_asked_for(client: Client, cast: Cast) -> None:
    change(cast, starts_on=date(2026, 1, 5), ended_on=date(2026, 8, 1))
    days = {13: False, 14: True, 60: True}
    found = {}
    for ago in days:
        change(cast, handed_over_on=TODAY - timedelta(days=min(ago, 46)))
        found[ago] = told(client, cast, ARCHIVE)
    assert found == days
    nobody_else_is_told(client, cast, ARCHIVE)
    client.force_login(cast.leader)
    words, place = "ingen har krysset av for at arkivet har mottatt", cast.programme.get_absolute_url()
    assert words in client.get(place).text
    assert client.get(reverse("documents:handing_over", args=[cast.programme.pk])).status_code == 200
    change(cast, archived_on=TODAY)
    assert (told(client, cast, ARCHIVE), words in client.get(place).text) == (False, False)
