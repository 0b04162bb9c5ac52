"""A prøvetid in each programme of `access_world.py`. It has no words, so it is told by its days."""

from datetime import date

from people.models import User
from programmes.models import Probation, Programme
from tests.conftest import NOON

WRITERS = {
    "own": ("leader", "head"),
    "next_door": ("other_leader", "head"),
    "finished": ("leader", "head"),
    "abroad": ("foreign_leader", "foreign_head"),
}
"""The leader and the head who write in each programme."""

TELLING_DAYS = {"prøvetid": 3, "forlengelse": 5, "fravær": 7, "midlertidig": 11}
"""What has no words is told by a day that stands nowhere else: its month, and the programme's own day. Absence counts
when it has been: its days are of 2020, the others of 2030."""


def telling_day(kind: str, programme: str) -> date:
    year = 2020 if kind == "fravær" else 2030
    return date(year, TELLING_DAYS[kind], 11 + ["own", "next_door", "finished", "abroad"].index(programme))


def enter_probation(programme: Programme, name: str, leader: User) -> None:
    """Extended once, with a period of absence that is used and one that is not."""
    written = {"written_by": leader, "written_at": NOON}
    probation = Probation.objects.create(
        programme=programme,
        is_agreed=True,
        ends_on=telling_day("forlengelse", name),
        may_be_extended=True,
        temporary_until=telling_day("midlertidig", name),
        **written,
    )
    made = probation.extensions.create(
        former_ends_on=telling_day("prøvetid", name),
        ends_on=telling_day("forlengelse", name),
        received_on=NOON.date(),
        **written,
    )
    for extension, days in ((made, 4), (None, 30)):
        away = telling_day("fravær", name)
        programme.absences.create(from_on=away, to_on=away, days=days, extension=extension, **written)


def entered(name: str) -> dict[str, object]:
    """What a leader sends to enter the same once more."""
    ends_on, until = telling_day("forlengelse", name), telling_day("midlertidig", name)
    agreed = {"is_agreed": "ja", "may_be_extended": "on", "version": 0}
    return {**agreed, "ends_on": ends_on, "temporary_until": until}
