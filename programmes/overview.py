"""What the overview says of a programme, on the page and in the file: names, dates and states, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.prepared import prepared
from programmes.models import Mentorship, Programme
from programmes.models.programme_queries import SOON
from programmes.schedule import programme_week_of, week_is_over
from programmes.states import State, Tag


@dataclass(frozen=True)
class Row:
    """One programme on a day. Never sorted by mentor, and nothing is summed by mentor."""

    on: date
    pk: int
    name: str
    place: str
    unit: str
    mentor: str | None
    starts_on: date
    ended_on: date | None
    next_talk_on: date | None
    last_held_on: date | None
    last_planned_on: date | None
    late_count: int
    next_is_agreed: bool
    is_paused: bool

    @property
    def url(self) -> str:
        return reverse("programmes:detail", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None and self.ended_on <= self.on

    @property
    def week(self) -> int | None:
        """The programme week of the day; None before the start and after the end."""
        week = programme_week_of(self.starts_on, self.on)
        return week if self.starts_on <= self.on and not self.has_ended else None

    @property
    def state(self) -> Tag:
        if self.has_ended:
            return Tag(_("Avsluttet"), "neutral")
        if self.is_paused:
            return Tag(State.PAUSED.word, State.PAUSED.color)
        if self.late_count:
            late = ngettext("%(n)d forfalt", "%(n)d forfalt", self.late_count) % {"n": self.late_count}
            return Tag(late, "danger")
        if self.starts_on > self.on:
            soon = self.starts_on <= self.on + SOON
            return Tag(_("Starter snart") if soon else _("Kommer"), "info")
        last = self.ended_on or self.last_planned_on
        if last is not None and last <= self.on + SOON:
            return Tag(_("Slutter snart"), "info")
        return Tag(_("I rute"), "success")

    @property
    def when(self) -> str:
        """Where in the year. The calendar week is the same for all and stands above the list."""
        if self.ended_on and self.has_ended:
            return _("avsluttet %(day)s") % {"day": figures(self.ended_on)}
        if self.starts_on > self.on:
            return _("starter %(day)s") % {"day": date_format(self.starts_on, "j. N").lower()}
        return _("uke\N{NO-BREAK SPACE}%(number)d") % {"number": self.week or 0}

    @property
    def next_state(self) -> State | None:
        """The word for the next talk, as its own page says it; None when none is to come."""
        day = self.next_talk_on
        if day is None or self.has_ended:
            return None
        if day == self.on:
            return State.TODAY
        if self.is_paused and day < self.on:
            return State.PAUSED
        if self.next_is_agreed:
            return State.NOT_LOGGED if day < self.on else State.AGREED
        return State.OVERDUE if week_is_over(day, self.on) else State.PROPOSED

    @property
    def next_talk(self) -> str:
        day, state = self.next_talk_on, self.next_state
        if day is None or state is None:
            return ""
        shown = f"{day:%d.%m.}" if day.year == self.on.year else figures(day)
        return f"{shown} {state.word.lower()}"

    @property
    def last_talk(self) -> str:
        return figures(self.last_held_on)


def figures(day: date | None) -> str:
    """A day where people scan."""
    return f"{day:%d.%m.%Y}" if day else ""


def rows_of(pks: Sequence[int], on: date) -> list[Row]:
    """These programmes as rows, in the same order, in one query."""
    found = {row["pk"]: Row(on=on, **row) for row in values_of(list(pks), on)}
    return [found[pk] for pk in pks if pk in found]


@prepared
def values_of(pks: list[int], on: date) -> QuerySet[Programme, dict[str, Any]]:
    mentors = Mentorship.objects.lasting(on).filter(programme=OuterRef("pk"), is_substitute=False)
    values: QuerySet[Programme, dict[str, Any]] = (
        Programme.objects.filter(pk__in=pks)
        .with_lateness(on)
        .order_by()
        .values(
            *("pk", "starts_on", "ended_on", "next_talk_on", "last_held_on", "last_planned_on"),
            *("late_count", "next_is_agreed", "is_paused"),
            name=F("new_hire__name"),
            place=F("department__name"),
            unit=F("department__unit__name"),
            mentor=Subquery(mentors.values("mentor__name")[:1]),
        )
    )
    return values
