"""What stands in writing for the start page: lists to sign, referat to read or share, the pair's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from checklists.models import Item, Signature, settled
from people.prepared import prepared
from programmes.desk import Desk
from programmes.duty_rows import Rows
from programmes.models import (
    HandoverNote,
    Note,
    ProgrammeChecklist,
    RaisedHand,
    ReviewRecord,
    ReviewRecordVersion,
    Topic,
)
from programmes.models.mentorships import lasting
from programmes.models.notes import lines_of
from programmes.models.probation import called
from programmes.timeline import Line
from programmes.waiting_lines import READ_BEFORE, checklist_url, handover_line, record_line, signature_line

OWN_LIST, OTHERS_LIST, RECORD, NOTE, TOPIC = "own_list", "others_list", "record", "note", "topic"
HANDOVER, ASKED_FOR = "handover", timedelta(days=14)  # then leaving it is an answer too
HAND, OWN_HAND = "hand", "own_hand"
NUMBERS = ("rows", "settled", "yes")
COLUMNS = ("kind", "of", "nr", "what", "more", *NUMBERS)


@dataclass(frozen=True)
class OwnChecklist:
    """How far a new hire has come with a list."""

    name: str
    url: str
    settled: int
    rows: int
    is_signed: bool

    @property
    def lacks_signature(self) -> bool:
        return self.rows > 0 and self.settled == self.rows and not self.is_signed


@dataclass(frozen=True)
class OwnHand:
    """Whom the new hire has asked to get in touch, and who has seen it."""

    to: str
    seen_by: str


@dataclass
class Papers:
    """What stands in writing in one programme, as far as the reader may read it."""

    lines: list[Callable[[], Line]] = field(default_factory=list)
    """Put into words when they are shown: a leader may have hundreds, and the page shows ten."""
    checklists: list[OwnChecklist] = field(default_factory=list)
    asks_for_contact: str = ""
    """The new hire's name, when the reader is asked to get in touch and nobody has seen it."""
    own_hands: list[OwnHand] = field(default_factory=list)
    own_topics: list[str] = field(default_factory=list)
    topic_count: int = 0
    agreed: str = ""
    next_time: list[str] = field(default_factory=list)


def papers(desk: Desk) -> dict[int, Papers]:
    """By programme, in one query."""
    found: dict[int, Papers] = {}
    if desk.own or desk.mentored or desk.leads:
        for row in written(*desk.keys):
            add(found.setdefault(row[1], Papers()), *row)
    return found


@prepared
def written(*keys: Any) -> Rows:
    desk = Desk.with_keys(*keys)
    branches: list[Rows] = []
    if desk.own:
        branches += [own_lists(desk), handover_notes(desk), own_hands(desk)]
    if desk.mentored or desk.leads:
        branches += [lists_to_witness(desk), hands_to_see(desk)]
    if desk.own or desk.leads:
        branches.append(unfinished_records(desk))
    if desk.own or desk.mentored:
        branches += [waiting_topics(desk), newest_notes(desk)]
    first, *rest = branches
    return first.union(*rest, all=True).order_by("kind", "nr")


def own_lists(desk: Desk) -> Rows:
    """All of the new hire's lists, and how far each has come."""
    items = Item.objects.filter(checklist=OuterRef("checklist")).order_by().values("checklist")
    signed = Signature.objects.filter(checklist=OuterRef("checklist"), side=Signature.Side.NEW_HIRE)
    return columns(
        ProgrammeChecklist.objects.filter(programme__in=desk.own),
        kind=Value(OWN_LIST),
        of=F("programme_id"),
        nr=F("checklist_id"),
        what=F("checklist__name"),
        more=Value(""),
        rows=count_of(items),
        settled=count_of(items.filter(settled())),
        yes=count_of(signed.order_by().values("checklist")),
    )


def count_of(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def handover_notes(desk: Desk) -> Rows:
    """New from a mentor, and the new hire's to decide about."""
    since = start_of(desk.on - ASKED_FOR)
    notes = HandoverNote.objects.filter(
        mentorship__programme__in=desk.own, approved_by_new_hire_at=None, written_at__gte=since
    )
    return columns(
        notes.filter(desk.running("mentorship__programme__")),
        kind=Value(HANDOVER),
        of=F("mentorship__programme_id"),
        nr=F("pk"),
        what=F("mentorship__mentor__name"),
        more=Value(""),
    )


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def lists_to_witness(desk: Desk) -> Rows:
    """Lists that are gone through and lack the name of the mentor or a leader."""
    here = Q(programme__in=desk.mentored)
    if desk.leads:
        here |= desk.in_led() & desk.running()
    items = Item.objects.filter(checklist=OuterRef("checklist"))
    second = Signature.objects.filter(checklist=OuterRef("checklist"), side=Signature.Side.WITNESS)
    lists = ProgrammeChecklist.objects.filter(
        here, ~Exists(items.filter(~settled())), ~Exists(second), Exists(items)
    )
    return columns(
        lists,
        kind=Value(OTHERS_LIST),
        of=F("programme_id"),
        nr=F("checklist_id"),
        what=F("checklist__name"),
        more=F("programme__new_hire__name"),
    )


def unfinished_records(desk: Desk) -> Rows:
    """Shared and not yet confirmed, for the new hire; not yet shared, for its writer."""
    own = Q(review__programme__in=desk.own, shared_at__isnull=False, read_at=None)
    draft = Q(written_by=desk.user, shared_at=None)
    versions = ReviewRecordVersion.objects.filter(record=OuterRef("pk"))
    rows = ReviewRecord.objects.open_to(desk.user, desk.on).filter(own | draft)
    return columns(
        rows.filter(desk.running("review__programme__")),
        kind=Value(RECORD),
        of=F("review__programme_id"),
        nr=F("review__number"),
        what=called("review__"),
        more=F("review__programme__new_hire__name"),
        yes=Case(When(shared_at=None, then=0), When(Exists(versions), then=READ_BEFORE), default=1),
    )


def hands_to_see(desk: Desk) -> Rows:
    """«Ta kontakt med meg», to the reader, that nobody has seen."""
    return columns(
        RaisedHand.objects.received_by(desk.user, desk.on).waiting(),
        kind=Value(HAND),
        of=F("programme_id"),
        nr=F("pk"),
        what=F("programme__new_hire__name"),
        more=Value(""),
    )


def own_hands(desk: Desk) -> Rows:
    return columns(
        RaisedHand.objects.fresh(desk.on).filter(programme__in=desk.own),
        kind=Value(OWN_HAND),
        of=F("programme_id"),
        nr=F("pk"),
        what=F("to"),
        more=Coalesce(F("seen_by__name"), Value("")),
    )


def waiting_topics(desk: Desk) -> Rows:
    """What the pairs of today want to bring up; `yes` when the reader wrote it."""
    waiting = Topic.objects.open_to(desk.user, desk.on).filter(
        lasting(desk.on, "mentorship__"),
        desk.in_lived("mentorship__programme"),
        taken_up_in=None,
    )
    return columns(
        waiting,
        kind=Value(TOPIC),
        of=F("mentorship__programme_id"),
        nr=F("pk"),
        what=F("text"),
        more=Value(""),
        yes=Case(When(brought_by=desk.user, then=1), default=0),
    )


def newest_notes(desk: Desk) -> Rows:
    """What each pair of today wrote down last; `nr` puts the main mentor's before a substitute's."""
    newest = Note.objects.newest_first().filter(mentorship=OuterRef("mentorship"))
    notes = Note.objects.open_to(desk.user, desk.on).filter(
        lasting(desk.on, "mentorship__"),
        desk.in_lived("mentorship__programme"),
        pk=Subquery(newest.values("pk")[:1]),
    )
    return columns(
        notes,
        kind=Value(NOTE),
        of=F("mentorship__programme_id"),
        nr=Case(When(mentorship__is_substitute=True, then=1), default=0),
        what=F("text"),
        more=F("next_time"),
    )


def columns(found: QuerySet[Any], **named: Any) -> Rows:
    """The same columns of every kind, so that the database can lay them end to end."""
    none: dict[str, Any] = {name: Value(0, IntegerField()) for name in NUMBERS if name not in named}
    rows: Rows = found.order_by().annotate(**named, **none).values_list(*COLUMNS)
    return rows


def add(
    found: Papers, kind: str, of: int, nr: int, what: str, more: str, rows: int, done: int, yes: int
) -> None:
    """One row of that query to where the page shows it."""
    match kind:
        case "hand":
            found.asks_for_contact = what
        case "own_hand":
            found.own_hands.append(OwnHand(str(RaisedHand.To(what).label), more))
        case "topic":
            found.topic_count += 1
            found.own_topics += [what] if yes else []
        case "note" if not (found.agreed or found.next_time):
            found.agreed, found.next_time = what, lines_of(more)
        case "record":
            found.lines.append(partial(record_line, of, nr, what, more, yes))
        case "handover":
            found.lines.append(partial(handover_line, of, what))
        case "own_list":
            own = OwnChecklist(what, checklist_url(of, nr), done, rows, bool(yes))
            found.checklists.append(own)
            found.lines += [partial(signature_line, of, nr, what, more)] if own.lacks_signature else []
        case "others_list":
            found.lines.append(partial(signature_line, of, nr, what, more))
