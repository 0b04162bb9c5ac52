"""The personal link to a welcome letter: who made it, when it went out, and when it stops.

The key itself is not stored. Whoever reads the database has its digest only, and a link is signed besides, so that
a guess is refused before anything is asked. The letter is not stored either: it shows the plan as it is.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Self

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.letterhead import LETTER_PARTS
from people.models import User
from programmes.models import Mentorship, Programme

LASTS = timedelta(days=60)
"""After the start, or after the link was made where that is later."""
SALT = "documents.letter_links"


class LetterLinkQuerySet(models.QuerySet["LetterLink"]):
    def standing(self) -> Self:
        """Not revoked; whether its time is over, the row says."""
        return self.filter(revoked_at=None)

    def behind(self, token: str, on: date) -> LetterLink | None:
        """The link that this token is the key to, while it holds."""
        try:
            key = Signer(salt=SALT).unsign(token)
        except BadSignature:
            return None
        found = (
            self.standing()
            .filter(key_digest=_digest(key))
            .select_related(*(f"programme__{part}" for part in LETTER_PARTS))
            .prefetch_related(Prefetch("programme__mentorships", Mentorship.objects.with_mentor()))
        )
        link = found.first()
        return link if link and link.holds(on) else None

    def make(self, programme: Programme, *, by: User, at: datetime, by_mail: bool) -> tuple[LetterLink, str]:
        """A new one and its token, which is said this once. The others stand until `replace`."""
        key = secrets.token_urlsafe(32)
        link = self.create(
            programme=programme, key_digest=_digest(key), made_by=by, made_at=at, by_mail=by_mail
        )
        return link, Signer(salt=SALT).sign(key)

    def replace(self, link: LetterLink, *, by: User, at: datetime) -> None:
        """From now on this is the only one of its programme, and the letter is out."""
        self.filter(programme=link.programme_id).exclude(pk=link.pk).revoke(by=by, at=at)
        _keep(link.programme_id, timezone.localdate(at))

    def take_back(self, programme: Programme, *, by: User, at: datetime) -> int:
        """No link of the programme's holds any more: whoever has the letter cannot open it again."""
        _keep(programme.pk, None)
        return self.filter(programme=programme).revoke(by=by, at=at)

    def revoke(self, *, by: User, at: datetime) -> int:
        return self.standing().update(revoked_by=by, revoked_at=at)


class LetterLink(models.Model):
    """One sending of the letter, by mail or by hand."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="letter_links", verbose_name=_("program")
    )
    key_digest = models.CharField(_("nøkkelens sjekksum"), max_length=64, unique=True, editable=False)
    by_mail = models.BooleanField(_("på e-post"), editable=False)
    made_at = models.DateTimeField(_("laget"), editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = LetterLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("lenke til velkomstbrevet"), _("lenker til velkomstbrevet")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_link_revoked_by_and_at",
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                violation_error_message=_("Hvem som trakk lenken tilbake, og når, må stå sammen."),
            ),
            models.CheckConstraint(
                name="letter_sent_by_mail",
                condition=Q(sent_at=None) | Q(by_mail=True),
                violation_error_message=_("Bare et brev på e-post er sendt."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Lenke laget %(day)s") % {"day": timezone.localdate(self.made_at)})

    @property
    def last_on(self) -> date:
        """The last day it holds. A start that is moved moves it too."""
        return max(self.programme.starts_on, timezone.localdate(self.made_at)) + LASTS

    def holds(self, on: date) -> bool:
        """Not revoked, not too old, and the programme is not over."""
        is_running = not self.programme.has_ended(on) and self.programme.closed_on is None
        return self.revoked_at is None and is_running and on <= self.last_on


def _keep(programme: int, sent_on: date | None) -> None:
    """The one place that writes what the start page and the programme's page say of the letter."""
    Programme.objects.filter(pk=programme).update(letter_sent_on=sent_on)


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
