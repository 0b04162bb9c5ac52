"""What a phone fetches to show a page: the first time it is there, and the second."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.site import Page, Site
from tests.browser.chromium import PHONE, launch_args


@dataclass
class Traffic:
    """What went over the wire: heads and compressed bodies. What the browser had already counts for nothing."""

    kb: float = 0.0
    requests: int = 0
    cached: set[str] = field(default_factory=set)

    def from_cache(self, event: dict[str, Any]) -> None:
        self.cached.add(event["requestId"])

    def finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.cached and event["encodedDataLength"]:
            self.requests += 1
            self.kb += event["encodedDataLength"] / 1000


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_args())
        yield started
        started.close()


def loads(chromium: Browser, site: Site, page: Page) -> tuple[Traffic, Traffic]:
    """A cold and a second load on a phone that has been nowhere else."""
    phone = chromium.new_context(**PHONE)
    try:
        cookies = page.person.cookies.items()
        phone.add_cookies([{"name": n, "value": v, "url": site.server.address} for n, v in cookies])
        return load(phone, site, page), load(phone, site, page)
    finally:
        phone.close()


def load(phone: BrowserContext, site: Site, page: Page) -> Traffic:
    tab = phone.new_page()
    traffic = Traffic()
    wire = phone.new_cdp_session(tab)
    wire.on("Network.requestServedFromCache", traffic.from_cache)
    wire.on("Network.loadingFinished", traffic.finished)
    wire.send("Network.enable")
    answer = tab.goto(site.server.address + page.path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{page.path} kom ikke opp i nettleseren.")
    tab.close()
    return traffic
