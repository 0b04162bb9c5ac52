"""A real mail server on this machine, that answers as a test wants, and keeps what it has received."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings


@dataclass
class Inbox:
    """What has come, and what the server says to an address or to a letter."""

    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    """By address: what the server says instead of taking it."""
    after_data: str = ""
    port: int = 0

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.after_data:
            return self.after_data
        self.raw.append(envelope.content)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    @property
    def receivers(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nobody answers on the port."""
        with mail_to(1):
            yield


def mail_to(port: int) -> override_settings:
    """As EMAIL_HOST and EMAIL_PORT set it."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    backend = {"BACKEND": "reminders.mail_backend.EmailBackend", "OPTIONS": options}
    return override_settings(SENDS_MAIL=True, MAILERS={"default": backend})


def free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def mail_server() -> Iterator[Inbox]:
    inbox = Inbox(port=free_port())
    controller = Controller(inbox, hostname="127.0.0.1", port=inbox.port)
    controller.start()
    try:
        with mail_to(inbox.port):
            yield inbox
    finally:
        controller.stop()
