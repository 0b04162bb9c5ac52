"""The papers of one programme, filled in or to be filled in by hand. Whoever asks has been let in already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from checklists.models import Checklist
from documents.checklists import SignedList
from documents.form_copy import FormCopy, TalkRow
from documents.heads import about, head_of
from documents.paper import STEMS, Kind, Paper
from documents.plan import plan_of
from people.models import User
from programmes.forms.ground_rules import GroundRulesForm
from programmes.models import Conversation, GroundRules, Mentorship, Programme, TrainingShift
from programmes.readers import joined
from programmes.schedule import week_monday


def programme_paper(
    kind: Kind, programme: Programme, on: date, template: str, *, blank: bool = False, **context: Any
) -> Paper:
    """A paper about one programme, under its number."""
    unit = programme.department.unit
    ending = "-tomt" if blank else ""
    said = (
        _("%(paper)s, program nr. %(number)d, tomt skjema")
        if blank
        else _("%(paper)s, program nr. %(number)d")
    )
    return Paper(
        kind=kind,
        template=f"documents/papers/{template}.html",
        context={"programme": programme, "head": head_of(programme, on), "blank": blank} | context,
        municipality=unit.municipality,
        unit=unit,
        printed_on=on,
        title=said % {"paper": kind.label, "number": programme.pk},
        filename=f"mentorprogram-{programme.pk}-{STEMS[kind]}{ending}.pdf",
        about=about(programme),
    )


def plan_paper(programme: Programme, on: date, *, blank: bool = False) -> Paper:
    """The programme must know its reader (`with_rights_for`): a mentor reads nothing of the prøvetid."""
    parts = plan_of(programme, blank=blank)
    return programme_paper(Kind.PLAN, programme, on, "plan", blank=blank, parts=parts, notes=programme.notes)


def shifts_paper(programme: Programme, on: date, *, blank: bool = False) -> Paper:
    shifts = list(programme.shifts.all())
    if blank:
        shifts = [TrainingShift(number=shift.number) for shift in shifts]
    return programme_paper(Kind.SHIFTS, programme, on, "shifts", blank=blank, shifts=shifts)


def talks_paper(
    programme: Programme, reader: User, on: date, *, without_comments: bool = False, blank: bool = False
) -> Paper:
    """With the comments that this reader may read on the form, and no others."""
    copy: FormCopy | dict[str, Any] = (
        {"talks": talks_to_fill_in(programme), "week_one": week_monday(programme.starts_on, 1)}
        if blank
        else FormCopy.of(programme, reader, on, without_comments=without_comments)
    )
    return programme_paper(
        Kind.TALKS, programme, on, "talks", blank=blank, copy=copy, prompts=programme.prompts
    )


def talks_to_fill_in(programme: Programme) -> list[TalkRow]:
    talks = programme.conversations.all()
    return [
        TalkRow(Conversation(number=talk.number, week=talk.week, is_extra=talk.is_extra), [])
        for talk in talks
    ]


def checklist_paper(programme: Programme, checklist: Checklist, on: date, *, blank: bool = False) -> Paper:
    signed = SignedList.to_fill_in(checklist) if blank else SignedList.of(checklist)
    return programme_paper(Kind.CHECKLIST, programme, on, "checklist", blank=blank, signed=signed)


@dataclass(frozen=True)
class Question:
    """One of the questions of the spilleregler, with what the two have answered, or what there is to choose."""

    label: str
    answer: str = ""
    choices: list[str] | None = None


def agreement_paper(programme: Programme, reader: User, on: date, *, blank: bool = False) -> Paper:
    """The pair's own spilleregler, as long as their page is there; for everybody else an empty one."""
    period = programme.mentorship_written_in(reader, on)
    is_filled = programme.can_log_talks and not blank
    rules = rules_of(period, reader, on) if is_filled else None
    pair = [f"{programme.new_hire} ({_('nytilsatt')})"]
    pair += [f"{period.mentor} ({_('mentor')})"] if period else []
    return programme_paper(
        Kind.AGREEMENT,
        programme,
        on,
        "agreement",
        blank=rules is None,
        rules=rules,
        period=period,
        readers=joined(pair),
        questions=questions_of(rules),
        whistleblowing_url=programme.department.unit.municipality.whistleblowing_url,
    )


def rules_of(period: Mentorship | None, reader: User, on: date) -> GroundRules | None:
    return GroundRules.objects.open_to(reader, on).filter(mentorship=period).first() if period else None


def questions_of(rules: GroundRules | None) -> list[Question]:
    """In the order of the page, with its words."""
    asked = []
    for name in GroundRulesForm.Meta.fields:
        field = GroundRulesForm.base_fields[name]
        choices = [str(label) for _value, label in getattr(field, "choices", [])]
        answer = getattr(rules, f"get_{name}_display")() if rules and choices else getattr(rules, name, "")
        asked.append(Question(str(field.label), str(answer), None if answer else choices))
    return asked
