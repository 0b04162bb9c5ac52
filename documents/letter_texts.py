"""What the welcome letter says where the municipality has written nothing of its own."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from documents.models import Letterhead


class Blocks(NamedTuple):
    """The municipality's own words, or ours."""

    scheme: str
    to_bring: list[str]
    practical: str

    @classmethod
    def of(cls, letterhead: Letterhead | None) -> Blocks:
        own = letterhead or Letterhead()
        return cls(
            own.scheme or our_scheme(),
            lines(own.to_bring) or lines(our_to_bring()),
            own.practical or our_practical(),
        )


def lines(text: str) -> list[str]:
    """One thing on each line, with or without a dash before it.

    >>> lines("- Innesko\\n\\n• Matpakke ")
    ['Innesko', 'Matpakke']
    """
    return [line for raw in text.splitlines() if (line := raw.strip().lstrip("-–•*").strip())]


def our_scheme() -> str:
    return _(
        "Du får en mentor: en kollega med erfaring, som følger deg det første året. Mentoren er ikke lederen din og "
        "skal ikke vurdere deg. Dere møtes ofte i begynnelsen og sjeldnere etter hvert, og du er med på å velge hva "
        "dere snakker om.\n\n"
        "De første vaktene er opplæringsvakter. Da går du sammen med mentoren eller en annen kollega, og du har ikke "
        "ansvaret alene.\n\n"
        "Mentorprogrammet er for alle som er nye hos oss, også for deg som har arbeidet lenge i yrket."
    )


def our_to_bring() -> str:
    return _(
        "Gyldig legitimasjon med bilde\n"
        "Kontonummeret lønnen skal til\n"
        "Innesko som er gode å gå i hele vakta\n"
        "Matpakke\n"
        "Det du lurer på: skriv det gjerne ned på forhånd"
    )


def our_practical() -> str:
    return _(
        "Den første dagen blir du vist rundt og får hjelp til å komme i gang. Du trenger ikke å huske alt.\n\n"
        "Vet du ikke hvor eller når du skal møte, eller blir du syk eller forsinket, ringer du en av dem som står "
        "under «Hvem du kan spørre»."
    )
