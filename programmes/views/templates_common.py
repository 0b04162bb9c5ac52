"""What the pages of templates share: who may, where the page stands, and the trial timeline beside it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.models import ChecklistTemplate
from checklists.versions import VersionedTemplate, municipalities_kept_by
from people.forms import UserRequest, status_of
from people.models import Municipality
from people.pages import locked, sent
from programmes.forms.template_files import TrialForm
from programmes.forms.template_texts import NameForm
from programmes.models import ProgrammeTemplate
from programmes.preview import preview_lines, remarks
from programmes.schedule import Row, first_working_day, plan

IN_GOOD_TIME = timedelta(weeks=4)


def kept_municipality(request: UserRequest) -> Municipality:
    """Where the reader makes templates; for everybody else there is no such page.

    Held while something new is saved there, so that two at once do not take the same name or number.
    """
    rule = municipalities_kept_by(request.user, timezone.localdate())
    return get_object_or_404(rule.select_for_update(no_key=True) if request.method == "POST" else rule)


def draft_of(request: UserRequest, pk: int) -> ProgrammeTemplate:
    """A draft of the reader's own, held still while something in it is saved."""
    rule = ProgrammeTemplate.objects.edited_by(request.user, timezone.localdate())
    return get_object_or_404(locked(rule, request), pk=pk)


def is_newest(template: VersionedTemplate, editions: Iterable[VersionedTemplate]) -> bool:
    """Whether this is the reader's to take out of use: the last edition that is published."""
    later = (each for each in editions if each.published_at and each.edition > template.edition)
    return template.can_keep and not template.is_draft and not any(later)


def crumbs(*pages: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Start"), reverse("start")), (_("Maler"), reverse("templates:list")), *pages]


def trial(request: UserRequest, rows: Sequence[Row], *, form_id: str = "") -> dict[str, Any]:
    """The year that these rows make, from the day that was sent or else from the one last tried.

    `form_id`: the form of the row beside it, which the day is sent with.
    """
    asked = sent(request) or request.GET
    kept = request.session.get("trial_start") or first_working_day(timezone.localdate() + IN_GOOD_TIME)
    form = TrialForm(asked if "start" in asked else {"start": str(kept)}, form_id=form_id)
    start: date | None = None
    if form.is_valid():
        start = form.cleaned_data["start"]
        if "start" in asked:
            request.session["trial_start"] = str(start)
    planned = plan(rows, start) if start else []
    return {
        "trial_form": form,
        "trial_lines": preview_lines(planned, start) if start else [],
        "trial_remarks": remarks(planned),
        "trial_start": start,
    }


def copy_of(request: UserRequest, template: ProgrammeTemplate | ChecklistTemplate, said: str) -> HttpResponse:
    """A draft of one's own, from any template one can read."""
    municipality = kept_municipality(request)
    form = NameForm(sent(request), initial={"name": _("%s – kopi") % template.name[:110]})
    if request.method == "POST" and form.is_valid():
        copy = template.copy_to(municipality, form.cleaned_data["name"])
        messages.success(request, said)
        return redirect(copy)
    context = {
        "form": form,
        "title": _("Kopier malen"),
        "heading": _("Kopier %s") % template.name,
        "word": _("Lag kopien"),
        "breadcrumbs": crumbs((template.name, template.get_absolute_url()), (_("Kopier"), request.path)),
    }
    return render(request, "programmes/template_name.html", context, status=status_of(form))


def publication_of(
    request: UserRequest, template: ProgrammeTemplate | ChecklistTemplate, sentences: list[str], done: str
) -> HttpResponse:
    """A draft that is finished; asked first, with what it means, since what is published stands fast."""
    if request.method == "POST":
        template.publish(timezone.now())
        messages.success(request, done)
        return redirect(template)
    stands_fast = _("Det som er publisert, kan ikke endres. Vil du endre noe siden, lager du neste versjon.")
    context = {
        "template": template,
        "sentences": [*sentences, stands_fast],
        "breadcrumbs": crumbs((template.name, template.get_absolute_url()), (_("Publiser"), request.path)),
    }
    return render(request, "programmes/template_publish.html", context)


def deletion_of(request: UserRequest, template: ProgrammeTemplate | ChecklistTemplate) -> HttpResponse:
    """A draft that nobody wants; asked first, since nothing brings it back."""
    if request.method == "POST":
        template.delete()
        messages.success(request, _("Utkastet er slettet."))
        return redirect("templates:list")
    context = {
        "template": template,
        "breadcrumbs": crumbs((template.name, template.get_absolute_url()), (_("Slett"), request.path)),
    }
    return render(request, "programmes/template_delete.html", context)
