"""Every page of the product, found by following links as each of the demo's six people.

On a phone, in light and in dark: axe finds nothing, nothing has to be scrolled sideways, and the
browser has nothing to say about scripts, files or the content security policy.
"""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from people.demo import DOMAIN, POSITIONS
from people.models import User
from programmes.models import Programme
from tests.browser.conftest import AxeSilent

pytestmark = pytest.mark.django_db(transaction=True)
LEFT_OUT = {"account_logout", "documents:form"}  # a button, and a paper
# What each person reaches besides what all do: pages that must not fall out of the walk unseen.
SEEN = {
    "enhetsleder": {"programmes:start", "programmes:list", "programmes:review", "programmes:follow_up"},
    "avdelingsleder": {
        "programmes:start",
        "programmes:accesses",
        "programmes:end",
        "programmes:mentor_appoint",
    },
    "mentor": {"programmes:conversation", "programmes:conversation_agree", "programmes:conversation_add"},
    "nytilsatt": {"programmes:conversation", "programmes:checklist", "programmes:conversation_not_held"},
    "koordinator": {"programmes:list", "programmes:detail", "people:list", "people:units"},
    "it": {"people:list", "people:person_edit", "people:unit_edit"},
}


@pytest.fixture
def demo(transactional_db: None, settings: Settings) -> None:
    settings.DEMO = True
    cache.clear()
    call_command("load_templates", verbosity=0)
    call_command("demo", verbosity=0)


class Walk:
    """One page of each kind that can be reached from the start page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        self.kinds: set[str] = set()
        self.seen: set[str] = set()
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self.receive)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def receive(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def links(self) -> list[str]:
        """The addresses of our own that the page leads to, folded parts included."""
        found = self.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        return [urlsplit(link).path for link in found if link.startswith(self.base)]

    def pages(self, *besides: str) -> Iterator[str]:
        """Opens one page of each kind, and these besides, every folded part unfolded."""
        waiting = deque(["/", *besides])
        while waiting:
            path = waiting.popleft()
            kind = resolve(path).view_name
            if kind in LEFT_OUT or (kind in self.kinds and path not in besides):
                continue
            if path in self.seen:
                continue
            self.seen.add(path)
            self.kinds.add(kind)
            self.page.goto(self.base + path)
            waiting.extend(self.links())
            self.page.locator("details").evaluate_all("parts => parts.forEach(part => part.open = true)")
            yield path


@pytest.mark.parametrize("position", POSITIONS)
def test_every_page(
    position: str, page: Page, live_server: LiveServer, demo: None, axe_silent: AxeSilent
) -> None:
    page.goto(f"{live_server.url}/logg-inn/")
    page.locator(f"button[value={position}]").click()
    walk = Walk(page, live_server.url)
    for path in walk.pages(*unlike_the_first(position)):
        axe_silent(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{path} is too wide"
    assert walk.complaints == []
    assert SEEN[position] - walk.kinds == set()
    page.goto(f"{live_server.url}/finnes-ikke/")
    axe_silent(page)


def unlike_the_first(position: str) -> list[str]:
    """A programme of the other template, one without a mentor, one handed over: as far as this person sees them."""
    reader = User.objects.get(email=f"{position}@{DOMAIN}")
    visible = Programme.objects.dates_visible_to(reader, timezone.localdate())
    kinds = (
        visible.filter(template__slug="flekkefjord"),
        visible.filter(mentorships=None),
        visible.filter(handed_over_on__isnull=False),
    )
    return [found.get_absolute_url() for kind in kinds if (found := kind.first())]
