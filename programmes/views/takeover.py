"""A programme taken over from paper: what was held is typed in, what is past is marked in one act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.takeover import PaperTalks
from programmes.models import Programme
from programmes.views.crumbs import crumbs


@atomic_post
def talks_from_paper(request: UserRequest, pk: int) -> HttpResponse:
    """All past talks that are not logged, in one table. For the two who talk."""
    on = timezone.localdate()
    rule = Programme.objects.talks_logged_by(request.user, on)
    programme = get_object_or_404(locked(rule.with_people(), request), pk=pk)
    talks = programme.conversations.order_by("number")  # what was logged meanwhile is compared with, too
    shown = locked(talks, request) if request.method == "POST" else talks.past_unlogged(on)
    formset: Any = PaperTalks(sent(request), queryset=shown, form_kwargs={"on": on})
    for form in formset.forms:
        if form.instance.pk is None:
            raise Http404  # a talk of another programme, or none at all
        form.instance.programme = programme
    if request.method == "POST" and formset.is_valid():
        count = formset.write(by=request.user, at=timezone.now())
        Programme.objects.filter(pk=pk).refresh_talk_dates()
        said = ngettext("%(count)d samtale er ført.", "%(count)d samtaler er ført.", count)
        messages.success(request, said % {"count": count} if count else _("Ingen samtaler var fylt ut."))
        return redirect(programme)
    context = {
        "programme": programme,
        "formset": formset,
        "breadcrumbs": crumbs(programme, (_("Fra papiret"), request.path)),
    }
    return render(request, "programmes/talks_from_paper.html", context, status=status_of(formset))


@require_POST
@atomic_post
def mark_before_use(request: UserRequest, pk: int) -> HttpResponse:
    """Everything open before today becomes «før vi tok i bruk løsningen». For leaders, once; twice does nothing."""
    on = timezone.localdate()
    managed = locked(Programme.objects.managed_by(request.user, on), request)
    programme = get_object_or_404(managed.filter(handed_over_on=None), pk=pk)
    if programme.taken_over_on is None:
        programme.take_over(on)
    messages.success(
        request, _("Det som skulle vært gjort før i dag, står nå som før vi tok i bruk løsningen.")
    )
    return redirect(programme)
