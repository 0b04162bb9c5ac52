"""Every paper of one kind that a programme has, for one reader on one day."""

from __future__ import annotations

from datetime import date

from documents.checklists import links_of
from documents.form_copy import FormCopy
from documents.paper import Kind, Paper
from documents.programme_papers import (
    agreement_paper,
    checklist_paper,
    plan_paper,
    shifts_paper,
    talks_paper,
)
from documents.records import record_paper, records_of
from people.models import User
from programmes.models import Programme


def papers_of(kind: Kind, programme: Programme, reader: User, on: date) -> list[Paper]:
    """One paper, several (checklists, referater) or none, with what this reader may read and nothing else.

    The programme comes through a rule of the reader's, `with_rights_for` and with its people. A referat
    that is still a draft is not among them: it is nobody's paper yet.
    """
    match kind:
        case Kind.FORM:
            return [FormCopy.of(programme, reader, on).paper()]
        case Kind.PLAN:
            return [plan_paper(programme, on)]
        case Kind.SHIFTS:
            return [shifts_paper(programme, on)]
        case Kind.TALKS:
            return [talks_paper(programme, reader, on)]
        case Kind.CHECKLIST:
            return [checklist_paper(programme, link.checklist, on) for link in links_of(programme)]
        case Kind.RECORD:
            records = records_of(programme, reader, on)
            return [record_paper(record, programme, reader, on) for record in records if record.shared_at]
        case Kind.AGREEMENT:
            return [agreement_paper(programme, reader, on)]
    raise ValueError(f"{kind.name} is not a paper of one programme's")
