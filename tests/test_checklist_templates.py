"""Checklist templates in the browser: parts and rows, editions, and what is handed out."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from checklists.models import Checklist, ChecklistTemplate
from tests.factories import make_checklist_template
from tests.template_pages import Office, make_office, parts, said

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HEAD = {"name": "Vår liste", "description": "", "source": ""}


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def draft(office: Office) -> ChecklistTemplate:
    response = office.post("checklist_new", name="Vår liste")
    draft = ChecklistTemplate.objects.get()
    assert response.headers["Location"] == draft.get_absolute_url()
    return draft


def write(office: Office, draft: ChecklistTemplate, saved: int, *written: dict[str, Any], **more: Any) -> Any:
    draft.refresh_from_db()
    return office.post(
        "checklist_edit", draft.pk, **(HEAD | parts(saved, *written, version=draft.version) | more)
    )


def texts(template: ChecklistTemplate) -> list[tuple[str, str, bool]]:
    template.refresh_from_db()
    return [(row["section"], row["text"], row["levels"]) for row in template.rows]


def test_parts_are_written_ordered_and_emptied(office: Office, draft: ChecklistTemplate) -> None:
    tour = {"place": "2", "title": "Omvisning", "items": "Datarom\n\n Medisinrom "}
    training = {"place": "1", "title": "Opplæring", "items": "Multidose", "levels": "on"}
    assert write(office, draft, 0, tour, training, {"title": "", "items": ""}).status_code == 302
    assert texts(draft) == [
        ("Opplæring", "Multidose", True),
        ("Omvisning", "Datarom", False),
        ("Omvisning", "Medisinrom", False),
    ]
    write(office, draft, 2, {"place": "1", "title": "", "items": ""}, tour)
    assert texts(draft) == [("Omvisning", "Datarom", False), ("Omvisning", "Medisinrom", False)]


@pytest.mark.parametrize(
    ("part", "errors"),
    [
        ({"title": "Del", "items": ""}, [{"items": ["Skriv minst én rad, eller tøm hele delen."]}]),
        ({"title": "", "items": "Rad"}, [{"title": ["Skriv hva delen heter."]}]),
        ({"title": "Del", "items": "A\nA"}, [{"items": ["Raden «A» står to ganger."]}]),
        (
            {"title": "Del", "items": "a" * 201},
            [{"items": [f"Raden «{'a' * 30} …» er for lang. Skriv høyst 200 tegn."]}],
        ),
        ({"title": "Del", "items": "A", "place": "x"}, [{"place": ["Skriv et tall fra 1 til 999."]}]),
        (
            {"title": "Del", "items": "01019912345"},
            [{"items": ["Dette ligner et fødselsnummer. Det skal ikke stå her."]}],
        ),
    ],
)
def test_a_part_that_cannot_be_changes_nothing(
    office: Office, draft: ChecklistTemplate, part: dict[str, Any], errors: list[dict[str, list[str]]]
) -> None:
    response = write(office, draft, 0, part)
    assert (response.status_code, response.context["formset"].errors) == (422, errors)
    assert texts(draft) == []


def test_two_parts_of_one_name(office: Office, draft: ChecklistTemplate) -> None:
    response = write(office, draft, 0, *[{"title": "Del", "items": "A"}] * 2)
    assert response.context["formset"].non_form_errors() == ["Delen «Del» står to ganger."]
    assert texts(draft) == []


def test_two_who_save_at_once_are_told(office: Office, draft: ChecklistTemplate) -> None:
    write(office, draft, 0, {"title": "Del", "items": "A"})
    clash = write(office, draft, 0, {"title": "Annen", "items": "B"}, version=0)
    assert clash.status_code == 409
    assert texts(draft) == [("Del", "A", False)]


def test_an_empty_one_is_not_published(office: Office, draft: ChecklistTemplate) -> None:
    response = office.post("checklist_publish", draft.pk)
    draft.refresh_from_db()
    assert said(response)[-1:] == ["Malen har ingen rader. Legg til minst én før du publiserer."]
    assert draft.is_draft


def test_the_newest_published_edition_is_offered_and_lists_keep_theirs(
    office: Office, draft: ChecklistTemplate
) -> None:
    write(office, draft, 0, {"title": "Del", "items": "A"})
    offered = ChecklistTemplate.objects.open_to(office.municipality)
    assert list(offered) == []
    office.post("checklist_publish", draft.pk)
    assert list(offered.all()) == [draft]
    draft.refresh_from_db()
    (handed_out,) = Checklist.objects.hand_out([draft])
    office.post("checklist_next", draft.pk)
    following = ChecklistTemplate.objects.get(edition=2)
    write(office, following, 1, {"title": "Del", "items": "A\nB"})
    assert list(offered.all()) == [draft]
    office.post("checklist_publish", following.pk)
    assert list(offered.all()) == [following]
    assert [item.text for item in handed_out.items.all()] == ["A"]


def test_what_is_published_or_shared_stands_fast(office: Office) -> None:
    shared = make_checklist_template()
    before = shared.to_file()
    office.post("checklist_copy", shared.pk, name="Vår")
    copy = ChecklistTemplate.objects.get(municipality=office.municipality)
    assert copy.to_file().sections == before.sections
    office.post("checklist_publish", copy.pk)
    for fixed, statuses in ((shared, (404, 404)), (copy, (409, 302))):
        written = write(office, fixed, 0, {"title": "Del", "items": "A"})
        deleted = office.post("checklist_delete", fixed.pk)
        assert (written.status_code, deleted.status_code) == statuses
        fixed.refresh_from_db()
        assert fixed.to_file().sections == before.sections


def test_a_draft_is_deleted(office: Office, draft: ChecklistTemplate) -> None:
    assert said(office.post("checklist_delete", draft.pk))[-1] == "Utkastet er slettet."
    assert not ChecklistTemplate.objects.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_queries(
    office: Office,
    draft: ChecklistTemplate,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    write(office, draft, 0, {"title": "Del", "items": "\n".join(f"Rad {n}" for n in range(rows))})
    with django_assert_num_queries(5):
        office.get("checklist", draft.pk)
    with django_assert_num_queries(4):
        office.get("checklist_edit", draft.pk)
