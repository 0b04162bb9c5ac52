"""What calendars and rotas of `access_world.py` may know of: one agreed row of each kind, in every programme."""

from people.models import User
from programmes.models import Programme
from reminders.models import CalendarFeed, RotaMark
from tests.conftest import NOON

TALK, REVIEW, MEETING = 12, 3, 2
"""The numbers of the rows that are agreed."""


def agree_rows(programme: Programme) -> None:
    """And the talk is typed into the rota."""
    rows = [
        programme.conversations.get(number=TALK),
        programme.reviews.get(number=REVIEW),
        programme.follow_ups.get(number=MEETING),
    ]
    for row in rows:
        row.agree(by=programme.started_by, at=NOON)
        row.save()
    talk = rows[0]
    assert talk.planned_on is not None
    RotaMark.objects.create(
        programme=programme,
        kind=type(talk).__name__,
        row=talk.pk,
        on=talk.planned_on,
        minutes=45,
        entered_at=NOON,
        entered_by=programme.started_by,
    )


def keep_feed(holder: User) -> None:
    """One of a mentor's."""
    CalendarFeed.objects.make(CalendarFeed(holder=holder, kind=CalendarFeed.Kind.MENTOR), NOON)
