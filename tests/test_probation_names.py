"""What a review is called: a prøvetidssamtale within the prøvetid, for leaders and new hire; the template's title for others."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Probation, ReviewRecord
from tests.access_secrets import text_of
from tests.cast import LEADERS, Cast, make_cast
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KNOWING = ["new_hire", *LEADERS]
OTHERS = ["mentor", "substitute", "coordinator"]


def enter(cast: Cast, **fields: Any) -> Probation:
    values = {"is_agreed": True, "ends_on": date(2026, 12, 31)} | fields
    return Probation.objects.create(
        programme=cast.programme, written_by=cast.leader, written_at=NOON, **values
    )


def texts(client: Client, cast: Cast, role: str) -> str:
    """The pages where reviews are named."""
    client.force_login(cast.of(role))
    addresses = [
        cast.programme.get_absolute_url(),
        reverse("start"),
        reverse("programmes:list"),
        reverse("programmes:csv"),
    ]
    addresses += [row.get_absolute_url() for row in cast.programme.reviews.all()]
    return "\n".join(text_of(client.get(address)) for address in addresses).lower()


@pytest.mark.parametrize("role", [*KNOWING, *OTHERS])
def test_until_somebody_enters_it_everybody_reads_the_title(client: Client, cast: Cast, role: str) -> None:
    assert "oppfølgingssamtale" not in texts(client, cast, role)


@pytest.mark.parametrize("role", KNOWING)
def test_after_its_end_a_review_has_another_name_and_is_pointed_out(
    client: Client, cast: Cast, role: str
) -> None:
    enter(cast)
    text = texts(client, cast, role)
    names = ("første prøvetidssamtale", "andre prøvetidssamtale", "tredje oppfølgingssamtale")
    assert all(name in text for name in names)
    assert "tredje prøvetidssamtale" not in text
    assert ("etter prøvetiden" in text, "samtalen er planlagt etter at prøvetiden er ute" in text) == (
        True,
        True,
    )


@pytest.mark.parametrize("role", KNOWING)
def test_without_prøvetid_they_are_all_follow_ups(client: Client, cast: Cast, role: str) -> None:
    enter(cast, is_agreed=False, ends_on=None)
    text = texts(client, cast, role)
    assert "første oppfølgingssamtale" in text
    assert all(f"{number} prøvetidssamtale" not in text for number in ("første", "andre", "tredje"))
    assert "etter prøvetiden" not in text


@pytest.mark.parametrize("fields", [{}, {"is_agreed": False, "ends_on": None}])
@pytest.mark.parametrize("role", OTHERS)
def test_the_name_tells_others_nothing(client: Client, cast: Cast, role: str, fields: dict[str, Any]) -> None:
    before = texts(client, cast, role)
    enter(cast, **fields)
    after = texts(client, cast, role)
    for text in (before, after):
        assert ("tredje prøvetidssamtale" in text, "oppfølgingssamtale" in text) == (True, False)
        assert "/provetid/" not in text
        assert "etter prøvetiden" not in text


def test_the_mentor_who_looks_as_a_leader_still_reads_the_title(client: Client, cast: Cast) -> None:
    enter(cast, is_agreed=False, ends_on=None)
    for role, is_told in (("mentor", False), ("new_hire", True)):
        client.force_login(cast.of(role))
        text = client.get(reverse("programmes:shown_as", args=[cast.programme.pk, "avdelingsleder"])).text
        assert ("oppfølgingssamtale" in text) == is_told
        text = client.get(reverse("programmes:shown_as", args=[cast.programme.pk, "koordinator"])).text
        assert "oppfølgingssamtale" not in text


def test_another_programmes_prøvetid_changes_no_name(client: Client, cast: Cast) -> None:
    enter(make_cast(), is_agreed=False, ends_on=None)
    assert "oppfølgingssamtale" not in texts(client, cast, "leader")


def test_a_referat_that_waits_has_the_same_name(client: Client, cast: Cast) -> None:
    enter(cast, is_agreed=False, ends_on=None)
    review = cast.programme.reviews.get(number=1)
    ReviewRecord.objects.create(
        review=review, text="Ord", written_by=cast.leader, writer_name="Anne", written_at=NOON, shared_at=NOON
    )
    client.force_login(cast.new_hire)
    assert "Les referatet fra første oppfølgingssamtale" in client.get(reverse("start")).text


def test_days_to_agree_are_asked_for_by_the_same_name(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()  # one of them asks for the same
    asked = {True: "Avtal datoer for prøvetidssamtalene", False: "Avtal datoer for oppfølgingssamtalene"}
    client.force_login(cast.leader)
    assert [word in client.get(reverse("start")).text for word in asked.values()] == [True, False]
    enter(cast, is_agreed=False, ends_on=None)
    assert [word in client.get(reverse("start")).text for word in asked.values()] == [False, True]
