"""A substitute is called one: in what is said, in the form, under what is read, and of the last talk."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Programme
from tests.cast import Cast
from tests.conftest import NOON
from tests.mentor_periods import do, page, refused
from tests.start_page import page as start_page

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 14)


def has_talked(cast: Cast, logged_by: User, held_on: date = MONDAY) -> None:
    talks = cast.programme.conversations.filter(number=1)
    talks.update(held_on=held_on, logged_by=logged_by, logged_at=NOON)
    Programme.objects.filter(pk=cast.programme.pk).update(last_held_on=held_on)


def test_a_substitutes_last_day_is_moved(client: Client, cast: Cast) -> None:
    key = cast.programme.mentorships.get(is_substitute=True).pk
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "end", key), to_on="2026-10-31")
    assert f"{cast.substitute.name} er vikar 1. september 2026 til 31. oktober 2026." in said


def test_one_to_come_is_taken_away(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-09-17", "to_on": "2026-09-20"}
    do(client, page(cast.programme, "substitute"), **sent)
    key = cast.programme.mentorships.get(mentor=cast.stranger).pk
    said = do(client, page(cast.programme, "end", key), ta_bort="1")
    assert f"{cast.stranger.name} skal ikke være vikar likevel." in said


def test_the_form_asks_for_a_substitute(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    form = client.get(page(cast.programme, "substitute")).context["form"]
    first = next(iter(form.fields["mentor"].choices))
    assert (form["mentor"].label, first[1]) == ("Vikar", "Velg vikar")
    said = refused(
        client, cast, page(cast.programme, "substitute"), mentor="", from_on="2026-09-17", to_on="2026-10-01"
    )
    assert said == {"mentor": ["Velg en vikar."]}
    form = client.get(page(cast.programme, "change")).context["form"]
    assert form["mentor"].label == "Mentor"


def test_a_substitute_reads_as_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    shifts = client.get(reverse("programmes:shifts", args=[cast.programme.pk])).text
    assert (f"{cast.substitute.name} (vikar)" in shifts, "Ola Mentor (mentor)" in shifts) == (True, True)
    client.force_login(cast.new_hire)
    cast.programme.mentorships.filter(is_substitute=False).update(to_on=date(2026, 9, 15))
    needs = client.get(reverse("programmes:needs", args=[cast.programme.pk])).text
    assert f"Leses av {cast.substitute.name} (vikar) og deg." in needs


@pytest.mark.parametrize(
    ("reader", "logged_by", "held_on", "they_talked"),
    [
        ("mentor", "mentor", MONDAY, True),
        ("mentor", "new_hire", MONDAY, True),
        ("new_hire", "mentor", MONDAY, True),
        ("substitute", "mentor", MONDAY, False),
        ("substitute", "substitute", MONDAY, True),
        ("mentor", "former_mentor", date(2026, 7, 31), False),  # before the reader's period
    ],
)
def test_who_talked_last(
    client: Client, cast: Cast, reader: str, logged_by: str, held_on: date, they_talked: bool
) -> None:
    has_talked(cast, cast.of(logged_by), held_on)
    shown = start_page(client, cast.of(reader))
    assert ("Dere snakket sist</dt>" in shown, "Siste samtale i programmet</dt>" in shown) == (
        they_talked,
        not they_talked,
    )
