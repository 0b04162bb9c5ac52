"""Bring something up before the talk: from the start page, or on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, sent
from programmes.forms.topics import TopicForm
from programmes.models import Topic
from programmes.readers import NOTES_STAY, pair_readers
from programmes.views.crumbs import crumbs
from programmes.views.talks import loggable


@atomic_post
def topic_add(request: UserRequest, pk: int) -> HttpResponse:
    """One field. What is refused stays in it, with the reason beside."""
    on = timezone.localdate()
    programme = loggable(request, pk)
    mentorship = programme.mentorship_written_in(request.user, on)
    if mentorship is None:
        raise Http404
    form = TopicForm(sent(request))
    if form.is_valid():
        text = form.cleaned_data["text"]
        Topic.objects.bring(mentorship, text, by=request.user, at=timezone.now())
        messages.success(request, _("Lagt til. Det står klart når dere snakker sammen."))
        return redirect("start")
    context = {
        "form": form,
        "readers": f"{pair_readers(programme, request.user, on)} {NOTES_STAY}",
        "breadcrumbs": crumbs(programme, (_("Ta opp"), request.path)),
    }
    return render(request, "programmes/topic_add.html", context, status=status_of(form))
