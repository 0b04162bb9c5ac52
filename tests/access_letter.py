"""What the municipalities of `access_world.py` say in their letters."""

from documents.models import Letterhead, LetterPlace
from people.models import ContactCard, Department, Representative
from tests.access_words import word

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"></path></svg>'


def write_letterhead(department: Department, name: str) -> None:
    """Words of the municipality, the unit and the department, and somebody to call in each."""
    letterhead = Letterhead(municipality=department.unit.municipality, scheme=word("mentorordning", name))
    letterhead.set_logo(LOGO, Letterhead.LogoType.SVG)
    letterhead.save()
    places = {
        "enhet": LetterPlace.objects.create(unit=department.unit, about=word("om enhet", name)),
        "avdeling": LetterPlace.objects.create(department=department, about=word("om avdeling", name)),
    }
    card = ContactCard.objects.create(unit=department.unit)
    shown = {"kind": "union", "name": word("tillitsvalgt", name), "phone": "41 00 00 00"}
    Representative.objects.create(card=card, number=1, **shown)
    for kind, place in places.items():
        place.contacts.create(number=1, name=word(f"kontakt {kind}", name), phone="41 00 00 00")
