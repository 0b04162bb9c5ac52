"""A session that is left alone is locked: shared PCs on the ward."""

from time import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from people.devices import is_own_device
from people.models import User

SEEN = "sist_sett"
LOCKED = "laast"
STEP = 60  # seconds between two notes of when a person was last here: not one write a page


def sign_in(request: HttpRequest, user: User) -> None:
    """Open a session that knows when its person was last here."""
    login(request, user)
    begin(request)


def begin(request: HttpRequest, *, own_device: bool | None = None) -> None:
    """From here on the session is locked when nobody has used it for a while; on a device of one's own it lasts."""
    own = is_own_device(request) if own_device is None else own_device
    request.session[SEEN] = int(time())
    request.session.pop(LOCKED, None)
    request.session.set_expiry(settings.OWN_DEVICE_SESSION_AGE if own else None)


def lock(request: HttpRequest) -> None:
    request.session[LOCKED] = True


def is_locked(request: HttpRequest) -> bool:
    """Locked by its person or the page's own clock, or not heard from since long; a device of one's own locks itself."""
    if request.session.get(LOCKED):
        return True
    seen = request.session.get(SEEN)
    return seen is not None and time() - seen > settings.LOCK_AFTER_SILENCE and not is_own_device(request)


def note_presence(request: HttpRequest) -> None:
    seen = request.session.get(SEEN)
    if seen is not None and time() - seen > STEP:
        request.session[SEEN] = int(time())
