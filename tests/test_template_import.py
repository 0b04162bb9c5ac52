"""Files from other municipalities: taken in whole as a draft, or answered with a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.models import ChecklistTemplate
from programmes.models import ProgrammeTemplate
from programmes.template_files import DATA
from tests.factories import make_checklist_template, make_template
from tests.template_pages import Office, make_office, said
from tests.wrong_template_files import HEAD, ROW, WRONG

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def office() -> Office:
    return make_office()


def send(office: Office, content: str | bytes, name: str = "mal.toml", **choice: str) -> object:
    content = content.encode() if isinstance(content, str) else content
    return office.post("import", file=SimpleUploadedFile(name, content), **({"role": "version"} | choice))


def test_a_programme_goes_from_one_municipality_to_another(office: Office) -> None:
    elsewhere = make_office()
    shared = make_template()
    office.post("copy", shared.pk, name="Vårt år")
    theirs = ProgrammeTemplate.objects.get(municipality=office.municipality)
    file = office.get("programme_file", theirs.pk)
    assert file.headers["Content-Type"] == "application/toml; charset=utf-8"
    assert file.headers["Content-Disposition"] == 'attachment; filename="vart-ar-1.toml"'
    response = send(elsewhere, file.content)
    ours = ProgrammeTemplate.objects.get(municipality=elsewhere.municipality)
    assert response.headers["Location"] == ours.get_absolute_url()  # type: ignore[attr-defined]
    assert (ours.is_draft, ours.edition) == (True, 1)
    assert ours.to_file() == theirs.to_file()


def test_a_checklist_goes_the_same_way(office: Office) -> None:
    shared = make_checklist_template()
    send(office, office.get("checklist_file", shared.pk).content)
    ours = ChecklistTemplate.objects.get(municipality=office.municipality)
    assert (ours.is_draft, ours.to_file()) == (True, shared.to_file())


def test_what_one_has_already_becomes_the_next_edition(office: Office) -> None:
    send(office, HEAD + ROW)
    first = ProgrammeTemplate.objects.get()
    office.publish(first)
    response = send(office, HEAD.replace("Prøve", "Prøve på nytt") + ROW)
    assert said(response)[-1] == (  # type: ignore[arg-type]
        "Filen har samme kortnavn som «Prøve», og er hentet inn som et utkast til versjon 2 av den. "
        "Er det en annen mal, slett utkastet og hent filen inn som en ny mal."
    )
    second = ProgrammeTemplate.objects.get(published_at=None)
    assert (second.slug, second.edition, second.name) == ("prove", 2, "Prøve på nytt")
    first.refresh_from_db()
    assert first.name == "Prøve"


def test_what_only_has_the_same_slug_can_be_a_template_by_itself(office: Office) -> None:
    send(office, HEAD + ROW)
    first = ProgrammeTemplate.objects.get()
    office.publish(first)
    response = send(office, HEAD.replace("Prøve", "Rotasjon") + ROW, role="new")
    other = ProgrammeTemplate.objects.get(published_at=None)
    assert (other.slug, other.edition, other.name) == ("rotasjon", 1, "Rotasjon")
    assert said(response)[-1] == (  # type: ignore[arg-type]
        "«Rotasjon» er hentet inn som et utkast. Se over det, og publiser når det er riktig."
    )
    send(office, HEAD.replace("prove", "helt-ny") + ROW, role="new")
    assert ProgrammeTemplate.objects.filter(slug="helt-ny", edition=1).exists(), "a slug that is free is kept"
    refused = send(office, HEAD + ROW, role="tull")
    assert refused.context["form"].errors == {"role": ["Velg en av de to."]}  # type: ignore[attr-defined]


def test_a_checklist_can_be_one_by_itself(office: Office) -> None:
    content = HEAD + '[[sections]]\ntitle = "Del"\nitems = ["A"]\n'
    for choice in ("version", "new", "new"):
        send(office, content, role=choice)
    slugs = ChecklistTemplate.objects.values_list("slug", "edition")
    assert sorted(slugs) == [("prove", 1), ("prove-2", 1), ("prove-3", 1)]


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_changes_nothing(office: Office, case: str) -> None:
    content, sentence = WRONG[case]
    response = send(office, content)
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert response.context["form"].errors == {"file": [sentence]}  # type: ignore[attr-defined]
    assert (ProgrammeTemplate.objects.count(), ChecklistTemplate.objects.count()) == (0, 0)


def test_no_file_at_all(office: Office) -> None:
    assert office.post("import").context["form"].errors == {
        "file": ["Velg en fil."],
        "role": ["Velg en av de to."],
    }


def test_a_draft_that_is_begun_is_not_written_over(office: Office) -> None:
    send(office, HEAD + ROW)
    again = send(office, HEAD.replace("Prøve", "Ny prøve") + ROW)
    assert again.context["form"].errors["file"] == [  # type: ignore[attr-defined]
        (
            "Filen har samme kortnavn som «Prøve», og den har alt et utkast. Publiser eller slett utkastet først, "
            "eller hent filen inn som en ny mal. Ingenting er lagt inn."
        )
    ]
    assert ProgrammeTemplate.objects.get().name == "Prøve"


def test_dots_in_texts_and_a_table_in_a_row_are_read(office: Office) -> None:
    rule = 'rule = { when = "weeks", weeks = [3] }\n'
    apart = ROW.replace(rule, "") + "[rows.rule]  # a.b.c.d.e.f\n" + rule.replace("rule = { ", "")
    apart = apart.replace(", weeks", "\nweeks").replace(" }", "")
    send(office, HEAD + "description = '''\nSe \"s.1.2.3.4.5\" og a.b.c.d.e.f = 1'''\n" + apart)
    assert ProgrammeTemplate.objects.get().description == 'Se "s.1.2.3.4.5" og a.b.c.d.e.f = 1'


def test_a_file_made_by_windows_is_read(office: Office) -> None:
    text = (DATA / "trondheim.toml").read_text(encoding="utf-8").replace("\n", "\r\n")
    response = send(office, b"\xef\xbb\xbf" + text.encode())
    assert said(response) == [  # type: ignore[arg-type]
        "«Mentoreringsprogrammet» er hentet inn som et utkast. Se over det, og publiser når det er riktig."
    ]
