"""As much as a file may hold: the editor saves it again as it was, so that nothing is stuck in a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, BaseFormSet

from checklists.models import ChecklistTemplate
from checklists.template_files import ChecklistFile, Section
from checklists.template_files import write as write_checklist
from checklists.toml_limits import (
    LONGEST_ITEM,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    MOST_LINES,
    MOST_PARTS,
)
from programmes.models import ProgrammeTemplate
from programmes.rules import OnDemand
from programmes.schedule import Kind, Role, Row
from programmes.template_files import (
    LONGEST_GUIDANCE,
    LONGEST_PHASE,
    LONGEST_SYSTEM,
    LONGEST_TITLE,
    Passage,
    Prompt,
    TemplateFile,
    write,
)
from tests.template_pages import Office, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def office() -> Office:
    return make_office()


def long(number: int, length: int) -> str:
    """Unlike the others, and as long as it may be."""
    return f"{number:03}{'å' * (length - 3)}"


def lines(count: int, length: int) -> tuple[str, ...]:
    return tuple(long(number, length) for number in range(count))


PASSAGES = tuple(
    Passage(long(n, LONGEST_NAME), long(n, LONGEST_TEXT if n == 0 else 10)) for n in range(MOST_PARTS)
)
FULL = TemplateFile(
    slug="full",
    name=long(1, LONGEST_NAME),
    description=long(1, LONGEST_TEXT),
    source=long(1, LONGEST_SOURCE),
    systems=lines(MOST_LINES, LONGEST_SYSTEM),
    aims=PASSAGES,
    duties=PASSAGES[:1],
    notes=PASSAGES[:1],
    prompts=tuple(
        Prompt(
            long(n, LONGEST_LINE),
            lines(MOST_LINES, LONGEST_LINE) if n == 0 else (),
            group=long(1, LONGEST_PHASE),
        )
        for n in range(MOST_PARTS)
    ),
    rows=(
        Row(
            title=long(1, LONGEST_TITLE),
            kind=Kind.PROBATION_REVIEW,
            rule=OnDemand(),
            responsible=(Role.LEADER,),
            phase=long(1, LONGEST_PHASE),
            guidance=long(1, LONGEST_GUIDANCE),
            prompts=lines(MOST_LINES, LONGEST_LINE),
            themes=lines(MOST_LINES, LONGEST_LINE),
        ),
    ),
)


def as_shown(*forms: BaseForm | BaseFormSet[Any]) -> dict[str, Any]:
    """What the page sends when nothing in it is changed."""
    sent: dict[str, Any] = {}
    for form in forms:
        if isinstance(form, BaseFormSet):
            sent |= as_shown(form.management_form, *form.forms)
        else:
            shown = {form.add_prefix(name): form[name].value() for name in form.fields}
            sent |= {name: value for name, value in shown.items() if value is not None and value is not False}
    return sent


def test_a_full_programme_is_saved_again_on_every_page(office: Office) -> None:
    office.post("import", role="version", file=SimpleUploadedFile("full.toml", write(FULL).encode()))
    draft = ProgrammeTemplate.objects.get()
    assert draft.to_file() == FULL
    step = draft.steps.get()
    for page, args in (("head", [draft.pk]), ("row", [draft.pk, step.pk])):
        form = office.get(page, *args).context["form"]
        assert office.post(page, *args, **as_shown(form)).status_code == 302
    for part in ("stikkord", "maal", "ansvar", "merknader"):
        formset = office.get("texts", draft.pk, part).context["formset"]
        sent = as_shown(formset) | {"version": formset.version}
        assert office.post("texts", draft.pk, part, **sent).status_code == 302
    draft.refresh_from_db()
    assert draft.to_file() == FULL


def test_a_full_checklist_is_saved_again(office: Office) -> None:
    parts = tuple(
        Section(long(n, LONGEST_NAME), lines(MOST_LINES if n == 0 else 1, LONGEST_ITEM))
        for n in range(MOST_PARTS)
    )
    full = ChecklistFile("full", long(1, LONGEST_NAME), long(1, LONGEST_TEXT), long(1, LONGEST_SOURCE), parts)
    office.post(
        "import", role="version", file=SimpleUploadedFile("full.toml", write_checklist(full).encode())
    )
    draft = ChecklistTemplate.objects.get()
    context = office.get("checklist_edit", draft.pk).context
    sent = as_shown(context["form"], context["formset"])
    assert office.post("checklist_edit", draft.pk, **sent).status_code == 302
    draft.refresh_from_db()
    assert draft.to_file() == full
