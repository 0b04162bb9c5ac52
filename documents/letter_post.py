"""Sending the letter. A mail server that is down leaves a letter that is not sent yet, and never half a one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.calendar import CALENDAR, TYPE, Entry, calendar_file
from documents.models import LetterLink
from documents.welcome import Welcome
from people.models import User
from programmes.models import Programme, Step

logger = logging.getLogger(__name__)


class SentMeanwhile(Exception):
    """Somebody else has sent the letter, or made a link, since the page was opened."""


@dataclass(frozen=True)
class Posted:
    link: LetterLink
    address: str
    """Of the letter: shown this once, when it was not sent."""

    @property
    def is_sent(self) -> bool:
        return self.link.sent_at is not None


@dataclass(frozen=True)
class Letter:
    """One wish to send: whose letter, by whom, and the newest link that the sender had seen."""

    programme: Programme
    by: User
    at: datetime
    seen: str

    def make_link(self, request: HttpRequest, *, by_mail: bool) -> Posted:
        """Its own transaction: what is made stands, whatever becomes of the mail."""
        with transaction.atomic():
            Programme.objects.select_for_update(of=("self",)).get(pk=self.programme.pk)
            made = LetterLink.objects.filter(programme=self.programme).order_by("-pk")
            if str(made.values_list("pk", flat=True).first() or "") != self.seen:
                raise SentMeanwhile
            link, token = LetterLink.objects.make(self.programme, by=self.by, at=self.at, by_mail=by_mail)
            if not by_mail:
                LetterLink.objects.replace(link, by=self.by, at=self.at)
        return Posted(link, request.build_absolute_uri(reverse("documents:welcome", args=[token])))

    def post(self, request: HttpRequest, step: Step | None) -> Posted:
        """By mail. The link before stands until this one is sent; then the chosen step is ticked too."""
        posted = self.make_link(request, by_mail=True)
        days = Welcome.of(self.programme, timezone.localdate(self.at)).calendar(self.at)
        if settings.SENDS_MAIL and _send(self.programme, posted, days):
            with transaction.atomic():
                posted.link.sent_at = timezone.now()
                posted.link.save(update_fields=["sent_at"])
                LetterLink.objects.replace(posted.link, by=self.by, at=self.at)
                _tick(step, self.by, self.at)
        return posted


def _tick(step: Step | None, by: User, at: datetime) -> None:
    """Unless somebody has ticked it meanwhile: then that stands."""
    row = step and Step.objects.select_for_update().filter(pk=step.pk, done_on=None).first()
    if row:
        row.tick(by=by, at=at, on=timezone.localdate(at))
        row.save(update_fields=["done_by", "done_at", "done_on"])


def _send(programme: Programme, posted: Posted, days: list[Entry]) -> bool:
    """Name, municipality and link; and the agreed days as a file, so that they come where one looks for days."""
    context = {
        "has_days": bool(days),
        "programme": programme,
        "municipality": programme.department.unit.municipality,
        "address": posted.address,
        "last_on": posted.link.last_on,
    }
    message = EmailMultiAlternatives(
        subject=_("Velkomstbrev"),
        body=render_to_string("documents/email/letter.txt", context),
        to=[programme.private_email],
    )
    message.attach_alternative(render_to_string("documents/email/letter.html", context), "text/html")
    if days:
        message.attach(CALENDAR, calendar_file(days).decode(), TYPE.partition(";")[0])
    try:
        message.send()
    except OSError:  # smtplib's errors are among these; the log names nobody
        logger.exception("could not send a welcome letter")
        return False
    return True
