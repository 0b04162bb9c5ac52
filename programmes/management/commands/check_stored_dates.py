"""Three dates of a programme are kept for speed; here they are held against the talks they come from."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max, Min, Q

from programmes.models import Programme

# Worked out in another way than `kept_days` does, on purpose: a check that copies proves nothing.
OPEN = Q(conversations__held_on=None, conversations__not_held_reason="", conversations__before_use=False)


class Command(BaseCommand):
    help = "Sjekker at neste, siste og siste planlagte samtale på hvert program stemmer med samtalene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Rett datoene som ikke stemmer.")

    def handle(self, *, repair: bool, **options: Any) -> None:
        wrong = programmes_with_wrong_dates()
        if not wrong:
            self.stdout.write("Datoene stemmer i alle programmer.")
            return
        named = ", ".join(map(str, wrong))
        if not repair:
            raise CommandError(f"Datoene stemmer ikke. Program: {named}. Kjør på nytt med --repair.")
        Programme.objects.filter(pk__in=wrong).refresh_talk_dates()
        self.stdout.write(f"Rettet. Program: {named}.")


def programmes_with_wrong_dates() -> list[int]:
    """Their keys: nothing else of a programme belongs in a log."""
    said = Programme.objects.annotate(
        said_next=Min("conversations__planned_on", filter=OPEN),
        said_held=Max("conversations__held_on"),
        said_last=Max("conversations__planned_on"),
    ).order_by("pk")
    kept = ("next_talk_on", "last_held_on", "last_planned_on")
    rows = said.values_list("pk", *kept, "said_next", "said_held", "said_last")
    return [pk for pk, *days in rows if days[:3] != days[3:]]
