"""Templates that are called the same: whoever starts a programme can tell them apart."""

import pytest
from django.test import Client
from django.utils import timezone

from checklists.models import ChecklistTemplate
from programmes.models import ProgrammeTemplate
from tests.start_form import Desk, make_desk, start, start_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def offered(client: Client, desk: Desk, name: str) -> list[str]:
    client.force_login(desk.leader)
    form = client.get(start_url()).context["form"]
    return [str(label) for value, label in form.fields[name].choices if value]


def own(desk: Desk, template: ProgrammeTemplate | ChecklistTemplate) -> ProgrammeTemplate | ChecklistTemplate:
    copy = template.copy_to(desk.department.unit.municipality, template.name)
    copy.publish(timezone.now())
    return copy


@pytest.mark.parametrize("name", ["template", "checklists"])
def test_a_name_says_more_only_where_it_has_to(client: Client, desk: Desk, name: str) -> None:
    shared: ProgrammeTemplate | ChecklistTemplate = desk.template if name == "template" else desk.checklist
    called = shared.name
    assert offered(client, desk, name) == [called]
    first = own(desk, shared)
    assert sorted(offered(client, desk, name)) == [f"{called} (følger med)", f"{called}, versjon 1"]
    second = own(desk, shared)
    assert first.slug != second.slug
    assert sorted(offered(client, desk, name)) == [
        f"{called} (følger med)",
        f"{called}, versjon 1, publisert 16.09.2026 ({first.slug})",
        f"{called}, versjon 1, publisert 16.09.2026 ({second.slug})",
    ]


def test_the_one_that_is_chosen_is_the_one_that_is_started(client: Client, desk: Desk) -> None:
    copy = own(desk, desk.template)
    assert start(client, desk, template=copy.pk).template_id == copy.pk
