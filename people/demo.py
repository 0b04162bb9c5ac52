"""The people one may be in the demo with one click. Nothing here works outside demo mode."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from people.models import User

DOMAIN = "fjellvik.example"
POSITIONS = {
    "enhetsleder": _("Enhetsleder"),
    "avdelingsleder": _("Avdelingsleder"),
    "mentor": _("Mentor"),
    "nytilsatt": _("Nytilsatt"),
    "koordinator": _("Programkoordinator"),
    "it": _("Systemansvarlig"),
}


def demo_people() -> dict[str, User]:
    """The invented person behind each key; never one who owns the installation. Empty outside demo mode."""
    if not settings.DEMO:
        return {}
    keys = {f"{key}@{DOMAIN}": key for key in POSITIONS}
    found = User.objects.filter(email__in=keys, is_active=True, is_staff=False, is_superuser=False)
    return {keys[str(person.email)]: person for person in found}


def demo_positions() -> list[tuple[str, str, User]]:
    """Key, position and person for each button on the sign-in page."""
    people = demo_people()
    return [(key, str(label), people[key]) for key, label in POSITIONS.items() if key in people]


def lazy_demo_positions() -> list[tuple[str, str, User]]:
    """The same, asked for only by the page that draws the buttons."""
    positions: list[tuple[str, str, User]] = SimpleLazyObject(demo_positions)  # type: ignore[assignment]
    return positions
