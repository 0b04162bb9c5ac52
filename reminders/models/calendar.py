"""A calendar's own link: whose, in which position, and what was last told through it.

As with a letter's link (`documents/models/letter_links.py`) only a digest of the key is stored. When a calendar
program fetches is not stored at all: it would say when somebody's telephone was on.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Self

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from documents.calendar import TITLES
from people.models import Department, Position, Unit, User
from programmes.models import Mentorship, Programme
from programmes.models.programme_queries import ProgrammeQuerySet

SALT, SEPARATOR = "reminders.calendar", "."  # some calendar programs take a colon for a port
MOST = 10
"""Links in use at a time, of one person: a telephone and a computer for every position, and some to spare."""
LONGEST_BACK = timedelta(days=28)
"""How long what is past, or called off, stays in a calendar."""


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def kept_by(self, user: User, on: date) -> Self:
        """One's own, and nobody else's."""
        return self.filter(holder=user)

    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def behind(self, token: str) -> CalendarFeed | None:
        """The one that this token is the key to. What its holder may see today, is asked every time."""
        key = key_in(token)
        found = self.standing().filter(key_digest=_digest(key)) if key else self.none()
        return found.select_related("holder").first()

    def make(self, feed: CalendarFeed, at: datetime) -> str:
        """Keep it; its token is said this once."""
        key = secrets.token_urlsafe(32)
        feed.key_digest, feed.made_at = _digest(key), at
        feed.save()
        return Signer(salt=SALT, sep=SEPARATOR).sign(key)


class CalendarFeed(models.Model):
    """One link that a calendar program fetches without signing in."""

    class Kind(models.TextChoices):
        NEW_HIRE = "new_hire", _("nytilsatt")
        MENTOR = "mentor", _("mentor")
        LEADER = "leader", _("avdelingsleder")
        HEAD = "head", _("enhetsleder")

    # Goes with the person, or the place: it records nothing, and only shows what stands elsewhere.
    holder = models.ForeignKey(
        User, models.CASCADE, related_name="calendar_feeds", verbose_name=_("hvem"), editable=False
    )
    kind = models.CharField(_("som"), max_length=20, choices=Kind)
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("avdeling")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("enhet")
    )
    with_names = models.BooleanField(_("med fornavn"), default=False)
    key_digest = models.CharField(_("nøkkelens sjekksum"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("laget"), editable=False)
    revoked_at = models.DateTimeField(_("slått av"), null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kalenderlenke"), _("kalenderlenker")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="calendar_feed_of_its_place",
                condition=Q(kind__in=["new_hire", "mentor"], department=None, unit=None)
                | Q(kind="leader", department__isnull=False, unit=None)
                | Q(kind="head", department=None, unit__isnull=False),
                violation_error_message=_("Velg hvilken avdeling eller enhet kalenderen gjelder."),
            )
        ]

    def __str__(self) -> str:
        place = self.department or self.unit
        return f"{self.get_kind_display()}, {place}" if place else self.get_kind_display()

    def programmes(self, on: date) -> ProgrammeQuerySet:
        """What this position opens for the holder that day; nothing for one who has left it, or left altogether."""
        if not self.holder.is_active:
            return Programme.objects.none()
        mine = self._of_position(on).filter(closed_on=None)
        return mine.filter(Q(ended_on=None) | Q(ended_on__gte=on - LONGEST_BACK))

    def _of_position(self, on: date) -> ProgrammeQuerySet:
        holder, kind = self.holder, self.kind
        if kind == self.Kind.NEW_HIRE:
            return Programme.objects.visible_to(holder, on).filter(new_hire=holder)
        if kind == self.Kind.MENTOR:
            mentors = Mentorship.held_by(holder, on, "pk")
            return Programme.objects.visible_to(holder, on).filter(mentors)
        led = Programme.objects.managed_by(holder, on)
        if kind == self.Kind.LEADER:
            return led.filter(department=self.department_id)
        leaders = Position.objects.lasting(on).filter(department=OuterRef("department"))
        return led.filter(~Exists(leaders), department__unit=self.unit_id)

    def revoke(self, at: datetime) -> None:
        """The link is dead at once, and what it told is forgotten."""
        self.revoked_at = at
        self.save(update_fields=["revoked_at"])
        self.entries.all().delete()


class CalendarEntry(models.Model):
    """What one link last said of one appointment, so that the same link can say that it was moved or called off."""

    feed = models.ForeignKey(
        CalendarFeed, models.CASCADE, related_name="entries", verbose_name=_("kalenderlenke")
    )
    uid = models.UUIDField(_("kjennetegn"), editable=False)
    of = models.BigIntegerField(
        _("program nr."), editable=False
    )  # no key: it may outlive the programme's rows
    kind = models.CharField(_("slag"), max_length=20, choices=TITLES, editable=False)
    on = models.DateField(_("dag"), editable=False)
    starts_at = models.TimeField(_("klokkeslett"), null=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutter"), editable=False)
    title_digest = models.CharField(_("tittelens sjekksum"), max_length=12, editable=False)
    sequence = models.PositiveIntegerField(_("ganger endret"), default=0, editable=False)
    changed_on = models.DateField(_("sist endret"), editable=False)
    cancelled_on = models.DateField(_("avlyst"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("det kalenderen har fått vite"),
            _("det kalendere har fått vite"),
        )
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "uid"],
                name="told_once_a_feed",
                violation_error_message=_("Kalenderen har fått vite om avtalen før."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Avtale %(day)s") % {"day": self.on})


def key_in(token: str) -> str:
    """Empty for a guess, before anything is asked."""
    try:
        return Signer(salt=SALT, sep=SEPARATOR).unsign(token)
    except BadSignature:
        return ""


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
