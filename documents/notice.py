"""The notice that the prøvetid is extended: to print, sign and hand over. Making it changes nothing."""

from __future__ import annotations

from datetime import date

from documents.paper import Kind, Paper
from documents.programme_papers import programme_paper
from people.models import User
from programmes.models import AbsencePeriod, Probation, ProbationExtension, Programme


def notice_paper(programme: Programme, reader: User, on: date) -> Paper | None:
    """What the absence that is not used yet may do; None when there is nothing to extend."""
    probation = Probation.objects.open_to(reader, on).filter(programme=programme).first()
    absences = list(AbsencePeriod.objects.open_to(reader, on).filter(programme=programme, extension=None))
    earlier = list(ProbationExtension.objects.open_to(reader, on).filter(probation__programme=programme))
    extension = probation.extension(absences, on, earlier) if probation else None
    if extension is None:
        return None
    absences = [absence for absence in absences if absence.counts(on)]
    return programme_paper(
        Kind.NOTICE, programme, on, "notice", extension=extension, absences=absences, day=on
    )
