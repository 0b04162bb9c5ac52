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

from people.models import User


@dataclass
class Inbox:
    """What has come, and what the server says to an address or to a letter."""

    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    """By address: what the server says instead of taking it."""
    hangs_up: bool = False
    """After the letter, without an answer."""
    port: int = 0

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.hangs_up:
            server.transport.abort()
            return "250 OK"
        self.raw.append(envelope.content)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    def forget(self) -> None:
        self.letters.clear()
        self.raw.clear()
        self.refusals.clear()
        self.hangs_up = False

    def to(self, person: User, subject: str) -> list[EmailMessage]:
        """What has come to that person under that subject."""
        return [each for each in self.letters if (each["To"], each["Subject"]) == (person.email, subject)]

    def receivers_of(self, subject: str) -> list[str]:
        return sorted(str(each["To"]) for each in self.letters if each["Subject"] == subject)

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


def text_of(letter: EmailMessage) -> str:
    plain = letter.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())


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
