"""What a leader may want to have in place before the letter goes out. Nothing of it stops the sending but an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.welcome import Welcome


@dataclass(frozen=True)
class Gap:
    text: str
    url: str = ""
    action: str = ""


def gaps_of(letter: Welcome) -> list[Gap]:
    return [*_of_people(letter), *_of_dates(letter), *_of_places(letter)]


def _of_people(letter: Welcome) -> Iterator[Gap]:
    programme = letter.programme
    if not programme.private_email:
        url = reverse("documents:letter_address", args=[programme.pk])
        yield Gap(_("Privat e-post mangler, så brevet kan ikke sendes."), url, _("Legg inn adressen"))
    if letter.mentorship is None:
        url = reverse("programmes:mentors", args=[programme.pk])
        yield Gap(_("Ingen mentor er valgt."), url, _("Oppnevn mentor"))
    elif not letter.mentorship.mentor.presentation:
        name = letter.mentorship.mentor.name
        yield Gap(_("%(name)s har ikke skrevet noe om seg selv. Det er frivillig.") % {"name": name})


def _of_dates(letter: Welcome) -> Iterator[Gap]:
    if letter.has_undated_shifts or not letter.all_shifts:
        url = reverse("programmes:shifts", args=[letter.programme.pk])
        dated = {"dated": len(letter.shifts), "all": len(letter.all_shifts)}
        yield Gap(_("%(dated)d av %(all)d opplæringsvakter har dato.") % dated, url, _("Sett datoene"))
    if letter.talk is None:
        yield Gap(_("Dagen for den første samtalen er ikke avtalt. Det gjør mentoren og den nytilsatte."))


def _of_places(letter: Welcome) -> Iterator[Gap]:
    if not letter.contacts:
        url = reverse("documents:letter_department", args=[letter.programme.department_id])
        yield Gap(_("Ingen er ført opp med telefon eller e-post."), url, _("Før opp kontaktpersoner"))
    if letter.letterhead is None or not letter.letterhead.has_logo:
        yield Gap(_("Kommunen har ingen logo i brevhodet. Koordinatoren kan legge den inn."))
