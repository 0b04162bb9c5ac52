"""A leader's week, in words that may stand in a mail: how many things of which sort wait in whose programme.

What waits is what the start page says waits, by the same questions. Its own words are not used: some name the prøvetid,
and a step's are whatever a municipality has written. The programme's page has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Department, Position, User
from programmes.desk import Desk
from programmes.duties import AGREE_REVIEWS, APPOINT_MENTOR, due
from programmes.models import LeaderTalk, MentorFollowUp, ProbationReview, Programme, Step
from programmes.paper_duties import HAND_OVER, RECEIVE_PACKAGE, SEND_LETTER
from programmes.probation_duty import RECEIVE_NOTICE
from programmes.waiting import papers
from reminders.drawing import Point

LEADING = [Position.Kind.LEADER, Position.Kind.HEAD]
MOST = 30  # programmes of one letter; the start page has the rest
A_TALK, PAPER, CONTACT = gettext_lazy("en samtale"), "paper", "contact"
TO_DO = gettext_lazy("noe som skal gjøres")
NEUTRAL = {
    ProbationReview.__name__: A_TALK,
    LeaderTalk.__name__: A_TALK,
    MentorFollowUp.__name__: gettext_lazy("et møte med mentoren"),
    Step.__name__: TO_DO,
    AGREE_REVIEWS: gettext_lazy("dager å avtale"),
    APPOINT_MENTOR: gettext_lazy("mentor mangler"),
    RECEIVE_NOTICE: gettext_lazy("en frist"),
    CONTACT: gettext_lazy("ber deg ta kontakt"),
    PAPER: gettext_lazy("et papir som venter på deg"),
    SEND_LETTER: gettext_lazy("velkomstbrevet er ikke sendt"),
    HAND_OVER: gettext_lazy("skjemaet kan leveres"),
    RECEIVE_PACKAGE: gettext_lazy("pakken skal til arkivet"),
}


@dataclass
class Places:
    """The departments one person leads that day, or heads."""

    led: list[int] = field(default_factory=list)
    headed: list[int] = field(default_factory=list)


def places_of(people: Iterable[int], on: date) -> dict[int, Places]:
    """As `Desk` wants them: where nobody is avdelingsleder, the enhetsleder leads. Two questions for all of them."""
    posts = list(Position.objects.lasting(on).filter(holder__in=people, kind__in=LEADING))
    leaders = Position.objects.lasting(on).filter(kind=Position.Kind.LEADER, department=OuterRef("pk"))
    units = [post.unit_id for post in posts if post.unit_id]
    below: dict[int | None, list[tuple[int, bool]]] = defaultdict(list)
    for pk, unit, has_leader in (
        Department.objects.filter(unit__in=units)
        .annotate(led=Exists(leaders))
        .values_list("pk", "unit", "led")
    ):
        below[unit].append((pk, has_leader))
    found: dict[int, Places] = defaultdict(Places)
    for post in posts:
        places = found[post.holder_id]
        places.led += [post.department_id] if post.department_id else []
        under = below.get(post.unit_id, [])
        places.headed += [pk for pk, _has_leader in under]
        places.led += [pk for pk, has_leader in under if not has_leader]
    return found


def points_of(leader: User, places: Places, on: date) -> list[Point]:
    """A line a programme in which something waits for this leader, the earliest first."""
    waits: dict[int, list[str]] = defaultdict(list)
    desk = Desk(leader, on, [], [], sorted(set(places.led)), sorted(set(places.headed)), [])
    for row in due(desk):
        waits[row.programme_id].append(row.kind)
    for programme, found in papers(desk).items():
        if kinds := [CONTACT] * bool(found.asks_for_contact) + [PAPER] * len(found.lines):
            waits[programme] += kinds
    names = dict(Programme.objects.filter(pk__in=waits).values_list("pk", "new_hire__name"))
    shown = [point(pk, names[pk], kinds) for pk, kinds in list(waits.items())[:MOST]]
    if more := len(waits) - len(shown):
        shown.append(Point(_("Og %(more)d programmer til") % {"more": more}, reverse("programmes:list")))
    return shown


def point(programme: int, name: str, kinds: list[str]) -> Point:
    """«Kari Ny: en samtale, noe som skal gjøres (3)»"""
    counts: dict[str, int] = defaultdict(int)
    for kind in kinds:
        counts[str(NEUTRAL.get(kind, TO_DO))] += 1
    words = [f"{word} ({number})" if number > 1 else word for word, number in counts.items()]
    return Point(f"{name}: {', '.join(words)}", reverse("programmes:detail", args=[programme]))
