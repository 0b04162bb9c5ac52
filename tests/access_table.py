"""Who may open which address, and send what to it: read by the walk in `test_every_url.py`.

Written from the acts and texts of the domain, not from the views. A role is the name of a person in
`access_world.py`; the words in capitals are sets of them (`access_roles.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.access_probation import entered
from tests.access_roles import (
    ALL_WHO_SEE,
    COORDINATOR,
    LEADERS,
    MAIN_MENTORS,
    MENTORS,
    NEW_HIRE,
    NOBODY,
    PAIR,
    Readers,
    finished,
    not_ended,
    together,
    while_open,
)
from tests.access_things import (
    Data,
    a_proposed_talk,
    a_record,
    busy_period,
    checklist,
    correction_without_change,
    first_item,
    handover_note,
    mentors_step,
    mentorship,
    paper_talk,
    pause,
    pause_change,
    unchanged_shifts,
    unread_record,
    with_,
)


@dataclass(frozen=True)
class Page:
    """One address. Whoever is not named gets 404. Without `get` or `post` that method is not for anyone."""

    get: Readers | None = None
    post: Readers | None = None
    data: Data = field(default=lambda world, name: {})
    args: Data = field(default=lambda world, name: {})
    """What stands in the address after the programme's own key, for reading and for sending alike."""
    posted: int = 302
    get_status: int = 200
    reads_only: bool = False
    """Says 405 to whatever is sent; other pages without `post` have no form and read it as a visit."""

    @property
    def things(self) -> list[str]:
        return list(self.get or self.post or [])


one_day_away = with_(from_on="2026-09-09", to_on="2026-09-09", days=1)
HELD = {"handling": "holdt", "holdt-held_on": "2026-09-16", "holdt-version": 0}

PROGRAMME_PAGES: dict[str, Page] = {
    "programmes:detail": Page(get=together(ALL_WHO_SEE, COORDINATOR)),
    "documents:form": Page(get=ALL_WHO_SEE, reads_only=True),
    # from the end to the archive
    "programmes:before_handover": Page(
        get=while_open(PAIR), post=while_open(PAIR), data=with_(handling="ferdig"), posted=409
    ),  # none of them has ended
    "documents:handing_over": Page(get=LEADERS),
    "documents:handing_over open": Page(get=not_ended(LEADERS), post=not_ended(LEADERS), posted=409),
    "documents:handing_over finished": Page(get=finished(LEADERS), post=finished(LEADERS)),
    "documents:closing": Page(get=LEADERS, post=LEADERS, posted=409),
    "documents:own_words": Page(get=NOBODY | finished(NEW_HIRE), post=NOBODY | finished(NEW_HIRE)),
    "documents:own_words_file": Page(get=NOBODY | finished(NEW_HIRE), reads_only=True),
    "documents:own_words_pdf": Page(get=NOBODY | finished(NEW_HIRE), reads_only=True),
    "documents:package_received": Page(post=LEADERS, data=with_(received_on="2026-09-16")),
    "documents:correction": Page(get=not_ended(LEADERS), get_status=302, post=not_ended(LEADERS)),
    "documents:correction finished": Page(
        get=finished(LEADERS), post=finished(LEADERS), data=correction_without_change, posted=422
    ),
    "documents:package_make": Page(post=LEADERS),
    "documents:package": Page(
        args=with_(number=1), get=NOBODY | finished(together(LEADERS, NEW_HIRE)), reads_only=True
    ),
    "documents:papers": Page(get=ALL_WHO_SEE, reads_only=True),
    "documents:paper plan": Page(args=with_(name="plan"), get=ALL_WHO_SEE, reads_only=True),
    "documents:paper shifts": Page(args=with_(name="opplaeringsvakter"), get=ALL_WHO_SEE, reads_only=True),
    "documents:paper talks": Page(args=with_(name="samtaler"), get=ALL_WHO_SEE, reads_only=True),
    "documents:paper agreement": Page(args=with_(name="mentoravtale"), get=ALL_WHO_SEE, reads_only=True),
    "documents:checklist": Page(args=checklist, get=ALL_WHO_SEE, reads_only=True),
    "documents:record": Page(args=a_record, get=together(NEW_HIRE, LEADERS), reads_only=True),
    "documents:record_blank": Page(args=with_(number=1), get=together(NEW_HIRE, LEADERS), reads_only=True),
    "documents:notice": Page(get=while_open(LEADERS), reads_only=True),
    "documents:letter": Page(
        get=while_open(LEADERS), post=while_open(LEADERS), data=with_(handling="lenke"), posted=200
    ),
    "documents:letter_address": Page(
        get=while_open(LEADERS), post=while_open(LEADERS), data=with_(private_email="ny@epost.example")
    ),
    "documents:letter_pdf": Page(get=while_open(LEADERS), reads_only=True),
    "documents:own_letter": Page(get=while_open(NEW_HIRE), reads_only=True),
    "documents:own_letter_pdf": Page(get=while_open(NEW_HIRE), reads_only=True),
    # talks: the pair alone
    "programmes:conversations": Page(get=while_open(PAIR), post=while_open(PAIR), data=a_proposed_talk),
    "programmes:conversation_add": Page(
        get=while_open(PAIR), post=while_open(PAIR), data=with_(planned_on="2026-09-23", version=0)
    ),
    "programmes:conversation": Page(
        args=with_(number=1),
        get=while_open(PAIR),
        post=while_open(PAIR),
        data=with_(
            held_on="2026-09-16", length="45", version=0, **{"notat-text": "Nye ord", "notat-version": 0}
        ),
    ),
    "programmes:conversation 2": Page(args=with_(number=2), get=while_open(PAIR)),
    "programmes:conversation_agree": Page(
        args=with_(number=5),
        get=while_open(PAIR),
        post=while_open(PAIR),
        data=with_(planned_on="2026-10-01", version=0),
    ),
    "programmes:conversation_not_held": Page(
        args=with_(number=3),
        get=while_open(PAIR),
        post=while_open(PAIR),
        data=with_(not_held_reason="other", version=0),
    ),
    "programmes:conversation_reopen": Page(
        args=with_(number=3), post=while_open(PAIR), data=with_(version=0)
    ),
    "programmes:shown_as": Page(get=PAIR, args=with_(position="avdelingsleder"), reads_only=True),
    "programmes:shown_as coordinator": Page(get=PAIR, args=with_(position="koordinator"), reads_only=True),
    "programmes:ground_rules": Page(
        get=while_open(PAIR),
        post=while_open(PAIR),
        data=with_(frequency="Hver uke", form_keeper="mentor", version=0),
    ),
    "programmes:handover_note": Page(
        get=while_open(together(NEW_HIRE, MAIN_MENTORS)),
        post=while_open(together(NEW_HIRE, MAIN_MENTORS)),
        data=handover_note,
    ),
    "programmes:topic_add": Page(get=while_open(PAIR), post=while_open(PAIR), data=with_(text="Nytt tema")),
    "reminders:what_is_sent": Page(get=together(ALL_WHO_SEE, COORDINATOR), reads_only=True),
    "programmes:contacts": Page(get=PAIR, reads_only=True),
    "programmes:raised_hand": Page(
        get=while_open(NEW_HIRE), post=while_open(NEW_HIRE), data=with_(send="mentor"), posted=422
    ),  # nobody in that world can sign in; what is sent, in test_raised_hands.py
    "programmes:raised_hand take back": Page(
        get=while_open(NEW_HIRE), post=while_open(NEW_HIRE), data=with_(take_back="mentor")
    ),
    "programmes:raised_hand_seen": Page(
        get=while_open(together(MENTORS, LEADERS)), post=while_open(together(MENTORS, LEADERS))
    ),
    "programmes:needs": Page(get=ALL_WHO_SEE, post=while_open(PAIR), data=with_(text="Ny linje")),
    "programmes:talks_from_paper": Page(get=while_open(PAIR), post=while_open(PAIR), data=paper_talk),
    # what pair and leaders share
    "programmes:portrait": Page(args=mentorship, get=ALL_WHO_SEE, reads_only=True),
    "programmes:shifts": Page(get=ALL_WHO_SEE, post=while_open(ALL_WHO_SEE), data=unchanged_shifts),
    "programmes:checklist": Page(args=checklist, get=ALL_WHO_SEE, reads_only=True),
    "programmes:item": Page(
        args=first_item, get=while_open(ALL_WHO_SEE), post=while_open(ALL_WHO_SEE), data=with_(untick="1")
    ),
    "programmes:sign": Page(args=checklist, post=while_open(ALL_WHO_SEE)),
    "programmes:unsign": Page(args=checklist, post=while_open(ALL_WHO_SEE)),
    "programmes:follow_up": Page(
        args=with_(number=1), get=ALL_WHO_SEE, post=while_open(LEADERS), data=with_(**HELD)
    ),
    "programmes:leader_talk": Page(
        args=with_(number=1), get=ALL_WHO_SEE, post=while_open(LEADERS), data=with_(**HELD)
    ),
    "programmes:step": Page(
        args=mentors_step,
        get=together(ALL_WHO_SEE, COORDINATOR),
        post=while_open(together(MENTORS, LEADERS)),
        data=with_(done_on="2026-09-15"),
    ),
    # leaders and the new hire
    "programmes:probation": Page(
        get=together(NEW_HIRE, LEADERS), post=while_open(LEADERS), data=one_day_away
    ),
    "programmes:review": Page(
        args=with_(number=1), get=together(NEW_HIRE, LEADERS), post=while_open(LEADERS), data=with_(**HELD)
    ),
    "programmes:review 3": Page(args=with_(number=3), get=together(NEW_HIRE, LEADERS)),
    "programmes:record_read": Page(
        args=with_(number=2), get=while_open(NEW_HIRE), post=while_open(NEW_HIRE), data=unread_record
    ),
    # leaders
    "programmes:record_write": Page(
        args=with_(number=3),
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(text="Utkast.", version=0),
    ),
    "programmes:probation_edit": Page(
        get=while_open(LEADERS), post=while_open(LEADERS), data=lambda world, name: entered(name)
    ),
    "programmes:probation_notice": Page(get=while_open(LEADERS), reads_only=True),
    "programmes:probation_received": Page(
        get=while_open(LEADERS), post=while_open(LEADERS), data=with_(received_on="2026-09-16", version=0)
    ),
    "programmes:accesses": Page(get=while_open(LEADERS), post=while_open(LEADERS), data=with_(name="Profil")),
    "programmes:mark_before_use": Page(post=while_open(LEADERS)),
    "programmes:mentors": Page(get=while_open(LEADERS)),
    "programmes:mentor_appoint": Page(get=while_open(LEADERS), get_status=302, post=while_open(LEADERS)),
    "programmes:mentor_change": Page(get=while_open(LEADERS), post=while_open(LEADERS), posted=422),
    "programmes:mentor_substitute": Page(get=while_open(LEADERS), post=while_open(LEADERS), posted=422),
    "programmes:mentor_end": Page(
        args=mentorship, get=while_open(LEADERS), post=while_open(LEADERS), data=with_(to_on="2026-09-20")
    ),
    "programmes:mentor_undo": Page(post=while_open(LEADERS), data=with_(tilbake="")),
    "programmes:move": Page(get=while_open(LEADERS), post=while_open(LEADERS), posted=422),
    # changing the plan: its days are the leaders', the talks' own rhythm the pair's too
    "programmes:changes": Page(get=ALL_WHO_SEE, reads_only=True),
    "programmes:change": Page(
        args=with_(what="startdato"),
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(starts_on="2026-08-18", why="mistake"),
        posted=200,
    ),
    "programmes:change pause": Page(
        args=with_(what="pause"),
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(from_on="2026-10-05", to_on="2026-10-18", reason="leave"),
        posted=200,
    ),
    "programmes:change weekday": Page(
        args=with_(what="ukedag"),
        get=while_open(ALL_WHO_SEE),
        post=while_open(ALL_WHO_SEE),
        data=with_(weekday="4", why="rota"),
        posted=200,
    ),
    "programmes:change series": Page(
        args=with_(what="samtaleserien"),
        get=while_open(ALL_WHO_SEE),
        post=while_open(ALL_WHO_SEE),
        data=with_(weeks="2", why="training"),
        posted=200,
    ),
    "programmes:pause": Page(
        args=pause,
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(from_on="2026-12-07", to_on="2026-12-13", reason="leave"),
        posted=200,
    ),
    "programmes:change extension": Page(
        args=with_(what="forleng"),
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(weeks="8", rhythm="4", why="agreed"),
        posted=200,
    ),
    "programmes:change spread": Page(
        args=with_(what="fordel"),
        get=while_open(ALL_WHO_SEE),
        post=while_open(ALL_WHO_SEE),
        data=lambda world, name: {"period": busy_period(world, name)["pk"], "why": "holiday"},
        posted=200,
    ),
    "programmes:busy_weeks": Page(get=while_open(ALL_WHO_SEE), reads_only=True),
    "programmes:busy_leave": Page(
        args=lambda world, name: {"period": busy_period(world, name)["pk"]}, post=while_open(ALL_WHO_SEE)
    ),
    "programmes:change_undo": Page(args=pause_change, post=while_open(LEADERS)),
    "programmes:end": Page(
        get=while_open(LEADERS),
        post=while_open(LEADERS),
        data=with_(ended_on="2026-09-16", ended_because="completed"),
    ),
    "programmes:resume": Page(post=while_open(LEADERS)),
}
