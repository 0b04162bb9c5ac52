"""Calendar links as a calendar program meets them, read by another library than the one that wrote them."""

from datetime import date, time
from typing import Any

import pytest
import vobject
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Conversation
from reminders.models import CalendarFeed
from tests.cast import Cast
from tests.conftest import NOON


def link(holder: User, kind: str, **fields: Any) -> str:
    token = CalendarFeed.objects.make(CalendarFeed(holder=holder, kind=kind, **fields), NOON)
    return reverse("reminders:feed", args=[token])


def agree(row: Any, day: date, clock: time | None = None) -> Any:
    row.planned_on, row.starts_at = day, clock
    row.agree(by=row.programme.started_by, at=NOON)
    row.save()
    return row


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    cache.clear()


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    found: Conversation = agree(cast.programme.conversations.get(number=5), date(2026, 10, 1), time(13, 30))
    return found


@pytest.fixture
def mentors(cast: Cast, talk: Conversation) -> str:
    return link(cast.mentor, CalendarFeed.Kind.MENTOR)


def events(address: str) -> list[Any]:
    cache.clear()  # not asking too often is another test's
    response = Client().get(address)
    assert response.status_code == 200
    [calendar] = vobject.readComponents(response.text)
    return list(getattr(calendar, "vevent_list", []))


def said(address: str) -> list[tuple[str, str, str, str]]:
    return [
        (event.summary.value, str(event.dtstart.value), event.status.value, event.sequence.value)
        for event in events(address)
    ]
