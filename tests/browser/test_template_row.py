"""A coordinator's phone: a row is written and its year tried, and nothing that is typed is gone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import ProgrammeTemplate
from tests.browser.conftest import AxeSilent
from tests.browser.test_every_page import sign_in
from tests.factories import make_draft
from tests.template_pages import make_office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(transactional_db: None, page: Page, live_server: LiveServer) -> ProgrammeTemplate:
    office = make_office()
    office.coordinator.set_password("et langt og rart passord")  # whoever has signed in has one
    office.coordinator.save()
    sign_in(page, live_server, office.coordinator)
    return make_draft(office.municipality)


@pytest.mark.parametrize("button", ["Vis", "Vis året først"])
def test_the_year_is_tried_beside_what_is_typed(
    page: Page, live_server: LiveServer, draft: ProgrammeTemplate, accessible: AxeSilent, button: str
) -> None:
    page.goto(f"{live_server.url}{draft.get_absolute_url()}rader/ny/")
    page.get_by_label("Hva skal skje").fill("Samling")
    page.get_by_label("Slag").select_option("step")
    page.get_by_label("Når").select_option("day")
    page.get_by_label("Dag nummer").fill("9")
    page.get_by_label("avdelingsleder").check()
    page.get_by_label("Prøv med startdato").fill("2027-01-04")
    page.get_by_role("button", name=button, exact=True).tap()

    heading = page.get_by_role("heading", name="Slik blir året")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.get_by_role("listitem").filter(has_text="Samling")).to_contain_text("12.01.2027")
    expect(page.get_by_label("Hva skal skje")).to_have_value("Samling")
    assert not draft.steps.filter(title="Samling").exists()
    accessible(page)


def test_what_comes_after_a_colleague_published_is_still_on_the_page(
    page: Page, live_server: LiveServer, draft: ProgrammeTemplate, accessible: AxeSilent
) -> None:
    step = draft.steps.get(position=1)
    page.goto(f"{live_server.url}{draft.get_absolute_url()}rader/{step.pk}/")
    page.get_by_label("Veiledning").fill("Ord som ikke må bli borte")
    draft.publish(timezone.now())
    page.get_by_role("button", name="Lagre raden").tap()

    expect(page.get_by_role("heading", name="Malen er publisert")).to_be_visible()
    expect(page.get_by_text("Ord som ikke må bli borte")).to_be_visible()
    accessible(page)
