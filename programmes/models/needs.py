"""Kartlegging: what the two found, in the training shifts, must be followed up afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.mentorships import Mentorship, pairs_own, under_leaders

LONGEST_NEED = 300


class NeedQuerySet(models.QuerySet["Need"]):
    def open_to(self, user: User, on: date) -> Self:
        """That mentorship's mentor while it lasts, and the new hire; leaders what the new hire shares."""
        shared = Q(shared_at__isnull=False) & under_leaders(user, on)
        return self.filter(pairs_own(user, on) | shared)

    def with_people(self) -> Self:
        return self.select_related("written_by", "done_by", "mentorship__programme__new_hire")

    def add(self, mentorship: Mentorship, text: str, by_on: date | None, *, by: User, at: datetime) -> None:
        """One more line; the same words sent twice stand there once."""
        line = {"mentorship": mentorship, "text": text, "by_on": by_on}
        if not self.filter(**line, done_on=None).exists():
            self.create(**line, written_by=by, written_at=at)


class Need(models.Model):
    """One line of the kartlegging."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="needs")
    text = models.CharField(_("hva"), max_length=LONGEST_NEED, validators=[no_identity_number])
    by_on = models.DateField(_("innen"), null=True, blank=True)
    done_on = models.DateField(_("gjort"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    shared_at = models.DateTimeField(_("vist lederne"), null=True, blank=True, editable=False)
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("behov"), _("behov")
        ordering = [models.F("by_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="need_done_by_and_on",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                violation_error_message=_("Hvem som gjorde det, og når, må stå sammen."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Behov"))  # never its words

    def tick(self, *, by: User, on: date) -> None:
        self.done_on, self.done_by = on, by

    def untick(self) -> None:
        self.done_on = self.done_by = None

    def is_removable_by(self, user: User) -> bool:
        """Who wrote it, and the new hire, whom it is about."""
        return user in (self.written_by, self.mentorship.programme.new_hire)

    def act(self, verb: str, *, by: User, at: datetime, on: date) -> bool:
        """What a button of the line does. False when it does nothing: not a verb, or not this person's."""
        is_new_hire = by == self.mentorship.programme.new_hire
        if verb == "gjort" and not self.done_on:
            self.tick(by=by, on=on)
        elif verb == "angre":
            self.untick()
        elif verb in ("vis", "skjul") and is_new_hire:
            self.shared_at = at if verb == "vis" else None
        elif verb == "fjern" and self.is_removable_by(by):
            self.delete()
            return True
        else:
            return False
        self.save()
        return True
