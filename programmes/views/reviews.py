"""Prøvetidssamtaler: their days, and the referat that leaders write. The mentor has no part in these pages."""

from copy import copy
from datetime import date

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.models import User
from people.pages import atomic_post, locked, sent
from programmes.forms.records import ReadForm, RecordForm
from programmes.models import ProbationReview, Programme, ReviewRecord, ReviewRecordVersion
from programmes.readers import record_readers
from programmes.timeline import probation_of, review_called
from programmes.views.appointments import LeadersPart, appointment_page, row_of
from programmes.views.crumbs import crumbs


def review_of(request: UserRequest, pk: int, number: int) -> ProbationReview:
    """The review with its programme, for the new hire and the leaders."""
    on = timezone.localdate()
    rule = Programme.objects.reviews_open_to(request.user, on).with_rights_for(request.user, on)
    rows = rule.with_people().with_rest(on).select_related("probation")
    programme = get_object_or_404(locked(rows, request), pk=pk)
    return row_of(request, programme, programme.reviews.all(), number)


def name_of(row: ProbationReview) -> str:
    return review_called(row, row.programme) or str(row)


def is_after_probation(row: ProbationReview) -> bool:
    probation = probation_of(row.programme)
    return probation is not None and probation.is_after(row)


def versions_for(user: User, on: date) -> "Prefetch[str]":
    """With each referat, what was read of it before it was changed."""
    return Prefetch("versions", ReviewRecordVersion.objects.open_to(user, on))


@atomic_post
def review(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """When it is, what it is about, and each referat the reader may see."""
    on = timezone.localdate()
    row = review_of(request, pk, number)
    readable = ReviewRecord.objects.open_to(request.user, on).filter(review=row)
    records = list(readable.prefetch_related(versions_for(request.user, on)))
    is_shared = row.records.filter(shared_at__isnull=False).exists() if row.programme.can_manage else True
    settled = _("Referatet er delt, så samtalen står som gjennomført.") if is_shared else ""
    context: dict[str, object] = {
        "records": [record for record in records if record.shared_at],
        "own": next((record for record in records if record.written_by_id == request.user.pk), None),
        "is_new_hire": row.programme.new_hire == request.user,
        "heading": name_of(row),
        "is_after_probation": is_after_probation(row),
        "breadcrumbs": crumbs(row.programme, (name_of(row), row.get_absolute_url())),
    }
    part = LeadersPart(request, row, on, settled=settled)
    return appointment_page(request, "programmes/review.html", part, context)


@atomic_post
def record_write(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """The leader's own referat: a draft until shared; a change after «lest» asks again."""
    on = timezone.localdate()
    row = review_of(request, pk, number)
    if not row.programme.can_manage:
        raise Http404
    mine = ReviewRecord.objects.open_to(request.user, on).filter(review=row, written_by=request.user)
    record = mine.first() or ReviewRecord(written_by=request.user, written_at=timezone.now())
    record.review, record.writer_name = row, request.user.name
    was_read, shares = record.read_at, request.POST.get("handling") == "del"
    form = RecordForm(sent(request), instance=record, sharing=shares)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        messages.success(request, said(record, shares, asks_again=bool(was_read and not record.read_at)))
        return redirect(row)
    context = {
        "programme": row.programme,
        "row": row,
        "review": name_of(row),
        "record": record,
        "was_read_on": was_read and timezone.localdate(was_read),
        "form": form,
        "readers": record_readers(row.programme, request.user, on, once_shared=record.shared_at is None),
        "breadcrumbs": crumbs(
            row.programme, (name_of(row), row.get_absolute_url()), (_("Referat"), request.path)
        ),
    }
    return render(request, "programmes/record_write.html", context, status=status_of(form))


def said(record: ReviewRecord, shares: bool, *, asks_again: bool) -> str:
    """What the button did."""
    name = {"name": record.review.programme.new_hire.first_name}
    if shares:
        return _("Referatet er delt med %(name)s.") % name
    if asks_again:
        return _("Endringen er lagret. %(name)s blir bedt om å lese referatet på nytt.") % name
    return _("Rettelsen er lagret.") if record.shared_at else _("Utkastet er lagret. Bare du ser det.")


@atomic_post
def record_read(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """The new hire confirms what they have read, with a remark if they wish."""
    row = review_of(request, pk, number)
    rule = ReviewRecord.objects.confirmed_by(request.user).filter(review=row)
    versions = versions_for(request.user, timezone.localdate())
    shared = list(locked(rule.prefetch_related(versions), request))
    if not shared:
        raise Http404
    chosen = request.POST.get("referat", "")
    record = next((each for each in shared if (str(each.pk) == chosen if chosen else not each.read_at)), None)
    if record is None:
        return redirect(row)  # nothing is left to confirm
    record.review = row
    form = ReadForm(sent(request), instance=copy(record))
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, at=timezone.now())
        messages.success(request, _("Du har bekreftet at du har lest referatet."))
        return redirect(row)
    context = {
        "programme": row.programme,
        "row": row,
        "review": name_of(row),
        "record": record,
        "form": form,
        "readers": record_readers(row.programme, request.user, timezone.localdate()),
        "breadcrumbs": crumbs(
            row.programme, (name_of(row), row.get_absolute_url()), (_("Bekreft lest"), request.path)
        ),
    }
    return render(request, "programmes/record_read.html", context, status=status_of(form))
