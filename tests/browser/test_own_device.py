"""Shared PCs lock themselves; a phone of one's own keeps the pages its person opened."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import Programme
from tests.browser.conftest import AxeSilent
from tests.browser.test_drafts import (
    PASSWORD,
    SECRET,
    Enter,
    drafts_in,
    enter,
    held,
    programme,
    save_without_network,
    talk_page,
    write,
)

__all__ = ["enter", "programme", "talk_page"]  # the fixtures

pytestmark = pytest.mark.django_db(transaction=True)
CACHES = "caches.keys().then((names) => names.filter((name) => name.startsWith('pages-')))"


def mark_as_own(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/min-side/")
    page.get_by_role("button", name="Dette er min egen enhet").tap()
    expect(page.get_by_text("Enheten er merket som din egen.")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def kept_by(page: Page) -> list[str]:
    kept: list[str] = page.evaluate(CACHES)
    return kept


def test_a_shared_machine_keeps_no_pages(
    page: Page, context: BrowserContext, enter: Enter, talk_page: str
) -> None:
    enter()
    page.goto(talk_page)
    assert kept_by(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_without_network_one_reads_and_logs_on_a_device_of_ones_own(
    page: Page,
    context: BrowserContext,
    enter: Enter,
    live_server: LiveServer,
    talk_page: str,
    programme: Programme,
    axe_silent: AxeSilent,
) -> None:
    enter()
    mark_as_own(page, live_server)
    page.goto(live_server.url)
    for _attempt in range(50):
        if page.evaluate("path => caches.match(path).then(Boolean)", talk_page):
            break
        page.wait_for_timeout(100)
    context.set_offline(True)
    page.goto(live_server.url)  # as if the app were opened in the basement
    page.get_by_role("link", name="Åpne samtalen").tap()
    page.get_by_label("60 min").check()
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("alert")).to_contain_text("sendes av seg selv")
    page.goto(f"{live_server.url}/programmer/999/")
    expect(page.get_by_role("heading", name="Du er uten nett")).to_be_visible()
    axe_silent(page)
    context.set_offline(False)
    page.goto(live_server.url)
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    assert held(programme) == ("2026-09-14", 60)


def test_the_service_worker_sends_when_no_page_is_open(
    page: Page,
    context: BrowserContext,
    enter: Enter,
    live_server: LiveServer,
    talk_page: str,
    programme: Programme,
) -> None:
    enter()
    mark_as_own(page, live_server)
    write(page, talk_page)
    save_without_network(page, context)
    worker = context.service_workers[0]
    page.close()
    context.set_offline(False)
    worker.evaluate(
        "dispatchEvent(Object.assign(new Event('sync'), { tag: 'sending', waitUntil: (all) => all }))"
    )
    for _attempt in range(50):
        if held(programme) != ("None", None):
            break
        worker.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")
    assert held(programme) == ("2026-09-14", 60)


def test_signing_out_takes_the_pages_away(
    page: Page, enter: Enter, live_server: LiveServer, talk_page: str
) -> None:
    enter()
    mark_as_own(page, live_server)
    page.goto(talk_page)
    assert len(kept_by(page)) == 1
    page.get_by_role("button", name="Logg ut", exact=True).tap()
    expect(page).to_have_url(re.compile("/logg-inn/"))
    assert kept_by(page) == []


def test_another_person_takes_the_pages_away(
    page: Page, context: BrowserContext, enter: Enter, live_server: LiveServer, talk_page: str
) -> None:
    enter()
    mark_as_own(page, live_server)
    page.goto(talk_page)
    assert len(kept_by(page)) == 1
    context.clear_cookies(name="sessionid")
    enter("kari")
    page.goto(talk_page)
    page.wait_for_timeout(500)
    assert kept_by(page) == []


def test_a_screen_that_nobody_touches_is_locked_and_keeps_the_words(
    page: Page, enter: Enter, live_server: LiveServer, talk_page: str, axe_silent: AxeSilent
) -> None:
    page.clock.install()
    enter()
    page.goto(talk_page)
    page.get_by_label("Våre avtaler").fill(SECRET)
    page.clock.run_for("09:05")
    expect(page.get_by_text("Skjermen låses om et minutt.")).to_be_visible()
    axe_silent(page)
    page.get_by_label("Våre avtaler").press("End")
    expect(page.get_by_text("Skjermen låses om et minutt.")).to_have_count(0)
    page.clock.run_for("10:05")
    expect(page.get_by_role("heading", name="Skjermen er låst")).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    axe_silent(page)
    page.goto(talk_page)
    expect(page.get_by_role("heading", name="Skjermen er låst")).to_be_visible()
    page.get_by_label("Passord").fill("feil")
    page.get_by_role("button", name="Lås opp").tap()
    expect(page.get_by_text("Feil passord.", exact=True)).to_be_visible()
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Lås opp").tap()
    expect(page).to_have_url(talk_page)
    page.get_by_role("button", name="Hent fram utkastet").tap()
    expect(page.get_by_label("Våre avtaler")).to_have_value(SECRET)
    drafts_in(page, 1)


def test_a_lock_without_network_is_made_good(
    page: Page, context: BrowserContext, enter: Enter, talk_page: str
) -> None:
    page.clock.install()
    enter()
    page.goto(talk_page)
    context.set_offline(True)
    page.clock.run_for("10:05")
    expect(page.get_by_role("heading", name="Samtale 1")).to_have_count(0)
    context.set_offline(False)
    page.goto(talk_page)
    expect(page.get_by_role("heading", name="Skjermen er låst")).to_be_visible()


def test_a_phone_can_install_it(page: Page, enter: Enter, live_server: LiveServer) -> None:
    enter()
    told = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())"
    )
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
    for icon in told["icons"]:
        assert page.request.get(f"{live_server.url}{icon['src']}").ok
