"""«Vis som»: the pair sees what a leader or the coordinator sees of their programme."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from people.models import User
from programmes.models import Comment, Need, Programme
from programmes.models.rights import Standing
from programmes.views.crumbs import crumbs
from programmes.views.detail import detail_context

POSITIONS = {
    "avdelingsleder": gettext_lazy("Slik ser avdelingslederen programmet"),
    "koordinator": gettext_lazy("Slik ser koordinatoren programmet"),
}


@require_safe
def shown_as(request: UserRequest, pk: int, position: str) -> HttpResponse:
    """The programme's page with the meeting of both rights, and which of the pair's words the other reads."""
    if position not in POSITIONS:
        raise Http404
    on = timezone.localdate()
    rule = Programme.objects.lived_by(request.user, on).with_rights_for(request.user, on)
    rows = rule.with_people().select_related("template", "probation").with_shift_counts()
    programme = get_object_or_404(rows, pk=pk)
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


@dataclass(frozen=True)
class WordsShown:
    """The words that the viewer reads, each with `is_shown`: whether this leader reads it too."""

    comments: list[Comment]
    needs: list[Need]

    @classmethod
    def of(cls, programme: Programme, viewer: User, leader: User | None, on: date) -> Self:
        here = {"mentorship__programme": programme}
        comments = Comment.objects.open_to(viewer, on).filter(**here).select_related("conversation")
        needs = Need.objects.open_to(viewer, on).filter(**here)
        if leader is None:
            return cls(with_shown(comments, Comment.objects.none()), with_shown(needs, Need.objects.none()))
        return cls(
            with_shown(comments, Comment.objects.open_to(leader, on)),
            with_shown(needs, Need.objects.open_to(leader, on)),
        )

    @property
    def comments_shown(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.is_shown]  # type: ignore[attr-defined]

    @property
    def needs_shown(self) -> list[Need]:
        return [need for need in self.needs if need.is_shown]  # type: ignore[attr-defined]


def with_shown[M: Model](mine: QuerySet[M], theirs: QuerySet[M]) -> list[M]:
    return list(mine.annotate(is_shown=Exists(theirs.filter(pk=OuterRef("pk")))))
