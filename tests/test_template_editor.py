"""A draft in the browser: rows, rules, texts, and publishing."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import ProgrammeTemplate
from tests.factories import make_department, make_draft, make_leader, make_template, make_unit, make_user
from tests.template_pages import Office, make_office, parts, row, said

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def draft(office: Office) -> ProgrammeTemplate:
    return make_draft(office.municipality)


# --- copy, next edition, publish -----------------------------------------------------------------


def test_a_shipped_template_is_copied_whole_and_stays_as_it_is(office: Office) -> None:
    shared = make_template()
    before = shared.to_file()
    response = office.post("copy", shared.pk, name="Vårt år")
    copy = ProgrammeTemplate.objects.get(municipality=office.municipality)
    assert response.headers["Location"] == copy.get_absolute_url()
    assert (copy.name, copy.slug, copy.edition, copy.is_draft, copy.copied_from) == (
        "Vårt år",
        "vart-ar",
        1,
        True,
        shared,
    )
    assert copy.to_file().rows == before.rows
    assert shared.to_file() == before


def test_a_name_that_is_taken_gets_a_slug_of_its_own(office: Office) -> None:
    shared = make_template()
    for _time in range(2):
        office.post("copy", shared.pk, name="Trondheim")
    slugs = ProgrammeTemplate.objects.filter(municipality=office.municipality).values_list("slug", flat=True)
    assert sorted(slugs) == ["trondheim-2", "trondheim-3"]


def test_editing_what_is_published_makes_one_draft_of_the_next_edition(
    office: Office, draft: ProgrammeTemplate
) -> None:
    office.publish(draft)
    for _time in range(2):
        office.post("next", draft.pk)
    following = ProgrammeTemplate.objects.get(edition=2)
    assert (following.is_draft, following.copied_from, following.slug) == (True, draft, draft.slug)
    assert following.to_file() == draft.to_file()


def test_what_is_published_stands_fast(office: Office, draft: ProgrammeTemplate) -> None:
    step = draft.steps.first()
    assert step is not None
    office.publish(draft)
    before = draft.to_file()
    answers = [
        office.post("programme", draft.pk, handling=f"fjern-{step.pk}"),
        office.post("row", draft.pk, step.pk, **row(title="Ny")),
        office.post("row_add", draft.pk, **row(title="Ny")),
        office.post("head", draft.pk, name="Ny", version=0),
        office.post("texts", draft.pk, "stikkord", **parts(0, {"text": "Nytt"})),
        office.post("publish", draft.pk),
        office.post("delete", draft.pk),
    ]
    assert [answer.status_code for answer in answers] == [302, 409, 409, 409, 409, 302, 302]
    draft.refresh_from_db()
    assert draft.to_file() == before


def test_a_template_without_rows_is_not_published(office: Office) -> None:
    draft = make_draft(office.municipality, rows=0)
    response = office.post("publish", draft.pk)
    assert (response.status_code, response.context["faults"]) == (
        422,
        ["Malen har ingen rader. Legg til minst én."],
    )
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_is_wrong_is_said_row_by_row_and_nothing_is_published(
    office: Office, draft: ProgrammeTemplate
) -> None:
    step = draft.steps.get(position=2)
    office.post("programme", draft.pk, handling=f"kopier-{step.pk}")
    draft.length_weeks = 2
    draft.save()
    response = office.post("publish", draft.pk)
    assert response.status_code == 422
    assert [line.faults for line in response.context["lines"]] == [
        [],
        [],
        ["Uke 2 har alt en slik samtale, i rad 2 «Samtale 2»."],
        ["Uke 3 er etter slutten: malen varer i 2 uker."],
    ]
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_draft_is_deleted_when_one_has_said_so_twice(office: Office, draft: ProgrammeTemplate) -> None:
    assert office.get("delete", draft.pk).status_code == 200
    assert ProgrammeTemplate.objects.filter(pk=draft.pk).exists()
    assert said(office.post("delete", draft.pk)) == ["Utkastet er slettet."]
    assert not ProgrammeTemplate.objects.filter(pk=draft.pk).exists()


# --- texts -----------------------------------------------------------------------------------------


def test_prompts_stand_in_groups(office: Office, draft: ProgrammeTemplate) -> None:
    written = [
        {"group": "Fag", "text": "Rutiner", "follow_ups": "Hva\nHvorfor"},
        {"group": "", "text": "Trivsel", "sensitive": "on"},
        {"group": "Fag", "text": "Dokumentasjon"},
        {"group": "", "text": ""},
    ]
    assert office.post("texts", draft.pk, "stikkord", **parts(0, *written)).status_code == 302
    draft.refresh_from_db()
    assert draft.prompts == [
        {"group": "Fag", "text": "Rutiner", "follow_ups": ["Hva", "Hvorfor"], "sensitive": False},
        {"group": "Fag", "text": "Dokumentasjon", "follow_ups": [], "sensitive": False},
        {"group": "", "text": "Trivsel", "follow_ups": [], "sensitive": True},
    ]
    office.publish(draft)
    page = office.get("programme", draft.pk).content.decode()
    assert page.count("<h3>Fag</h3>") == 1


@pytest.mark.parametrize("part", ["maal", "ansvar", "merknader"])
def test_passages_are_written_and_emptied(office: Office, draft: ProgrammeTemplate, part: str) -> None:
    column = {"maal": "aims", "ansvar": "duties", "merknader": "notes"}[part]
    office.post("texts", draft.pk, part, **parts(0, {"title": "Trygg", "text": "Du er trygg."}))
    draft.refresh_from_db()
    assert getattr(draft, column) == [{"title": "Trygg", "text": "Du er trygg."}]
    half = office.post("texts", draft.pk, part, **parts(1, {"title": "Trygg", "text": ""}, version=2))
    assert (half.status_code, half.context["formset"].errors) == (
        422,
        [{"text": ["Fyll inn både overskrift og tekst, eller tøm begge."]}],
    )
    office.post("texts", draft.pk, part, **parts(1, {"title": "", "text": ""}, version=draft.version))
    draft.refresh_from_db()
    assert getattr(draft, column) == []


def test_two_who_save_the_same_texts_are_told(office: Office, draft: ProgrammeTemplate) -> None:
    office.post("texts", draft.pk, "maal", **parts(0, {"title": "En", "text": "En"}))
    clash = office.post("texts", draft.pk, "maal", **parts(0, {"title": "To", "text": "To"}))
    again = office.post("texts", draft.pk, "maal", **parts(0, {"title": "En", "text": "En"}))
    assert (clash.status_code, again.status_code) == (409, 302)
    draft.refresh_from_db()
    assert [aim["title"] for aim in draft.aims] == ["En"]


def test_an_unknown_part_is_not_there(office: Office, draft: ProgrammeTemplate) -> None:
    assert office.get("texts", draft.pk, "tull").status_code == 404


def test_a_row_says_all_it_says_to_those_who_only_read(office: Office, draft: ProgrammeTemplate) -> None:
    said_of_row = {"guidance": "Ring først.\nSkriv så.", "prompts": "Fag\nTrivsel", "themes": "Trygghet"}
    office.add_row(draft, when="undated", weeks="", count="1", **said_of_row)
    office.publish(draft)
    department = make_department(unit=make_unit(municipality=office.municipality))
    for reader in (office.coordinator, make_leader(department)):
        office.client.force_login(reader)
        response = office.get("programme", draft.pk)
        assert [line.texts for line in response.context["lines"]] == [
            [],
            [],
            [],
            [
                ("Veiledning", ["Ring først.\nSkriv så."]),
                ("Stikkord", ["Fag", "Trivsel"]),
                ("Temaer", ["Trygghet"]),
            ],
        ]
        assert "Ring først.<br>Skriv så." in response.content.decode()


# --- the trial, and what the pages cost ----------------------------------------------------------------


def test_the_trial_follows_the_start_date_and_is_remembered(office: Office, draft: ProgrammeTemplate) -> None:
    first = office.get("programme", draft.pk, start="2026-12-21")
    assert [line.when for line in first.context["trial_lines"]] == [
        "man 21.12.2026 · uke 1 · kalenderuke 52",
        "man 28.12.2026 · uke 2 · kalenderuke 53",
        "man 04.01.2027 · uke 3 · kalenderuke 1",
    ]
    assert str(office.get("programme", draft.pk).context["trial_start"]) == "2026-12-21"


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("", "Velg en startdato."),
        ("i morgen", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ("0001-01-01", "Velg en startdato i et av årene 1990 til 2090."),
        ("9999-12-31", "Velg en startdato i et av årene 1990 til 2090."),
    ],
)
def test_a_start_that_cannot_be(office: Office, draft: ProgrammeTemplate, start: str, sentence: str) -> None:
    context = office.get("programme", draft.pk, start=start).context
    assert (context["trial_form"].errors["start"], context["trial_lines"]) == ([sentence], [])


@pytest.mark.parametrize("rows", [1, 30])
def test_queries(office: Office, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    draft = make_draft(office.municipality, rows=rows)
    step = draft.steps.first()
    assert step is not None
    with django_assert_num_queries(6):
        office.get("programme", draft.pk)
    with django_assert_num_queries(6):
        office.get("row", draft.pk, step.pk)
    for number in range(rows):
        make_draft(office.municipality, name=f"Mal {number}", rows=1)
    with django_assert_num_queries(7):
        office.get("list")


# --- who ---------------------------------------------------------------------------------------------


def test_a_colleague_who_holds_nothing_finds_no_templates(client: Client, office: Office) -> None:
    someone: User = make_user(municipality=office.municipality)
    client.force_login(someone)
    names = ["list", "new", "checklist_new", "import", "compare"]
    assert {client.get(reverse(f"templates:{name}")).status_code for name in names} == {404}
