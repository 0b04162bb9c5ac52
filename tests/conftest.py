"""Every test stands at noon on Wednesday 16 September 2026, Oslo time."""

import gc
from collections.abc import Iterator
from copy import copy, deepcopy
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.template import Context
from django.test import override_settings
from django.test.utils import ContextList
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast

NOON = datetime(2026, 9, 16, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))

# Many small objects and no cycles to speak of: the collector would take a tenth of the time.
gc.set_threshold(200_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks the database; the rest has been through its run on SQLite."""
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return
    asks = {
        item: item.get_closest_marker("django_db") and not item.get_closest_marker("any_database")
        for item in items
    }
    config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
    items[:] = [item for item in items if asks[item]]


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
def one_context_a_page() -> Iterator[None]:
    """A page's own context is kept for the tests to look at, and not a copy for each of its fifty parts."""

    def keep_the_first(store: dict[str, Any], context: Context, **_kwargs: Any) -> None:
        store.setdefault("context", ContextList([copy(context)]))

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
