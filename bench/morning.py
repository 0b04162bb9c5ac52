"""A Monday morning's run of `send_reminders`: seconds, messages and memory, and two workers at the same moment.

Everybody has an address here, and a mail server on this machine takes every letter and counts it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from datetime import timedelta
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
from reminders.post import post
from reminders.working_hours import first_of_week, opening

WORKER = "import django; django.setup(); from bench.morning import work; work()"


class Counting:
    """A mail server that takes everything, and remembers only the names of the letters."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        head = envelope.content.partition(b"\r\n\r\n")[0]
        self.names[str(message_from_bytes(head)["Message-ID"])] += 1
        return "250 OK"


def morning_rows(programmes: int) -> list[Row]:
    """One worker, and then two at once over the same messages found anew."""
    return [measured(programmes, "morning: one worker", 1), measured(programmes, "morning: two workers", 2)]


def measured(programmes: int, page: str, workers: int) -> Row:
    forget(programmes)
    inbox, port = Counting(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        said = run_workers(programmes, port, workers)
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


def run_workers(programmes: int, port: int, workers: int) -> list[dict[str, float]]:
    environment = os.environ | {
        "DATABASE_URL": url_of(programmes),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "SITE_URL": "https://mentorprogram.example/",
    }
    started = [
        subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for _worker in range(workers)
    ]
    return [json.loads(each.communicate()[0]) for each in started]


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


def work() -> None:
    """One worker, in a process of its own, at seven when the next week begins: figures as JSON."""
    at = opening(first_of_week(timezone.localdate() + timedelta(days=7)))
    begun = perf_counter()
    find(at)
    found = perf_counter()
    posted = post(lambda: at + timedelta(seconds=perf_counter() - begun))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "seconds": perf_counter() - begun,
        "found": found - begun,
        "sent": posted.sent,
        "memory_mb": memory,
    }
    print(json.dumps(figures))
