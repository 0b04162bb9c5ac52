"""Referat: what the leader wrote of a prøvetidssamtale. Not for the mentor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from programmes.models.appointments import ProbationReview

LONGEST_RECORD = 10_000
LONGEST_REMARK = 2000


class ReviewRecordQuerySet(models.QuerySet["ReviewRecord"]):
    def open_to(self, user: User, on: date) -> Self:
        """Present leaders, and the new hire once shared; a draft is its writer's alone."""
        leads = Position.leader_of(
            user, on, department="review__programme__department", unit="review__programme__department__unit"
        )
        shared = Q(shared_at__isnull=False)
        return self.filter(
            (leads & (shared | Q(written_by=user))) | (shared & Q(review__programme__new_hire=user))
        )

    def confirmed_by(self, user: User) -> Self:
        """Saying «lest» to a shared record: the new hire, until the form is handed over."""
        return self.filter(
            shared_at__isnull=False,
            review__programme__new_hire=user,
            review__programme__handed_over_on=None,
        )


class ReviewRecord(models.Model):
    """One leader's referat of one review: a draft, shared, read, perhaps with a remark."""

    review = models.ForeignKey(ProbationReview, models.CASCADE, related_name="records")
    text = models.TextField(
        _("referat"),
        max_length=LONGEST_RECORD,
        validators=[
            MaxLengthValidator(
                LONGEST_RECORD, _("Referatet er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            )
        ],
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    writer_name = models.CharField(_("skrevet av"), max_length=120)
    written_at = models.DateTimeField(_("skrevet"))
    shared_at = models.DateTimeField(_("delt"), null=True, blank=True)
    read_at = models.DateTimeField(_("lest"), null=True, blank=True)
    remark = models.TextField(
        _("merknad fra den nytilsatte"),
        blank=True,
        max_length=LONGEST_REMARK,
        validators=[
            MaxLengthValidator(
                LONGEST_REMARK, _("Merknaden er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            )
        ],
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ReviewRecordQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("referat"), _("referater")
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "written_by"],
                name="one_record_a_writer",
                violation_error_message=_("Du har allerede skrevet et referat fra denne samtalen."),
            ),
            models.CheckConstraint(
                name="read_only_when_shared",
                condition=Q(read_at=None, remark="") | Q(shared_at__isnull=False),
                violation_error_message=_("Referatet må være delt før det kan leses."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Referat"))

    @property
    def was_corrected(self) -> bool:
        """Whether the words were changed after they were shared."""
        return self.shared_at is not None and self.written_at > self.shared_at

    def share(self, at: datetime) -> None:
        self.shared_at = self.shared_at or at

    def confirm_read(self, at: datetime, remark: str) -> None:
        self.read_at, self.remark = self.read_at or at, remark

    def as_read(self) -> ReviewRecordVersion | None:
        """What the new hire has confirmed, to be kept if the words change; None as long as nobody has."""
        if self.read_at is None:
            return None
        return ReviewRecordVersion(
            record=self, text=self.text, written_at=self.written_at, read_at=self.read_at, remark=self.remark
        )

    def ask_again(self, former: ReviewRecordVersion, at: datetime) -> None:
        """The words were changed after «lest»: the new hire reads anew, and what was read is kept with its remark."""
        former.replaced_at = at
        former.save()
        self.read_at, self.remark = None, ""


class ReviewRecordVersionQuerySet(models.QuerySet["ReviewRecordVersion"]):
    def open_to(self, user: User, on: date) -> Self:
        """Whoever reads the referat."""
        return self.filter(record__in=ReviewRecord.objects.open_to(user, on))


class ReviewRecordVersion(models.Model):
    """A referat as it was when the new hire confirmed it, before it was changed."""

    record = models.ForeignKey(ReviewRecord, models.CASCADE, related_name="versions")
    text = models.TextField(_("referat"))
    written_at = models.DateTimeField(_("skrevet"))
    read_at = models.DateTimeField(_("lest"))
    remark = models.TextField(_("merknad fra den nytilsatte"), blank=True)
    replaced_at = models.DateTimeField(_("endret"))

    objects = ReviewRecordVersionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("tidligere referat"), _("tidligere referater")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return str(_("Tidligere referat"))
