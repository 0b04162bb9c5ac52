"""Which papers a reader may have of one programme, for the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.board import WEEKS
from documents.notice import notice_paper
from documents.records import name_of, records_of
from people.models import User
from programmes.models import Programme

BLANK = "?tomt=ja"


@dataclass
class Offer:
    """One paper: what it is for, who has it, and what there is to open."""

    name: str
    what: str
    who: str
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, word: str, view: str, *args: object, query: str = "") -> Offer:
        self.links.append((word, reverse(f"documents:{view}", args=args) + query))
        return self


def offers_of(programme: Programme, reader: User, on: date) -> list[Offer]:
    """In the order a programme needs them. The programme knows its reader (`with_rights_for`)."""
    offers = [plan_offer(programme), shifts_offer(programme), *checklist_offers(programme)]
    offers += [talks_offer(programme), agreement_offer(programme)]
    if programme.can_read_reviews:
        offers += review_offers(programme, reader, on)
    offers.append(form_offer(programme))
    if programme.reader_mentors:
        offers.append(certificate_offer())
    if programme.reader_leads:
        offers.append(board_offer(programme))
    return offers


def plan_offer(programme: Programme) -> Offer:
    what = _("Alt som skal skje det første året, med dato, og hvem som har ansvaret.")
    offer = Offer(_("Planen"), what, _("De to og lederne."))
    offer.add(_("Planen, utfylt"), "paper", programme.pk, "plan")
    return offer.add(_("Planen, tom"), "paper", programme.pk, "plan", query=BLANK)


def shifts_offer(programme: Programme) -> Offer:
    what = _("Vaktene den nytilsatte går sammen med noen: dato, type vakt og hvem.")
    offer = Offer(_("Opplæringsvakter"), what, _("De to og lederne."))
    offer.add(_("Opplæringsvakter, utfylt"), "paper", programme.pk, "opplaeringsvakter")
    return offer.add(
        _("Opplæringsvakter, tomt skjema"), "paper", programme.pk, "opplaeringsvakter", query=BLANK
    )


def checklist_offers(programme: Programme) -> list[Offer]:
    what = _("Det den nytilsatte blir vist, med dato, hvem som viste det, og underskrift.")
    offers = []
    for link in programme.checklist_links.select_related("checklist"):
        name, key = link.checklist.name, (programme.pk, link.checklist_id)
        offer = Offer(name, what, _("De to og lederne."))
        offer.add(_("%s, utfylt") % name, "checklist", *key)
        offers.append(offer.add(_("%s, tom") % name, "checklist", *key, query=BLANK))
    return offers


def talks_offer(programme: Programme) -> Offer:
    """The pair's own copy holds comments; everybody else's does not."""
    what = _("Samtalene mellom mentor og nytilsatt: uke, dato og tid, og stikkordene.")
    offer = Offer(_("Mentorsamtaler"), what, _("De to og lederne. Lederne får den uten kommentarer."))
    offer.add(_("Mentorsamtaler, utfylt"), "paper", programme.pk, "samtaler")
    if programme.is_of_the_pair:
        query = "?kommentarer=nei"
        offer.add(_("Mentorsamtaler, uten kommentarer"), "paper", programme.pk, "samtaler", query=query)
    return offer.add(_("Mentorsamtaler, tomt skjema"), "paper", programme.pk, "samtaler", query=BLANK)


def agreement_offer(programme: Programme) -> Offer:
    what = _(
        "Spillereglene, med fortroligheten og grensene for den, og hva dere gjør hvis det ikke fungerer."
    )
    offer = Offer(_("Mentoravtale"), what, _("Utfylt bare for de to. Tom for alle."))
    if programme.can_log_talks:
        offer.add(_("Mentoravtale, utfylt"), "paper", programme.pk, "mentoravtale")
    return offer.add(_("Mentoravtale, tom"), "paper", programme.pk, "mentoravtale", query=BLANK)


def review_offers(programme: Programme, reader: User, on: date) -> list[Offer]:
    who = _("Lederne og den nytilsatte. Ikke mentor.")
    offer = Offer(_("Referat"), _("Det lederen skrev fra samtalene med den nytilsatte."), who)
    reviews = list(programme.reviews.all())
    titles = {review.pk: name_of(review, programme) for review in reviews}
    for record in records_of(programme, reader, on):
        word = _("%s, referat") if record.shared_at else _("%s, utkast")
        offer.add(word % titles[record.review_id], "record", programme.pk, record.pk)
    for review in reviews:
        offer.add(_("%s, tomt ark") % titles[review.pk], "record_blank", programme.pk, review.number)
    offers = [offer] if offer.links else []
    if programme.can_manage and notice_paper(programme, reader, on):
        notice = Offer(_("Beskjed"), _("At prøvetiden blir forlenget, til underskrift."), _("Lederne."))
        offers.append(notice.add(_("Beskjed, utfylt"), "notice", programme.pk))
    return offers


def form_offer(programme: Programme) -> Offer:
    what = _("Alt på ett sted, slik det skal ligge i personalmappa når programmet er over.")
    offer = Offer(_("Skjemaet"), what, _("De to og lederne. Lederne får det uten kommentarer."))
    offer.add(_("Skjemaet, utfylt"), "form", programme.pk)
    if programme.is_of_the_pair:
        offer.add(_("Skjemaet, uten kommentarer"), "form", programme.pk, query="?kommentarer=nei")
    return offer


def certificate_offer() -> Offer:
    what = _("Hvor mange du har fulgt som mentor, antall samtaler og timer. Ingen andres navn står der.")
    return Offer(_("Attest for deg som mentor"), what, _("Bare du.")).add(_("Attesten"), "certificate")


def board_offer(programme: Programme) -> Offer:
    what = _("Hvem som er ny, hvem som er mentor, og når samtalene tar dem ut av drift. Bare avtalte dager.")
    offer = Offer(_("Oppslag til vaktrommet"), what, _("Lederne skriver det ut. Alle på avdelingen ser det."))
    for weeks in WEEKS:
        offer.add(_("Oppslag, %d uker") % weeks, "board", programme.department_id, weeks)
    return offer
