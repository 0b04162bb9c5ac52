"""Files from other municipalities: taken in whole as a draft, or answered with a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.models import ChecklistTemplate
from programmes.models import ProgrammeTemplate
from programmes.template_files import DATA
from tests.factories import make_checklist_template, make_template
from tests.template_pages import Office, make_office, said

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HEAD = 'slug = "prove"\nname = "Prøve"\n'
ROW = """
[[rows]]
title = "Samtale"
kind = "conversation"
rule = { when = "weeks", weeks = [3] }
responsible = ["mentor"]
"""


@pytest.fixture
def office() -> Office:
    return make_office()


def send(office: Office, content: str | bytes, name: str = "mal.toml", **choice: str) -> object:
    content = content.encode() if isinstance(content, str) else content
    return office.post("import", file=SimpleUploadedFile(name, content), **choice)


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
    for choice in ("", "new", "new"):
        send(office, content, role=choice)
    slugs = ChecklistTemplate.objects.values_list("slug", "edition")
    assert sorted(slugs) == [("prove", 1), ("prove-2", 1), ("prove-3", 1)]


BIG = b"#" * (50 * 1024 * 1024)
WRONG: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "Filen er tom. Velg en annen fil."),
    "50 MB": (BIG, "Filen er på 50,0\xa0MB. En malfil er på høyst 1 MB. Ingenting er lagt inn."),
    "an image": (
        b"\x89PNG\r\n\x1a\n\xff",
        "mal.toml: filen er ikke skrevet i UTF-8. Ingenting er lagt inn.",
    ),
    "not TOML": (
        "slug: prove",
        "mal.toml: filen er ikke gyldig TOML (linje 1, tegn 5). Ingenting er lagt inn.",
    ),
    "lists in lists": (
        "a = " + "[" * 50_000,
        "mal.toml: filen er ikke gyldig TOML (den kan ikke tolkes). Ingenting er lagt inn.",
    ),
    "a huge number": (
        "a = " + "9" * 5000,
        "mal.toml: filen er ikke gyldig TOML (den kan ikke tolkes). Ingenting er lagt inn.",
    ),
    "a key in 20,000 parts": (
        HEAD + ".".join(["a"] * 20_000) + " = 1",
        "mal.toml, linje 3: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "a heading in 20,000 parts": (
        HEAD + f'description = """\nNy linje"""\n[{" . ".join(["a"] * 20_000)}]',
        "mal.toml, linje 5: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "a long key after strings that end in quotes": (
        HEAD + 'a = {{ b = """"Ja"""", {} = 1 }}'.format(".".join(["'a'"] * 20_000)),
        "mal.toml, linje 3: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "no rows": (HEAD, "mal.toml: malen har ingen rader. Legg til minst én. Ingenting er lagt inn."),
    "more stikkord than the editor has room for": (
        HEAD + '[[prompts]]\ntext = "Trivsel"\n' * 61 + ROW,
        "mal.toml: «prompts» har 61 linjer. Flere enn 60 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "a longer stikkord": (
        HEAD + f'[[prompts]]\ntext = "{"å" * 301}"\n' + ROW,
        "mal.toml, stikkord 1: «text» er lengre enn 300 tegn. Ingenting er lagt inn.",
    ),
    "a longer guidance": (
        HEAD + ROW + f'guidance = "{"å" * 4001}"',
        "mal.toml, rad 1 «Samtale»: «guidance» er lengre enn 4000 tegn. Ingenting er lagt inn.",
    ),
    "more stikkord for one talk": (
        HEAD + ROW + f"prompts = {['Trivsel'] * 101}",
        (
            "mal.toml, rad 1 «Samtale»: «prompts» har 101 linjer. "
            "Flere enn 100 er det ikke plass til. Ingenting er lagt inn."
        ),
    ),
    "a longer stikkord for one talk": (
        HEAD + ROW + f'prompts = ["{"å" * 301}"]',
        "mal.toml, rad 1 «Samtale»: «prompts» har en tekst på mer enn 300 tegn. Ingenting er lagt inn.",
    ),
    "a stikkord of two lines": (
        HEAD + ROW + 'themes = ["En\\nto"]',
        "mal.toml, rad 1 «Samtale»: «themes» har en tekst med linjeskift. Ingenting er lagt inn.",
    ),
    "a name of two lines": (
        HEAD.replace("Prøve", "Prøve\\nto") + ROW,
        "mal.toml: «name» skal stå på én linje. Ingenting er lagt inn.",
    ),
    "a title of two lines": (
        HEAD + ROW + ROW.replace("Samtale", "Samtale\\nto"),
        "mal.toml, rad 2: «title» skal stå på én linje. Ingenting er lagt inn.",
    ),
    "a part of a checklist with more rows than the editor has room for": (
        HEAD + f'[[sections]]\ntitle = "Del"\nitems = {[f"Rad {n}" for n in range(101)]}',
        (
            "mal.toml, del 1 «Del»: «items» har 101 linjer. "
            "Flere enn 100 er det ikke plass til. Ingenting er lagt inn."
        ),
    ),
    "a checklist with more parts": (
        HEAD + "".join(f'[[sections]]\ntitle = "{n}"\nitems = ["A"]\n' for n in range(61)),
        "mal.toml: «sections» har 61 linjer. Flere enn 60 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "too many rows": (
        HEAD + ROW * 301,
        "mal.toml: «rows» har 301 linjer. Flere enn 300 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "a plan that nobody could read": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"undated", count = 100') * 6,
        "mal.toml: malen gir 600 rader i hver plan. Flere enn 500 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "week 0": (
        HEAD + ROW.replace("[3]", "[0]"),
        "mal.toml, rad 1 «Samtale»: Uke 0 finnes ikke. Bruk en programuke fra 1 til 104. Ingenting er lagt inn.",
    ),
    "the same talk twice": (
        HEAD + ROW + ROW.replace("Samtale", "Ny samtale"),
        "mal.toml, rad 2 «Ny samtale»: uke 3 har alt en slik samtale, i rad 1 «Samtale». Ingenting er lagt inn.",
    ),
    "beyond its end": (
        HEAD + "length_weeks = 2\n" + ROW,
        "mal.toml, rad 1 «Samtale»: uke 3 er etter slutten: malen varer i 2 uker. Ingenting er lagt inn.",
    ),
    "a length that cannot be": (
        HEAD + "length_weeks = 0\n" + ROW,
        "mal.toml: «length_weeks» skal være et helt tall fra 1 til 104, ikke 0. Ingenting er lagt inn.",
    ),
    "a wrong row": (
        HEAD + ROW + ROW.replace('"conversation"', '"prat"').replace("3", "4"),
        (
            "mal.toml, rad 2 «Samtale»: «kind» kjenner ikke 'prat'. Bruk en av «step», «conversation», "
            "«leader_talk», «probation_review», «mentor_follow_up», «training_shift». Ingenting er lagt inn."
        ),
    ),
    "signs no database keeps": (
        HEAD + ROW.replace("Samtale", "Sam\\u0000tale"),
        "mal.toml, rad 1: «title» har tegn som ikke kan vises. Ingenting er lagt inn.",
    ),
    "an identity number": (
        HEAD + ROW.replace("Samtale", "Samtale med 01019912345"),
        (
            "mal.toml, rad 1: «title» har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "an identity number in a guidance": (
        HEAD + ROW + ROW.replace("Samtale", "Ny samtale") + 'guidance = "Ring \\u003010199 12345"',
        (
            "mal.toml, rad 2 «Ny samtale»: «guidance» har noe som ligner et fødselsnummer. "
            "Det skal ikke stå her. Ingenting er lagt inn."
        ),
    ),
    "an identity number as what happens": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"event", name = "01019912345"'),
        (
            "mal.toml, rad 1 «Samtale»: «name» har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "signs that cannot be shown in what happens": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"event", name = "vakt\\u0000"'),
        "mal.toml, rad 1 «Samtale»: «name» har tegn som ikke kan vises. Ingenting er lagt inn.",
    ),
    "an identity number in a comment": (
        HEAD + ROW + "# 010199 12345",
        (
            "mal.toml, linje 9: noe her ligner et fødselsnummer. Det skal ikke stå i filen. "
            "Ingenting er lagt inn."
        ),
    ),
    "an identity number in a checklist": (
        HEAD + '[[sections]]\ntitle = "Del"\nitems = ["A", "Ring 01019912345"]',
        (
            "mal.toml, del 1 «Del»: rad 2 har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "a checklist with the same row twice": (
        HEAD + '[[sections]]\ntitle = "Del"\nitems = ["A", "A"]',
        "mal.toml, del 1 «Del»: rad 2 «A» står to ganger. Ingenting er lagt inn.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_changes_nothing(office: Office, case: str) -> None:
    content, sentence = WRONG[case]
    response = send(office, content)
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert response.context["form"].errors == {"file": [sentence]}  # type: ignore[attr-defined]
    assert (ProgrammeTemplate.objects.count(), ChecklistTemplate.objects.count()) == (0, 0)


def test_no_file_at_all(office: Office) -> None:
    assert office.post("import").context["form"].errors == {"file": ["Velg en fil."]}


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
