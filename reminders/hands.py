"""«Ta kontakt med meg»: told those it was sent to, as long as nobody has seen it. In a pause too: somebody asks."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from people.models import Position
from programmes.models import HandReceiver, Mentorship, RaisedHand
from programmes.workdays import next_workday
from reminders.audience import Rows, running
from reminders.kinds import LOOK_BACK, Kind
from reminders.wanted import Wanted


def raised(at: datetime) -> list[Rows]:
    """A row a person named on one: `RaisedHand.objects.received_by`, asked the other way round."""
    on, programme = timezone.localdate(at), OuterRef("hand__programme")
    mentors = Mentorship.objects.lasting(on).filter(programme=programme, mentor=OuterRef("person"))
    department = OuterRef("hand__programme__department"), OuterRef("hand__programme__department__unit")
    here = Q(department=department[0]) | Q(unit=department[1])
    leaders = Position.objects.lasting(on).filter(here, holder=OuterRef("person"))
    still_there = Q(hand__to=RaisedHand.To.MENTOR) & Q(Exists(mentors))
    still_there |= Q(hand__to=RaisedHand.To.LEADERS) & Q(Exists(leaders))
    waiting = HandReceiver.objects.filter(
        running(on, "hand__programme__"),
        still_there,
        hand__seen_at=None,
        hand__raised_at__gt=at - LOOK_BACK,
        person__is_active=True,
    )
    sent_on = TruncDate("hand__raised_at")
    return [waiting.annotate(of=F("hand__programme_id"), day=sent_on, since=sent_on, reader=F("person"))]


OF_HANDS = [Wanted(Kind.CONTACT, raised, lambda row: next_workday(row["since"]))]
