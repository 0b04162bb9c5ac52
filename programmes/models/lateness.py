"""Which rows make a programme late, for a whole list at once. What is late of each kind, its own queryset says.

Five kinds in one question: putting it together takes longer than asking it, so a day's question is kept.
"""

from datetime import date
from functools import lru_cache, reduce
from operator import add, or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from programmes.models.appointments import Conversation, LeaderTalk, MentorFollowUp, ProbationReview
from programmes.models.rows import Step


def late_rows(on: date) -> list[QuerySet[Any]]:
    """The outer programme's rows that are past their day, by kind."""
    kinds: list[QuerySet[Any]] = [
        Conversation.objects.late(on),
        LeaderTalk.objects.late(on),
        ProbationReview.objects.late(on),
        MentorFollowUp.objects.late(on),
        Step.objects.late(on),
    ]
    return [rows.filter(programme=OuterRef("pk")).order_by() for rows in kinds]


@lru_cache(maxsize=2)
def is_late(on: date) -> Q:
    return reduce(or_, (Q(Exists(rows)) for rows in late_rows(on)))


@lru_cache(maxsize=2)
def late_count(on: date) -> Any:
    """How many rows are past their day. Works through every kind: for the rows of one page."""
    counts = (rows.values("programme").annotate(n=Count("pk")).values("n") for rows in late_rows(on))
    return reduce(add, (Coalesce(Subquery(count), 0) for count in counts))
