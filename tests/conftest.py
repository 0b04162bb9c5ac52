"""Every test stands at noon on Wednesday 16 September 2026, Oslo time."""

import gc
import os
from collections.abc import Iterator
from copy import copy, deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from _pytest import runner
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import override_settings
from django.test.utils import ContextList
from pytest_django import DjangoDbBlocker

from documents.pdf import pdf_of
from tests import questions
from tests.cast import Cast, make_cast
from tests.room import with_room

NOON = datetime(2026, 9, 16, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))

# Many small objects and no cycles to speak of: the collector would take a tenth of the time.
gc.set_threshold(200_000, 20, 100)


EVERY_CASE = {
    *("test_rules", "test_rules_of_people", "test_rules_of_words", "test_start_rules", "test_prepared"),
    *("test_every_url", "test_crossed_objects", "test_departments_at_a_glance", "test_stored_dates"),
    *("test_overview_choices", "test_overview_pages", "test_checklist_levels"),
}
"""Where each case is a question of its own to the database: rules, orders, search, constraints."""
WALKS = {"test_every_url", "test_crossed_objects", "test_about_me"}
"""They ask nearly everything and look closely at little, so another test has to ask it too."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks the database something of its own; the rest has been through its run on SQLite.

    That is every case of the files above and what needs two connections. Of the others it is a few that ask
    every question there is, where the run on SQLite has written them down; else the first case of each test.
    """
    if not is_postgresql():
        return
    asking = [item for item in items if item.get_closest_marker("django_db")]
    asking = [item for item in asking if not item.get_closest_marker("any_database")]
    chosen = {item.nodeid for item in asking if item.path.stem in EVERY_CASE or has_two_connections(item)}
    asked = questions.read(questions.FOLDER) if questions.FOLDER else {}
    if asked:
        looking = {item.nodeid for item in asking if item.path.stem not in WALKS}
        chosen |= questions.enough({test: each for test, each in asked.items() if test in looking}, chosen)
    else:
        chosen |= first_cases(asking)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
    items[:] = [item for item in items if item.nodeid in chosen]


def first_cases(items: list[pytest.Item]) -> set[str]:
    """The first of each test."""
    return set({item.nodeid.partition("[")[0]: item.nodeid for item in reversed(items)}.values())


def is_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def has_two_connections(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """As pytest runs it, only faster."""
    return with_room(lambda: runner.pytest_runtest_protocol(item, nextitem))


HEARD: dict[str, set[str]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Write down what is asked, where somebody wants to know."""
    if not questions.FOLDER or is_postgresql() or not item.get_closest_marker("django_db"):
        return (yield)
    with questions.listening() as heard:
        answer = yield
    HEARD[item.nodeid] = heard
    return answer


def pytest_sessionfinish() -> None:
    if HEARD and questions.FOLDER:
        questions.write(HEARD, questions.FOLDER, os.environ.get("PYTEST_XDIST_WORKER", "alone"))


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Browser tests keep the real seconds running, from the same noon."""
    with time_machine.travel(NOON, tick="page" in request.fixturenames):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_http(django_test_environment: None) -> Iterator[None]:
    """Tests need no collected files, no https and no passwords that take long to guess; the browser tests serve what the build made."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        STATIC_ROOT=None,
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # argon2 is slow on purpose
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def same_page_same_paper() -> Iterator[None]:
    """A paper is laid out once, however many read it: `test_form_file.py` holds that it stays the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("documents.paper.pdf_of", lru_cache(maxsize=100)(pdf_of))
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_sign_in() -> Iterator[None]:
    """Five thousand times: nobody asks whether a random key is taken, and nobody reads when one was last here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionStore, "exists", lambda *_args: False)
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        yield


@pytest.fixture(scope="session", autouse=True)
def one_context_a_page() -> Iterator[None]:
    """A page's own context is kept for the tests to look at, and not a copy for each of its fifty parts."""

    def keep_the_first(store: dict[str, Any], context: Any, **_kwargs: Any) -> None:
        if "request" in context and "context" not in store:  # a form's own parts have none
            store["context"] = ContextList([copy(context)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", keep_the_first)
        yield


@pytest.fixture(scope="module")
def cast_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """One cast for a whole file of tests, since half the tests want one; what a test changes is rolled back after it."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture
def cast(cast_of_module: Cast, db: None) -> Cast:
    """The cast as it stands before the test, in objects of the test's own."""
    return deepcopy(cast_of_module)
