"""Whom a unit's people can call: its own, and of a kind that it has none of, the municipality's."""

from people.models import Representative, Unit


def contacts_of(unit: Unit) -> list[tuple[str, list[Representative]]]:
    """«Tillitsvalgt» and «Verneombud», each with those to call; in one query."""
    near = list(Representative.objects.near(unit).select_related("card"))
    found = []
    for kind in Representative.Kind:
        of_kind = [each for each in near if each.kind == kind]
        own = [each for each in of_kind if each.card.unit_id == unit.pk]
        found.append((str(kind.label).capitalize(), own or of_kind))
    return found
