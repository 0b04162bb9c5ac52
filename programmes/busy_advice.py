"""What a programme can do about the weeks when its place or its people are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from programmes.busy import Clash, Span, clashes
from programmes.models import BusyPeriod, Programme


@dataclass(frozen=True)
class Advice:
    """One period that takes talks, and what can be done."""

    period: BusyPeriod
    clash: Clash
    on: date
    is_new_hires: bool

    @property
    def substitute_days(self) -> str:
        """The days for a substitute, as the page for one reads them: nobody stands in for a day that is over."""
        return f"from_on={max(self.period.from_on, self.on)}&to_on={self.period.to_on}"


def advice(programme: Programme, on: date) -> list[Advice]:
    """The periods ahead that open talks fall in."""
    talks = programme.conversations.open().filter(planned_on__gte=on)
    periods = BusyPeriod.objects.around(programme, programme.mentor_on(on)).not_over(on)
    found = {
        Span(str(period), period.from_on, period.to_on): period for period in periods.select_related("person")
    }
    days = [day for day in talks.values_list("planned_on", flat=True) if day]
    return [
        Advice(
            found[clash.span], clash, on, is_new_hires=found[clash.span].person_id == programme.new_hire_id
        )
        for clash in clashes(days, found)
    ]
