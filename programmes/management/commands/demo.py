"""An invented municipality to look around in. Never in an installation with real people."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from checklists.models import ChecklistTemplate
from people.models import Municipality
from programmes.demo.build import DEMO_NAME, build_demo
from programmes.demo.clock import Clock
from programmes.demo.crowd import add_crowd
from programmes.models import Programme, ProgrammeTemplate


class Command(BaseCommand):
    help = "Lager Fjellvik kommune, der alle er oppdiktet. Bare for demonstrasjon og utvikling."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="gjør ingenting når basen er i bruk")
        parser.add_argument("--programmes", type=int, default=0, metavar="N", help="lag N programmer til")
        parser.add_argument("--seed", type=int, default=1, help="samme tall gir de samme programmene")

    def handle(self, *, if_empty: bool, programmes: int, seed: int, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Demonstrasjonen kan bare lages med DEMO=1 eller DEBUG=1, aldri der det står ekte personer."
            )
        if programmes < 0:
            raise CommandError("Skriv hvor mange programmer som skal lages: et tall fra 0 og opp.")
        if not Municipality.objects.exists():
            self.build()
        elif not if_empty and not (programmes and self.is_there()):
            raise CommandError(
                "Basen har allerede en kommune, og ingenting er endret. "
                "Begynn med en tom base, eller bruk --if-empty."
            )
        elif if_empty:
            return
        if programmes:
            municipality = Municipality.objects.get(name=DEMO_NAME)
            add_crowd(municipality, programmes, seed, Clock(timezone.localtime()), self.stdout.write)

    def is_there(self) -> bool:
        return Municipality.objects.filter(name=DEMO_NAME).exists()

    def build(self) -> None:
        if not (ProgrammeTemplate.objects.exists() and ChecklistTemplate.objects.exists()):
            call_command("load_templates", stdout=self.stdout)
        casts = build_demo(timezone.localtime(), settings.DEMO_PASSWORD)
        names = " og ".join(cast.municipality.name for cast in casts)
        self.stdout.write(f"{names} er laget, med {Programme.objects.count()} programmer.")
