"""Templates of several municipalities, for the proofs of who may open them."""

from checklists.models import ChecklistTemplate
from checklists.versions import VersionedTemplate
from people.models import Municipality
from tests.conftest import NOON
from tests.factories import make_draft

ROWS = [{"section": "Del", "text": "Rad", "levels": False}]


def make_templates(
    places: dict[str, tuple[Municipality, str]],
) -> dict[tuple[str, str], VersionedTemplate]:
    """On each side a draft and a published one of each kind, with the word of that side in their names."""
    made: dict[tuple[str, str], VersionedTemplate] = {}
    for side, (place, town) in places.items():
        for state in ("draft", "published"):
            name = f"Mal {state} {town}"
            made[f"programme {state}", side] = make_draft(place, name=name)
            made[f"checklist {state}", side] = ChecklistTemplate.objects.create(
                name=name, slug=state, municipality=place, rows=ROWS
            )
        for kind in ("programme", "checklist"):
            made[f"{kind} published", side].publish(NOON)
    return made
