"""How much time is planned with each mentor, week by week ahead. Planned time only: never what was held or late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncWeek
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from people.models import User
from programmes.models import Conversation
from programmes.models.mentor_profiles import minutes_limit
from programmes.models.programme import USUAL_MINUTES

WEEKS = 8
WEEK = timedelta(weeks=1)
MENTORS = "programme__mentorships"
MINUTES = Sum(Coalesce("expected_minutes", Value(USUAL_MINUTES)))

type Load = dict[date, int]  # the Monday of a week -> minutes


def monday_of(day: date) -> date:
    """
    >>> monday_of(date(2026, 9, 16))
    datetime.date(2026, 9, 14)
    """
    return day - timedelta(days=day.weekday())


def talks_ahead(first: date, mentors: Q, last: date | None = None) -> QuerySet[Conversation]:
    """Open talks from that week on, once for each of those mentors in whose period their day falls.

    A talk in a substitute's time counts for both: which of them will hold it is not known.
    """
    until = Q() if last is None else Q(planned_on__lte=last)
    return (
        Conversation.objects.open()
        .filter(
            mentors,
            until,
            Q((f"{MENTORS}__to_on", None)) | Q((f"{MENTORS}__to_on__gte", F("planned_on"))),
            Q((f"{MENTORS}__assigned_on__lte", F("planned_on"))),
            Q(programme__ended_on=None) | Q(programme__ended_on__gt=first),
            planned_on__gte=monday_of(first),
        )
        .order_by()
    )


def with_load(people: QuerySet[User], on: date) -> QuerySet[User]:
    """Add `most_minutes`, those of the fullest week ahead, and the profile. Within the query that lists them."""
    own = talks_ahead(on, Q((f"{MENTORS}__mentor", OuterRef("pk"))))
    weeks = own.annotate(monday=TruncWeek("planned_on")).values("monday")
    fullest = weeks.annotate(minutes=MINUTES).order_by("-minutes").values("minutes")[:1]
    return people.select_related("mentor_profile").annotate(most_minutes=Coalesce(Subquery(fullest), 0))


def loads(people: Iterable[User], first: date, last: date | None = None) -> dict[int, Load]:
    """Week by week, of many people in one grouped query."""
    talks = talks_ahead(first, Q((f"{MENTORS}__mentor__in", [person.pk for person in people])), last)
    days = talks.values(f"{MENTORS}__mentor", "planned_on").annotate(minutes=MINUTES)
    found: dict[int, Load] = defaultdict(lambda: defaultdict(int))
    for mentor, day, minutes in days.values_list(f"{MENTORS}__mentor", "planned_on", "minutes"):
        found[mentor][monday_of(day)] += minutes
    return found


def hours(minutes: int) -> str:
    """In words: «1,5 t»."""
    value = (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    return _("%(hours)s t") % {"hours": number_format(value)}


def load_words(mentor: User) -> str:
    """Beside a name to choose: the fullest week ahead, and whether it passes the limit."""
    minutes: int = getattr(mentor, "most_minutes", 0)
    limit = minutes_limit(mentor)
    words = _("inntil %(hours)s i uka") % {"hours": hours(minutes)} if minutes else ""
    if limit and minutes > limit:
        words += _(", over grensen på %(limit)s") % {"limit": hours(limit)}
    elif limit:
        words += (", " if words else "") + _("grense %(limit)s") % {"limit": hours(limit)}
    return words


def load_warning(
    mentor: User, first: date, last: date | None = None, more: Iterable[tuple[date, int]] = ()
) -> str:
    """What to say when somebody was chosen and a week from the first day to the last passes their limit; never a
    refusal. `more` are talks that are not saved yet."""
    limit = minutes_limit(mentor)
    if limit is None:
        return ""
    load = loads([mentor], first, last)[mentor.pk]
    for day, minutes in more:
        if day >= first and (last is None or day <= last):
            load[monday_of(day)] += minutes
    week, minutes = max(sorted(load.items()), key=lambda item: item[1], default=(first, 0))
    if minutes <= limit:
        return ""
    words = {
        "name": mentor.name,
        "hours": hours(minutes),
        "week": week.isocalendar().week,
        "limit": hours(limit),
    }
    return (
        _(
            "%(name)s får %(hours)s med samtaler i kalenderuke %(week)d, og grensen er %(limit)s. Sørg for tid, eller del på det."
        )
        % words
    )
