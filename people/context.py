"""What the page header needs to know about the reader."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from people.demo import lazy_demo_positions
from people.devices import draft_key, is_own_device, owner_of
from people.models import Position
from people.models.positions import PositionQuerySet
from people.prepared import prepared
from people.sessions import is_locked


def menu(request: HttpRequest) -> dict[str, Any]:
    """Which entries the menu has, worked out when a page with a menu is drawn."""
    return {
        "menu": _Menu(request),
        "browser": _Browser(request),
        "demo": settings.DEMO,
        "demo_positions": lazy_demo_positions(),
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }


class _Menu:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def people(self) -> bool:
        """Coordinator and administrator keep people and units."""
        kinds = {Position.Kind.COORDINATOR, Position.Kind.ADMINISTRATOR}
        return bool(kinds & self.kinds)

    @property
    def programmes(self) -> bool:
        """Leaders and the coordinator have a list; the pair finds its programme on the start page."""
        return bool({Position.Kind.HEAD, Position.Kind.LEADER, Position.Kind.COORDINATOR} & self.kinds)

    @property
    def coordinates(self) -> bool:
        return Position.Kind.COORDINATOR in self.kinds

    @property
    def oversees_others(self) -> bool:
        """Sees programmes that somebody else leads: to them «mine» and «all» differ."""
        return bool({Position.Kind.HEAD, Position.Kind.COORDINATOR} & self.kinds)

    @property
    def leads(self) -> bool:
        """A leader starts programmes."""
        return bool({Position.Kind.HEAD, Position.Kind.LEADER} & self.kinds)

    @property
    def kinds(self) -> set[str]:
        return {position.kind for position in positions_today(self.request)}


class _Browser:
    """What a page's script may know: whose the browser's drafts are, with the key to them, and when to lock."""

    lock_after = settings.LOCK_AFTER

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def is_open(self) -> bool:
        """Somebody is signed in, and the screen is not locked."""
        return self.request.user.is_authenticated and not is_locked(self.request)

    @property
    def owner(self) -> str:
        return owner_of(self.request.user)  # type: ignore[arg-type]  # asked for when the screen is open

    @property
    def key(self) -> str:
        return draft_key(self.request.user)  # type: ignore[arg-type]

    @property
    def is_own_device(self) -> bool:
        return is_own_device(self.request)


@prepared
def positions_of(reader: int, on: date) -> PositionQuerySet:
    return Position.objects.lasting(on).filter(holder=reader)


def positions_today(request: HttpRequest) -> list[Position]:
    """The positions the reader holds today: one query a page, kept on the request."""
    if not hasattr(request, "positions_today"):
        reader = request.user.pk or 0
        request.positions_today = positions_of(reader, timezone.localdate())  # type: ignore[attr-defined]
    positions: list[Position] = request.positions_today  # type: ignore[attr-defined]
    return positions
