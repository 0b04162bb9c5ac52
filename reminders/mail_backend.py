"""The mail server, spoken to so that we know how far we came when the line breaks.

Before the letter itself is on its way, the server cannot have taken it, and it may be tried again. From then until
the server's answer nobody knows.
"""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend


class Line(smtplib.SMTP):
    may_have_taken = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.may_have_taken = True
        answer = super().data(msg)
        self.may_have_taken = False
        return answer


class EncryptedLine(Line, smtplib.SMTP_SSL):
    """The same from the first byte encrypted."""


class EmailBackend(DjangoBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return EncryptedLine if self.use_ssl else Line

    @property
    def may_have_taken(self) -> bool:
        """Whether the server may have the letter we were handing it when something went wrong."""
        return isinstance(self.connection, Line) and self.connection.may_have_taken
