"""Signing in, the first password and the pages that keep people, as a phone sees them."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from people.demo import POSITIONS
from tests.browser.conftest import AxeSilent
from tests.factories import (
    make_administrator,
    make_department,
    make_leader,
    make_municipality,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "et langt og rart passord"


@pytest.fixture(autouse=True)
def no_earlier_attempts(transactional_db: None) -> None:
    cache.clear()


def sign_in(page: Page, live_server: LiveServer, email: str) -> None:
    page.goto(f"{live_server.url}/logg-inn/")
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def test_the_invited_chooses_a_password(page: Page, live_server: LiveServer, axe_silent: AxeSilent) -> None:
    municipality = make_municipality()
    person = make_user(name="Kari Prøve", municipality=municipality)
    keeper = Client()
    keeper.force_login(make_administrator(municipality))
    shown = html.unescape(keeper.post(f"/personer/{person.pk}/inviter/").text)
    link = re.search(r"/invitasjon/[^\s<]+/", shown)
    assert link is not None

    page.goto(live_server.url + link[0])
    axe_silent(page)
    page.get_by_label("Passord", exact=True).fill("kort")
    page.get_by_label("Passordet en gang til").fill("kort")
    page.get_by_role("button", name="Lagre passordet og logg inn").click()
    expect(page.get_by_role("group", name="Rett opp")).to_be_focused()
    axe_silent(page)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_label("Passordet en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Lagre passordet og logg inn").click()
    expect(page.get_by_text("Velkommen, Kari.")).to_be_visible()

    page.goto(live_server.url + link[0])
    expect(page.get_by_role("heading", name="Lenken virker ikke")).to_be_visible()
    axe_silent(page)


def test_one_click_in_the_demo(
    page: Page, live_server: LiveServer, settings: Settings, axe_silent: AxeSilent
) -> None:
    settings.DEMO = True
    for key in POSITIONS:
        make_user(name=f"Person {key}", email=f"{key}@fjellvik.example")
    page.goto(f"{live_server.url}/logg-inn/")
    axe_silent(page)
    page.get_by_role("button", name="Mentor: Person mentor").click()
    expect(page.get_by_role("link", name="Min side, logget inn som Person mentor")).to_be_visible()


def test_the_pages_that_keep_people(page: Page, live_server: LiveServer, axe_silent: AxeSilent) -> None:
    municipality = make_municipality()
    department = make_department(unit=make_unit(municipality=municipality))
    make_department(unit=department.unit)
    leader = make_leader(department)
    keeper = make_administrator(municipality)
    keeper.set_password(PASSWORD)
    keeper.save()
    sign_in(page, live_server, str(keeper.email))
    for address in [
        "/personer/",
        "/personer/ny/",
        f"/personer/{leader.pk}/",
        f"/personer/{keeper.pk}/",
        f"/personer/{leader.pk}/stillinger/ny/",
        f"/stillinger/{leader.positions.get().pk}/",
        "/enheter/",
        f"/enheter/{department.unit.pk}/",
        "/avdelinger/ny/",
        "/min-side/",
        "/passord/endre/",
    ]:
        response = page.goto(live_server.url + address)
        assert response is not None
        assert response.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        axe_silent(page)
    page.goto(f"{live_server.url}/personer/{leader.pk}/")
    page.get_by_role("button", name="Inviter").click()
    expect(page.get_by_label("Lenke, vises bare nå")).to_have_value(re.compile("/invitasjon/"))
    axe_silent(page)
