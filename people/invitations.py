"""The first password: a link that works once, for a while, and for one person.

The link is not stored. Its signature covers what it is about, so that it dies by itself when that changes:
a new invitation, another address, a closed account, or a password, which is what using it sets.

Whoever can invite can also read the link, and could therefore take an account that nobody has used yet;
that is why someone who already has a password is never invited, and why their address cannot be changed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Invitation:
    """What the inviter is told. The link is theirs to pass on when no e-mail went out."""

    person: User
    link: str
    expires_at: datetime
    sent: bool
    mail_failed: bool = False


def invite(person: User, by: User, request: HttpRequest) -> Invitation:
    """Invite, or invite anew: earlier links die. ValidationError when the person cannot be invited.

    Who may invite whom is `User.objects.kept_by`; fetch `person` through it. When the mail server
    fails, the invitation stands and the link must be passed on by hand.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        if reason := refusal(person):
            raise ValidationError(reason)
        person.invited_at = timezone.now()
        person.save(update_fields=["invited_at"])
    link = request.build_absolute_uri(reverse("people:invitation", args=[_token(person)]))
    sent = settings.SENDS_MAIL and _send(person, by, link)
    return Invitation(person, link, expires_at(person), sent, mail_failed=settings.SENDS_MAIL and not sent)


def refusal(person: User) -> str:
    """Why this person cannot be invited, or an empty text."""
    if person.has_account:
        return _("%(name)s har allerede en konto, og kan lage nytt passord fra innloggingssiden.") % {
            "name": person.name
        }
    if not person.email:
        return _("Legg inn e-postadressen til %(name)s først. Den er innloggingen.") % {"name": person.name}
    if not person.is_active:
        return _("Åpne kontoen til %(name)s først. Den er stengt.") % {"name": person.name}
    return ""


def invited_person(token: str, now: datetime, people: QuerySet[User]) -> User | None:
    """Whom among `people` the link is for; None when it is used, replaced, expired or made up."""
    pk = token.partition(":")[0]
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    person = people.filter(pk=int(pk), is_active=True, invited_at__isnull=False).first()
    if person is None or person.has_account or expires_at(person) <= now:
        return None
    try:
        _signer(person).unsign(token)
    except BadSignature:
        return None
    return person


def expires_at(person: User) -> datetime:
    """When the latest link to an invited person goes dead."""
    assert person.invited_at is not None
    return person.invited_at + timedelta(days=settings.INVITATION_DAYS)


def _signer(person: User) -> Signer:
    assert person.invited_at is not None
    state = [f"{person.invited_at.timestamp():.6f}", person.email or "", person.password]
    return Signer(salt="people.invitations:" + "|".join(state))


def _token(person: User) -> str:
    return _signer(person).sign(str(person.pk))


def _send(person: User, by: User, link: str) -> bool:
    context = {"person": person, "by": by, "link": link, "expires_at": expires_at(person)}
    message = EmailMessage(
        subject=_("Invitasjon til Mentorprogram"),
        body=render_to_string("people/email/invitation.txt", context),
        to=[str(person.email)],
    )
    try:
        message.send()
    except OSError:  # smtplib's errors are among these; the log names nobody
        logger.exception("could not send an invitation")
        return False
    return True
