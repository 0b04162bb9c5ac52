"""A second process when the line is long: most of the time a letter waits for the mail server or the database."""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from reminders.models import Message
from reminders.working_hours import is_open

logger = logging.getLogger(__name__)

MANY = 500
"""Some seconds of sending: fewer are gone before another process is up."""
ONLY_SEND = [sys.executable, "manage.py", "send_reminders", "--only-send"]


@contextmanager
def second_worker(at: datetime, command: Sequence[str] = ONLY_SEND) -> Iterator[None]:
    """Sends beside this process; over when both are. Without it, it only takes longer."""
    is_long = is_open(at) and Message.objects.waiting(at).count() > MANY
    other = started(command) if is_long else None
    try:
        yield
    finally:
        if other and other.wait() != 0:
            logger.warning("the second worker stopped with %s", other.returncode)


def started(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(command, cwd=settings.BASE_DIR)
    except OSError:
        logger.exception("there is no room for a second worker")
        return None
