"""Keep the shipped templates in the database. Safe to run again; running programmes keep theirs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from checklists.models import ChecklistTemplate
from checklists.template_files import ChecklistFileError
from checklists.template_files import shipped as shipped_checklist
from checklists.template_files import shipped_slugs as checklist_slugs
from programmes.models import ProgrammeTemplate
from programmes.template_files import TemplateFileError, shipped, shipped_slugs


class Command(BaseCommand):
    help = "Legger inn programmene og sjekklistene som følger med. Kan kjøres igjen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            programmes = [shipped(slug) for slug in shipped_slugs()]
            checklists = [shipped_checklist(slug) for slug in checklist_slugs()]
        except (TemplateFileError, ChecklistFileError) as error:
            raise CommandError(f"{error}\nIngenting er lagt inn.") from error
        with transaction.atomic():
            for file in programmes:
                ProgrammeTemplate.objects.load(file)
            for checklist in checklists:
                ChecklistTemplate.objects.load(checklist)
        self.stdout.write(f"Lagt inn: {len(programmes)} programmer og {len(checklists)} sjekklister.")
