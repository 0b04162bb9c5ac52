"""What the page header needs to know about the reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from people.demo import lazy_demo_positions
from people.models import Position


def menu(request: HttpRequest) -> dict[str, Any]:
    """Which entries the menu has, worked out when a page with a menu is drawn."""
    return {
        "menu": _Menu(request),
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
    def leads(self) -> bool:
        """A leader starts programmes."""
        return bool({Position.Kind.HEAD, Position.Kind.LEADER} & self.kinds)

    @property
    def kinds(self) -> set[str]:
        """The positions the reader holds today: one query a page, kept on the request."""
        if not hasattr(self.request, "position_kinds"):
            held = Position.objects.lasting(timezone.localdate()).filter(holder_id=self.request.user.pk)
            self.request.position_kinds = set(held.values_list("kind", flat=True))  # type: ignore[attr-defined]
        kinds: set[str] = self.request.position_kinds  # type: ignore[attr-defined]
        return kinds
