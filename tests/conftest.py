"""Every test stands at noon on Wednesday 16 September 2026, Oslo time."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

NOON = datetime(2026, 9, 16, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Browser tests keep the real seconds running, from the same noon."""
    with time_machine.travel(NOON, tick="page" in request.fixturenames):
        yield


@pytest.fixture(autouse=True)
def plain_http(settings: Settings) -> None:
    """Tests need no collected files and no https; the browser tests serve what the build made."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.STATIC_ROOT = None
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
