"""The history of a plan says what each change was, to each reader what that reader may read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Programme
from tests.cast import Cast
from tests.changes import PAUSE, address, saved, saved_at

pytestmark = pytest.mark.django_db

DAYS = "fra 2. november 2026 til 6. desember 2026"


def history(client: Client, programme: Programme, reader: User) -> list[str]:
    """The newest first; without how many rows it moved."""
    client.force_login(reader)
    changes = client.get(reverse("programmes:changes", args=[programme.pk])).context["changes"]
    return [" · ".join(part for part in one.said.split(" · ") if " rad" not in part) for one in changes]


def edit_pause(client: Client, programme: Programme, **fields: Any) -> None:
    url = reverse("programmes:pause", args=[programme.pk, programme.pauses.get().pk])
    assert saved_at(client, url, **fields).status_code == 302


@pytest.mark.parametrize(
    ("what", "fields", "said"),
    [
        (
            "startdato",
            {"starts_on": "2026-09-07", "why": "agreed"},
            "Startdato fra 31. august 2026 til 7. september 2026 · Avtalt med den nytilsatte",
        ),
        (
            "ukedag",
            {"weekday": "3", "why": "rota"},
            "Fast ukedag fra samme ukedag som den første dagen til onsdag · Turnus eller bemanning",
        ),
        (
            "samtaleserien",
            {"weeks": "2", "why": "training"},
            "Samtalene fra ukene i malen til 2 uker senere · Opplæringen tar lengre tid",
        ),
        ("pause", PAUSE, f"Ny pause {DAYS} (fravær)"),
    ],
)
def test_from_what_to_what(client: Client, cast: Cast, what: str, fields: dict[str, str], said: str) -> None:
    client.force_login(cast.leader)
    assert saved(client, cast.programme, what, **fields).status_code == 302
    assert history(client, cast.programme, cast.leader) == [said]


def test_all_that_may_become_of_a_pause(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.leader)
    saved(client, programme, "pause", **PAUSE)
    edit_pause(client, programme, **(PAUSE | {"to_on": ""}))
    edit_pause(client, programme, **(PAUSE | {"to_on": "", "reason": "leave"}))
    edit_pause(client, programme, **(PAUSE | {"from_on": "2026-11-09", "reason": "leave"}))
    edit_pause(client, programme, **(PAUSE | {"remove": "on"}))
    other = "fra 9. november 2026 til 6. desember 2026"
    open_days = "fra 2. november 2026, uten sluttdato"
    assert history(client, programme, cast.new_hire) == [
        f"Pausen {other} er fjernet",
        f"Pausen {open_days} går nå {other} (permisjon)",
        f"Pausen {open_days}: grunn fra fravær til permisjon",
        f"Pausen {DAYS} går nå {open_days} (fravær)",
        f"Ny pause {DAYS} (fravær)",
    ]
    assert history(client, programme, cast.mentor) == [
        f"Pausen {other} er fjernet",
        f"Pausen {open_days} går nå {other}",
        f"Pausen {open_days} har de samme dagene",
        f"Pausen {DAYS} går nå {open_days}",
        f"Ny pause {DAYS}",
    ]


def test_what_was_taken_back_says_by_whom(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "pause", **PAUSE)
    client.post(cast.programme.plan_changes.get().undo_url)
    (said,) = history(client, cast.programme, cast.mentor)
    assert said == f"Ny pause {DAYS} · tatt tilbake 16. september 2026 av {cast.leader.name}"


def test_the_page_says_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    saved(client, cast.programme, "samtaleserien", weeks="2", why="training")
    text = client.get(address(cast.programme, "samtaleserien").replace("samtaleserien/", "")).content.decode()
    assert "Samtalene fra ukene i malen til 2 uker senere · Opplæringen tar lengre tid · " in text
