"""A published template out of use: offered to nobody new, kept by what is running, and put back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from checklists.models import ChecklistTemplate
from programmes.models import ProgrammeTemplate
from tests.factories import make_checklist_template, make_draft, make_template
from tests.template_pages import Office, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def office() -> Office:
    return make_office()


def published(office: Office, kind: str) -> ProgrammeTemplate | ChecklistTemplate:
    template: ProgrammeTemplate | ChecklistTemplate = (
        make_draft(office.municipality)
        if kind == "use"
        else make_checklist_template().copy_to(office.municipality, "Vår liste")
    )
    template.publish(timezone.now())
    return template


@pytest.mark.parametrize("kind", ["use", "checklist_use"])
def test_it_is_out_of_use_until_it_is_put_back(office: Office, kind: str) -> None:
    template = published(office, kind)
    offered = type(template)._default_manager.open_to(office.municipality).filter(pk=template.pk)
    for handling, is_offered in {"ut": False, "tilbake": True}.items():
        assert office.post(kind, template.pk, handling=handling).status_code == 302
        assert offered.exists() == is_offered
        page = office.client.get(template.get_absolute_url()).content.decode()
        assert ("Ute av bruk" in office.get("list").content.decode()) != is_offered
        assert ("Ta ut av bruk" in page) == is_offered


def test_no_older_edition_comes_in_its_place_and_the_next_is_in_use(office: Office) -> None:
    first = make_draft(office.municipality)
    office.publish(first)
    office.post("next", first.pk)
    second = ProgrammeTemplate.objects.get(edition=2)
    office.add_row(second, weeks="50")
    office.publish(second)
    assert first.newer() == second
    assert office.post("use", first.pk, handling="ut").status_code == 404, "only the newest"
    office.post("use", second.pk, handling="ut")
    assert not ProgrammeTemplate.objects.open_to(office.municipality).exists()
    assert first.newer() is None
    office.post("next", second.pk)
    third = ProgrammeTemplate.objects.get(edition=3)
    office.publish(third)
    assert list(ProgrammeTemplate.objects.open_to(office.municipality)) == [third]


def test_what_comes_with_the_product_is_never_taken_out(office: Office) -> None:
    shared = make_template()
    assert office.post("use", shared.pk, handling="ut").status_code == 404
    assert (
        reverse("templates:use", args=[shared.pk]) not in office.get("programme", shared.pk).content.decode()
    )
