"""A programme's rows by phase, with the one thing the reader should do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from programmes.models import (
    Conversation,
    LeaderTalk,
    MentorFollowUp,
    Probation,
    ProbationReview,
    Programme,
    Step,
    TrainingShift,
)
from programmes.models.appointments import Appointment
from programmes.rules import OnDate, OnDemand
from programmes.schedule import Role, programme_week_of
from programmes.states import State
from programmes.workdays import iso_week_of
from programmes.year import Entry

type TimelineRow = Conversation | LeaderTalk | ProbationReview | MentorFollowUp | Step

# The last programme week of each phase. The weeks are those of the printed form.
PHASES = [
    (0, gettext_lazy("Før oppstart")),
    (2, gettext_lazy("Opplæringen, uke 1–2")),
    (6, gettext_lazy("Uke 3–6")),
    (18, gettext_lazy("Uke 7–18")),
    (52, gettext_lazy("Uke 19–52")),
    (999, gettext_lazy("Etter uke 52")),
]


@dataclass(frozen=True)
class Line:
    """One row as the page draws it."""

    what: str
    url: str
    state: State
    when: str
    who: str
    name: str = ""  # without the week, where the clocks stand beside it
    now: bool = False
    day: date | None = None
    starts_on: date | None = None

    @classmethod
    def of(cls, row: TimelineRow, programme: Programme, on: date, *, now: bool = False) -> Line:
        review = review_called(row, programme)
        return cls(
            name=review or str(row),
            what=review or label(row),
            url=row.get_absolute_url() if opens(row, programme) else "",
            state=state_of(row, programme, on),
            when=when(row),
            who=" · ".join([", ".join(row.roles), *facts(row, programme)]),
            now=now,
            day=row.sort_day if row.sort_day != date.max else None,
            starts_on=programme.starts_on,
        )

    @property
    def clocks(self) -> str:
        return clocks_of(self.starts_on, self.day) if self.starts_on and self.day else ""


def state_of(row: Appointment | Step, programme: Programme, on: date) -> State:
    """The row's own word; in a pause nothing is late."""
    state = row.state(on, programme.ended_on)
    if state is State.UNDATED:
        return State.NO_LONGER if missed_on(row) else State.ON_DEMAND if is_on_demand(row) else state
    return State.PAUSED if state.is_late and programme.is_paused(on) else state


def missed_on(row: Appointment | Step) -> date | None:
    """The date of a gathering that was over when this person started, where the page has fetched the rule."""
    rule = row.__dict__.get("rule") or {}
    is_missed = isinstance(row, Step) and rule.get("when") == OnDate.when and not row.dated_by_person
    return date.fromisoformat(rule["on"]) if is_missed and row.sort_day == date.max else None


def is_on_demand(row: Appointment | Step) -> bool:
    """Whether it stands as an offer, without a day, where the page has fetched the rule."""
    rule = row.__dict__.get("rule") or {}
    return row.sort_day == date.max and rule.get("when") == OnDemand.when


def facts(row: TimelineRow, programme: Programme) -> list[str]:
    """That the template has left it; for pair and leaders also how long it took, or why it was not held."""
    if row.not_in_template:
        return [_("står ikke i den nye versjonen av malen")]
    if isinstance(row, Step) or not programme.can_see_all:
        return []
    if row.not_held_reason:
        return [row.get_not_held_reason_display()]
    if (
        isinstance(row, ProbationReview)
        and (probation := probation_of(programme))
        and probation.is_after(row)
    ):
        return [_("etter prøvetiden")]
    return [_("%d min") % row.minutes_spent] if row.minutes_spent else []


def probation_of(programme: Programme) -> Probation | None:
    """What is entered of the prøvetid, for a reader who may know. The page fetches it with the programme."""
    known: Probation | None = getattr(programme, "probation", None) if programme.can_read_reviews else None
    return known


def review_called(row: TimelineRow, programme: Programme) -> str:
    """A review's name for leaders and new hire; others read the template's, which says nothing of the prøvetid."""
    probation = probation_of(programme) if isinstance(row, ProbationReview) else None
    return probation.name_of(row) if probation and isinstance(row, ProbationReview) else ""


def two_clocks(programme: Programme, day: date) -> str:
    return clocks_of(programme.starts_on, day)


def clocks_of(starts_on: date, day: date) -> str:
    """«uke 5 · kalenderuke 38»: the programme's week, once it has begun, and everybody else's."""
    week = programme_week_of(starts_on, day)
    iso = int(iso_week_of(day)[-2:])
    if week < 1:
        return _("kalenderuke %d") % iso
    return _("uke %(week)d · kalenderuke %(iso)d") % {"week": week, "iso": iso}


def when(row: TimelineRow) -> str:
    """The day a row is about, as people scan it: held, else planned, with clock time when agreed."""
    day = row.done_on or row.due_on if isinstance(row, Step) else row.held_on or row.planned_on
    if day is None:
        if missed := missed_on(row):
            return missed_words(missed)
        return _("dato når dere trenger den") if is_on_demand(row) else _("dato avtales")
    text = date_format(day, "D d.m.Y")
    if not isinstance(row, Step) and row.starts_at and not row.held_on:
        text += f" kl. {row.starts_at:%H:%M}"
    return text


def missed_words(day: date) -> str:
    return _("%s er før oppstart") % date_format(day, "D d.m.Y")


def talk_lead(talk: Conversation) -> str:
    """Both clocks and the day, as a heading's second line: «Uke 5 · kalenderuke 38 · tirsdag 15. september»."""
    if talk.planned_on is None:
        if is_on_demand(talk):
            return _("%s. Finn en dag når dere trenger den.") % talk.title
        return _("Datoen avtales.")
    parts = [two_clocks(talk.programme, talk.planned_on), date_format(talk.planned_on, "l j. F")]
    if talk.starts_at:
        parts.append(_("kl. %s") % talk.starts_at.strftime("%H:%M"))
    if talk.place:
        parts.append(talk.place)
    text = " · ".join(parts)
    return text[0].upper() + text[1:]


def label(row: TimelineRow | Appointment | TrainingShift) -> str:
    """What a row is called in a list; a talk by its number and week."""
    if isinstance(row, Conversation) and row.week:
        return _("%(talk)s, uke %(week)d") % {"talk": row, "week": row.week}
    if isinstance(row, Conversation) and row.is_extra:
        return _("%s, ekstra") % row
    if isinstance(row, Conversation) and is_on_demand(row):
        return _("%s, ved behov") % row
    return str(row)


def reader_roles(programme: Programme, reader: User) -> set[Role]:
    """As what the reader meets this programme, from the flags that the queryset set."""
    roles: set[Role] = set()
    if programme.can_manage:
        roles |= {Role.LEADER, Role.HEAD}
    if programme.can_log_talks:
        roles.add(Role.NEW_HIRE if programme.new_hire_id == reader.pk else Role.MENTOR)
    return roles


def concerns(row: TimelineRow, roles: set[Role]) -> bool:
    """Whether someone in these roles is to do something about the row; a talk takes both."""
    if isinstance(row, Conversation):
        return bool(roles & {Role.MENTOR, Role.NEW_HIRE})
    return any(role in row.responsible.split(",") for role in roles)


def next_row(
    rows: Iterable[TimelineRow], roles: set[Role], on: date, ended_on: date | None
) -> TimelineRow | None:
    """The earliest row that is still open and the reader's to do; when none has a day, the first to be agreed.

    What is on demand waits for nobody.
    """
    mine = [
        row
        for row in rows
        if concerns(row, roles) and not row.state(on, ended_on).is_settled and not is_on_demand(row)
    ]
    undated = (row for row in mine if row.sort_day == date.max and not isinstance(row, Step))
    return next((row for row in mine if row.sort_day != date.max), next(undated, None))


def opens(row: TimelineRow, programme: Programme) -> bool:
    """Whether the row's own page is there for this reader."""
    if isinstance(row, Conversation):
        return programme.can_log_talks
    if isinstance(row, ProbationReview):
        return programme.can_read_reviews
    return isinstance(row, Step) or programme.can_see_all


@dataclass(frozen=True)
class Phase:
    """A part of the year and its rows."""

    name: str
    lines: list[Line]

    @property
    def settled(self) -> int:
        return sum(line.state.is_settled for line in self.lines)

    @property
    def is_over(self) -> bool:
        """Everything in it is settled: the page folds it away."""
        return self.settled == len(self.lines)


def phases(programme: Programme, lines: Iterable[Line]) -> list[Phase]:
    """The rows in their phases, undated last."""
    names = [*(str(name) for _last, name in PHASES), _("Uten dato ennå")]
    groups: list[list[Line]] = [[] for _name in names]
    for line in lines:
        groups[phase_of(programme, line.day)].append(line)
    return [Phase(name, lines) for name, lines in zip(names, groups, strict=True) if lines]


def phase_of(programme: Programme, day: date | None) -> int:
    """The place in `PHASES` of a day; of none, the place after them."""
    if day is None:
        return len(PHASES)
    has_begun = day >= programme.starts_on  # on a weekend, perhaps, which is in week 1 all the same
    week = max(programme_week_of(programme.starts_on, day), 1) if has_begun else 0
    return next(place for place, (last, _name) in enumerate(PHASES) if week <= last)


def has_proposals(rows: Iterable[TimelineRow], on: date) -> bool:
    """Whether some talk still waits for the pair to agree its day."""
    return any(
        isinstance(row, Conversation) and row.is_open and not row.agreed_at and (row.planned_on or on) > on
        for row in rows
    )


def entries(lines: Iterable[Line]) -> list[Entry]:
    """The dated rows, as the picture of the year wants them."""
    return [Entry(line.what, line.day, line.state) for line in lines if line.day]


def new_talk(talk: Conversation) -> Line:
    """A talk that a change would add."""
    undated = State.ON_DEMAND if is_on_demand(talk) else State.UNDATED
    state = State.PROPOSED if talk.planned_on else undated
    return Line(talk.title if talk.week is None else label(talk), "", state, when(talk), "")
