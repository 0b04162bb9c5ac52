"""Who may open the pages beside the programme's own: the rest of the table in `access_table.py`."""

from __future__ import annotations

from typing import Any

from tests.access_roles import (
    EVERYONE,
    KEEPERS,
    KEPT,
    KEPT_PERSON,
    LEADERS,
    OF_A_MUNICIPALITY,
    WHO_LEADS,
    WITH_PHOTO,
    Readers,
)
from tests.access_table import Page
from tests.access_things import (
    a_message,
    busy_period,
    calendar,
    department,
    new_post,
    person,
    position,
    unit,
    with_,
)
from tests.access_world import World

FOLLOWERS = "leader second_leader deputy head other_leader other_head coordinator"
OF_MENTORS: Readers = {
    "home": f"{FOLLOWERS} new_hire",  # whose own page it is, in this table
    "abroad": "foreign_leader foreign_head foreign_coordinator foreign_new_hire",
}


COORDINATORS: Readers = {"": "coordinator foreign_coordinator"}
HEADS: Readers = {"home": "head coordinator", "abroad": "foreign_head foreign_coordinator"}
OF_PLACE: Readers = {
    "home": f"leader second_leader deputy {HEADS['home']}",
    "abroad": f"foreign_leader {HEADS['abroad']}",
}
WHO_KEEP_CARDS: Readers = {"": f"{COORDINATORS['']} head other_head foreign_head"}
NO_CARD = with_(version=0)
NO_WORDS = with_(colour="", scheme="", to_bring="", practical="", version=0)


ARCHIVE_CHOICES = with_(
    **{f"{kind}-version": 0 for kind in ("form", "checklist", "record")}, **{"form-access_code": "UO"}
)
WHO_HAS_PACKAGES: Readers = {"": LEADERS["finished"]}
WHO_FOLLOWS: Readers = {"": f"{WHO_LEADS['']} coordinator foreign_coordinator"}


OF_BOARDS: Readers = {
    "home": "leader second_leader deputy head",
    "abroad": "foreign_leader foreign_head",
}
WHO_HAS_MENTORED: Readers = {"": "mentor substitute former_mentor colleague other_leader foreign_mentor"}


OTHER_PAGES: dict[str, Page] = {
    "programmes:busy": Page(
        get=EVERYONE, post=EVERYONE, data=with_(whose="meg", from_on="2026-12-01", to_on="2026-12-02")
    ),
    "documents:certificate": Page(get=WHO_HAS_MENTORED, reads_only=True),
    "start": Page(get=EVERYONE),
    "reminders:calendars": Page(get=EVERYONE, post=EVERYONE, posted=422),  # nothing is chosen
    "reminders:inbox": Page(get=EVERYONE, post=EVERYONE),  # its rows are those of `Message.objects.open_to`
    "reminders:delivery": Page(get=KEEPERS, post=KEEPERS, data=with_(person="1", why="refused")),
    "reminders:choices": Page(get=EVERYONE, post=EVERYONE, data=with_(talk_soon=""), posted=422),
    "people:me": Page(get=EVERYONE, post=EVERYONE, data=with_(title="sykepleier")),
    "people:my_portrait": Page(get=WITH_PHOTO, reads_only=True),
    "privacy:about_me": Page(get=EVERYONE, reads_only=True),  # its words: ABOUT_ME in access_secrets.py
    "privacy:about_me_file": Page(get=EVERYONE, reads_only=True),
    "privacy:feedback": Page(get=KEEPERS, post=KEEPERS, data=with_(slett="")),
    "programmes:list": Page(get=EVERYONE),  # its rows are those of `dates_visible_to`
    "programmes:csv": Page(get=EVERYONE),  # the same rows
    "programmes:mentor_register": Page(get=WHO_FOLLOWS),
    "programmes:start": Page(get=WHO_LEADS, post=WHO_LEADS, data=with_(title=""), posted=422),
    "documents:archive_choices": Page(get=COORDINATORS, post=COORDINATORS, data=ARCHIVE_CHOICES),
    "documents:archive": Page(get=WHO_LEADS, post=WHO_LEADS),
    "documents:archive_zip": Page(get=WHO_HAS_PACKAGES, reads_only=True),
    "documents:letterhead": Page(get=COORDINATORS, post=COORDINATORS, data=NO_WORDS),
    "documents:logo": Page(get=OF_A_MUNICIPALITY, reads_only=True),
    "people:cards": Page(get=WHO_KEEP_CARDS, reads_only=True),
    "people:card_municipality": Page(get=COORDINATORS, post=COORDINATORS, data=NO_CARD),
    "people:list": Page(get=KEEPERS),
    "people:person_add": Page(get=KEEPERS, post=KEEPERS, data=with_(name="Ny Prøve")),
    "people:units": Page(get=KEEPERS),
    "people:unit_add": Page(get=KEEPERS, post=KEEPERS, data=with_(name="Enhet Ny")),
    "people:department_add": Page(get=KEEPERS, post=KEEPERS, data=with_(name=""), posted=422),
}


def a_mentor(world: World, name: str) -> dict[str, Any]:
    return {"person": world.people["mentor" if name == "home" else "foreign_mentor"].pk}


OF_MENTORS_PHOTOS: Readers = {
    "home": f"{FOLLOWERS} mentor",  # whose own it is
    "abroad": "foreign_leader foreign_head foreign_coordinator foreign_mentor",
}


KEPT_PAGES: dict[str, Page] = {
    "reminders:message": Page(
        args=a_message, get={"home": "mentor", "abroad": "foreign_mentor"}, get_status=302, reads_only=True
    ),
    "documents:board": Page(
        args=lambda world, name: department(world, name) | {"weeks": 4}, get=OF_BOARDS, reads_only=True
    ),
    "programmes:busy_remove": Page(
        args=lambda world, name: busy_period(world, "own" if name == "home" else "abroad"),
        post={"home": "coordinator head", "abroad": "foreign_coordinator foreign_head"},
    ),
    "reminders:calendar_off": Page(args=calendar, post={"home": "mentor", "abroad": "foreign_mentor"}),
    "programmes:mentor_profile": Page(
        args=lambda world, name: {"person": person(world, name)["pk"]},
        get=OF_MENTORS,
        post=OF_MENTORS,
        data=with_(training="Kurs", version=0),
    ),
    "programmes:mentor_portrait": Page(args=a_mentor, get=OF_MENTORS_PHOTOS, reads_only=True),
    "people:person_edit": Page(
        args=person, get=KEPT_PERSON, post=KEPT_PERSON, data=with_(name="Nytt Navn", is_active="on")
    ),
    "people:invite": Page(args=person, post=KEPT_PERSON, posted=200),
    "people:position_add": Page(args=person, get=KEPT, post=KEPT, data=new_post),
    "people:position_edit": Page(args=position, get=KEPT, post=KEPT, data=with_(from_on="2026-02-01")),
    "documents:letter_unit": Page(args=unit, get=HEADS, post=HEADS, data=with_(about="Nye ord", version=0)),
    "documents:letter_department": Page(
        args=department, get=OF_PLACE, post=OF_PLACE, data=with_(about="Nye ord", version=0)
    ),
    "people:card_unit": Page(args=unit, get=HEADS, post=HEADS, data=NO_CARD),
    "people:unit_edit": Page(args=unit, get=KEPT, post=KEPT, data=with_(name="Nytt navn")),
    "people:department_edit": Page(args=department, get=KEPT, post=KEPT, data=with_(name="Nytt navn")),
}
