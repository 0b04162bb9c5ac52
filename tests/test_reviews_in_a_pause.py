"""A pause over a prøvetidssamtale: the prøvetid runs on, so its new day is asked for, and shown what it must come before."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from people.models import User
from programmes.models import ProbationReview
from tests.cast import Cast
from tests.changes import PAUSE, address, days, saved, shown
from tests.probation import make_probation
from tests.start_page import waiting

pytestmark = pytest.mark.django_db
OPEN_ENDED = PAUSE | {"to_on": ""}
ASKED = "Trenger en ny dato"
WAITS = ("Velg ny dato for prøvetidssamtalen", "Avtales", "Kari Ny")


@pytest.fixture
def review(cast: Cast, client: Client) -> ProbationReview:
    """The second, proposed on Monday 30 November 2026; its leader is signed in."""
    client.force_login(cast.leader)
    found: ProbationReview = cast.programme.reviews.get(number=2)
    found.programme = cast.programme
    return found


def agree(review: ProbationReview, by: User) -> None:
    review.agree(by=by, at=timezone.now())
    review.save()


def group(page: Any, heading: str) -> dict[str, str]:
    """What it says of each row."""
    (found,) = [one for one in page.context["groups"] if one.heading == heading]
    return {line.what: line.field.field.help_text if line.field else "" for line in found.lines}


def send(client: Client, review: ProbationReview, day: str, **fields: str) -> Any:
    """Save the pause with every box as it stood, and this day for the review."""
    page = shown(client, review.programme, "pause", **PAUSE)
    boxes = {name: "on" for name, field in page.context["rows"].fields.items() if field.initial is True}
    sent = {**PAUSE, **boxes, "seen": page.context["form"].data["seen"], "save": "1"}
    key = f"dag-ProbationReview-{review.pk}"
    return client.post(address(review.programme, "pause"), {**sent, key: day, **fields})


# --- an agreed one ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pause", [PAUSE, OPEN_ENDED], ids=["ended", "open"])
def test_an_agreed_review_in_the_pause_is_asked_about_and_kept(
    client: Client, cast: Cast, review: ProbationReview, pause: dict[str, str]
) -> None:
    agree(review, cast.leader)
    page = shown(client, cast.programme, "pause", **pause)
    assert group(page, ASKED)["Andre prøvetidssamtale"] == (
        "Står på man 30. nov. 2026, i pausen. Uten ny dato blir den stående der."
    )
    assert "Prøvetiden går videre av seg selv." in page.content.decode()
    before = days(cast.programme)
    boxes = {name: "on" for name in page.context["rows"].fields if name.startswith("flytt")}
    seen = {"seen": page.context["form"].data["seen"], "save": "1"}
    assert client.post(address(cast.programme, "pause"), {**pause, **boxes, **seen}).status_code == 302
    assert days(cast.programme)[f"ProbationReview-{review.pk}"] == before[f"ProbationReview-{review.pk}"]


def test_an_agreed_review_takes_the_day_it_is_given(
    client: Client, cast: Cast, review: ProbationReview
) -> None:
    agree(review, cast.leader)
    assert send(client, review, "2026-10-30").status_code == 302
    review.refresh_from_db()
    assert (review.planned_on, review.dated_by_person, review.agreed_at) == (date(2026, 10, 30), True, None)


def test_no_tick_takes_an_agreed_day_away(client: Client, cast: Cast, review: ProbationReview) -> None:
    """Agreed outside the pause, where the plan's own day is inside it."""
    review.planned_on, review.dated_by_person = date(2026, 10, 28), True
    agree(review, cast.leader)
    page = shown(client, cast.programme, "pause", **PAUSE)
    assert not [name for name in page.context["rows"].fields if "ProbationReview" in name]


# --- dates that people set ------------------------------------------------------------------------------


def test_dates_set_in_the_pause_are_pointed_out_by_themselves(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    talk, far = cast.programme.conversations.get(number=7), cast.programme.conversations.get(number=15)
    talk.dated_by_person = far.dated_by_person = True
    talk.save()
    far.save()
    page = shown(client, cast.programme, "pause", **PAUSE)
    assert list(group(page, "Ligger i pausen")) == ["Samtale 7, uke 12"]
    assert list(group(page, "Blir stående")) == ["Samtale 15, uke 38"]
    assert "Noen har satt eller avtalt disse datoene, og de blir stående i pausen." in page.content.decode()


# --- the new day ----------------------------------------------------------------------------------------


def test_the_end_of_the_probation_stands_beside_the_field(
    client: Client, cast: Cast, review: ProbationReview
) -> None:
    make_probation(cast)
    assert group(shown(client, cast.programme, "pause", **PAUSE), ASKED) == {
        "Andre prøvetidssamtale": "Sto på man 30. nov. 2026. Uten ny dato blir den stående som «avtales». "
        "Siste dag i prøvetiden er 27. februar 2027."
    }


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-10", "Dagen er i pausen. Velg en dag utenfor den."),
        ("2026-11-02", "Dagen er i pausen. Velg en dag utenfor den."),
        ("2026-12-06", "Dagen er i pausen. Velg en dag utenfor den."),
        ("2026-08-30", "Raden kan ikke stå før startdatoen 31. august 2026."),
        ("2099-01-01", "Datoen er mer enn fem år etter starten. Se på årstallet."),
    ],
)
def test_a_day_that_cannot_be(
    client: Client, cast: Cast, review: ProbationReview, day: str, sentence: str
) -> None:
    before = days(cast.programme)
    for is_agreed in (False, True):
        if is_agreed:
            agree(review, cast.leader)
            before = days(cast.programme)
        response = send(client, review, day)
        assert response.status_code == 422
        assert list(response.context["rows"].errors.values()) == [[sentence]]
        assert days(cast.programme) == before


def test_a_day_after_the_probation_is_pointed_out(
    client: Client, cast: Cast, review: ProbationReview
) -> None:
    make_probation(cast)
    response = send(client, review, "2027-03-01")
    *_saved, said = get_messages(response.wsgi_request)
    assert str(said) == (
        "Andre prøvetidssamtale kommer 1. mars 2027, etter at prøvetiden er ute. Siste dag er 27. februar 2027."
    )
    review.refresh_from_db()
    assert review.planned_on == date(2027, 3, 1)


def test_a_start_that_puts_a_review_after_the_probation_says_so(
    client: Client, cast: Cast, review: ProbationReview
) -> None:
    make_probation(cast)
    start = {"starts_on": "2026-11-02", "why": "agreed"}
    said = "prøvetidssamtale kommer 2. april 2027, etter at prøvetiden er ute. Siste dag er 27. februar 2027."
    assert shown(client, cast.programme, "startdato", **start).context["remarks"] == [f"Tredje {said}"]
    make = saved(client, cast.programme, "startdato", **start)
    assert f"Tredje {said}" in [str(one) for one in get_messages(make.wsgi_request)]


def test_the_pair_is_told_nothing_of_the_probation(client: Client, cast: Cast) -> None:
    make_probation(cast, ends_on=date(2026, 9, 30))
    cast.programme.reviews.filter(number=2).update(rule={"when": "weeks", "weeks": [14]}, week=14)
    for reader, what in ((cast.mentor, "ukedag"), (cast.new_hire, "ukedag")):
        client.force_login(reader)
        assert shown(client, cast.programme, what, weekday="3", why="rota").context["remarks"] == []


# --- without a day --------------------------------------------------------------------------------------


def test_a_review_that_lost_its_day_waits_for_the_leader_in_the_pause_too(
    client: Client, cast: Cast, review: ProbationReview
) -> None:
    """Also while the row that asks for all the days is open, and when the others are agreed."""

    cast.programme.steps.exclude(title__startswith="Sette opp dato").delete()
    cast.programme.follow_ups.all().delete()
    cast.programme.reviews.exclude(pk=review.pk).update(agreed_by=cast.leader, agreed_at=timezone.now())
    assert WAITS not in waiting(client, cast.leader, "leader")
    send(client, review, "")
    assert WAITS in waiting(client, cast.leader, "leader")
    cast.programme.pauses.update(from_on=timezone.localdate() - timedelta(days=1))
    assert waiting(client, cast.leader, "leader") == [WAITS]
    make_probation(cast, is_agreed=False, ends_on=None, may_be_extended=False)
    assert waiting(client, cast.leader, "leader")[0][0] == "Velg ny dato for oppfølgingssamtalen"
    review.refresh_from_db()
    review.planned_on = date(2026, 10, 30)
    agree(review, cast.leader)
    assert waiting(client, cast.leader, "leader") == []
