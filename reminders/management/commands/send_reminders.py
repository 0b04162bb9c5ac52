"""Finds what is to be told, and sends what waits. Safe to stop, to run again, and to run twice at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders.finding import find
from reminders.post import post


class Command(BaseCommand):
    help = "Lager meldingene som skal ut, og sender dem som går på e-post. Kan kjøres når som helst, også to på en gang."

    def handle(self, **options: Any) -> None:
        found = find(timezone.now())
        said = f"{found.made} nye meldinger, {found.dropped} gjelder ikke lenger."
        if not settings.SENDS_MAIL:
            self.stdout.write(f"{said} Ingen e-posttjener er satt opp, så ingenting er sendt.")
            return
        posted = post(timezone.now)
        said += f" {posted.sent} sendt, {posted.refused} avvist."
        if posted.unknown:
            said += f" {posted.unknown} vet vi ikke om kom fram."
        if posted.is_down:
            said += " E-posttjeneren svarer ikke; resten venter."
        self.stdout.write(said)
