"""What one calendar link says today, and what it has to take back of what it said before.

Drawn anew each time it is fetched, through the same rules as the pages with the holder as reader. What was told is
remembered (`CalendarEntry`), since an appointment that merely vanishes stays in some calendars for ever, and one that
is moved must come with a higher number. Only a difference is written; see docs/decisions/0014-calendars.md.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Self
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from documents.calendar import TITLES, Entry
from programmes.models import Conversation, LeaderTalk, MentorFollowUp, ProbationReview, Programme
from reminders.agreed import SHIFT, Agreed, agreed_in
from reminders.links import page_of
from reminders.models import CalendarEntry, CalendarFeed
from reminders.models.calendar import LONGEST_BACK

TALK, LEADERS, REVIEW, MEETING = (
    kind.__name__ for kind in (Conversation, LeaderTalk, ProbationReview, MentorFollowUp)
)
KINDS = {
    CalendarFeed.Kind.NEW_HIRE: (TALK, LEADERS, REVIEW, SHIFT),
    CalendarFeed.Kind.MENTOR: (TALK, MEETING, SHIFT),
    CalendarFeed.Kind.LEADER: (LEADERS, REVIEW, MEETING),
    CalendarFeed.Kind.HEAD: (LEADERS, REVIEW, MEETING),
}
"""What somebody in each position takes part in. A leader's calendar has no mentorsamtaler: the rota list has."""
SAID = ("of", "kind", "on", "starts_at", "minutes", "title_digest")
CHANGING = (*SAID, "sequence", "changed_on", "cancelled_on")


@dataclass(frozen=True)
class Told:
    """One appointment, as this link is to say it now."""

    uid: UUID
    of: int
    kind: str
    on: date
    starts_at: time | None
    minutes: int
    title: str
    url: str

    @property
    def title_digest(self) -> str:
        return sha256(self.title.encode()).hexdigest()[:12]

    @property
    def said(self) -> dict[str, object]:
        """What makes it another when it changes."""
        return {name: getattr(self, name) for name in SAID}


@dataclass
class Difference:
    """What must be written so that the next time says no less."""

    new: list[CalendarEntry] = field(default_factory=list)
    changed: list[CalendarEntry] = field(default_factory=list)
    gone: list[CalendarEntry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def compare(
    kept: dict[UUID, CalendarEntry], told: Iterable[Told], open_to_holder: Container[int], on: date
) -> Difference:
    """Bring `kept` up to date. What is no longer told is called off, as long as it could matter to anybody.

    What is past and in a programme that the holder no longer sees, has been, and only goes.
    """
    found, now = Difference(), {each.uid: each for each in told}
    for uid, each in now.items():
        entry = kept.get(uid)
        if entry is None:
            kept[uid] = CalendarEntry(uid=uid, changed_on=on, **each.said)
            found.new.append(kept[uid])
        elif entry.cancelled_on or any(getattr(entry, name) != value for name, value in each.said.items()):
            for name, value in each.said.items():
                setattr(entry, name, value)
            found.changed.append(_anew(entry, on, cancelled_on=None))
    for uid, entry in list(kept.items()):
        if uid in now:
            continue
        is_old = min(entry.on, entry.cancelled_on or entry.on) < on - LONGEST_BACK
        if is_old or (entry.on < on and entry.of not in open_to_holder):
            found.gone.append(kept.pop(uid))
        elif entry.cancelled_on is None:
            found.changed.append(_anew(entry, on, cancelled_on=on))
    return found


def _anew(entry: CalendarEntry, on: date, *, cancelled_on: date | None) -> CalendarEntry:
    entry.sequence += 1
    entry.changed_on, entry.cancelled_on = on, cancelled_on
    return entry


@dataclass(frozen=True)
class Drawing:
    """One link on one day: what its holder sees, and what there is to tell of it."""

    feed: CalendarFeed
    on: date
    programmes: dict[int, Programme]
    told: list[Told]

    @classmethod
    def of(cls, feed: CalendarFeed, on: date, absolute: Callable[[str], str]) -> Self:
        programmes = {programme.pk: programme for programme in feed.programmes(on).with_people()}
        rows = [row for row in agreed_in(programmes, wanted_by(feed, on)) if takes_part(feed, row)]
        return cls(feed, on, programmes, [_told(feed, row, absolute) for row in rows])

    def entries(self) -> list[Entry]:
        """All there is to say. Two who fetch at once, and one who fetches twice, write a difference once."""
        kept = self.kept()
        if self.difference(kept):
            kept = self.remember()
        told = {each.uid: each for each in self.told}
        return [_entry(entry, told.get(uid)) for uid, entry in kept.items()]

    def kept(self) -> dict[UUID, CalendarEntry]:
        return {entry.uid: entry for entry in self.feed.entries.all()}

    def difference(self, kept: dict[UUID, CalendarEntry]) -> Difference:
        return compare(kept, self.told, self.programmes, self.on)

    @transaction.atomic
    def remember(self) -> dict[UUID, CalendarEntry]:
        """Compared once more with the link held still; nothing is kept for one that was turned off meanwhile."""
        held = CalendarFeed.objects.standing().select_for_update(of=("self",)).filter(pk=self.feed.pk)
        if not held:
            return {}
        kept = self.kept()
        found = self.difference(kept)
        for entry in found.new:
            entry.feed = self.feed
        CalendarEntry.objects.bulk_create(found.new)
        CalendarEntry.objects.bulk_update(found.changed, CHANGING)
        CalendarEntry.objects.filter(pk__in=[entry.pk for entry in found.gone]).delete()
        return kept


def _entry(entry: CalendarEntry, told: Told | None) -> Entry:
    return Entry(
        uid=entry.uid,
        title=told.title if told else str(TITLES[entry.kind]),
        on=entry.on,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        sequence=entry.sequence,
        changed_at=datetime.combine(entry.changed_on, time(), UTC),
        url=told.url if told else "",
        is_cancelled=told is None,
    )


# --- what there is to tell ----------------------------------------------------------------------------


def wanted_by(feed: CalendarFeed, on: date) -> dict[str, Q]:
    """The kinds that the holder takes part in, from four weeks back; reviews through their own rule."""
    since = on - LONGEST_BACK
    kinds = KINDS[CalendarFeed.Kind(feed.kind)]
    wanted = {kind: Q(on__gte=since) if kind == SHIFT else Q(planned_on__gte=since) for kind in kinds}
    if REVIEW in wanted:
        wanted[REVIEW] &= Q(programme__in=Programme.objects.reviews_open_to(feed.holder, on))
    return wanted


def takes_part(feed: CalendarFeed, row: Agreed) -> bool:
    """A mentor only in one's own period, and of the shifts only in those with the mentor."""
    if feed.kind != CalendarFeed.Kind.MENTOR:
        return True
    return row.is_mentored_by(feed.holder) and (row.kind != SHIFT or row.with_mentor)


def _told(feed: CalendarFeed, row: Agreed, absolute: Callable[[str], str]) -> Told:
    is_pair = feed.kind in (CalendarFeed.Kind.NEW_HIRE, CalendarFeed.Kind.MENTOR)
    page = page_of(row.kind, row.programme.pk, row.number, of_the_pair=is_pair)
    title, name = str(TITLES[row.kind]), _other(feed, row) if feed.with_names else ""
    if name:
        title = _("%(title)s med %(name)s") % {"title": title, "name": name}
    return Told(
        row.uid, row.programme.pk, row.kind, row.on, row.starts_at, row.minutes, title, absolute(page)
    )


def _other(feed: CalendarFeed, row: Agreed) -> str:
    """The first name of the one the holder meets, where the programme knows who it is: of leaders it does not."""
    kind, mentor = feed.kind, row.mentorship
    if kind == CalendarFeed.Kind.NEW_HIRE:
        return mentor.mentor.first_name if mentor and row.kind == TALK else ""
    if kind == CalendarFeed.Kind.MENTOR:
        return row.programme.new_hire.first_name if row.kind != MEETING else ""
    if row.kind == MEETING:
        return mentor.mentor.first_name if mentor else ""
    return row.programme.new_hire.first_name
