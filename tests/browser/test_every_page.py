"""Every page of the product as each of the demo's six people and without signing in.

Found by following links, and by filling in what is left of the URL table. On a phone and on a screen, in light
and in dark: axe finds nothing, nothing has to be scrolled sideways, not at 400 % or with wide letters either,
the keyboard's place is seen, and the browser has nothing to say about scripts, files or the content policy.
What is made of the same parts as a page that was looked at, whatever words stand in it, is not looked at again.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from documents.models import Package
from people.demo import DOMAIN
from people.leading import leaders_of
from people.models import User
from programmes.models import Programme
from reminders.finding import find
from tests.access_kept import KEPT_PAGES, OTHER_PAGES
from tests.access_public import PUBLIC
from tests.access_rota import ROTA_PAGES
from tests.access_table import PROGRAMME_PAGES
from tests.access_templates import TEMPLATE_PAGES
from tests.browser.addresses import NO_PAGE, pages_of, routes, unlike_programmes
from tests.browser.conftest import AxeSilent
from tests.browser.shapes import Shapes
from tests.remembered import remembered

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = PROGRAMME_PAGES | OTHER_PAGES | KEPT_PAGES | TEMPLATE_PAGES | ROTA_PAGES
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
    "koordinator": {
        "programmes:list",
        "people:list",
        "people:units",
        "templates:row",
        "templates:checklist_edit",
    },
    "it": {"people:list", "people:person_edit", "people:unit_edit"},
    "flekkefjord": {"programmes:leader_talk"},
    "ferdig": {"documents:own_words"},
}


@pytest.fixture
def demo(transactional_db: None, settings: Settings) -> None:
    settings.DEMO = True
    cache.clear()
    lay_out_the_demo()


@remembered
def lay_out_the_demo() -> None:
    call_command("load_templates", verbosity=0)
    call_command("demo", verbosity=0)
    find(timezone.now())
    call_command("demo_papers", stdout=StringIO())
    for package in Package.objects.to_be_made():
        package.freeze(b"pakken", timezone.now())


UNFOLD = """parts => parts.slice(0, parts.length > 8 ? 3 : 8).forEach((part) => { part.open = true; })"""
"""Every folded part; of «Alt som står om meg» the first few, for the rest are of the same make."""


class Walk:
    """One page of each kind that can be reached from the start page, as the server sends it; some of them opened."""

    def __init__(self, page: Page, base: str, client: Client) -> None:
        self.page, self.base, self.client = page, base, client
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

    def pages(self, *besides: str) -> Iterator[tuple[str, str, str]]:
        """One page of each kind, and these besides: its kind, its address, and what is sent."""
        waiting = deque(["/", *besides])
        while waiting:
            path = waiting.popleft()
            kind = resolve(path).view_name
            if kind in NO_PAGE or path in self.seen or (kind in self.kinds and path not in besides):
                continue
            self.seen.add(path)
            self.kinds.add(kind)
            html = self.fetch(path)
            waiting.extend(links_in(html, path))
            yield kind, path, html

    def fetch(self, path: str) -> str:
        response = self.client.get(path, follow=True)
        html: str = response.content.decode()
        if response.status_code != 200:
            self.complaints.append(f"{response.status_code} {path}")
        twice = [name for name, n in Counter(re.findall(r'\sid="([^"]+)"', html)).items() if n > 1]
        self.complaints += [f"{path}: to med id «{name}»" for name in twice]
        return html

    def open(self, path: str) -> None:
        """In the browser, with its folded parts unfolded."""
        self.page.goto(self.base + path)
        self.page.locator("details").evaluate_all(UNFOLD)


def links_in(html: str, path: str) -> list[str]:
    """The addresses of our own that the page leads to, folded parts included."""
    found = (
        urlsplit(urljoin(path, unescape(link))) for link in re.findall(r'<a\s[^>]*?href="([^"]*)"', html)
    )
    return [link.path for link in found if not (link.scheme or link.netloc)]


ROLES = {
    "mentor": "mentor",
    "nytilsatt": "new_hire",
    "avdelingsleder": "leader",
    "koordinator": "coordinator",
    "it": "administrator",
    "enhetsleder": "head",
}
"""The demo's six, and as whom `access_table.py` knows them."""
FLEKKEFJORD, FINISHED = "flekkefjord", "ferdig"
READERS = [*ROLES, FLEKKEFJORD, FINISHED]
"""And a leader where the other programme runs, and one whose year is over."""
ONLY_THERE = {
    "programmes:leader_talk": FLEKKEFJORD,
    "people:person_edit": "koordinator",
    "documents:own_words": FINISHED,
}
OF_MANY_FACES = {"start", "programmes:detail"}
"""So unlike from reader to reader that one of everybody's is gone through in full."""


def owner(name: str) -> str:
    """Whose walk goes through that page in full: the first, by `access_table.py`, who can open it."""
    pages = [page for key, page in PAGES.items() if key.split()[0] == name and page.get]
    roles = {role for page in pages for readers in page.get.values() for role in readers.split()}  # type: ignore[union-attr]
    able = (position for position, role in ROLES.items() if {role, "everyone"} & roles)
    return ONLY_THERE.get(name) or next(able, "mentor")


def owned_by(position: str) -> set[str]:
    return {name for name in routes().keys() - NO_PAGE.keys() - PUBLIC.keys() if owner(name) == position}


@pytest.mark.parametrize("position", READERS)
def test_every_page(
    position: str,
    page: Page,
    live_server: LiveServer,
    demo: None,
    accessible: AxeSilent,
    looks_well: AxeSilent,
    shapes: Shapes,
) -> None:
    """A new address fails here until one of the demo's people has a page there, or NO_PAGE a reason."""
    reader = person(position)
    reader.set_password("et langt og rart passord")  # whoever has signed in has one
    reader.save()
    walk = Walk(page, live_server.url, sign_in(page, live_server, reader))
    own, done = owned_by(position), set[str]()
    unlike = [row.get_absolute_url() for row in unlike_programmes(reader, timezone.localdate())[:3]]
    for kind, path, html in walk.pages(*unlike):
        has_new_parts = shapes(kind, html)
        if kind in (own | OF_MANY_FACES) - done:
            walk.open(path)
            accessible(page)
        elif has_new_parts:
            walk.open(path)
            looks_well(page)
        done.add(kind)
    assert SEEN[position] - walk.kinds == set()
    unseen = own - walk.kinds
    for kind, path, html in walk.pages(*pages_of(reader, but=routes().keys() - unseen).values()):
        shapes(kind, html)
        walk.open(path)
        accessible(page)
    assert own - walk.kinds == set()
    assert walk.complaints == []
    page.goto(f"{live_server.url}/finnes-ikke/")
    looks_well(page)


def test_every_page_without_signing_in(
    page: Page, live_server: LiveServer, demo: None, accessible: AxeSilent
) -> None:
    """Pages that refuse, too: their status is the browser's only complaint."""
    table = pages_of(None, but=NO_PAGE.keys())
    assert table.keys() == set(PUBLIC) - NO_PAGE.keys()
    for path in table.values():
        page.goto(live_server.url + path)
        accessible(page)


def test_what_has_no_page_is_still_an_address() -> None:
    assert NO_PAGE.keys() - routes().keys() == set(), "no longer an address"


def person(position: str) -> User:
    if position == FINISHED:
        return Programme.objects.filter(handed_over_on__isnull=False)[0].new_hire
    if position == FLEKKEFJORD:
        programme = Programme.objects.filter(template__slug="flekkefjord")[0]
        return leaders_of(programme.department, timezone.localdate())[0].holder
    found: User = User.objects.get(email=f"{position}@{DOMAIN}")
    return found


def sign_in(page: Page, live_server: LiveServer, reader: User) -> Client:
    """In the browser, and in the answer, which has the same session."""
    client = Client()
    client.force_login(reader)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return client
