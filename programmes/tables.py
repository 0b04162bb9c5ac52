"""The overview's rows. Never sorted by mentor, and nothing is summed by mentor."""

from datetime import date, timedelta
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.db.models.functions import Collate
from django.template.defaultfilters import date as date_format
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tables2.data import TableQuerysetData

from programmes.models import Programme
from programmes.schedule import week_is_over
from programmes.states import State

PER_PAGE = 25
SOON = timedelta(weeks=4)
LATE, ON_TRACK = "danger", "success"


class PagedProgrammes(TableQuerysetData):
    """Finds the page's ids first, and works out the rest for those rows alone."""

    def __init__(self, programmes: QuerySet[Programme], on: date) -> None:
        super().__init__(programmes)
        self.on = on

    def __getitem__(self, key: slice) -> list[Programme]:
        ids = list(self.data[key].values_list("pk", flat=True))
        rows = Programme.objects.filter(pk__in=ids).with_people().with_lateness(self.on)
        return sorted(rows, key=lambda programme: ids.index(programme.pk))


class ProgrammeTable(tables.Table):
    caption = _("Programmer")
    navn = tables.Column(verbose_name=_("Navn"), accessor="new_hire")
    forsinket = tables.Column(
        verbose_name=_("Status"),
        accessor="late_count",
        orderable=False,
        attrs={"td": {"class": "tilstand"}},
    )
    uke = tables.Column(verbose_name=_("Uke"), accessor="starts_on")
    neste = tables.Column(verbose_name=_("Neste samtale"), accessor="next_talk_on", empty_values=())
    siste = tables.Column(
        verbose_name=_("Siste samtale"), accessor="last_held_on", attrs={"td": {"class": "skjul"}}
    )
    mentor = tables.Column(verbose_name=_("Mentor"), accessor="pk", orderable=False)
    avdeling = tables.Column(
        verbose_name=_("Avdeling"),
        accessor="department__name",
        orderable=False,
        attrs={"td": {"class": "skjul"}},
    )

    class Meta:
        order_by = "neste"
        default = ""
        empty_text = _("Ingen programmer passer til søket.")

    def __init__(self, programmes: QuerySet[Programme], *, on: date, several_places: bool) -> None:
        self.on = on
        self.tag = get_template("components/state_tag.html")
        super().__init__(PagedProgrammes(programmes, on), exclude=() if several_places else ("avdeling",))

    def render_navn(self, record: Programme) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.new_hire.name)

    def render_forsinket(self, record: Programme, value: int) -> str:
        if record.ended_on and record.ended_on <= self.on:
            state = (_now("Avsluttet"), "neutral")
        elif value:
            state = (ngettext("%(number)d forfalt", "%(number)d forfalt", value) % {"number": value}, LATE)
        elif record.starts_on > self.on:
            soon = record.starts_on <= self.on + SOON
            state = (_now("Starter snart") if soon else _now("Kommer"), "info")
        else:
            state = (_now("I rute"), ON_TRACK)
        return self.tag.render({"state": {"word": state[0], "color": state[1]}})

    def render_uke(self, record: Programme) -> str:
        """The calendar week is the same for all: on a phone it stands above the list alone."""
        if record.ended_on and record.ended_on <= self.on:
            return _now("avsluttet %(day)s") % {"day": date_format(record.ended_on, "d.m.Y")}
        if record.starts_on > self.on:
            return _now("starter %(day)s") % {"day": date_format(record.starts_on, "j. N").lower()}
        programme_week = _now("uke\N{NO-BREAK SPACE}%(number)d") % {"number": record.week_on(self.on) or 0}
        calendar_week = _now("kalenderuke\N{NO-BREAK SPACE}%(number)d") % {
            "number": self.on.isocalendar().week
        }
        return format_html('{}<span class="skjul"> · {}</span>', programme_week, calendar_week)

    def render_neste(self, record: Programme) -> str:
        day = record.next_talk_on
        if day is None or (record.ended_on and record.ended_on <= self.on):
            return ""
        form = "d.m." if day.year == self.on.year else "d.m.Y"
        return f"{date_format(day, form)} {self.talk_state(day, record.next_is_agreed).word.lower()}"

    def talk_state(self, day: date, agreed: bool) -> State:
        """The word for the next talk, as its own page says it."""
        if day == self.on:
            return State.TODAY
        if agreed:
            return State.NOT_LOGGED if day < self.on else State.AGREED
        return State.OVERDUE if week_is_over(day, self.on) else State.PROPOSED

    def render_siste(self, value: date) -> str:
        return date_format(value, "d.m.Y")

    def render_mentor(self, record: Programme) -> str:
        mentor = record.mentor_on(self.on)
        return mentor.name if mentor else _now("ingen mentor")

    def order_navn(self, rows: QuerySet[Programme], descending: bool) -> tuple[QuerySet[Programme], bool]:
        name = Collate("new_hire__name", "nb")
        return rows.order_by(name.desc() if descending else name.asc(), "pk"), True

    def order_uke(self, rows: QuerySet[Programme], descending: bool) -> tuple[QuerySet[Programme], bool]:
        """The lowest week is the latest start."""
        return rows.order_by("starts_on" if descending else "-starts_on", "pk"), True

    def order_neste(self, rows: QuerySet[Programme], descending: bool) -> tuple[QuerySet[Programme], bool]:
        return by_day(rows, "next_talk_on", descending), True

    def order_siste(self, rows: QuerySet[Programme], descending: bool) -> tuple[QuerySet[Programme], bool]:
        return by_day(rows, "last_held_on", descending), True


def by_day(rows: QuerySet[Programme], field: str, descending: bool) -> QuerySet[Programme]:
    """Those without a day come last, whichever way."""
    day: Any = F(field).desc(nulls_last=True) if descending else F(field).asc(nulls_last=True)
    return rows.order_by(day, "pk")
