"""What an installation must say before mail makes sense."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def links_lead_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A mail is written without a request, so nobody else can say where the site is."""
    if settings.SENDS_MAIL and not settings.SITE_URL_IS_SET:
        return [
            Warning(
                "SITE_URL is not set: the links in mail would lead to the reader's own machine.",
                hint="Set SITE_URL to the address people use, for instance https://mentor.kommunen.example/",
                id="reminders.W001",
            )
        ]
    return []
