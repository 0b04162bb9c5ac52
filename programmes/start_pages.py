"""The start page by position: a part for each of the reader's hats, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Department, Position, User
from people.prepared import prepared
from programmes.desk import Desk
from programmes.duties import Due, due
from programmes.forms.topics import TopicForm
from programmes.glance import Glance, glance
from programmes.models import Conversation, Mentorship, Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.models.standstill import has_stopped
from programmes.overview import figures
from programmes.readers import NOTES_STAY, pair_sentence
from programmes.schedule import week_is_over
from programmes.start_people import Person, people_around
from programmes.states import State
from programmes.timeline import Line, is_on_demand
from programmes.waiting import Papers, papers

MOST = 10  # rows of each list; the overview has the rest
OVERSEERS = {
    Position.Kind.HEAD: gettext_lazy("Som enhetsleder"),
    Position.Kind.COORDINATOR: gettext_lazy("Som programkoordinator"),
}
MOST_LIVED = 60  # programmes of one mentor or new hire that are looked at, running ones first


@dataclass
class Pair:
    """A programme that the reader lives in, with its next talk."""

    programme: Programme
    line: Line | None
    papers: Papers = field(default_factory=Papers)


@dataclass
class Part:
    """What one of the reader's positions asks of them."""

    key: str
    heading: str
    waiting: list[Line] = field(default_factory=list)
    more_waiting: int = 0
    first_day: date = date.max
    """The earliest day that something is for: what is late comes first."""

    @property
    def template(self) -> str:
        return f"start/{self.key}.html"

    def wait_for(self, on: date, rows: list[Due], papers: list[Callable[[], Line]]) -> None:
        """What waits in writing first, since somebody waits for it; then late rows, then what comes."""
        written = [line() for line in papers[:MOST]]
        self.waiting = [*written, *(row.line for row in rows[: MOST - len(written)])]
        self.more_waiting = len(papers) + len(rows) - len(self.waiting)
        self.first_day = min([self.first_day, *(row.day for row in rows), *(on for _line in papers)])


@dataclass
class NewHirePart(Part):
    pair: Pair | None = None
    has_begun: bool = True
    mentors: list[Person] = field(default_factory=list)
    coming: list[Person] = field(default_factory=list)
    """Substitutes, and perhaps another mentor, whose first day has not come."""
    leaders: list[Person] = field(default_factory=list)
    starts_tomorrow: bool = False

    @property
    def main_mentor(self) -> Person | None:
        return next((person for person in self.mentors if not person.is_substitute), None)

    @property
    def topic_form(self) -> TopicForm:
        return TopicForm()

    @property
    def topic_readers(self) -> str:
        """As `pair_readers` says it, from the people who are at hand."""
        outside = [*(person for person in self.mentors if person != self.main_mentor), *self.leaders]
        names = [f"{person.name} ({person.position})" for person in outside if not person.is_substitute]
        main = [f"{self.main_mentor.name} ({self.main_mentor.position})"] if self.main_mentor else []
        return f"{pair_sentence(main, names)} {NOTES_STAY}"


@dataclass
class MentorPart(Part):
    pairs: list[Pair] = field(default_factory=list)
    more: list[Pair] = field(default_factory=list)


@dataclass
class LeaderPart(Part):
    new_hires: list[Line] = field(default_factory=list)
    more: int = 0


@dataclass
class OverviewPart(Part):
    glance: Glance | None = None


class StartPage:
    """Everything on one reader's start page, in ten queries whatever hats the reader wears."""

    def __init__(self, user: User, on: date, positions: list[Position]) -> None:
        self.user, self.on = user, on
        self.kinds = {position.kind for position in positions}
        lived = lived_by(user, on)
        running = [programme for programme in lived if not programme.has_ended(on)]
        self.ended = [programme for programme in lived if programme.has_ended(on)][:MOST]
        of_many = Position.Kind.COORDINATOR in self.kinds
        self.glance = glance(user, on, of_many=of_many) if self.kinds & set(OVERSEERS) else Glance()
        open_ones = [programme for programme in running if not programme.is_handed_over]
        self.desk = desk = Desk.of(user, on, open_ones, positions, self.glance)
        self.rows, self.papers = due(desk), papers(desk)
        pairs = pairs_of(running, on)
        for pair in pairs:
            pair.papers = self.papers.get(pair.programme.pk, pair.papers)
        own = [pair for pair in pairs if pair.programme.new_hire_id == user.pk]
        self.mentored = [pair for pair in pairs if pair.programme.new_hire_id != user.pk]
        asked = {key: found.asks_for_contact for key, found in self.papers.items() if found.asks_for_contact}
        self.hands, self.more_hands = list(asked.items())[:MOST], max(0, len(asked) - MOST)
        self.lived_in = {pair.programme.pk for pair in pairs}
        parts = [*self.as_new_hire(own), *self.as_mentor(), *self.as_leader(), *self.as_overseer()]
        self.parts = sorted(parts, key=lambda part: part.first_day)

    def as_new_hire(self, own: list[Pair]) -> list[Part]:
        around = people_around([pair.programme for pair in own], self.on) if own else {}
        parts: list[Part] = []
        for pair in own:
            key = pair.programme.pk
            part = NewHirePart(
                "new_hire",
                _("Som nytilsatt"),
                pair=pair,
                starts_tomorrow=pair.programme.starts_on == self.on + timedelta(days=1),
                has_begun=pair.programme.starts_on <= self.on,
                mentors=[one for one in around[key] if one.is_mentor and one.is_here(self.on)],
                coming=[one for one in around[key] if one.is_mentor and not one.is_here(self.on)],
                leaders=[person for person in around[key] if not person.is_mentor],
                first_day=pair.programme.next_talk_on or date.max,
            )
            part.wait_for(self.on, self.rows_of({key}), pair.papers.lines)
            parts.append(part)
        return parts

    def as_mentor(self) -> list[Part]:
        if not self.mentored:
            return []
        first_day = self.mentored[0].programme.next_talk_on or date.max
        part = MentorPart(
            "mentor",
            _("Som mentor"),
            pairs=self.mentored[:MOST],
            more=self.mentored[MOST:],
            first_day=first_day,
        )
        keys = {pair.programme.pk for pair in self.mentored}
        part.wait_for(self.on, self.rows_of(keys), self.lines_of(keys))
        return [part]

    def as_leader(self) -> list[Part]:
        if Position.Kind.LEADER not in self.kinds:
            return []
        found = new_hires_of(self.user, self.on)
        new_hires = [talks_line(programme, self.on) for programme in found]
        total: int = getattr(found[0], "total", 0) if found else 0
        part = LeaderPart("leader", _("Som avdelingsleder"), new_hires=new_hires, more=total - len(new_hires))
        self.add_leaders_part(part)
        return [part]

    def as_overseer(self) -> list[Part]:
        """Heads and the coordinator; a head who leads no department has the head's own duties here."""
        worn = [str(heading) for kind, heading in OVERSEERS.items() if kind in self.kinds]
        if not worn:
            return []
        heading = _("Som enhetsleder og programkoordinator") if len(worn) > 1 else worn[0]
        part = OverviewPart("overview", heading, glance=self.glance)
        if Position.Kind.LEADER not in self.kinds:
            self.add_leaders_part(part)
        return [part]

    def add_leaders_part(self, part: Part) -> None:
        """What waits for a leader is what is not in a programme that the reader lives in."""
        rows = [row for row in self.rows if row.programme_id not in self.lived_in]
        part.wait_for(self.on, rows, self.lines_of(set(self.papers) - self.lived_in))

    def rows_of(self, programmes: set[int]) -> list[Due]:
        return [row for row in self.rows if row.programme_id in programmes]

    def lines_of(self, programmes: set[int]) -> list[Callable[[], Line]]:
        return [line for key, found in self.papers.items() if key in programmes for line in found.lines]


@prepared
def lived_by(user: User, on: date) -> ProgrammeQuerySet:
    """The reader's programmes as new hire or mentor: running ones by their next talk, then those that have ended."""
    # Found by key first, and then by the rule: «or» between the two made the database read every programme.
    as_mentor = Mentorship.objects.filter(mentor=user).order_by().values("programme")
    keys = Programme.objects.filter(new_hire=user).order_by().values("pk").union(as_mentor)
    near = Programme.objects.filter(pk__in=keys)
    lived = near.lived_by(user, on).with_rights_of_pair(user).with_rest(on)
    lived = lived.annotate(reader_spoke_last=spoke_last(user, on))
    ended_last = F("ended_on").desc(nulls_first=True)
    order = (ended_last, F("next_talk_on").asc(nulls_last=True), "starts_on", "pk")
    return lived.select_related("new_hire", "department__unit").order_by(*order)[:MOST_LIVED]


def spoke_last(user: User, on: date) -> Q:
    """Whether the last talk was this mentor's: in the main mentor's own period, or logged by who stands in."""
    held = OuterRef("last_held_on")
    own = Mentorship.objects.main().lasting(on).filter(mentor=user, programme=OuterRef("pk"))
    logged = Conversation.objects.filter(programme=OuterRef("pk"), held_on=held, logged_by=user)
    return Exists(own.filter(assigned_on__lte=held)) | Exists(logged)


@prepared
def next_talks(programmes: list[int]) -> QuerySet[Conversation]:
    """Of each programme those of its next day; of talks without a day all."""
    next_day = Q(planned_on=F("programme__next_talk_on")) | Q(programme__next_talk_on=None)
    talks = Conversation.objects.open().filter(next_day, programme__in=programmes)
    return talks.order_by("number").defer("prompts", "guidance")


def pairs_of(programmes: list[Programme], on: date) -> list[Pair]:
    """Each programme with its next talk; of several the first."""
    first: dict[int, Conversation] = {}
    for talk in next_talks([programme.pk for programme in programmes]):
        if not is_on_demand(talk):
            first.setdefault(talk.programme_id, talk)
    pairs = []
    for programme in programmes:
        next_talk = first.get(programme.pk)
        if next_talk:
            next_talk.programme = programme
        pairs.append(Pair(programme, Line.of(next_talk, programme, on) if next_talk else None))
    return pairs


@prepared
def new_hires_of(user: User, on: date) -> ProgrammeQuerySet:
    """Of the departments this person leads, those nearest to their next talk, and how many there are."""
    led = Department.objects.led_directly_by(user, on)
    running = Programme.objects.running(on).filter(department__in=led)
    rows = running.with_rest(on).annotate(total=Window(Count("pk")))
    next_first = F("next_talk_on").asc(nulls_last=True)
    return rows.select_related("new_hire").order_by(next_first, "starts_on", "pk")[:MOST]


def talks_line(programme: Programme, on: date) -> Line:
    """A row of a leader's list: how the talks go, from the dates that the programme keeps."""
    if programme.starts_on > on:
        when = _("Start %(day)s") % {"day": figures(programme.starts_on)}
    elif programme.next_talk_on:
        when = _("Neste %(day)s") % {"day": figures(programme.next_talk_on)}
    else:
        when = _("Neste avtales")
    last = programme.last_held_on
    held = _("Sist %(day)s") % {"day": figures(last)} if last else _("Ingen samtale ennå")
    name, url = programme.new_hire.name, programme.get_absolute_url()
    return Line(name, url, talk_state(programme, on), when, held)


def talk_state(programme: Programme, on: date) -> State:
    if programme.starts_on > on:
        return State.NOT_BEGUN
    if programme.is_paused(on):
        return State.PAUSED
    if has_stopped(programme, on):
        return State.STOPPED
    is_late = programme.next_talk_on is not None and week_is_over(programme.next_talk_on, on)
    return State.OVERDUE if is_late else State.GOING
