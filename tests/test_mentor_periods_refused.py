"""What is refused of mentor periods: each with its own sentence beside the field, and nothing changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.cast import Cast
from tests.factories import make_position, make_user
from tests.mentor_periods import TODAY, do, page, refused

pytestmark = pytest.mark.django_db


def test_main_mentors_do_not_overlap(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-10-01")
    third = make_user(municipality=cast.mentor.municipality)
    said = refused(client, cast, page(cast.programme, "change"), mentor=third.pk, from_on="2026-09-20")
    taken = f"{cast.stranger.name} er mentor i denne tiden: fra 1. oktober 2026. Bare en vikar kan komme i tillegg."
    assert said == {"from_on": [taken]}
    key = cast.programme.mentorships.get(mentor=cast.mentor, is_substitute=False).pk
    assert refused(client, cast, page(cast.programme, "end", key), to_on="2026-10-01") == {"to_on": [taken]}


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"to_on": ""}, "to_on", "Velg den siste dagen. En vikar er mentor for en tid."),
        ({"to_on": "2026-09-16"}, "to_on", "Siste dag kan ikke være før første dag."),
        ({"to_on": "snart"}, "to_on", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ({"to_on": "9999-01-01"}, "to_on", "Datoen er mer enn fem år etter starten. Se på årstallet."),
        ({"from_on": ""}, "from_on", "Velg den første dagen."),
        ({"from_on": "2026-09-15"}, "from_on", "Velg i dag eller en senere dag."),
    ],
)
def test_a_substitute_stands_in_for_a_time(
    client: Client, cast: Cast, data: dict[str, str], field: str, sentence: str
) -> None:
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-09-17", "to_on": "2026-09-30"} | data
    assert refused(client, cast, page(cast.programme, "substitute"), **sent) == {field: [sentence]}


def test_the_database_wants_the_end_of_a_substitute_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.programme.mentorships.create(
            mentor=cast.stranger, assigned_on=TODAY, from_on=TODAY, is_substitute=True
        )


def test_nobody_is_mentor_twice_at_once(client: Client, cast: Cast) -> None:
    sent = {"mentor": cast.mentor.pk, "from_on": "2026-09-17", "to_on": "2026-09-30"}
    assert refused(client, cast, page(cast.programme, "substitute"), **sent) == {
        "mentor": ["Ola Mentor er mentor her fra før i denne tiden: fra 1. august 2026."]
    }


def test_who_leads_from_that_day_cannot_be_mentor_from_that_day(client: Client, cast: Cast) -> None:
    make_position(
        kind="leader", holder=cast.stranger, place=cast.programme.department, from_on=date(2026, 10, 1)
    )
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-10-01"}
    said = refused(client, cast, page(cast.programme, "change"), **sent)
    reason = "leder den nytilsatte og kan derfor ikke være mentor. Velg en kollega."
    assert said == {"mentor": [f"{cast.stranger.name} {reason}"]}
