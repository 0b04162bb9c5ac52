"""A rule as people say it: «14 dager før oppstart», «uke 3, 4, 5 og 6»."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    EveryWeeks,
    MonthsAfter,
    OnDate,
    Rule,
    Undated,
    Weeks,
    WithinShifts,
)


def rule_words(rule: Rule) -> str:
    """When a row of a template falls."""
    match rule:
        case DaysBefore(days):
            said = ngettext("%(days)d dag før oppstart", "%(days)d dager før oppstart", days)
            return said % {"days": days}
        case DaysAfter(days):
            said = ngettext("%(days)d dag etter oppstart", "%(days)d dager etter oppstart", days)
            return said % {"days": days}
        case MonthsAfter(months):
            said = ngettext("%(months)d måned etter oppstart", "%(months)d måneder etter oppstart", months)
            return said % {"months": months}
        case Undated(count):
            return ngettext("avtales", "avtales, %(count)d ganger", count) % {"count": count}
        case Weeks(weeks):
            return _("uke %s") % listed(weeks)
    return other_words(rule)


def other_words(rule: Rule) -> str:
    match rule:
        case DayNumber(day):
            return _("dag %d") % day
        case EveryWeeks(every, first, last):
            said = _("%(often)s fra uke %(first)d til uke %(last)d")
            return said % {"often": often(every), "first": first, "last": last}
        case WithinShifts():
            return _("i løpet av opplæringsvaktene")
        case AtEvent(name):
            return _("når det skjer: %s") % name
        case OnDate(on):
            return date_format(on, "j. F Y")
    return _("ved behov")


OFTEN = {
    1: gettext_lazy("hver uke"),
    2: gettext_lazy("annenhver uke"),
    3: gettext_lazy("hver tredje uke"),
    4: gettext_lazy("hver fjerde uke"),
}


def often(every: int) -> str:
    """As people say it, up to four; then by the number."""
    return str(OFTEN[every]) if every in OFTEN else _("hver %d. uke") % every


def listed(weeks: Sequence[int]) -> str:
    """«3, 4 og 5»."""
    *first, last = map(str, weeks)
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def minutes_words(minutes: tuple[int, int] | None) -> str:
    if minutes is None:
        return ""
    low, high = minutes
    if low == high:
        return _("%d minutter") % low
    return _("%(low)d–%(high)d minutter") % {"low": low, "high": high}
