"""Where a programme's pages stand: Start, the programme, the page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.models import Programme


def crumbs(programme: Programme, *pages: tuple[str, str]) -> list[tuple[str, str]]:
    here = (programme.new_hire.name, programme.get_absolute_url())
    return [(_("Start"), reverse("start")), here, *pages]
