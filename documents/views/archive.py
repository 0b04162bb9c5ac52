"""The archive's side: the municipality's choices, and many packages at once."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.batch import AT_A_TIME, Batch, one_zip
from documents.forms.archive import ArchiveChoiceForm, PeriodForm
from documents.models import ArchiveChoice
from people.context import positions_today
from people.forms import UserRequest, status_of
from people.models import Department, Municipality, Position, User
from people.pages import atomic_post, locked, sent

LEADING = {Position.Kind.HEAD, Position.Kind.LEADER}


@atomic_post
def archive_choices(request: UserRequest) -> HttpResponse:
    """The coordinator says what is sent, and under which words. One form for each kind of paper, saved together."""
    rule = Municipality.objects.coordinated_by(request.user, timezone.localdate())
    municipality = locked(rule, request).first()
    if municipality is None:
        raise Http404
    choices = ArchiveChoice.objects.of(municipality)
    forms = [ArchiveChoiceForm(sent(request), instance=choice, prefix=choice.kind) for choice in choices]
    valid = [form.is_valid() for form in forms]  # every form says what is wrong with it
    if all(valid):
        for form in forms:
            form.save()
        messages.success(request, _("Valgene er lagret. De gjelder pakker som lages fra nå."))
        return redirect(request.path)
    context = {
        "forms": forms,
        "municipality": municipality,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Valg for arkivet"), request.path)],
    }
    return render(request, "documents/archive_choices.html", context, status=status_of(*forms))


def archive(request: UserRequest) -> HttpResponse:
    """Packages of the programmes one leads, by the day they were handed over. Sending makes the next few."""
    on = timezone.localdate()
    if not LEADING & {position.kind for position in positions_today(request)}:
        raise Http404
    form = PeriodForm(request.GET, on=on, departments=led_departments(request.user, on))
    batch = Batch.of(request.user, on, form.days, form.chosen)
    if request.method == "POST":
        made = batch.make_next(by=request.user, at=timezone.now())
        left = len(batch.missing) - made
        said = _("%(made)d pakker er laget. %(left)d gjenstår.") % {"made": made, "left": left}
        messages.success(request, said) if made or not left else messages.warning(request, said)
        return redirect(request.get_full_path())
    context = {
        "form": form,
        "batch": batch,
        "at_a_time": AT_A_TIME,
        "query": form.query,
        "breadcrumbs": [(_("Start"), reverse("start")), (_("Pakker til arkivet"), request.path)],
    }
    return render(request, "documents/archive.html", context, status=status_of(form))


def led_departments(user: User, on: date) -> list[Department]:
    led = Department.objects.filter(Position.leader_of(user, on, department="pk", unit="unit"))
    return list(led.select_related("unit").order_by("unit__name", "unit", "name", "pk"))


@require_safe
def archive_zip(request: UserRequest) -> HttpResponseBase:
    """All that is made, in one zip, sent while it is read."""
    on = timezone.localdate()
    form = PeriodForm(request.GET, on=on, departments=led_departments(request.user, on))
    first, last = form.days
    made = Batch.of(request.user, on, form.days, form.chosen).made
    if not made:
        raise Http404
    response = StreamingHttpResponse(one_zip(made), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="personalmapper-{first}-{last}.zip"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"
    return response
