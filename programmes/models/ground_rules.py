"""Spilleregler: what the two settle in their first talk, and both say yes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.mentorships import Mentorship
from programmes.models.notes import PairsOwnQuerySet

LONGEST_RULE = 1000


TOO_LONG = _("Teksten er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
SENTENCE: dict[str, Any] = {
    "blank": True,
    "max_length": LONGEST_RULE,
    "validators": [no_identity_number, MaxLengthValidator(LONGEST_RULE, TOO_LONG)],
}


class GroundRulesQuerySet(PairsOwnQuerySet["GroundRules"]):
    def agreed(self, on: date) -> GroundRulesQuerySet:
        """Accepted by both, in a mentorship that lasts."""
        both = Q(accepted_by_new_hire_at__isnull=False, accepted_by_mentor_at__isnull=False)
        return self.filter(both, mentorship__in=Mentorship.objects.lasting(on))


class GroundRules(models.Model):
    """A pair's own; the next mentor and the new hire settle theirs anew."""

    class Keeper(models.TextChoices):
        NEW_HIRE = "new_hire", _("Den nytilsatte")
        MENTOR = "mentor", _("Mentor")

    mentorship = models.OneToOneField(Mentorship, models.CASCADE, related_name="ground_rules")
    frequency = models.TextField(_("hvor ofte og når vi møtes"), **SENTENCE)
    channel = models.TextField(_("hvordan vi når hverandre"), **SENTENCE)
    form_keeper = models.CharField(_("hvem som tar vare på skjemaet"), max_length=10, choices=Keeper)
    mismatch = models.TextField(_("hva vi gjør hvis det ikke fungerer"), **SENTENCE)
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    accepted_by_new_hire_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by_mentor_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = GroundRulesQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("spilleregler"), _("spilleregler")

    def __str__(self) -> str:
        return str(_("Spilleregler"))  # never their words

    @property
    def sentences(self) -> list[str]:
        """What they wrote themselves, without what they left empty."""
        return [text for text in (self.frequency, self.channel, self.mismatch) if text]

    @property
    def is_agreed(self) -> bool:
        return self.accepted_by_new_hire_at is not None and self.accepted_by_mentor_at is not None

    def is_accepted_by(self, user: User) -> bool:
        of_new_hire = user == self.mentorship.programme.new_hire
        return (self.accepted_by_new_hire_at if of_new_hire else self.accepted_by_mentor_at) is not None

    def accept(self, *, by: User, at: datetime) -> None:
        if by == self.mentorship.programme.new_hire:
            self.accepted_by_new_hire_at = at
        else:
            self.accepted_by_mentor_at = at

    def reword(self, *, by: User, at: datetime) -> None:
        """What is changed must be said yes to anew."""
        self.accepted_by_new_hire_at = self.accepted_by_mentor_at = None
        self.written_by, self.written_at = by, at
