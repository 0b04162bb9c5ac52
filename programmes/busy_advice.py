"""What a programme can do about the weeks when its place or its people are away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from programmes.busy import Clash, Span, Talk, clashes, weeks_to_move
from programmes.changing import dated_row
from programmes.kept_rows import key_of
from programmes.models import BusyPeriod, Conversation, LeftTalk, Programme
from programmes.models.changes import terms_of


@dataclass(frozen=True)
class Advice:
    """One period that takes talks, and what can be done."""

    period: BusyPeriod
    clash: Clash
    on: date
    weeks_to_move: int | None
    """None where no move of the whole series clears the period."""
    is_new_hires: bool

    @property
    def sentence(self) -> str:
        return sentence(self.clash, self.period.person)

    @property
    def substitute_days(self) -> str:
        """The days for a substitute, as the page for one reads them: nobody stands in for a day that is over."""
        return f"from_on={max(self.period.from_on, self.on)}&to_on={self.period.to_on}"


@dataclass(frozen=True)
class Settled:
    """What nobody has to be warned about: the two have left it standing, or somebody stands in for a mentor who is away."""

    programme: Programme
    mentor: User | None
    whose: Mapping[int, int | None]
    """Whom each period is about, by its key."""
    left: Collection[tuple[int, date, date]]
    """Talk, and the days of the period."""

    def __call__(self, talk: Talk, span: Span) -> bool:
        is_mentors = self.mentor is not None and self.whose.get(span.key) == self.mentor.pk
        if is_mentors and any(period.is_substitute for period in self.programme.present_on(talk.on)):
            return True
        return (talk.key, span.from_on, span.to_on) in self.left


@dataclass(frozen=True)
class Left:
    """What the two have left standing in one period."""

    period: BusyPeriod
    talks: list[LeftTalk]

    @property
    def first(self) -> LeftTalk:
        return self.talks[0]


@dataclass
class Busy:
    """The periods ahead, the open talks that fall in them, and what has been decided already."""

    programme: Programme
    on: date

    def __post_init__(self) -> None:
        mentor = self.programme.mentor_on(self.on)
        periods = BusyPeriod.objects.around(self.programme, mentor).not_over(self.on)
        self.periods = {period.pk: period for period in periods.select_related("person")}
        self.talks = list(self.programme.conversations.all())
        left = LeftTalk.objects.of(self.programme.pk).select_related("left_by", "conversation")
        self.left = list(left.filter(to_on__gte=self.on))
        whose = {pk: period.person_id for pk, period in self.periods.items()}
        keys = {(row.conversation_id, row.from_on, row.to_on) for row in self.left}
        self.is_settled = Settled(self.programme, mentor, whose, keys)

    @property
    def clashes(self) -> list[Clash]:
        spans = [period.span for period in self.periods.values()]
        return clashes(counted(self.talks, self.on), spans, self.is_settled)

    @property
    def advice(self) -> list[Advice]:
        rows = [dated_row(key_of(talk), talk) for talk in self.talks]
        terms, spans = terms_of(self.programme, []), [period.span for period in self.periods.values()]
        return [
            Advice(
                self.periods[clash.span.key],
                clash,
                self.on,
                weeks_to_move=weeks_to_move(rows, terms, self.on, clash.span, spans),
                is_new_hires=self.periods[clash.span.key].person_id == self.programme.new_hire_id,
            )
            for clash in self.clashes
        ]

    @property
    def left_standing(self) -> list[Left]:
        """By period; what stands in none of them any more is no longer a question."""
        found = [
            Left(period, [row for row in self.left if (row.from_on, row.to_on) == period.days])
            for period in self.periods.values()
        ]
        return [one for one in found if one.talks]

    def leave(self, period: BusyPeriod, *, by: User, at: datetime) -> int:
        """Leave the talks that fall in it standing; how many there were."""
        hit = [talk for clash in self.clashes if clash.span.key == period.pk for talk in clash.hit]
        rows = [
            LeftTalk(
                conversation_id=talk.key,
                planned_on=talk.on,
                from_on=period.from_on,
                to_on=period.to_on,
                left_by=by,
                left_at=at,
            )
            for talk in hit
        ]
        self.take_up(period, conversation__in=[talk.key for talk in hit])
        LeftTalk.objects.bulk_create(rows)
        return len(rows)

    def take_up(self, period: BusyPeriod, **only: Any) -> None:
        """Ask again about what was left standing in it."""
        rows = LeftTalk.objects.filter(conversation__programme=self.programme, **only)
        rows.filter(from_on=period.from_on, to_on=period.to_on).delete()


def counted(talks: Iterable[Conversation], on: date) -> list[Talk]:
    """As they are counted: only what is open and ahead can fall in a period."""
    return [
        Talk(talk.planned_on, talk.week, talk.is_open and talk.planned_on >= on, talk.pk)
        for talk in talks
        if talk.planned_on
    ]


def sentence(clash: Clash, who: User | None) -> str:
    """«3 av 4 ukentlige samtaler faller i «Fellesferie», 6. juli–26. juli 2026», without a full stop."""
    count = {"hit": len(clash.hit), "of": clash.of}
    said = _("%(hit)d av %(of)d ukentlige samtaler") if clash.is_weekly else _("%(hit)d av %(of)d samtaler")
    where = _("faller mens %(who)s er borte") if who else _("faller i «%(name)s»")
    names = {"who": who.first_name if who else "", "name": clash.span.name}
    first, last = clash.span.from_on, clash.span.to_on
    begins = date_format(first, "j. F" if first.year == last.year else "j. F Y")
    return f"{said % count} {where % names}, {begins}–{date_format(last, 'j. F Y')}"
