"""The demo's own worker: `send_reminders` now and then, for as long as the server's process lives.

An installation has cron or a systemd timer for it; see docs/OPERATIONS.md.
"""

import logging
from io import StringIO
from threading import Thread
from time import sleep

from django.core.management import call_command
from django.db import connections

EVERY = 10 * 60  # seconds
logger = logging.getLogger(__name__)


def remind_for_ever() -> None:
    while True:
        try:
            call_command("send_reminders", stdout=StringIO())
        except Exception:  # the next round may go better, and the pages go on
            logger.exception("the demo's reminders failed")
        finally:
            connections.close_all()
        sleep(EVERY)


def start() -> None:
    """Ends with the process: what it was in the middle of, the next one goes on with."""
    Thread(target=remind_for_ever, name="reminders", daemon=True).start()
