"""Prøvetid: read by the leaders and the new hire, written by the leaders. The mentor has no part in these pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from people.forms import UserRequest, status_of, whole_numbers
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes.forms.probation import AbsenceForm, ProbationForm, ReceivedForm
from programmes.models import AbsencePeriod, Probation, ProbationExtension, ProbationReview, Programme
from programmes.probation import Extension
from programmes.readers import record_readers
from programmes.views.crumbs import crumbs

REMOVE = "fjern-"


def programme_of(request: UserRequest, pk: int) -> Programme:
    """For the new hire and the leaders; what is sent, only from leaders, until the form is handed over."""
    on = timezone.localdate()
    rule = Programme.objects.reviews_open_to(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(locked(rule.with_people(), request), pk=pk)
    if request.method == "POST" and not programme.can_manage:
        raise Http404
    return programme


def managed(request: UserRequest, pk: int) -> Programme:
    programme = programme_of(request, pk)
    if not programme.can_manage:
        raise Http404
    return programme


@dataclass
class Known:
    """What the reader may know of one prøvetid, each through its own rule."""

    programme: Programme
    probation: Probation | None
    on: date
    absences: list[AbsencePeriod] = field(default_factory=list)
    extensions: list[ProbationExtension] = field(default_factory=list)

    @classmethod
    def of(cls, programme: Programme, request: UserRequest) -> Known:
        on = timezone.localdate()
        probation = Probation.objects.open_to(request.user, on).filter(programme=programme).first()
        if probation is None:
            return cls(programme, None, on)
        probation.programme = programme
        absences = AbsencePeriod.objects.open_to(request.user, on).filter(programme=programme)
        extensions = ProbationExtension.objects.open_to(request.user, on).filter(probation=probation)
        return cls(programme, probation, on, list(absences), list(extensions))

    @cached_property
    def extension(self) -> Extension | None:
        row = self.probation
        return row.extension(self.absences, self.on, self.extensions) if row else None

    @property
    def counted(self) -> list[AbsencePeriod]:
        return [one for one in self.absences if one.counts(self.on)]

    @property
    def waiting(self) -> list[AbsencePeriod]:
        """Entered before its last day has come."""
        return [one for one in self.absences if one.waits(self.on)]

    @property
    def last_made(self) -> ProbationExtension | None:
        return self.extensions[-1] if self.extensions else None

    @property
    def takes_absence(self) -> bool:
        """Days away are kept only where they may be used."""
        return self.probation is not None and self.probation.may_be_extended and self.programme.can_manage

    @property
    def too_late(self) -> list[tuple[str, ProbationReview]]:
        """Reviews planned for when it is over, by what they are called then."""
        if self.probation is None:
            return []
        reviews = list(self.programme.reviews.all())
        for review in reviews:
            review.programme = self.programme
        after = [review for review in reviews if self.probation.is_after(review)]
        return [(self.probation.name_of(review), review) for review in after]


@atomic_post
def probation(request: UserRequest, pk: int) -> HttpResponse:
    """What is entered, the law beside it, and for leaders the days of absence."""
    on = timezone.localdate()
    programme = programme_of(request, pk)
    known = Known.of(programme, request)
    form = None
    if known.probation and known.takes_absence:
        act = request.POST.get("handling", "")
        if act.startswith(REMOVE):
            return remove_absence(request, known, act.removeprefix(REMOVE))
        form = AbsenceForm(sent(request), instance=AbsencePeriod(), probation=known.probation, on=on)
        if request.method == "POST" and form.is_valid():
            return add_absence(request, known, form)
    elif request.method == "POST":
        messages.info(request, _("Fravær skrives inn bare når prøvetiden kan forlenges."))
        return redirect(request.path)
    context = {
        "programme": programme,
        "known": known,
        "form": form,
        "is_over": known.probation is not None and known.probation.is_over(on),
        "readers": record_readers(programme, request.user, on),
        "breadcrumbs": crumbs(programme, (_("Prøvetid"), request.path)),
    }
    return render(request, "programmes/probation.html", context, status=status_of(form) if form else 200)


def add_absence(request: UserRequest, known: Known, form: AbsenceForm) -> HttpResponse:
    if not form.is_repeated:
        form.save(by=request.user, at=timezone.now())
        note_change(known.probation)
    if form.instance.waits(known.on):
        said = _("Fraværet er skrevet inn. Det teller først når den siste dagen er kommet, %(day)s.")
        messages.success(request, said % {"day": date_format(form.instance.to_on, "j. F Y")})
    else:
        messages.success(request, _("Fraværet er skrevet inn. Prøvetiden er ikke forlenget ennå."))
    return redirect(request.path)


def remove_absence(request: UserRequest, known: Known, key: str) -> HttpResponse:
    row = next((one for one in known.absences if one.pk in whole_numbers(key)), None)
    if row and row.extension_id:
        messages.error(request, _("Dagene er brukt i en forlengelse. Ta den tilbake først."))
    elif row:
        row.delete()
        note_change(known.probation)
        messages.success(request, _("Fraværet er fjernet."))
    return redirect(request.path)


def note_change(row: Probation | None) -> None:
    """Who stands with an older page is told when they go on from it."""
    if row:
        row.version += 1
        row.save(update_fields=["version"])


@atomic_post
def probation_edit(request: UserRequest, pk: int) -> HttpResponse:
    programme = managed(request, pk)
    row = Known.of(programme, request).probation or Probation(programme=programme)
    form = ProbationForm(sent(request), instance=row)
    back = reverse("programmes:probation", args=[pk])
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        messages.success(request, _("Prøvetiden er lagret."))
        return redirect(back)
    context = {
        "programme": programme,
        "form": form,
        "back": back,
        "readers": record_readers(programme, request.user, timezone.localdate()),
        "breadcrumbs": crumbs(programme, (_("Prøvetid"), back), (_("Avtalen"), request.path)),
    }
    return render(request, "programmes/probation_edit.html", context, status=status_of(form))


@require_safe
def probation_notice(request: UserRequest, pk: int) -> HttpResponse:
    """What the notice says, before it is printed, signed and handed over. Making it changes nothing."""
    programme = managed(request, pk)
    known = Known.of(programme, request)
    back = reverse("programmes:probation", args=[pk])
    if known.extension is None:
        return nothing_to_extend(request, known)
    context = {
        "programme": programme,
        "extension": known.extension,
        "absences": known.counted,
        "on": timezone.localdate(),
        "breadcrumbs": crumbs(programme, (_("Prøvetid"), back), (_("Beskjed"), request.path)),
    }
    return render(request, "programmes/probation_notice.html", context)


@atomic_post
def probation_received(request: UserRequest, pk: int) -> HttpResponse:
    """The notice has come to the new hire: the end moves. With `angre` the last extension is taken back."""
    programme = managed(request, pk)
    known = Known.of(programme, request)
    back = reverse("programmes:probation", args=[pk])
    if "angre" in request.POST:
        return take_back(request, known, back)
    if known.probation is None or known.extension is None:
        return nothing_to_extend(request, known)
    form = ReceivedForm(sent(request), instance=known.probation, extension=known.extension, on=known.on)
    if request.method == "POST" and form.is_valid():
        made = form.save(by=request.user, at=timezone.now())
        said = ngettext(
            "Prøvetiden er forlenget med %(n)d dag.", "Prøvetiden er forlenget med %(n)d dager.", made.days
        )
        confirm(request, said % {"n": made.days}, undo=request.path, angre=made.pk)
        return redirect(back)
    context = {
        "programme": programme,
        "extension": known.extension,
        "form": form,
        "back": back,
        "breadcrumbs": crumbs(programme, (_("Prøvetid"), back), (_("Mottatt"), request.path)),
    }
    return render(request, "programmes/probation_received.html", context, status=status_of(form))


def nothing_to_extend(request: UserRequest, known: Known) -> HttpResponse:
    if known.waiting:
        messages.info(
            request, _("Fraværet som er skrevet inn, er ikke over ennå. Bare dager som har vært, teller.")
        )
    else:
        messages.info(request, _("Det er ikke skrevet inn fravær som kan forlenge prøvetiden."))
    return redirect("programmes:probation", known.programme.pk)


def take_back(request: UserRequest, known: Known, back: str) -> HttpResponse:
    """Only the last one, and only the one that was seen."""
    made = known.last_made
    if known.probation and made and request.POST["angre"] == str(made.pk):
        known.probation.take_back(made)
        messages.success(request, _("Forlengelsen er tatt tilbake. Siste dag står som før."))
    else:
        messages.warning(request, _("Forlengelsen er alt tatt tilbake, eller en ny er kommet til."))
    return redirect(back)
