"""What a browser keeps for a person, and whose it is: drafts, and pages on a device of one's own."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from people.models import User

OWN_DEVICE = "egen_enhet"
"""The cookie of a browser whose user has said that nobody else uses it."""
OWN_DEVICE_LASTS = timedelta(days=365)
SENDING = "Mentorprogram-Sending"
"""The header of a form that our script sends: whose it is, and which attempt."""


def owner_of(user: User) -> str:
    """A name for a person that tells a browser's drafts apart, and nothing else."""
    return salted_hmac("people.devices.owner", str(user.pk), algorithm="sha256").hexdigest()[:16]


def draft_key(user: User) -> str:
    """The key that locks a person's drafts: 256 bits in base64, given only to that person's own pages."""
    digest = salted_hmac("people.devices.drafts", str(user.pk), algorithm="sha256").digest()
    return b64encode(digest).decode()


def sending_of(request: HttpRequest) -> tuple[str, UUID] | None:
    """Whose form a script sends, and the key of this attempt; None for a form that the browser sends itself."""
    owner, _dot, key = request.headers.get(SENDING, "").partition(".")
    try:
        return owner, UUID(key)
    except ValueError:
        return None


def is_own_device(request: HttpRequest) -> bool:
    """Whether the person who is signed in has said that this browser is theirs alone."""
    signed = request.COOKIES.get(OWN_DEVICE, "")
    try:
        whose = signer().unsign(signed, max_age=OWN_DEVICE_LASTS)
    except signing.BadSignature:
        return False
    return request.user.is_authenticated and constant_time_compare(whose, mark_of(request.user))


def mark_of(user: User) -> str:
    """«Logg ut overalt» takes the mark away too, on the phone that was lost."""
    return f"{owner_of(user)}-{user.sessions_ended}"


def remember_own_device(response: HttpResponseBase, user: User) -> None:
    response.set_cookie(
        OWN_DEVICE,
        signer().sign(mark_of(user)),
        max_age=OWN_DEVICE_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_own_device(response: HttpResponseBase) -> None:
    response.delete_cookie(OWN_DEVICE, samesite="Lax")


def signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="people.devices.own")
