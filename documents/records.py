"""The referat of a prøvetidssamtale on paper, and the sheet to write one on. Never for the mentor."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.heads import head_of
from documents.paper import Kind, Paper
from documents.programme_papers import programme_paper
from people.models import User
from programmes.models import ProbationReview, Programme, ReviewRecord, ReviewRecordVersion
from programmes.timeline import review_called


def record_paper(record: ReviewRecord, programme: Programme, reader: User, on: date) -> Paper:
    """What was written, whether it is read, the remark that follows it, and what was read before a change."""
    review = record.review
    head = [
        *head_of(programme, on),
        (_("Holdt"), date_format(review.held_on, "DATE_FORMAT") if review.held_on else ""),
        (_("Skrevet av"), record.writer_name),
    ]
    versions = ReviewRecordVersion.objects.open_to(reader, on).filter(record=record)
    return programme_paper(
        Kind.RECORD,
        programme,
        on,
        "record",
        head=head,
        review=review,
        heading=name_of(review, programme),
        record=record,
        versions=versions,
    )


def record_sheet(review: ProbationReview, programme: Programme, on: date) -> Paper:
    """The themes with room to write under each."""
    head = [*head_of(programme, on), (_("Holdt"), ""), (_("Skrevet av"), "")]
    heading = name_of(review, programme)
    return programme_paper(
        Kind.RECORD, programme, on, "record", blank=True, head=head, review=review, heading=heading
    )


def name_of(review: ProbationReview, programme: Programme) -> str:
    return review_called(review, programme) or review.title


def records_of(programme: Programme, reader: User, on: date) -> list[ReviewRecord]:
    """Every referat of the programme that this reader may read, in the order of the talks."""
    rule = ReviewRecord.objects.open_to(reader, on).filter(review__programme=programme)
    return list(rule.select_related("review").order_by("review__number", "written_at"))
