"""One row that a person has moved: who did it, when, and from which day to which."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Conversation, PlanChange, Programme
from tests.cast import Cast
from tests.changes import PAUSE, saved
from tests.test_training_shifts import sent, url_of

pytestmark = pytest.mark.django_db


def agreed(client: Client, row: Any, reader: User, day: str) -> dict[str, str]:
    """The day is agreed; what the confirmation's button would send."""
    client.force_login(reader)
    url, data = row.get_absolute_url(), {"planned_on": day, "version": str(row.version)}
    if isinstance(row, Conversation):
        url += "avtale/"
    else:
        data = {f"avtal-{name}": value for name, value in data.items()} | {"handling": "avtal"}
    page = client.post(url, data, follow=True)
    fields: dict[str, str] = json.loads(next(iter(page.context["messages"])).extra_tags)[1]
    row.refresh_from_db()
    return fields


def moves(client: Client, programme: Programme, reader: User) -> list[tuple[str, str]]:
    client.force_login(reader)
    found = client.get(reverse("programmes:changes", args=[programme.pk])).context["moves"]
    return [(one.change.made_by.name, one.said) for one in found]


def test_a_talk_a_review_and_a_step_are_remembered(client: Client, cast: Cast) -> None:
    programme = cast.programme
    talk, review = programme.conversations.get(number=5), programme.reviews.get(number=2)
    step = programme.steps.filter(rule__when="days_before")[0]
    agreed(client, talk, cast.mentor, "2026-10-22")
    agreed(client, review, cast.leader, "2026-11-27")
    client.post(step.get_absolute_url(), {"due_on": "2026-10-03"})
    assert moves(client, programme, cast.new_hire) == [
        (cast.leader.name, f"{step}: fra 17. august 2026 til 3. oktober 2026"),
        (cast.leader.name, f"{review}: fra 30. november 2026 til 27. november 2026"),
        (cast.mentor.name, f"{talk}, uke 8: fra 19. oktober 2026 til 22. oktober 2026"),
    ]


def test_a_shift_that_had_a_day_is_remembered_and_a_first_day_is_no_move(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.mentor)
    client.post(url_of(programme), sent(client, programme, r1_on="2026-09-21", r2_on="2026-09-22"))
    assert moves(client, programme, cast.mentor) == []
    client.force_login(cast.leader)
    client.post(url_of(programme), sent(client, programme, r1_on="2026-09-23", r2_on="", r3_on="2026-09-24"))
    assert moves(client, programme, cast.new_hire) == [
        (cast.leader.name, "Vakt 3: fra 22. september 2026 til uten dato"),
        (cast.leader.name, "Vakt 1: fra 21. september 2026 til 23. september 2026"),
    ]
    client.post(url_of(programme), sent(client, programme, r1_companion="Eva"))
    assert len(moves(client, programme, cast.new_hire)) == 2, "other words move nothing"


def test_saying_yes_to_the_day_moves_nothing(client: Client, cast: Cast) -> None:
    talk = cast.programme.conversations.get(number=5)
    agreed(client, talk, cast.mentor, str(talk.planned_on))
    assert moves(client, cast.programme, cast.mentor) == []


def test_taken_back_it_says_so(client: Client, cast: Cast) -> None:
    talk = cast.programme.conversations.get(number=5)
    back = agreed(client, talk, cast.mentor, "2026-10-22")
    client.post(f"{talk.get_absolute_url()}avtale/", back)
    talk.refresh_from_db()
    assert talk.planned_on == date(2026, 10, 19)
    ((who, said),) = moves(client, cast.programme, cast.leader)
    assert (who, "tatt tilbake 16. september 2026" in said) == (cast.mentor.name, True)


def test_it_neither_hides_nor_holds_the_last_change_of_the_plan(client: Client, cast: Cast) -> None:
    """A move of a row that the change left alone leaves its undo where it is."""
    programme = cast.programme
    client.force_login(cast.leader)
    saved(client, programme, "pause", **PAUSE)
    made = programme.plan_changes.get()
    talk = programme.conversations.get(number=3)
    for day in range(1, 16):
        agreed(client, talk, cast.mentor, f"2026-10-{day:02}")
    client.force_login(cast.leader)
    page = client.get(reverse("programmes:changes", args=[programme.pk]))
    assert (page.context["last"], len(page.context["moves"])) == (made, 12)
    one_row = PlanChange.objects.of_one_row()[0]
    assert client.post(one_row.undo_url).status_code == 404
    assert client.post(made.undo_url).status_code == 302
    assert not programme.pauses.exists()
