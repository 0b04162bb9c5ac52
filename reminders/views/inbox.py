"""The inbox: the same messages as are mailed, and the same words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from people.pages import atomic_post
from programmes.paging import UnknownMark
from reminders.drawing import draw, with_subjects
from reminders.models import Message
from reminders.paging import Page


@atomic_post
def inbox(request: UserRequest) -> HttpResponse:
    """Newest first. What is sent to it says that all of them are read."""
    on = timezone.localdate()
    if request.method == "POST":
        Message.objects.all().read_by(request.user, on, timezone.now())
        messages.success(request, _("Alle meldingene er merket som lest."))
        return redirect("reminders:inbox")
    mine, problem, after = (
        with_subjects(Message.objects.open_to(request.user, on)),
        "",
        request.GET.get("etter", ""),
    )
    try:
        page = Page.of(mine, after)
    except UnknownMark:
        page, after = Page.of(mine, ""), ""
        problem = _("Siden du ba om, finnes ikke. Her er den første.")
    context = {
        "drawn": draw(page.messages, on),
        "older": page.older,
        "is_first": not after,
        "problem": problem,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Meldinger"), reverse("reminders:inbox"))],
    }
    return render(request, "reminders/inbox.html", context, status=422 if problem else 200)


@require_safe
def message(request: UserRequest, pk: int) -> HttpResponse:
    """Leads on to what it is about, and is read then. One that is not true any more leads back."""
    on = timezone.localdate()
    own = get_object_or_404(Message.objects.filter(recipient=request.user), pk=pk)
    found = Message.objects.open_to(request.user, on).filter(pk=own.pk)
    drawn = draw(with_subjects(found), on)
    if not drawn:
        messages.info(request, _("Meldingen gjelder ikke lenger."))
        return redirect("reminders:inbox")
    if request.method == "GET" and not own.is_read:
        found.read_by(request.user, on, timezone.now())
    return redirect(drawn[0].path)
