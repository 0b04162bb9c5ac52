"""What the leader has entered of the prøvetid: nearly always six months, sometimes days away, sometimes none."""

from datetime import timedelta

from people.models import User
from programmes.demo.clock import Clock
from programmes.demo.files import Story
from programmes.models import Probation, Programme
from programmes.probation import suggested_end

FIRST_WEEK_AWAY = 6


def enter_probation(programme: Programme, story: Story, leader: User, clock: Clock) -> None:
    if programme.starts_on > clock.today:
        return
    written = {"written_by": leader, "written_at": clock.at(programme.starts_on)}
    is_agreed = not story.without_probation
    Probation.objects.create(
        programme=programme,
        is_agreed=is_agreed,
        ends_on=suggested_end(programme.starts_on) if is_agreed else None,
        may_be_extended=is_agreed,
        **written,
    )
    if story.days_away:
        first = programme.starts_on + timedelta(weeks=FIRST_WEEK_AWAY)
        last = first + timedelta(days=story.days_away - 1)
        programme.absences.create(from_on=first, to_on=last, days=story.days_away, **written)
