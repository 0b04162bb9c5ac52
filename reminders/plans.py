"""What there is to tell about a programme as a whole: its deadline, its lists, its end, its changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from checklists.models import Item, settled
from programmes.models import PlanChange, Programme, ProgrammeChecklist
from programmes.models.programme_queries import paused
from programmes.probation_duty import waiting_for_notice
from programmes.workdays import next_workday, previous_workday
from reminders.audience import Rows, running, to_leaders, to_mentors, to_new_hire
from reminders.kinds import DEADLINE_AHEAD, ENDS_AHEAD, LOOK_BACK, STILL, Kind
from reminders.wanted import Wanted


def deadlines(at: datetime) -> list[Rows]:
    """The last day that a notice must be received, to the leaders. In a pause too: the law knows of none."""
    on = timezone.localdate(at)
    waiting = waiting_for_notice(on, DEADLINE_AHEAD).filter(running(on))
    return to_leaders(waiting.annotate(of=F("programme_id"), day=F("ends_on"), since=F("ends_on")), on)


def deadline_due(row: dict[str, date]) -> date:
    """Never rolled forward."""
    return previous_workday(row["day"] - DEADLINE_AHEAD)


def checklists(at: datetime) -> list[Rows]:
    """Not settled, and nothing ticked for three weeks: once for each time that it stands still."""
    on = timezone.localdate(at)
    items = Item.objects.filter(checklist=OuterRef("checklist"))
    last = items.exclude(ticked_at=None).order_by("-ticked_at").values("ticked_at")[:1]
    lists = ProgrammeChecklist.objects.filter(
        running(on),
        ~paused(on, "programme"),
        Exists(items.filter(~settled())),
        programme__starts_on__lte=on - STILL,
    )
    moved = Greatest("programme__starts_on", Coalesce(TruncDate(Subquery(last)), "programme__starts_on"))
    still = lists.annotate(of=F("programme_id"), day=moved, since=moved).filter(
        day__range=(on - STILL - LOOK_BACK, on - STILL)
    )
    return [to_new_hire(still), to_mentors(still, on)]


def ends(at: datetime) -> list[Rows]:
    """The end that is set, else the last planned talk, within four weeks."""
    on = timezone.localdate(at)
    last_day = Coalesce("ended_on", "last_planned_on")
    programmes = Programme.objects.filter(running(on, ""), ~paused(on)).annotate(
        of=F("pk"), day=last_day, since=last_day
    )
    near = programmes.filter(day__range=(on, on + ENDS_AHEAD))
    return [to_new_hire(near, path=""), to_mentors(near, on, path=""), *to_leaders(near, on, path="")]


def changes(at: datetime) -> list[Rows]:
    """Of days, by somebody else, and not taken back."""
    on = timezone.localdate(at)
    made = PlanChange.objects.of_days().filter(
        running(on), ~paused(on, "programme"), made_at__gt=at - LOOK_BACK, undone_at=None
    )
    made_on = TruncDate("made_at")
    rows = made.annotate(of=F("programme_id"), day=made_on, since=made_on)
    return [each.filter(~Q(made_by=F("reader"))) for each in (to_new_hire(rows), to_mentors(rows, on))]


OF_PLANS = [
    Wanted(Kind.DEADLINE, deadlines, deadline_due),
    Wanted(Kind.CHECKLIST, checklists, lambda row: next_workday(row["day"] + STILL)),
    Wanted(Kind.ENDS_SOON, ends, lambda row: next_workday(row["day"] - ENDS_AHEAD)),
    Wanted(Kind.PLAN_CHANGED, changes, lambda row: next_workday(row["since"])),
]
