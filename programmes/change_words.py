"""What a change of a plan was, in words: worked out of the terms before it and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Pause, PlanChange
from programmes.models.programme import WEEKDAYS


@dataclass(frozen=True)
class ToldChange:
    """One change of the history, as this reader may read it."""

    change: PlanChange
    said: str


def told(change: PlanChange, *, reads_reasons: bool) -> ToldChange:
    """«Ny pause fra 2. november 2026 til 6. desember 2026 (fravær) · 12 rader har fått ny dato»"""
    parts = [
        *change.words,
        *words_of(change, reads_reasons=reads_reasons),
        *([change.get_why_display()] if change.why else []),
        *([] if change.words else counts_of(change)),
    ]
    if change.undone_at:
        day = date_format(change.undone_at, "j. F Y")
        parts.append(_("tatt tilbake %(day)s av %(who)s") % {"day": day, "who": change.undone_by})
    return ToldChange(change, " · ".join(parts))


def counts_of(change: PlanChange) -> Iterator[str]:
    """How many rows it touched."""
    if n := change.moved:
        yield ngettext("%(n)d rad har fått ny dato", "%(n)d rader har fått ny dato", n) % {"n": n}
    if n := change.undated:
        yield ngettext("%(n)d rad venter på en dato", "%(n)d rader venter på en dato", n) % {"n": n}
    if n := change.added:
        yield ngettext("%(n)d ny rad", "%(n)d nye rader", n) % {"n": n}


def words_of(change: PlanChange, *, reads_reasons: bool) -> Iterator[str]:
    """From what to what, of all that the proposed days follow from."""
    was, now = change.before.get("terms"), change.after.get("terms")
    if was is None or now is None:
        return
    if was["starts_on"] != now["starts_on"]:
        days = {"was": day_of(was["starts_on"]), "now": day_of(now["starts_on"])}
        yield _("Startdato fra %(was)s til %(now)s") % days
    if was["weekday"] != now["weekday"]:
        weekdays = {"was": weekday_of(was["weekday"]), "now": weekday_of(now["weekday"])}
        yield _("Fast ukedag fra %(was)s til %(now)s") % weekdays
    if was["talks_later_by"] != now["talks_later_by"]:
        weeks = {"was": weeks_of(was["talks_later_by"]), "now": weeks_of(now["talks_later_by"])}
        yield _("Samtalene fra %(was)s til %(now)s") % weeks
    yield from pause_words(was["pauses"], now["pauses"], reads_reasons=reads_reasons)


def pause_words(
    was: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]], *, reads_reasons: bool
) -> Iterator[str]:
    """The dates for all who see the plan; the reason for leaders and the new hire."""
    before = {pause.from_on: pause for pause in map(pause_of, was)}
    after = {pause.from_on: pause for pause in map(pause_of, now)}
    gone = [pause for day, pause in before.items() if day not in after]
    new = [pause for day, pause in after.items() if day not in before]
    if len(gone) == len(new) == 1:  # the one that was edited has another first day
        yield from altered(gone.pop(), new.pop(), reads_reasons=reads_reasons)
    for pause in gone:
        yield _("Pausen %s er fjernet") % pause.days_in_words
    for pause in new:
        yield _("Ny pause %s") % with_reason(pause, reads_reasons=reads_reasons)
    for day in sorted(before.keys() & after.keys()):
        yield from altered(before[day], after[day], reads_reasons=reads_reasons)


def altered(was: Pause, now: Pause, *, reads_reasons: bool) -> Iterator[str]:
    if was.days != now.days:
        said = {"was": was.days_in_words, "now": with_reason(now, reads_reasons=reads_reasons)}
        yield _("Pausen %(was)s går nå %(now)s") % said
    elif was.reason != now.reason and reads_reasons:
        said = {"days": was.days_in_words, "was": reason_of(was), "now": reason_of(now)}
        yield _("Pausen %(days)s: grunn fra %(was)s til %(now)s") % said
    elif was.reason != now.reason:
        yield _("Pausen %s har de samme dagene") % was.days_in_words


def with_reason(pause: Pause, *, reads_reasons: bool) -> str:
    return f"{pause.days_in_words} ({reason_of(pause)})" if reads_reasons else pause.days_in_words


def reason_of(pause: Pause) -> str:
    return pause.get_reason_display().lower()


def pause_of(kept: dict[str, Any]) -> Pause:
    last = date.fromisoformat(kept["to_on"]) if kept["to_on"] else None
    return Pause(from_on=date.fromisoformat(kept["from_on"]), to_on=last, reason=kept["reason"])


def day_of(kept: str) -> str:
    return date_format(date.fromisoformat(kept), "j. F Y")


def weekday_of(number: int | None) -> str:
    return str(dict(WEEKDAYS)[number]) if number else _("samme ukedag som den første dagen")


def weeks_of(later: int) -> str:
    """Beside the weeks of the template."""
    if not later:
        return _("ukene i malen")
    return ngettext("%d uke senere", "%d uker senere", later) % later
