"""A checklist on paper, with a line for each of the two who sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet

from checklists.models import Checklist, ChecklistTemplate, Item, Signature
from programmes.models import Programme, ProgrammeChecklist


def links_of(programme: Programme) -> QuerySet[ProgrammeChecklist]:
    """The programme's checklists, with what a paper shows of them."""
    links = programme.checklist_links.select_related("checklist")
    return links.prefetch_related("checklist__items", "checklist__signatures")


@dataclass(frozen=True)
class SignedList:
    """What was shown, when and by whom; signed or not."""

    name: str
    items: list[Item]
    signatures: list[tuple[str, Signature | None]]

    @classmethod
    def of(cls, checklist: Checklist) -> Self:
        given = {signature.side: signature for signature in checklist.signatures.all()}
        return cls(
            checklist.name,
            list(checklist.items.all()),
            [(str(side.label), given.get(side)) for side in Signature.Side],
        )

    @classmethod
    def to_fill_in(cls, checklist: Checklist) -> Self:
        """The same rows, as they were handed out."""
        rows = [
            Item(section=item.section, text=item.text, with_levels=item.with_levels)
            for item in checklist.items.all()
        ]
        return cls(checklist.name, rows, [(str(side.label), None) for side in Signature.Side])

    @classmethod
    def of_template(cls, template: ChecklistTemplate) -> Self:
        rows = [
            Item(section=section.title, text=text, with_levels=section.levels)
            for section in template.sections()
            for text in section.items
        ]
        return cls(template.name, rows, [(str(side.label), None) for side in Signature.Side])
