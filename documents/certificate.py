"""A mentor's own certificate: how many they have followed, how many talks, how many hours. Nobody else's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.paper import STEMS, Kind, Paper
from people.models import User
from programmes.models import Conversation, MentorProfile, Mentorship
from programmes.models.programme import Ending


@dataclass
class Work:
    """One of the mentor's own periods, with the talks held in it."""

    period: Mentorship
    talks: list[Conversation] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(talk.minutes_spent or 0 for talk in self.talks)

    @property
    def time(self) -> str:
        return hours_words(self.minutes)


def hours_words(minutes: int) -> str:
    """
    >>> hours_words(95), hours_words(60), hours_words(0)
    ('1 time 35 minutter', '1 time', '0 minutter')
    """
    hours, left = divmod(minutes, 60)
    parts = [ngettext("%d time", "%d timer", hours) % hours] if hours else []
    parts += [ngettext("%d minutt", "%d minutter", left) % left] if left or not hours else []
    return " ".join(parts)


def periods_of(mentor: User, on: date) -> list[Mentorship]:
    """A person's own mentorships that have begun, also those that are over; not of somebody who never came."""
    begun = Mentorship.objects.filter(mentor=mentor, from_on__lte=on).exclude(
        programme__ended_because=Ending.NEVER_BEGAN
    )
    return list(begun.select_related("programme__department__unit__municipality").order_by("from_on", "pk"))


def whose(talk: Conversation, held_on: date, periods: Sequence[Mentorship]) -> Mentorship | None:
    """The period a held talk counts in. In a substitute's time it is the one of the two who logged it,
    and the substitute's when somebody else did: the mentor was away."""
    there = [
        each for each in periods if each.from_on <= held_on and (not each.to_on or held_on <= each.to_on)
    ]
    logged = [each for each in there if each.mentor_id == talk.logged_by_id]
    substitutes = [each for each in there if each.is_substitute]
    return next(iter([*logged, *substitutes, *there]), None)


def work_of(own: Sequence[Mentorship]) -> list[Work]:
    """Two queries, however many talks there are."""
    ids = {period.programme_id for period in own}
    everybody: dict[int, list[Mentorship]] = defaultdict(list)
    for period in Mentorship.objects.filter(programme__in=ids):
        everybody[period.programme_id].append(period)
    found = {period.pk: Work(period) for period in own}
    held = Conversation.objects.filter(programme__in=ids, held_on__isnull=False)
    for talk in held.only("programme", "held_on", "minutes_spent", "logged_by").order_by("held_on", "pk"):
        counted = whose(talk, talk.held_on, everybody[talk.programme_id]) if talk.held_on else None
        if counted and counted.pk in found:
            found[counted.pk].talks.append(talk)
    return list(found.values())


def certificate_paper(mentor: User, own: Sequence[Mentorship], on: date) -> Paper:
    work = work_of(own)
    talks = [talk for each in work for talk in each.talks]
    return Paper(
        kind=Kind.CERTIFICATE,
        template="documents/papers/certificate.html",
        context={
            "mentor": mentor,
            "work": work,
            "followed": len({period.programme_id for period in own}),
            "talks": len(talks),
            "untimed": sum(talk.minutes_spent is None for talk in talks),
            "time": hours_words(sum(each.minutes for each in work)),
            "profile": MentorProfile.objects.filter(user=mentor).first(),
        },
        municipality=own[-1].programme.department.unit.municipality,
        printed_on=on,
        title=_("Attest for arbeidet som mentor"),
        filename=f"{STEMS[Kind.CERTIFICATE]}.pdf",
        about=mentor.name,
    )
