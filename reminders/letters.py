"""One message as a mail: text and HTML, with absolute addresses and a name that is the same at every attempt."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry
from email.policy import default as modern
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from reminders.drawing import Drawn


class Headers(HeaderRegistry):
    """The library makes a new class for every header of every letter, and reads each value again.

    Here it is one class for each name, and what stands in every letter is read once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, type] = {}
        self.read = lru_cache(maxsize=256)(super().__call__)

    def __call__(self, name: str, value: Any) -> Any:
        return self.read(name, value)

    def __getitem__(self, name: str) -> type:
        if name not in self.made:
            self.made[name] = super().__getitem__(name)
        return self.made[name]


HEADERS = Headers()


class Letter(EmailMultiAlternatives):
    def message(self, *, policy: Any = modern) -> Any:
        return super().message(policy=policy.clone(header_factory=HEADERS))


def letter(drawn: Drawn) -> Letter:
    """Raises ValueError where there is no address, or one that nobody can have."""
    recipient = drawn.message.recipient
    if not recipient.email:
        raise ValueError("no address")
    context = {
        "drawn": drawn,
        "name": recipient.first_name,
        "address": address(drawn.path),
        "points": [(point.words, address(point.path)) for point in drawn.points],
        "choices": address(reverse("reminders:choices")),
        "municipality": recipient.municipality,
    }
    mail = Letter(
        subject=drawn.subject,
        body=render_to_string("reminders/email/message.txt", context),
        to=[recipient.email],
        headers={"Message-ID": name_of(drawn), "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("reminders/email/message.html", context), "text/html")
    return mail


def address(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def name_of(drawn: Drawn) -> str:
    """A server that gets the same mail twice can tell."""
    made = int(drawn.message.created_at.timestamp())
    return f"<{drawn.message.pk}.{made}@{urlsplit(settings.SITE_URL).hostname}>"
