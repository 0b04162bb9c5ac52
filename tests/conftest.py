"""Every test stands at noon on Wednesday 16 September 2026, Oslo time."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import override_settings

NOON = datetime(2026, 9, 16, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Browser tests keep the real seconds running, from the same noon."""
    with time_machine.travel(NOON, tick="page" in request.fixturenames):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_http(django_test_environment: None) -> Iterator[None]:
    """Tests need no collected files and no https; the browser tests serve what the build made."""
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
    ):
        yield
