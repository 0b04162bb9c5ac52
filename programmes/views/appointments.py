"""What leaders do with a dated row, on whichever page it stands: agree its day, mark it held, take that back."""

from __future__ import annotations

from copy import copy
from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import UserRequest, status_of
from people.pages import locked
from people.undo import confirm
from programmes import timeline
from programmes.forms.appointments import AgreeForm, MarkHeldForm, day_note, form_over, pause_note
from programmes.forms.former_day import BACK, FormerDayForm
from programmes.models import Programme
from programmes.models.appointments import Appointment

CHANGED_SINCE = gettext_lazy("Noen har endret dette siden. Se på det før du angrer.")


def say_of_day(request: UserRequest, *notes: str) -> None:
    """Beside the confirmation: people on a rota choose such days on purpose."""
    for note in filter(None, notes):
        messages.info(request, note)


def row_of[A: Appointment](request: UserRequest, programme: Programme, rows: QuerySet[A], number: int) -> A:
    """The row; when something is saved, held still until that is done, so that two who save are told."""
    row = get_object_or_404(locked(rows, request), number=number)
    row.programme = programme
    return row


class LeadersPart:
    """The two forms of a row, of which one may have been sent, and what to say when it is saved."""

    def __init__(
        self,
        request: UserRequest,
        row: Appointment,
        on: date,
        *,
        agree: type[AgreeForm] = AgreeForm,
        settled: str = "",
    ) -> None:
        self.row, self.on, self.settled = row, on, settled
        self.act = request.POST.get("handling", "")
        self.user, self.is_sent = request.user, request.method == "POST"
        if self.is_sent and not row.programme.can_manage:
            raise Http404
        if self.is_sent and self.act not in ("avtal", "holdt", "angre", BACK):
            raise BadRequest
        # The forms work on copies, so that the page shows what is saved and not what was refused.
        kind, sent = type(row), request.POST
        self.agree = form_over(agree, kind)(
            sent if self.act == "avtal" else None, instance=copy(row), prefix="avtal"
        )
        self.held = form_over(MarkHeldForm, kind)(
            sent if self.act == "holdt" else None, instance=copy(row), prefix="holdt", on=on
        )

    @property
    def is_due(self) -> bool:
        """Its day has come, so that marking it held is the next thing to do."""
        return self.row.planned_on is not None and self.row.planned_on <= self.on

    @property
    def status(self) -> int:
        return status_of(self.agree, self.held)

    def save(self, request: UserRequest) -> bool:
        """Whether something was sent and saved; says so to the reader."""
        if not self.is_sent:
            return False
        if self.act in ("angre", BACK):
            self.take_back(request)
            return True
        form = self.agree if self.act == "avtal" else self.held
        if not form.is_valid():
            return False
        row = form.save(by=self.user, at=timezone.now())
        self.confirm(request, row)
        return True

    def confirm(self, request: UserRequest, row: Appointment) -> None:
        """With one undo: of the day as it was, or of the first writing up."""
        if self.act == "avtal":
            back = FormerDayForm.told(self.row)
        else:
            back = {} if self.row.held_on else {"handling": "angre"}
        confirm(request, said(row), undo=request.path if back else "", version=row.version, **back)
        if self.act == "avtal":  # its page says what kind of day it is
            say_of_day(request, pause_note(row.planned_on, row.programme))

    def take_back(self, request: UserRequest) -> None:
        if self.settled:
            messages.error(request, self.settled)
        elif self.act == BACK:
            went = FormerDayForm(request.POST).restore(self.row, by=self.user, at=timezone.now())
            messages.success(request, _("Datoen står som før.")) if went else self.say_changed(request)
        elif self.row.held_on and request.POST.get("version", str(self.row.version)) != str(self.row.version):
            self.say_changed(request)
        else:
            if self.row.held_on:
                self.row.reopen()
                self.row.save()
            messages.success(request, _("Står ikke lenger som gjennomført."))

    def say_changed(self, request: UserRequest) -> None:
        messages.warning(request, CHANGED_SINCE)


def said(row: Appointment) -> str:
    """What was just saved, in a sentence."""
    if row.held_on:
        return _("Ført som gjennomført %(day)s.") % {"day": date_format(row.held_on, "j. F Y")}
    assert row.planned_on is not None  # an agreed row has a day
    return _("Avtalt %(day)s.") % {"day": date_format(row.planned_on, "l j. F Y")}


def appointment_page(
    request: UserRequest, template: str, part: LeadersPart, context: dict[str, object]
) -> HttpResponse:
    """The page of a row, or the way back to it when something was saved."""
    row = part.row
    if part.save(request):
        return redirect(row)
    shared: dict[str, object] = {
        "programme": row.programme,
        "row": row,
        "state": timeline.state_of(row, row.programme, part.on),
        "note": day_note(row.planned_on) if row.is_open else "",
        "part": part,
    }
    return render(request, template, shared | context, status=part.status)
