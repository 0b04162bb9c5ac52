"""An invented municipality to look around in. Never in an installation with real people."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from checklists.models import ChecklistTemplate
from people.models import Municipality
from programmes.demo.build import build_demo
from programmes.models import Programme, ProgrammeTemplate


class Command(BaseCommand):
    help = "Lager Fjellvik kommune, der alle er oppdiktet. Bare for demonstrasjon og utvikling."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="gjør ingenting når basen er i bruk")

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Demonstrasjonen kan bare lages med DEMO=1 eller DEBUG=1, aldri der det står ekte personer."
            )
        if Municipality.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "Basen har allerede en kommune, og ingenting er endret. Begynn med en tom base, eller bruk --if-empty."
            )
        if not (ProgrammeTemplate.objects.exists() and ChecklistTemplate.objects.exists()):
            call_command("load_templates", stdout=self.stdout)
        casts = build_demo(timezone.localtime(), settings.DEMO_PASSWORD)
        names = " og ".join(cast.municipality.name for cast in casts)
        self.stdout.write(f"{names} er laget, med {Programme.objects.count()} programmer.")
