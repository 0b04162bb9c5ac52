"""The number of unread messages is kept on each person for the menu; here it is counted again."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.models import User
from reminders.models import Message
from reminders.models.messages import refresh_unread


class Command(BaseCommand):
    help = "Sjekker at antallet uleste meldinger på hver person stemmer med meldingene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Rett antallene som ikke stemmer.")

    def handle(self, *, repair: bool, **options: Any) -> None:
        wrong = people_with_wrong_numbers()
        if not wrong:
            self.stdout.write("Antallet uleste stemmer for alle.")
            return
        named = ", ".join(map(str, wrong))
        if not repair:
            raise CommandError(f"Antallet uleste stemmer ikke. Person: {named}. Kjør på nytt med --repair.")
        refresh_unread(wrong)
        self.stdout.write(f"Rettet. Person: {named}.")


def people_with_wrong_numbers() -> list[int]:
    """Counted here and not by the database, so that the check is not the thing it checks. Keys only, for the log."""
    rows = Message.objects.values_list("recipient", "read_at", "dropped_at").iterator()
    unread = Counter(person for person, read_at, dropped_at in rows if read_at is None and dropped_at is None)
    people = User.objects.order_by("pk").values_list("pk", "unread_messages").iterator()
    return [pk for pk, kept in people if kept != unread[pk]]
