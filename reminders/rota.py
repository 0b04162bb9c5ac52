"""The rota list: whom agreed talks and training shifts take off the floor, and what is typed into the rota of it.

Who sees which programme, the rules of the programmes say. The list tells nothing of the prøvetid and of no state: a
prøvetidssamtale is a «samtale», as in a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Q, QuerySet

from documents.calendar import TITLES
from people.models import User
from programmes.models import Programme
from programmes.models.appointments import APPOINTMENTS
from programmes.models.programme_queries import ProgrammeQuerySet
from reminders.agreed import SHIFT, Agreed, agreed_in
from reminders.calendar_feeds import MEETING, TALK
from reminders.models import RotaMark, RotaWords
from reminders.rota_changes import Entered, changes

KINDS = (*APPOINTMENTS, SHIFT)


@dataclass(frozen=True)
class Line:
    """One person who is not on the floor, or is there to learn."""

    person: int
    name: str
    on: date
    starts_at: time | None
    ends_at: time | None
    code: str
    text: str
    place: str

    @property
    def clock(self) -> tuple[str, str]:
        return _figures(self.starts_at), _figures(self.ends_at)


@dataclass(frozen=True)
class Item:
    """One appointment: as it stands, as it was typed in, or both."""

    kind: str
    row: int
    programme: Programme
    agreed: Agreed | None
    mark: RotaMark | None

    @property
    def stands(self) -> bool:
        return self.agreed is not None

    @property
    def now(self) -> Entered | None:
        agreed = self.agreed
        if agreed is None:
            return None
        mentor = agreed.mentorship.mentor if agreed.mentorship and self.kind in (TALK, MEETING) else None
        return Entered(agreed.on, agreed.starts_at, agreed.minutes, mentor)

    @property
    def entered(self) -> Entered | None:
        mark = self.mark
        return Entered(mark.on, mark.starts_at, mark.minutes, mark.mentor) if mark else None

    @property
    def shown(self) -> Entered:
        """Its day as it is, or as it was when it is called off."""
        found = self.now or self.entered
        assert found is not None
        return found

    @property
    def changes(self) -> list[str]:
        """What has become of it since it was typed in."""
        return changes(self.entered, self.now) if self.entered else []

    @property
    def title(self) -> str:
        return str(TITLES[self.kind])

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row}"

    @property
    def token(self) -> str:
        """What a reader has seen of it: ticked is what stood there, and nothing that came since."""
        return f"{self.key}-{self.now.mark if self.now else 'av'}"

    @property
    def people(self) -> list[User]:
        """Who is to be put down: the mentor of that day and the new hire, or the one of them it concerns."""
        mentor, new_hire = self.shown.mentor, self.programme.new_hire
        both = {TALK: [mentor, new_hire], MEETING: [mentor]}.get(self.kind, [new_hire])
        return [person for person in both if person]

    def lines(self, words: RotaWords) -> list[Line]:
        agreed = self.agreed
        if agreed is None:
            return []
        code = {TALK: words.talk_code, SHIFT: words.shift_code}.get(self.kind, words.meeting_code)
        may_read_words = self.programme.can_see_all and agreed.shift_type
        text = f"{self.title}, {agreed.shift_type}" if may_read_words else self.title
        place, ends_at = self.programme.department.name, _end(agreed.starts_at, agreed.minutes)
        return [
            Line(person.pk, person.name, agreed.on, agreed.starts_at, ends_at, code, text, place)
            for person in self.people
        ]


@dataclass(frozen=True)
class Rota:
    """One list, for some programmes and days, or for one person among them."""

    programmes: dict[int, Programme]
    items: list[Item]
    words: RotaWords
    people: dict[int, str]
    """Everybody it could be about, by name."""
    days: tuple[date, date]

    @classmethod
    def of(
        cls,
        rule: ProgrammeQuerySet,
        reader: User,
        on: date,
        days: tuple[date, date],
        person: int | None = None,
    ) -> Self:
        rows = rule.with_rights_for(reader, on).with_people()
        programmes = {programme.pk: programme for programme in rows}
        found = items_in(programmes, days)
        mine = [item for item in found if not (item.kind == MEETING and item.programme.reader_is_new_hire)]
        if person:
            mine = [item for item in mine if person in [each.pk for each in item.people]]
        words = RotaWords.objects.filter(municipality=reader.municipality_id).first()
        return cls(programmes, mine, words or RotaWords(), people_in(programmes, days), days)

    def lines(self, person: int | None = None) -> list[Line]:
        """Of the days that were asked for; one that was moved out of them is only among the items."""
        first, last = self.days
        lines = [line for item in self.items for line in item.lines(self.words)]
        return [line for line in lines if first <= line.on <= last and person in (None, line.person)]

    @property
    def to_enter(self) -> list[Item]:
        """What this reader could tick: it is not typed in as it stands."""
        return [
            item for item in self.items if item.programme.can_work and (item.mark is None or item.changes)
        ]


def items_in(programmes: dict[int, Programme], days: tuple[date, date]) -> list[Item]:
    """What stands on one of the days, or was typed in on one of them, by day."""
    marked = RotaMark.objects.filter(on__range=days)
    wanted = {
        kind: Q(**{f"{'on' if kind == SHIFT else 'planned_on'}__range": days})
        | Q(pk__in=marked.filter(kind=kind).values("row"))
        for kind in KINDS
    }
    standing = {(row.kind, row.pk): row for row in agreed_in(programmes, wanted)}
    marks = {(mark.kind, mark.row): mark for mark in marks_of(programmes, days, [*standing.values()])}
    keys = [*standing, *(key for key in marks if key not in standing)]
    items = [
        Item(
            *key, programmes[_programme(standing.get(key), marks.get(key))], standing.get(key), marks.get(key)
        )
        for key in keys
    ]
    return sorted(items, key=lambda item: (item.shown.on, item.shown.starts_at or time.max, item.key))


def marks_of(
    programmes: dict[int, Programme], days: tuple[date, date], standing: list[Agreed]
) -> QuerySet[RotaMark]:
    """Of what stands, whenever it was put down; and of those days, whether it stands or not."""
    by_kind = [Q(kind=kind, row__in=[row.pk for row in standing if row.kind == kind]) for kind in KINDS]
    ways = reduce(or_, by_kind, Q(on__range=days))
    return RotaMark.objects.filter(ways, programme__in=programmes).select_related("mentor", "entered_by")


def _programme(row: Agreed | None, mark: RotaMark | None) -> int:
    found = row.programme.pk if row else mark.programme_id if mark else None
    assert found is not None
    return found


def people_in(programmes: dict[int, Programme], days: tuple[date, date]) -> dict[int, str]:
    """The new hires, and the mentors whose period touches the days."""
    people: dict[int, str] = {}
    for programme in programmes.values():
        people[programme.new_hire_id] = programme.new_hire.name
        periods = [*programme.present_on(days[0]), *programme.present_on(days[1])]
        people |= {period.mentor_id: period.mentor.name for period in periods}
    return people


def enter(items: list[Item], *, by: User, at: datetime) -> int:
    """Remember each as it stands now; what is called off is out of the rota, and no more to remember."""
    off = [item.mark.pk for item in items if item.mark and not item.stands]
    marks = []
    for item in items:
        if now := item.now:
            marks.append(
                RotaMark(
                    programme=item.programme,
                    kind=item.kind,
                    row=item.row,
                    on=now.on,
                    starts_at=now.starts_at,
                    minutes=now.minutes,
                    mentor=now.mentor,
                    entered_at=at,
                    entered_by=by,
                )
            )
    RotaMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["kind", "row"],
        update_fields=["programme", "on", "starts_at", "minutes", "mentor", "entered_at", "entered_by"],
    )
    RotaMark.objects.filter(pk__in=off).delete()
    return len(marks) + len(off)


def _end(starts_at: time | None, minutes: int) -> time | None:
    if starts_at is None:
        return None
    return (datetime.combine(date.min, starts_at) + timedelta(minutes=minutes)).time()


def _figures(clock: time | None) -> str:
    return f"{clock:%H:%M}" if clock else ""
