"""A Monday morning's run of `send_reminders`: seconds, messages and memory; two runs at the same moment; one process alone.

Everybody has an address here, and a mail server on this machine takes every letter and counts it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from email import message_from_bytes
from socket import socket
from time import perf_counter
from typing import Any

from aiosmtpd.controller import Controller
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from bench.databases import name_of, url_of
from bench.figures import Row
from bench.server import ROOT
from people.models import User
from reminders.finding import find
from reminders.models import Message
from reminders.post import Clock, post
from reminders.second_worker import second_worker
from reminders.working_hours import first_of_week, opening

PROCESS = "import django; django.setup(); from bench.morning import {0}; {0}()"
RUN, ALONE, ONLY_SEND = (
    [sys.executable, "-c", PROCESS.format(what)] for what in ("run", "alone", "only_send")
)


class Counting:
    """A mail server that takes everything, and remembers only the names of the letters."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        head = envelope.content.partition(b"\r\n\r\n")[0]
        self.names[str(message_from_bytes(head)["Message-ID"])] += 1
        return "250 OK"


def morning_rows(programmes: int) -> list[Row]:
    """One run, and then the same messages found anew: by two runs at once, and by one process without a second."""
    return [
        measured(programmes, "morning: one run", [RUN]),
        measured(programmes, "morning: two runs", [RUN, RUN]),
        measured(programmes, "alone: one process", [ALONE]),
    ]


def measured(programmes: int, page: str, commands: list[list[str]]) -> Row:
    forget(programmes)
    inbox, port = Counting(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        said = run_at_once(programmes, port, commands)
    finally:
        controller.stop()
    twice = [name for name, count in inbox.names.items() if count > 1]
    sent = int(sum(each["sent"] for each in said))
    assert not twice, f"{len(twice)} messages were sent twice"
    assert len(inbox.names) == sent, f"{sent} said to be sent, {len(inbox.names)} received"
    forget(programmes)
    return Row(
        page,
        programmes,
        seconds=max(each["seconds"] for each in said),
        messages=sent,
        memory_mb=max(each["memory_mb"] for each in said),
    )


def run_at_once(programmes: int, port: int, commands: list[list[str]]) -> list[dict[str, float]]:
    environment = os.environ | {
        "DATABASE_URL": url_of(programmes),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "SITE_URL": "https://mentorprogram.example/",
    }
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) for command in commands
    ]
    return [json.loads(line) for each in started for line in each.communicate()[0].splitlines()]


def forget(programmes: int) -> None:
    """As on the first morning; and everybody has an address."""
    database = name_of(programmes)
    Message.objects.using(database).all()._raw_delete(database)
    without = User.objects.using(database).filter(email=None)
    address = Concat(Value("person"), Cast(F("pk"), CharField()), Value("@bench.example"))
    without.update(email=address)


def free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


# --- in a process of its own, at seven when the next week begins: figures as JSON -----------------------


def run() -> None:
    """As `send_reminders` does it, with a second process where the line is long."""
    begun, at = perf_counter(), seven()
    find(at)
    with second_worker(at, ONLY_SEND):
        sent = post(clock_from(at)).sent
    tell(begun, sent)


def alone() -> None:
    begun, at = perf_counter(), seven()
    find(at)
    tell(begun, post(clock_from(at)).sent)


def only_send() -> None:
    tell(perf_counter(), post(clock_from(seven())).sent)


def seven() -> datetime:
    return opening(first_of_week(timezone.localdate() + timedelta(days=7)))


def clock_from(at: datetime) -> Clock:
    begun = perf_counter()
    return lambda: at + timedelta(seconds=perf_counter() - begun)


def tell(begun: float, sent: int) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": perf_counter() - begun, "sent": sent, "memory_mb": memory}), flush=True)
