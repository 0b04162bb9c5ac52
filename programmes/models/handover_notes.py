"""The handover note: what a mentor who leaves would tell the next one. The new hire reads it first, and decides."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.mentorships import Mentorship, lasting, pairs_own

LONGEST_HANDOVER = 4000


class HandoverNoteQuerySet(models.QuerySet["HandoverNote"]):
    def open_to(self, user: User, on: date) -> Self:
        """That mentorship's mentor while it lasts, and the new hire; once the new hire approves, the next mentor
        while theirs lasts. Never a substitute, a leader, or the one after the next."""
        mains = Mentorship.objects.main().filter(programme=OuterRef("mentorship__programme"))
        after = mains.filter(assigned_on__gt=OuterRef("mentorship__assigned_on")).order_by(
            "assigned_on", "pk"
        )
        next_ones = Mentorship.objects.filter(lasting(on), mentor=user).values("pk")
        approved = Q(approved_by_new_hire_at__isnull=False, next_period__in=next_ones)
        with_next = self.alias(next_period=Subquery(after.values("pk")[:1]))
        return with_next.filter(pairs_own(user, on) | approved)

    def with_people(self) -> Self:
        return self.select_related("mentorship__mentor", "mentorship__programme__new_hire")


class HandoverNote(models.Model):
    """One a mentorship. What is changed must be approved anew."""

    mentorship = models.OneToOneField(Mentorship, models.CASCADE, related_name="handover_note")
    text = models.TextField(
        _("overleveringsnotat"),
        max_length=LONGEST_HANDOVER,
        validators=[
            no_identity_number,
            MaxLengthValidator(
                LONGEST_HANDOVER, _("Notatet er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            ),
        ],
    )
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    approved_by_new_hire_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = HandoverNoteQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("overleveringsnotat"), _("overleveringsnotater")

    def __str__(self) -> str:
        return str(_("Overleveringsnotat"))  # never its words

    @property
    def is_approved(self) -> bool:
        return self.approved_by_new_hire_at is not None

    def decide(self, verb: str, *, at: datetime) -> bool:
        """The new hire's yes, or that it is taken back. False when it is neither."""
        if verb not in ("godkjenn", "trekk"):
            return False
        self.approved_by_new_hire_at = at if verb == "godkjenn" else None
        self.version += 1
        self.save(update_fields=["approved_by_new_hire_at", "version"])
        return True
