"""Who may open calendar files and rota lists: more of the table in `access_table.py`."""

from __future__ import annotations

from typing import Any

from tests.access_calendar import MEETING, REVIEW, TALK
from tests.access_kept import COORDINATORS, OF_BOARDS
from tests.access_roles import (
    ALL_WHO_SEE,
    COORDINATOR,
    EVERYONE,
    LEADERS,
    MENTORS,
    NEW_HIRE,
    NOBODY,
    Readers,
    together,
)
from tests.access_table import Page
from tests.access_things import Data, department, with_
from tests.access_world import World

OF_ROTAS: Readers = {
    "home": f"{OF_BOARDS['home']} coordinator",
    "abroad": f"{OF_BOARDS['abroad']} foreign_coordinator",
}
DATES = together(ALL_WHO_SEE, COORDINATOR)
LISTS = ("rota", "rota_csv", "rota_xlsx")


def of(**values: Any) -> Data:
    """Under a programme."""
    return lambda world, name: {"pk": world.programmes[name].pk} | values


def place(world: World, name: str) -> dict[str, Any]:
    return {"department": department(world, name)["pk"]}


def a_file(what: str, number: int, readers: Readers) -> Page:
    return Page(args=of(what=what, number=number), get=readers, reads_only=True)


ROTA_PAGES: dict[str, Page] = {
    "reminders:shifts_file": Page(args=of(), get=ALL_WHO_SEE, reads_only=True),
    "reminders:appointment_file talk": a_file("mentorsamtale", TALK, ALL_WHO_SEE),
    "reminders:appointment_file review": a_file("samtale", REVIEW, together(NEW_HIRE, LEADERS)),
    "reminders:appointment_file meeting": a_file("oppfolging", MEETING, together(MENTORS, LEADERS)),
    "reminders:appointment_file proposed": a_file("mentorsamtale", 11, NOBODY),
    **{f"reminders:{name} programme": Page(args=of(), get=DATES, reads_only=True) for name in LISTS},
    "reminders:rota_entered programme": Page(args=of(), post=DATES, data=with_(handling="Conversation-1-av")),
    # for the coordinator there is nothing to tick: test_rota_marks.py
    **{f"reminders:{name} department": Page(args=place, get=OF_ROTAS, reads_only=True) for name in LISTS},
    "reminders:rota_entered department": Page(args=place, post=OF_ROTAS),
    **{f"reminders:{name}": Page(get=EVERYONE, reads_only=True) for name in LISTS},  # the rows of `own_of`
    "reminders:rota_entered": Page(post=EVERYONE),
    "reminders:rota_words": Page(
        get=COORDINATORS,
        post=COORDINATORS,
        data=with_(system="GAT", talk_code="MS", meeting_code="SA", shift_code="OV", version=0),
    ),
}
