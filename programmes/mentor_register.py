"""The register of mentors: who they are, where they mentor, and the time that is planned with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import django_tables2 as tables
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.models import Portrait, Position, User
from programmes.mentor_load import WEEK, WEEKS, Load, hours, loads, monday_of
from programmes.models import MentorProfile, Mentorship
from programmes.models.mentor_profiles import mentors_from, minutes_limit

NO_BREAK = "\N{NO-BREAK SPACE}"


OWN_LINE = {"td": {"class": "linje-for-seg"}}
SHORT = 160
PHOTO = '<img class="portrett" loading="lazy" src="{}" width="40" height="40" alt="">'
"""Beside the name, which says who it is."""


@dataclass(frozen=True)
class Mark:
    """The tag beside a name, where the limit is passed."""

    word: str
    color: str


@dataclass(frozen=True)
class MentorRow:
    """One mentor of one page. Of the programmes only the departments are told, never whose they are."""

    person: User
    load: Load
    on: date

    @property
    def profile(self) -> MentorProfile | None:
        found: MentorProfile | None = getattr(self.person, "mentor_profile", None)
        return found

    @property
    def departments(self) -> str:
        periods: list[Mentorship] = self.person.present  # type: ignore[attr-defined]
        return ", ".join(sorted({period.programme.department.name for period in periods}))

    @property
    def profession(self) -> str:
        """The title, and the position held today: it is all that is known of where a person belongs."""
        held: list[Position] = self.person.held_today  # type: ignore[attr-defined]
        return ", ".join(filter(None, [self.person.title, *map(str, held)]))

    @property
    def photo_url(self) -> str:
        has_photo: bool = self.person.has_photo  # type: ignore[attr-defined]
        return reverse("programmes:mentor_portrait", args=[self.person.pk]) if has_photo else ""

    @property
    def presentation(self) -> str:
        """The beginning of what a present or coming mentor says of themselves."""
        is_presented: bool = self.person.is_presented  # type: ignore[attr-defined]
        words = " ".join(self.person.presentation.split()) if is_presented else ""
        return Truncator(words).chars(SHORT)

    @property
    def training(self) -> str:
        if not self.profile or not self.profile.training:
            return ""
        day = f", {date_format(self.profile.trained_on, 'd.m.Y')}" if self.profile.trained_on else ""
        return self.profile.training + day

    @property
    def limit(self) -> str:
        limit = minutes_limit(self.person)
        return _now("høyst %(hours)s") % {"hours": hours(limit)} if limit else ""

    @property
    def planned(self) -> str:
        """The weeks ahead with something in them, those alike together, and what comes after:
        «uke 38–41: 0,8 t, fra uke 47: inntil 0,8 t»."""
        weeks = [monday_of(self.on) + number * WEEK for number in range(WEEKS)]
        spans = [
            (minutes, list(span)) for minutes, span in groupby(weeks, lambda week: self.load.get(week, 0))
        ]
        said = [span_words(span, minutes) for minutes, span in spans if minutes]
        later = {week: minutes for week, minutes in self.load.items() if week > weeks[-1]}
        return ", ".join([*said, *([later_words(later)] if later else [])])

    @property
    def passes(self) -> Mark | None:
        limit, most = minutes_limit(self.person), max(self.load.values(), default=0)
        return Mark(_now("Over grensen"), "warning") if limit and most > limit else None


def labelled(label: str, value: str) -> SafeString:
    """The column's word goes along where its head is not seen."""
    return format_html('<span class="merkelapp">{}: </span>{}', label, value) if value else SafeString("")


def span_words(weeks: list[date], minutes: int) -> str:
    """Never broken inside: a number alone on a line says nothing."""
    first, last = (week.isocalendar().week for week in (weeks[0], weeks[-1]))
    span = str(first) if first == last else f"{first}–{last}"
    words: str = _now("uke %(weeks)s: %(hours)s") % {"weeks": span, "hours": hours(minutes)}
    return words.replace(" ", NO_BREAK)


def later_words(later: Load) -> str:
    """What is planned beyond the weeks that are shown one by one."""
    words = {"week": min(later).isocalendar().week, "hours": hours(max(later.values()))}
    said: str = _now("fra uke %(week)d: inntil %(hours)s") % words
    return said.replace(" ", NO_BREAK)


def register_of(people: Any, on: date) -> list[MentorRow]:
    """The rows of one page of people, in two queries beside the one for the people."""
    listed: list[User] = list(people)
    found = loads(listed, on)
    return [MentorRow(person, found.get(person.pk, {}), on) for person in listed]


def with_periods(people: Any, on: date) -> Any:
    """Add `present`, the periods of today in programmes that go on; the positions held; whether words and photo
    are shown, which is as long as `MentorProfile.objects.presented_to` says."""
    going = Q(programme__ended_on=None) | Q(programme__ended_on__gt=on)
    periods = Mentorship.objects.lasting(on).filter(going).select_related("programme__department")
    held = Position.objects.lasting(on).with_places()
    with_rows = people.select_related("mentor_profile").prefetch_related(
        Prefetch("mentorships", periods, to_attr="present"),
        Prefetch("positions", held, to_attr="held_today"),
    )
    photo = Exists(Portrait.objects.filter(user=OuterRef("pk")))
    return with_rows.alias(mentors=mentors_from(on)).annotate(
        is_presented=F("mentors"), has_photo=Q(photo) & Q(mentors=True)
    )


class MentorTable(tables.Table):
    """Sorted by name and by nothing else: planned time is for planning, not for comparing people."""

    caption = _("Mentorer")
    name = tables.Column(verbose_name=_("Navn"), accessor="person__name")
    passes = tables.Column(verbose_name=_("Varsel"), empty_values=(), attrs={"td": {"class": "tilstand"}})
    profession = tables.Column(verbose_name=_("Tittel og stilling"), attrs=OWN_LINE, default="")
    departments = tables.Column(verbose_name=_("Mentor på"), attrs=OWN_LINE, default="")
    presentation = tables.Column(verbose_name=_("Om seg selv"), attrs=OWN_LINE, default="")
    training = tables.Column(verbose_name=_("Mentorkurs"), attrs=OWN_LINE, default="")
    limit = tables.Column(verbose_name=_("Grense i uka"), attrs=OWN_LINE, default="")
    planned = tables.Column(
        verbose_name=_("Planlagt tid med samtaler"), attrs=OWN_LINE, default=_("ingenting planlagt")
    )

    class Meta:
        orderable = False
        empty_text = _("Ingen er mentor ennå. Mentorene kommer hit når de er oppnevnt.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tag = get_template("components/state_tag.html")

    def render_name(self, record: MentorRow) -> SafeString:
        address = reverse("programmes:mentor_profile", args=[record.person.pk])
        photo = format_html(PHOTO, record.photo_url) if record.photo_url else ""
        return format_html('{}<a href="{}">{}</a>', photo, address, record.person.name)

    def render_departments(self, value: str) -> SafeString:
        return labelled(_now("Mentor på"), value)

    def render_training(self, value: str) -> SafeString:
        return labelled(_now("Kurs"), value)

    def render_limit(self, value: str) -> SafeString:
        return labelled(_now("Grense i uka"), value)

    def render_planned(self, value: str) -> SafeString:
        return labelled(_now("Planlagt"), value)

    def render_passes(self, record: MentorRow) -> str:
        return self.tag.render({"state": record.passes}) if record.passes else ""
