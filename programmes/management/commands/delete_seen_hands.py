"""Delete what is kept for a week only. Run every night; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from programmes.models import RaisedHand


class Command(BaseCommand):
    help = "Sletter beskjeder om å ta kontakt en uke etter at de er sett. Kan kjøres igjen."

    def handle(self, **options: Any) -> None:
        deleted = RaisedHand.objects.delete_old(timezone.localdate())
        self.stdout.write(f"{deleted} beskjeder om å ta kontakt er slettet.")
