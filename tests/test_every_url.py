"""Every address, as everybody, with one's own things and other people's, read and sent.

The table stands in `access_table.py`, the words that must not leak in `access_secrets.py`. A new address
fails `test_every_address_is_in_the_table` until somebody has written who may open it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from typing import Any

import pytest
from django.contrib import auth
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from people.context import positions_of
from tests.access_kept import KEPT_PAGES, OTHER_PAGES
from tests.access_public import LETTER, ONES_OWN, PUBLIC
from tests.access_roles import Readers
from tests.access_rota import ROTA_PAGES
from tests.access_secrets import SECRETS, secrets_in, text_of
from tests.access_table import PROGRAMME_PAGES, Page
from tests.access_templates import TEMPLATE_PAGES
from tests.access_world import World, word, world
from tests.papers import words_before_layout

__all__ = ["words_before_layout", "world"]  # the fixtures

pytestmark = pytest.mark.django_db

PAGES = PROGRAMME_PAGES | OTHER_PAGES | KEPT_PAGES | TEMPLATE_PAGES | ROTA_PAGES
NEAR, FAR = "own next_door finished", "own abroad"
WALKS = {
    **dict.fromkeys(["leader", "head", "other_leader", "mentor", "new_hire"], NEAR),
    **dict.fromkeys(["coordinator", "administrator"], NEAR),
    **dict.fromkeys(["colleague", "other_new_hire"], "own next_door"),
    "finished_new_hire": "own finished",
    **dict.fromkeys(["second_leader", "deputy"], "own finished"),
    "substitute": "own",
    **dict.fromkeys(["former_leader", "future_leader", "former_mentor", "future_substitute"], "own"),
    **dict.fromkeys(["other_head", "former_coordinator", "owner", "bystander"], "own"),
    **dict.fromkeys(["foreign_leader", "foreign_head", "foreign_mentor", "foreign_new_hire"], FAR),
    **dict.fromkeys(["foreign_coordinator", "foreign_administrator"], FAR),
}
"""Whose things each role tries to reach. Those abroad come here, and the border is the same from both sides.
Every rule is asked about everything by everybody in `test_rules.py`."""
ROLES = list(WALKS)
ON_BOTH_DATABASES = ["leader"]
WALKERS = [
    role if role in ON_BOTH_DATABASES else pytest.param(role, marks=pytest.mark.any_database)
    for role in ROLES
]
"""The walk is long; every role meets every rule on both databases in `test_rules.py`, and `questions` sees to the rest."""
WALKED_ELSEWHERE = {"privacy:about_me", "privacy:about_me_file"}
"""Everybody opens these in `test_about_me.py`, which knows exactly what each finds there."""
ON_A_LIST = {word("presentasjon", "next_door")}
"""What the register shows of all mentors at home, whosever things one walks."""
ABROAD = re.compile("Utenbys|Utvik")
KNOWS_NO_READER = {
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
}
"""They do the same to every answer, whoever asks; the walk of ON_BOTH_DATABASES has them."""


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"
        else:
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else namespace)


def test_every_address_is_in_the_table() -> None:
    known = {name.split()[0] for name in [*PAGES, *PUBLIC, *ONES_OWN]}
    found = {name for name in addresses(get_resolver()) if not name.startswith("admin:")}
    assert found - known == set(), "say in access_table.py who may open it"
    assert known - found == set(), "no longer an address"


def test_everybody_walks(world: World) -> None:
    assert set(world.people) == {*ROLES, "closed"}


# --- the walk ---------------------------------------------------------------------------------------


class Walk:
    """One person's requests: what each answered, and everything that was said."""

    def __init__(self, world: World, client: Client) -> None:
        self.world, self.client = world, client
        self.said: list[str] = []
        self.titles: set[str] = set()

    def address(self, name: str, page: Page, thing: str) -> str:
        args = page.args(self.world, thing)
        if name in PROGRAMME_PAGES:
            args = {"pk": self.world.programmes[thing].pk} | args
        return reverse(name.split()[0], kwargs=args)

    def open(self, name: str, page: Page, thing: str) -> int:
        return self.hear(self.client.get(self.address(name, page, thing)))

    def send(self, name: str, page: Page, thing: str) -> int:
        """Sent for real and then undone; a refusal must not have written anything."""
        address, data = self.address(name, page, thing), page.data(self.world, thing)
        with transaction.atomic(), writes() as written:
            status = self.hear(self.client.post(address, data))
            transaction.set_rollback(True)
        assert status < 400 or status == 422 or written == [], (address, written)
        return status

    def hear(self, response: HttpResponseBase) -> int:
        text = text_of(response)
        self.said.append(text)
        self.titles |= set(re.findall("<title>(.*?)</title>", text, re.DOTALL))
        return response.status_code


@contextmanager
def writes() -> Iterator[list[str]]:
    """What is written meanwhile; signing in and counting attempts aside."""
    written: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if re.match("INSERT|UPDATE|DELETE", sql) and not re.search('"(django_session|cache)"', sql):
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield written


def reaches(role: str, readers: Readers, thing: str) -> bool:
    return readers[thing] == "everyone" or role in readers[thing].split()


def things(page: Page, role: str) -> list[str]:
    """People and places have only two sides, «home» and «abroad»; some pages are about nothing at all."""
    return [thing for thing in page.things if thing in ("", "home", *WALKS[role].split())]


@pytest.fixture(scope="module", autouse=True)
def no_needless_work(words_before_layout: None) -> Iterator[None]:
    """No copies of contexts are kept: nobody looks at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *_args, **_kwargs: None)
        yield


@pytest.fixture
def quick_refusals(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Who stands outside gets thousands of 404s. No page is drawn for each, and who asks, with their positions, is
    fetched once, and not for each; as it is for ON_BOTH_DATABASES.
    """
    if request.node.callspec.params["role"] in ON_BOTH_DATABASES:
        return
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each not in KNOWS_NO_READER]
    monkeypatch.setattr("django.conf.urls.handler404", lambda *_args, **_kwargs: HttpResponseNotFound())
    monkeypatch.setattr("django.contrib.auth.get_user", known_user(auth.get_user))
    monkeypatch.setattr("people.context.positions_of", cache(positions_of))


def known_user(get_user: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    known: dict[str, Any] = {}

    def copy_of_user(request: HttpRequest) -> Any:
        key = request.session[auth.SESSION_KEY]
        if key not in known:
            known[key] = get_user(request)
        return copy(known[key])

    return copy_of_user


@pytest.mark.usefixtures("quick_refusals")
@pytest.mark.parametrize("role", WALKERS)
def test_walk(world: World, client: Client, caplog: pytest.LogCaptureFixture, role: str) -> None:
    client.force_login(world.people[role])
    walk = Walk(world, client)
    answers, table = {}, {}
    left_out = WALKED_ELSEWHERE if set(WALKS[role].split()) == {"own"} else set()
    for name, page in PAGES.items():
        if name in left_out:
            continue
        for thing in things(page, role):
            if page.get is not None:
                answers["open", name, thing] = walk.open(name, page, thing)
                table["open", name, thing] = page.get_status if reaches(role, page.get, thing) else 404
            if page.post is not None:
                answers["send", name, thing] = walk.send(name, page, thing)
                table["send", name, thing] = page.posted if reaches(role, page.post, thing) else 404
    assert answers == table
    assert secrets_in(walk.said) == {
        secret
        for (secret, thing), readers in SECRETS.items()
        if role in readers and (thing in WALKS[role].split() or secret in ON_A_LIST)
    }
    if not role.startswith("foreign"):
        assert not ABROAD.search("\n".join(walk.said))
    assert secrets_in([*walk.titles, caplog.text]) == set()
    assert not [title for title in walk.titles if re.search("Innenbys|Utenbys", title)]


def test_the_other_method_is_refused(world: World, client: Client) -> None:
    """To everybody alike, before anyone is asked who they are."""
    client.force_login(world.people["leader"])
    walk = Walk(world, client)
    refused = {
        name: walk.open(name, page, page.things[0]) for name, page in PAGES.items() if page.get is None
    }
    refused |= {
        name: walk.send(name, page, page.things[0]) for name, page in PAGES.items() if page.reads_only
    }
    assert refused == dict.fromkeys(refused, 405)
    assert len(refused) > 40


@pytest.mark.usefixtures("quick_refusals")
@pytest.mark.parametrize(
    "role",
    ["leader", *(pytest.param(role, marks=pytest.mark.any_database) for role in ("mentor", "coordinator"))],
)
def test_a_number_too_large_for_the_database_is_not_found(world: World, client: Client, role: str) -> None:
    client.force_login(world.people[role])
    walk = Walk(world, client)
    for name, page in (PROGRAMME_PAGES | KEPT_PAGES | TEMPLATE_PAGES | ROTA_PAGES).items():
        address = walk.address(name, page, page.things[0])
        found = re.search(r"\d", address)  # some pages about templates are about all of them
        for huge in (
            found and {re.sub(r"\d+", "9" * 30, address, count=1), re.sub(r"\d+(?=\D*$)", "9" * 30, address)}
        ) or ():
            statuses = {client.get(huge).status_code, client.post(huge).status_code}
            assert (huge, statuses - {404, 405}) == (huge, set())


# --- without signing in -------------------------------------------------------------------------------

LINKS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "oppdiktet"},
    "people:invitation": {"token": "1:oppdiktet"},
    "reminders:feed": {"token": "oppdiktet"},
    **{f"documents:{page}": {"token": "oppdiktet"} for page in LETTER},
}


def test_anonymous_reaches_the_public_pages(client: Client, world: World) -> None:
    answers = {name: client.get(reverse(name, kwargs=LINKS.get(name))).status_code for name in PUBLIC}
    assert answers == PUBLIC


@pytest.mark.any_database
@pytest.mark.parametrize("role", ["nobody", "closed"])
def test_for_anonymous_and_closed_accounts_all_else_leads_to_signing_in(
    world: World, client: Client, role: str
) -> None:
    """A closed account is out at once, also with a session from before and a position that lasts."""
    if role == "closed":
        client.force_login(world.people["closed"])
    walk = Walk(world, client)
    for name, page in PAGES.items():
        for thing in page.things:
            address = walk.address(name, page, thing)
            for response in (client.get(address), client.post(address, page.data(world, thing))):
                walk.hear(response)
                expected = f"{reverse('account_login')}?next={address}"
                assert (address, response.status_code, response["Location"]) == (address, 302, expected)
    assert secrets_in(walk.said) == set()


@pytest.mark.parametrize("name", ONES_OWN)
def test_ones_own_account_is_for_who_has_signed_in(world: World, client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))
