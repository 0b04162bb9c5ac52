"""What a programme can do about the weeks when its place or its people are away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from programmes.busy import Clash, Talk, clashes, weeks_to_move
from programmes.changing import dated_row
from programmes.kept_rows import key_of
from programmes.models import BusyPeriod, Conversation, Programme
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


def advice(programme: Programme, on: date) -> list[Advice]:
    """The periods ahead that open talks fall in."""
    talks = list(programme.conversations.all())
    periods = BusyPeriod.objects.around(programme, programme.mentor_on(on)).not_over(on)
    found = {period.pk: period for period in periods.select_related("person")}
    spans = [period.span for period in found.values()]
    rows, terms = [dated_row(key_of(talk), talk) for talk in talks], terms_of(programme, [])
    return [
        Advice(
            found[clash.span.key],
            clash,
            on,
            weeks_to_move=weeks_to_move(rows, terms, on, clash.span, spans),
            is_new_hires=found[clash.span.key].person_id == programme.new_hire_id,
        )
        for clash in clashes(counted(talks, on), spans)
    ]


def counted(talks: Iterable[Conversation], on: date) -> list[Talk]:
    """As they are counted: only what is open and ahead can fall in a period."""
    return [
        Talk(talk.planned_on, talk.week, talk.is_open and talk.planned_on >= on)
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
