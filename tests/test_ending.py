"""A programme ends, for one of six reasons; and goes on again."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Conversation, Programme
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def end(client: Client, cast: Cast, **fields: str) -> Programme:
    client.force_login(cast.leader)
    response = client.post(reverse("programmes:end", args=[cast.programme.pk]), fields)
    assert response.status_code == 302
    return Programme.objects.get(pk=cast.programme.pk)


def test_it_ends_for_a_reason_and_goes_on_without_one(client: Client, cast: Cast) -> None:
    ended = end(client, cast, ended_on="2026-09-16", ended_because="left")
    assert (ended.ended_on, ended.ended_because) == (date(2026, 9, 16), "left")
    client.post(reverse("programmes:resume", args=[ended.pk]))
    ended.refresh_from_db()
    assert (ended.ended_on, ended.ended_because) == (None, "")


def test_leaders_and_the_new_hire_read_the_reason(client: Client, cast: Cast) -> None:
    end(client, cast, ended_on="2026-09-16", ended_because="left")
    reads = {"leader": True, "new_hire": True, "mentor": False, "coordinator": False}
    for role, may in reads.items():
        client.force_login(cast.of(role))
        text = client.get(cast.programme.get_absolute_url()).content.decode()
        assert (role, "Den nytilsatte har sluttet" in text) == (role, may)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"ended_because": ""}, "ended_because", "Velg en grunn."),
        ({"ended_because": "syk"}, "ended_because", "Velg en fra listen."),
        ({"ended_on": ""}, "ended_on", "Velg den siste dagen."),
        (
            {"ended_on": "2026-09-17"},
            "ended_on",
            "Datoen er ikke kommet ennå. Avslutt når programmet er over.",
        ),
        (
            {"ended_on": "2026-09-10"},
            "ended_on",
            "En mentorsamtale er ført som holdt 14. september 2026. Siste dag kan ikke være før det.",
        ),
    ],
)
def test_an_end_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str
) -> None:
    Conversation.objects.filter(programme=cast.programme, number=1).update(held_on=date(2026, 9, 14))
    Programme.objects.all().refresh_talk_dates()
    client.force_login(cast.leader)
    data = {"ended_on": "2026-09-16", "ended_because": "completed"} | sent
    response = client.post(reverse("programmes:end", args=[cast.programme.pk]), data)
    assert (response.status_code, response.context["form"].errors) == (422, {field: [sentence]})
    cast.programme.refresh_from_db()
    assert (cast.programme.ended_on, cast.programme.ended_because) == (None, "")


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("conversations", "mentorsamtale"),
        ("leader_talks", "samtale med leder"),
        ("reviews", "prøvetidssamtale"),
        ("follow_ups", "oppfølging av mentor"),
    ],
)
def test_it_ends_on_the_day_of_the_last_that_was_held_or_later(
    client: Client, cast: Cast, rows: str, kind: str
) -> None:
    held = getattr(cast.programme, rows)
    if not held.exists():
        held.create(number=1, title="Samtale med leder")
    held.filter(number=1).update(held_on=date(2026, 9, 14))
    client.force_login(cast.leader)
    url = reverse("programmes:end", args=[cast.programme.pk])
    early = client.post(url, {"ended_on": "2026-09-13", "ended_because": "left"})
    said = f"En {kind} er ført som holdt 14. september 2026. Siste dag kan ikke være før det."
    assert early.context["form"].errors == {"ended_on": [said]}
    assert end(client, cast, ended_on="2026-09-14", ended_because="left").ended_on == date(2026, 9, 14)


def test_the_programme_leads_each_to_their_part(client: Client, cast: Cast) -> None:
    """From the end on, and none of it says whether there are comments."""
    end(client, cast, ended_on="2026-09-16", ended_because="completed")
    said = {}
    for role in ("leader", "new_hire", "mentor", "coordinator"):
        client.force_login(cast.of(role))
        text = client.get(cast.programme.get_absolute_url()).content.decode()
        said[role] = [words for words in ("Se hva som gjenstår", "Velg hvilke kommentarer") if words in text]
    assert said == {
        "leader": ["Se hva som gjenstår"],
        "new_hire": ["Velg hvilke kommentarer"],
        "mentor": ["Velg hvilke kommentarer"],
        "coordinator": [],
    }
