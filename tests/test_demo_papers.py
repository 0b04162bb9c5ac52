"""What the invented municipality has on paper. The papers of the packages themselves are drawn, and laid out elsewhere."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django import Settings

from documents.contrast import Colour
from documents.models import Letterhead, LetterLink, Package
from tests.papers import words_before_layout
from tests.test_demo import TODAY, demo, demo_mode, made_once, programme_of

__all__ = ["demo", "demo_mode", "made_once", "words_before_layout"]  # the fixtures


def write(**options: bool) -> str:
    out = StringIO()
    call_command("demo_papers", stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("words_before_layout")
def test_a_letterhead_a_letter_that_opens_and_packages_on_their_way(demo: str, client: Client) -> None:
    said = write()
    letterhead = Letterhead.objects.get()
    assert (str(letterhead), letterhead.has_logo) == ("Fjellvik kommune", True)
    colour = Colour.read(letterhead.colour)
    assert colour is not None
    assert colour.reads_well

    link = LetterLink.objects.get(programme=programme_of("Håkon Foreløpig"))
    sent_on = TODAY - timedelta(days=2)
    assert (link.programme, link.programme.letter_sent_on) == (programme_of("Håkon Foreløpig"), sent_on)
    assert link.programme.steps.get(title__startswith="Sende brev").done_on == sent_on
    opened = re.search(r"/velkommen/\S+", said)
    assert opened is not None
    page = client.get(opened[0])
    assert (page.status_code, "Vakttelefonen" in page.text) == (200, True)

    assert write(packages=True) == "2 pakker til arkivet er laget.\n"
    states = {package.programme.new_hire.name: package.received_on for package in Package.objects.all()}
    archived = programme_of("Tiril Tenktnavn")
    assert states == {"Ida Antakelse": None, "Tiril Tenktnavn": archived.archived_on}
    assert archived.archived_on is not None
    assert Package.objects.to_be_made().count() == 0
    assert (write(), LetterLink.objects.count()) == ("", 2)


def test_never_where_real_people_are(settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMO=1"):
        write()
