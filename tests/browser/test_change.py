"""A leader's phone: five weeks of absence over the second prøvetidssamtale, looked at, saved and taken back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import BusyPeriod, Programme
from programmes.views.changes import FORMS
from tests.browser.conftest import AxeSilent
from tests.browser.test_every_page import sign_in
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    cast.leader.set_password("et langt og rart passord")  # whoever has signed in has one
    cast.leader.save()
    return cast


def days(programme: Programme) -> list[date | None]:
    rows = [*programme.conversations.all(), *programme.reviews.all(), *programme.follow_ups.all()]
    return [row.planned_on for row in rows] + [step.due_on for step in programme.steps.all()]


def test_absence_over_a_review_is_seen_saved_and_taken_back(
    page: Page, live_server: LiveServer, cast: Cast, accessible: AxeSilent
) -> None:
    programme, before = cast.programme, days(cast.programme)
    review = programme.reviews.get(number=2).planned_on
    assert review is not None
    sign_in(page, live_server, cast.leader)
    page.goto(f"{live_server.url}{programme.get_absolute_url()}endringer/")
    page.get_by_role("link", name="Ny pause").tap()
    page.get_by_label("Første dag i pausen").fill(str(review - timedelta(days=7)))
    page.get_by_label("Siste dag i pausen").fill(str(review + timedelta(days=27)))
    page.get_by_label("Grunn", exact=True).select_option("absence")
    page.get_by_role("button", name="Vis hva som flyttes").tap()

    expect(page.get_by_role("heading", name="Trenger en ny dato (1)")).to_be_visible()
    accessible(page)
    assert days(programme) == before
    agreed = review - timedelta(days=10)
    page.get_by_label("Ny dato for").fill(str(agreed))
    page.get_by_role("button", name="Lagre endringen").tap()

    expect(page.get_by_role("status").first).to_contain_text("Endringen er lagret.")
    assert programme.reviews.get(number=2).planned_on == agreed
    assert days(programme) != before
    page.get_by_role("button", name="Angre").tap()
    expect(page.get_by_role("status").first).to_contain_text("Datoene er som før.")
    assert days(programme) == before


@pytest.mark.parametrize("what", FORMS)
def test_every_form_of_change(
    page: Page, live_server: LiveServer, cast: Cast, accessible: AxeSilent, what: str
) -> None:
    period = BusyPeriod.objects.create(person=cast.mentor, from_on=date(2030, 1, 1), to_on=date(2030, 1, 2))
    sign_in(page, live_server, cast.leader)
    page.goto(f"{live_server.url}{cast.programme.get_absolute_url()}endringer/{what}/?period={period.pk}")
    accessible(page)
