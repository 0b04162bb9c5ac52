"""What a programme can do about the weeks when its place or its people are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from programmes.busy import Clash, clashes, weeks_to_move
from programmes.changing import dated_row
from programmes.kept_rows import key_of
from programmes.models import BusyPeriod, Programme
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
    def substitute_days(self) -> str:
        """The days for a substitute, as the page for one reads them: nobody stands in for a day that is over."""
        return f"from_on={max(self.period.from_on, self.on)}&to_on={self.period.to_on}"


def advice(programme: Programme, on: date) -> list[Advice]:
    """The periods ahead that open talks fall in."""
    talks = list(programme.conversations.all())
    periods = BusyPeriod.objects.around(programme, programme.mentor_on(on)).not_over(on)
    found = {period.pk: period for period in periods.select_related("person")}
    spans = [period.span for period in found.values()]
    days = [talk.planned_on for talk in talks if talk.is_open and talk.planned_on and talk.planned_on >= on]
    rows, terms = [dated_row(key_of(talk), talk) for talk in talks], terms_of(programme, [])
    return [
        Advice(
            found[clash.span.key],
            clash,
            on,
            weeks_to_move=weeks_to_move(rows, terms, on, clash.span, spans),
            is_new_hires=found[clash.span.key].person_id == programme.new_hire_id,
        )
        for clash in clashes(days, spans)
    ]
