from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from documents.models import Package
from documents.package import make


class Command(BaseCommand):
    help = "Make the packages that were asked for and are not made. Safe to stop and to run again."

    def handle(self, **options: Any) -> None:
        waiting = list(Package.objects.to_be_made().select_related("programme__new_hire"))
        made = sum(make(package, timezone.now()) for package in waiting)
        self.stdout.write(f"{made} av {len(waiting)} pakker er laget.")
