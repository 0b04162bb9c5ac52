"""What waits for one person, over all programmes: the start page's «hva skal jeg gjøre nå?»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.prepared import prepared
from programmes.desk import Desk
from programmes.duty_rows import COLUMNS, NO_CLOCK, Rows, of_programmes
from programmes.mentor_duties import MENTOR_WORDS, handovers_to_write, mentors_to_replace
from programmes.models import (
    LeaderTalk,
    MentorFollowUp,
    Mentorship,
    Pause,
    ProbationReview,
    Programme,
    Step,
    TrainingShift,
)
from programmes.models.appointments import APPOINTMENTS, AnyAppointment
from programmes.models.probation import called
from programmes.models.templates import role_words
from programmes.paper_duties import SAID, paper_duties, said
from programmes.probation_duty import (
    DATE_REVIEW,
    NO_PROBATION,
    RECEIVE_NOTICE,
    a_row_a_programme,
    notices_to_receive,
    reviews_without_day,
)
from programmes.schedule import Role
from programmes.states import State
from programmes.timeline import Line, label, when

WORDS = {
    "agree_reviews": (gettext_lazy("Avtal datoer for prøvetidssamtalene"), "programmes:review"),
    "appoint_mentor": (gettext_lazy("Oppnevn mentor"), "programmes:mentor_appoint"),
    DATE_REVIEW: (gettext_lazy("Velg ny dato for prøvetidssamtalen"), "programmes:review"),
    **MENTOR_WORDS,
    RECEIVE_NOTICE: (gettext_lazy("Beskjeden om lengre prøvetid må være mottatt"), "programmes:probation"),
}

AHEAD = timedelta(days=7)
SHOWN_AHEAD = timedelta(days=14)  # how far a new hire sees what others will do with them
LOOKED_AT = 100  # a page shows ten; of more than a hundred it says so
AGREE_REVIEWS = "agree_reviews"
REVIEW = "prøvetidssamtale"
PAUSE = "pause"
APPOINT_MENTOR = "appoint_mentor"
MENTOR_AHEAD = timedelta(days=30)
STEP: dict[str, Any] = {"number": "position", "day": "due_on", "has_clock": False}
SHIFT: dict[str, Any] = {"title": "shift_type", "day": "on", "has_clock": False}
NAMES: dict[type[Any], Combinable] = {ProbationReview: called()}
"""By what name its readers know a row, when that is not its title. Only leaders and the new hire get these rows."""
WITHOUT_PROBATION = {
    AGREE_REVIEWS: gettext_lazy("Avtal datoer for oppfølgingssamtalene"),
    DATE_REVIEW: gettext_lazy("Velg ny dato for oppfølgingssamtalen"),
}
IN_A_PAUSE_TOO = {DATE_REVIEW, APPOINT_MENTOR, *MENTOR_WORDS, RECEIVE_NOTICE, *SAID}


@dataclass(frozen=True)
class Due:
    """A row that waits, and in whose programme. Only the few that a page shows become lines."""

    desk: Desk
    kind: str
    programme_id: int
    nr: int
    what: str
    day: date
    clock: time | None
    agreed: datetime | None
    whose: str

    @property
    def line(self) -> Line:
        """All of them are open and in a running programme."""
        if self.kind in WORDS:
            return self.asked_for()
        if self.kind in SAID:
            what, state, day = said(self.kind, self.day)
            return Line(what, reverse("programmes:detail", args=[self.programme_id]), state, day, self.whose)
        if self.kind == TrainingShift.__name__:
            return self.shift()
        row, on = self.row(), self.desk.on
        who = ", ".join(role_words(self.whose)) if self.programme_id in self.desk.own else self.whose
        return Line(label(row), row.get_absolute_url(), row.state(on), when(row), who)

    def asked_for(self) -> Line:
        """What no row of the programme says by itself."""
        words, page = WORDS[self.kind]
        words = WITHOUT_PROBATION[self.kind] if self.what == NO_PROBATION else words
        is_of_review = self.kind in WITHOUT_PROBATION
        url = reverse(page, args=[self.programme_id, self.nr] if is_of_review else [self.programme_id])
        if self.kind == DATE_REVIEW:
            return Line(str(words), url, State.UNDATED, when(Step()), self.whose)
        is_late = self.day < self.desk.on
        state = State.OVERDUE if is_late else State.TODAY if self.day == self.desk.on else State.PLANNED
        what = str(words) % {"name": self.what}
        return Line(what, url, state, when(Step(due_on=self.day)), self.whose)

    def shift(self) -> Line:
        words = _("Opplæringsvakt %(number)d") % {"number": self.nr}
        words += f", {self.what.lower()}" if self.what else ""
        state = State.TODAY if self.day == self.desk.on else State.PLANNED
        url = reverse("programmes:shifts", args=[self.programme_id])
        return Line(words, url, state, when(Step(due_on=self.day)), self.whose)

    def row(self) -> Step | AnyAppointment:
        """As much of the row as its line needs."""
        if self.kind == Step.__name__:
            return Step(programme_id=self.programme_id, position=self.nr, title=self.what, due_on=self.day)
        return APPOINTMENTS[self.kind](
            programme_id=self.programme_id,
            number=self.nr,
            title=self.what,
            planned_on=self.day,
            starts_at=self.clock,
            agreed_at=self.agreed,
        )


def due(desk: Desk) -> list[Due]:
    """What is due within a week or past its day, earliest first, in one query.

    One's own steps; a leader's reviews, talks and meetings, and reviews whose days are not agreed. For the
    new hire also when the leader and the next shifts come.
    """
    if not (desk.leads or desk.own or desk.mentored):
        return []
    rows = rows_due(*desk.keys)
    resting = {of for kind, of, *_rest in rows if kind == PAUSE} | set(desk.resting)
    rows = [row for row in rows if row[1] not in resting or row[0] in IN_A_PAUSE_TOO]
    # A row of the programme's own from its first day says the same as long as it is open.
    asked = {of for kind, of, _nr, what, *_rest in rows if kind == Step.__name__ and REVIEW in what.lower()}
    return [Due(desk, *row) for row in rows if row[0] != AGREE_REVIEWS or row[1] not in asked]


@prepared
def rows_due(*keys: Any) -> Rows:
    desk = Desk.with_keys(*keys)
    handovers: list[Rows] = [handovers_to_write(desk)] if desk.mentored else []
    first, *rest = [*leaders_rows(desk), *new_hires_rows(desk), *others_steps(desk), *handovers]
    return first.union(*rest, all=True).order_by("day", "kind", "nr")[:LOOKED_AT]


def leaders_rows(desk: Desk) -> list[Rows]:
    if not desk.leads:
        return []
    mine = desk.leaders_part() & Q(planned_on__lte=desk.on + AHEAD) & desk.running()
    kinds: list[type[AnyAppointment]] = [ProbationReview, LeaderTalk, MentorFollowUp]
    rows = [columns(kind.objects.open().filter(mine), kind.__name__, name=NAMES.get(kind)) for kind in kinds]
    rows += [notices_to_receive(desk), reviews_without_day(desk), *paper_duties(desk)]
    rows += [reviews_to_agree(desk), mentors_to_appoint(desk), mentors_to_replace(desk)]
    return [*rows, resting_programmes(desk)]


def new_hires_rows(desk: Desk) -> list[Rows]:
    """What others will do with the new hire, and the shifts: what comes, and nothing that is late."""
    if not desk.own:
        return []
    days = (desk.on, desk.on + SHOWN_AHEAD)
    mine = Q(programme__in=desk.own)
    kinds: list[type[AnyAppointment]] = [ProbationReview, LeaderTalk]
    planned = [
        columns(
            kind.objects.open().filter(mine, planned_on__range=days),
            kind.__name__,
            name=NAMES.get(kind),
            whose="responsible",
        )
        for kind in kinds
    ]
    shifts = TrainingShift.objects.filter(mine, on__range=days)
    own = Q(responsible__contains=Role.NEW_HIRE) | Q(
        due_on__gte=F("programme__starts_on"), due_on__range=(desk.on, desk.on + AHEAD)
    )
    steps = Step.objects.open().filter(mine, own, due_on__lte=desk.on + AHEAD)
    return [
        *planned,
        columns(shifts, TrainingShift.__name__, **SHIFT, whose="companion"),
        columns(steps, Step.__name__, **STEP, whose="responsible"),
    ]


def others_steps(desk: Desk) -> list[Rows]:
    """What a mentor or leader is among the responsible for; leaders tick more than that."""
    if not (desk.mentored or desk.leads):
        return []
    mine = Q(responsible__contains=Role.MENTOR, programme__in=desk.mentored)
    if desk.leads:
        mine |= desk.leaders_part()
    asked = Step.objects.open().filter(mine, desk.running(), due_on__lte=desk.on + AHEAD)
    return [columns(asked, Step.__name__, **STEP)]


def columns(
    rows: QuerySet[Any],
    kind: str,
    *,
    number: str = "number",
    title: str = "title",
    name: Combinable | None = None,
    day: str = "planned_on",
    has_clock: bool = True,
    whose: str = "programme__new_hire__name",
) -> Rows:
    """The same columns of every kind, so that the database can lay them end to end."""
    clock = {"clock": F("starts_at"), "agreed": F("agreed_at")} if has_clock else NO_CLOCK
    named: Rows = (
        rows.order_by()
        .annotate(
            kind=Value(kind),
            of=F("programme_id"),
            nr=F(number),
            what=name or F(title),
            day=F(day),
            **clock,
            whose=F(whose),
        )
        .values_list(*COLUMNS)
    )
    return named


def resting_programmes(desk: Desk) -> Rows:
    """Not to be shown: the programmes whose rows wait. On a day of its own, so that it is never cut off."""
    near = desk.in_led() | Q(programme__department__in=desk.headed)
    pauses = Pause.objects.lasting(desk.on).filter(near)
    rows: Rows = (
        pauses.order_by()
        .annotate(
            kind=Value(PAUSE),
            of=F("programme_id"),
            nr=F("pk"),
            what=Value(""),
            day=Value(date.min, DateField()),
            **NO_CLOCK,
            whose=Value(""),
        )
        .values_list(*COLUMNS)
    )
    return rows


def reviews_to_agree(desk: Desk) -> Rows:
    """A row a programme that has begun, as long as a review further ahead has no agreed day."""
    later = Q(planned_on=None) | Q(planned_on__gt=desk.on + AHEAD)
    reviews = ProbationReview.objects.open().filter(
        later, desk.in_led(), desk.running(), agreed_at=None, programme__starts_on__lte=desk.on
    )
    return a_row_a_programme(reviews, AGREE_REVIEWS, Min("programme__starts_on"))


def mentors_to_appoint(desk: Desk) -> Rows:
    """A row a programme that begins within a month, or has begun, without a mentor today or later."""
    mentors = Mentorship.objects.filter(programme=OuterRef("pk"), is_substitute=False)
    without = Programme.objects.filter(
        desk.in_led(""),
        desk.running(""),
        ~Exists(mentors.not_over(desk.on)),
        starts_on__lte=desk.on + MENTOR_AHEAD,
    )
    return of_programmes(without, APPOINT_MENTOR, day="starts_on")
