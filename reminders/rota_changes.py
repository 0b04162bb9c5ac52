"""What has become of an appointment since it was typed into the rota, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User


@dataclass(frozen=True)
class Entered:
    """When, how long, and with whom: what the rota has of it."""

    on: date
    starts_at: time | None
    minutes: int
    mentor: User | None

    @property
    def mark(self) -> str:
        """The same for the same; part of what a page sends back.

        >>> Entered(date(2026, 9, 21), time(9, 30), 45, None).mark
        '20260921-0930-45-0'
        """
        clock = f"{self.starts_at:%H%M}" if self.starts_at else "x"
        return f"{self.on:%Y%m%d}-{clock}-{self.minutes}-{self.mentor.pk if self.mentor else 0}"


def changes(then: Entered, now: Entered | None) -> list[str]:
    """One sentence for each; none when it stands as it was typed in.

    >>> changes(Entered(date(2026, 9, 3), None, 45, None), Entered(date(2026, 9, 10), None, 45, None))
    ['Flyttet fra 3. september til 10. september etter at den ble lagt inn.']
    """
    if now is None:
        return [_("Avlyst etter at den ble lagt inn.")]
    found = []
    if then.on != now.on:
        days = {"then": _day(then.on, now.on), "now": _day(now.on, then.on)}
        found.append(_("Flyttet fra %(then)s til %(now)s etter at den ble lagt inn.") % days)
    if then.starts_at != now.starts_at:
        clocks = {"then": _clock(then.starts_at), "now": _clock(now.starts_at)}
        found.append(_("Klokkeslettet er endret fra %(then)s til %(now)s.") % clocks)
    if then.minutes != now.minutes:
        lengths = {"then": then.minutes, "now": now.minutes}
        found.append(_("Lengden er endret fra %(then)d til %(now)d minutter.") % lengths)
    if then.mentor != now.mentor:
        names = {"then": then.mentor or _("ingen"), "now": now.mentor or _("ingen")}
        found.append(_("Mentor er endret fra %(then)s til %(now)s.") % names)
    return found


def _day(day: date, other: date) -> str:
    return date_format(day, "j. F" if day.year == other.year else "j. F Y")


def _clock(clock: time | None) -> str:
    return f"{clock:%H.%M}" if clock else _("ikke satt")
