"""A mail server that only counts, so that a test can send for weeks: up, down, or gone after so many letters."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import override_settings


class Backend(BaseEmailBackend):
    letters: ClassVar[list[EmailMessage]] = []
    takes: ClassVar[int | None] = None
    """How many more it takes before it goes; without a number it stays."""

    def open(self) -> bool:
        if Backend.takes == 0:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for letter in email_messages:
            if Backend.takes == 0:
                raise ConnectionResetError
            Backend.takes = None if Backend.takes is None else Backend.takes - 1
            letter.message()
            Backend.letters.append(letter)
        return len(email_messages)


@contextmanager
def counted() -> Iterator[None]:
    """A new one, which stays: what a test before did to its own is over."""
    Backend.letters.clear()
    Backend.takes = None
    with override_settings(SENDS_MAIL=True, MAILERS={"default": {"BACKEND": "tests.counted_mail.Backend"}}):
        yield
