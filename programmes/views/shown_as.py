"""«Vis som»: the pair sees what a leader or the coordinator sees of their programme."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, DateField, Exists, F, OuterRef, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from people.models import User
from people.pages import only
from people.prepared import prepared
from programmes.models import Comment, Conversation, Need, Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.models.rights import Standing
from programmes.views.crumbs import crumbs
from programmes.views.detail import detail_context, whole

POSITIONS = {
    "avdelingsleder": gettext_lazy("Slik ser avdelingslederen programmet"),
    "koordinator": gettext_lazy("Slik ser koordinatoren programmet"),
}
COMMENT, NEED = "comment", "need"


@require_safe
def shown_as(request: UserRequest, pk: int, position: str) -> HttpResponse:
    """The programme's page with the meeting of both rights, and which of the pair's words the other reads."""
    if position not in POSITIONS:
        raise Http404
    on = timezone.localdate()
    programme = only(lived_in(request.user, on, pk))
    leads = position == "avdelingsleder"
    programme.shown_as = Standing(programme.handed_over_on, reader_leads=leads)
    context = detail_context(programme, request.user, on)
    leader = next((held.holder for held in context["leaders"]), None)
    context |= {
        "heading": POSITIONS[position],
        "words": WordsShown.of(programme, request.user, leader, on) if leads else None,
        "breadcrumbs": crumbs(programme, (_("Vis som"), request.path)),
    }
    return render(request, "programmes/shown_as.html", context)


@prepared
def lived_in(reader: User, on: date, pk: int) -> ProgrammeQuerySet:
    return whole(Programme.objects.lived_by(reader, on), reader, on).filter(pk=pk)


@dataclass(frozen=True)
class Word:
    """A comment or a line of the kartlegging that the viewer reads; `is_shown`: whether this leader reads it too."""

    kind: str
    day: date
    nr: int
    text: str
    is_shown: bool

    @property
    def talk(self) -> str:
        return str(Conversation(number=self.nr))


@dataclass(frozen=True)
class WordsShown:
    """The words that the viewer reads, in one query."""

    comments: list[Word]
    needs: list[Word]

    @classmethod
    def of(cls, programme: Programme, viewer: User, leader: User | None, on: date) -> Self:
        comments, needs = (
            rows.open_to(viewer, on)
            .filter(mentorship__programme=programme)
            .order_by()
            .annotate(kind=Value(kind), day=day, nr=F(nr), is_shown=shown_to(leader, rows, on))
            .values_list("kind", "day", "nr", "text", "is_shown")
            for kind, rows, day, nr in (
                (COMMENT, Comment.objects.all(), Value(date.min, DateField()), "conversation__number"),
                (NEED, Need.objects.all(), Coalesce("by_on", Value(date.max)), "pk"),
            )
        )
        words = [Word(*row) for row in comments.union(needs, all=True).order_by("day", "nr")]
        return cls(
            [word for word in words if word.kind == COMMENT], [word for word in words if word.kind == NEED]
        )

    @property
    def comments_shown(self) -> list[Word]:
        return [comment for comment in self.comments if comment.is_shown]

    @property
    def needs_shown(self) -> list[Word]:
        return [need for need in self.needs if need.is_shown]


def shown_to(leader: User | None, rows: Any, on: date) -> Combinable:
    return (
        Exists(rows.open_to(leader, on).filter(pk=OuterRef("pk"))) if leader else Value(False, BooleanField())
    )
