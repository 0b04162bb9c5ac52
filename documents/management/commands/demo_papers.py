from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from documents.demo.build import DemoPapers, make_packages


class Command(BaseCommand):
    help = "Gir demokommunen brevhode, et sendt velkomstbrev og pakker til arkivet. Kan kjøres igjen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--packages", action="store_true", help="lag pakkene; det tar noen sekunder")

    def handle(self, *, packages: bool, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Papirene til demonstrasjonen kan bare lages med DEMO=1 eller DEBUG=1.")
        self.write_papers()
        if packages:
            self.stdout.write(f"{make_packages()} pakker til arkivet er laget.")

    @transaction.atomic
    def write_papers(self) -> None:
        papers = DemoPapers.waiting(timezone.localtime())
        if papers is None:
            return
        papers.letterhead()
        papers.places()
        address = reverse("documents:welcome", args=[papers.letters()[0]])
        papers.ask_for_packages()
        self.stdout.write(f"Et velkomstbrev som leses uten å logge inn: {address}")
