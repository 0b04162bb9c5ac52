"""Finds what is to be told, and sends what waits. Safe to stop, to run again, and to run twice at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from reminders.finding import find
from reminders.post import Posted, post
from reminders.second_worker import second_worker


class Command(BaseCommand):
    help = "Lager meldingene som skal ut, og sender dem som går på e-post. Kan kjøres når som helst, også to på en gang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only-send",
            action="store_true",
            help="Lager ingenting, sender bare det som venter. Kommandoen starter selv en slik når køen er lang.",
        )

    def handle(self, *, only_send: bool, **options: Any) -> None:
        if only_send:
            self.stdout.write(f"Den andre prosessen: {in_words(post(timezone.now))}")
            return
        found = find(timezone.now())
        said = f"{found.made} nye meldinger, {found.dropped} gjelder ikke lenger."
        if not settings.SENDS_MAIL:
            self.stdout.write(f"{said} Ingen e-posttjener er satt opp, så ingenting er sendt.")
            return
        with second_worker(timezone.now()):
            posted = post(timezone.now)
        self.stdout.write(f"{said} {in_words(posted)}")


def in_words(posted: Posted) -> str:
    said = f"{posted.sent} sendt, {posted.refused} avvist."
    if posted.unknown:
        said += f" {posted.unknown} vet vi ikke om kom fram."
    if posted.is_down:
        said += " E-posttjeneren svarer ikke; resten venter."
    return said
