"""Empty forms of a template, before there is a programme: the rows with their weeks, and nobody's name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from checklists.models import ChecklistTemplate
from checklists.versions import VersionedTemplate
from documents.checklists import SignedList
from documents.form_copy import TalkRow
from documents.heads import blank_head
from documents.paper import STEMS, Kind, Paper
from documents.plan import ANY_MONDAY, plan_of_template
from documents.programme_papers import questions_of
from people.models import Municipality
from programmes.models import Conversation, ProbationReview, ProgrammeTemplate, TrainingShift
from programmes.schedule import Kind as RowKind
from programmes.schedule import PlannedRow, plan


def empty_paper(
    kind: Kind,
    template: VersionedTemplate,
    home: Municipality,
    on: date,
    *,
    heading_rows: tuple[str, ...] = (),
    **context: Any,
) -> Paper:
    """Called after the template, under the reader's own municipality."""
    head = [*blank_head(), *((label, "") for label in heading_rows)]
    return Paper(
        kind=kind,
        template=f"documents/papers/{STEMS_OF_TEMPLATES[kind]}.html",
        context={"head": head, "blank": True} | context,
        municipality=home,
        printed_on=on,
        title=_("%(paper)s, tomt skjema") % {"paper": kind.label},
        filename=f"{STEMS[kind]}-tomt.pdf",
        about=template.name,
    )


STEMS_OF_TEMPLATES = {
    Kind.PLAN: "plan",
    Kind.SHIFTS: "shifts",
    Kind.TALKS: "talks",
    Kind.CHECKLIST: "checklist",
    Kind.RECORD: "record",
    Kind.AGREEMENT: "agreement",
}


def empty_plan(template: ProgrammeTemplate, home: Municipality, on: date) -> Paper:
    return empty_paper(Kind.PLAN, template, home, on, parts=plan_of_template(template), notes=template.notes)


def empty_shifts(template: ProgrammeTemplate, home: Municipality, on: date) -> Paper:
    shifts = [TrainingShift(number=row.number) for row in planned(template, RowKind.TRAINING_SHIFT)]
    return empty_paper(Kind.SHIFTS, template, home, on, shifts=shifts)


def empty_talks(template: ProgrammeTemplate, home: Municipality, on: date) -> Paper:
    rows = planned(template, RowKind.CONVERSATION)
    talks = [TalkRow(Conversation(number=row.number, week=row.week), []) for row in rows]
    return empty_paper(Kind.TALKS, template, home, on, copy={"talks": talks}, prompts=template.prompts)


def empty_agreement(template: ProgrammeTemplate, home: Municipality, on: date) -> Paper:
    return empty_paper(
        Kind.AGREEMENT,
        template,
        home,
        on,
        questions=questions_of(None),
        whistleblowing_url=home.whistleblowing_url,
    )


def empty_record(row: PlannedRow, template: ProgrammeTemplate, home: Municipality, on: date) -> Paper:
    review = ProbationReview(number=row.number, title=row.row.title, themes=list(row.row.themes))
    return empty_paper(
        Kind.RECORD,
        template,
        home,
        on,
        heading_rows=(_("Holdt"), _("Skrevet av")),
        review=review,
        heading=review.title,
    )


def empty_checklist(template: ChecklistTemplate, home: Municipality, on: date) -> Paper:
    return empty_paper(Kind.CHECKLIST, template, home, on, signed=SignedList.of_template(template))


def planned(template: ProgrammeTemplate, kind: RowKind) -> list[PlannedRow]:
    """The rows of one kind, numbered as a programme would number them."""
    return [row for row in plan(template.rows(), ANY_MONDAY) if row.row.kind is kind]


OF_TEMPLATES = {
    "plan": empty_plan,
    "opplaeringsvakter": empty_shifts,
    "samtaler": empty_talks,
    "mentoravtale": empty_agreement,
}
"""By what stands in the address."""
