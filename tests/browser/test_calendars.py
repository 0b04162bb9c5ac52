"""A calendar link as Thunderbird's own reader takes it, before and after; and the pages of calendars and the rota."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import Conversation, Programme
from reminders.models import CalendarFeed, RotaMark
from tests.browser.conftest import AxeSilent
from tests.calendars import agree, link
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

READER = Path(settings.BASE_DIR / "node_modules/ical.js/dist/ical.js").read_text(encoding="utf-8")
READ = """(text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  return calendar.getAllSubcomponents("vevent").map((each) => {
    const event = new ICAL.Event(each);
    return [event.uid, event.summary, event.startDate.toJSDate().toISOString(), event.duration.toSeconds() / 60,
      each.getFirstPropertyValue("status"), event.sequence];
  });
}"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return make_cast()


def read(page: Page, address: str) -> dict[str, list[Any]]:
    """Each appointment by its UID: what it is called, the moment it begins, minutes, state and number."""
    cache.clear()
    text = Client().get(address).text
    events: list[list[Any]] = page.evaluate(READ, text)
    return {uid: rest for uid, *rest in events}


def test_moved_called_off_and_paused_as_another_program_reads_it(page: Page, cast: Cast) -> None:
    talks = {
        number: agree(
            cast.programme.conversations.get(number=number), date(2026, 10, 20 + number), time(13, 30)
        )
        for number in (5, 6, 7)
    }
    address = link(cast.mentor, CalendarFeed.Kind.MENTOR)
    page.add_script_tag(
        content=READER.replace("export { ICALmodule as default };", "window.ICAL = ICALmodule;")
    )
    before = read(page, address)
    assert list(before.values()) == [
        ["Mentorsamtale", "2026-10-25T12:30:00.000Z", 45, "CONFIRMED", 0],  # the day the clock is moved
        ["Mentorsamtale", "2026-10-26T12:30:00.000Z", 45, "CONFIRMED", 0],
        ["Mentorsamtale", "2026-10-27T12:30:00.000Z", 45, "CONFIRMED", 0],
    ]
    agree(talks[5], date(2026, 10, 23), time(9))
    Conversation.objects.filter(pk=talks[6].pk).update(not_held_reason="staffing")
    Conversation.objects.filter(pk=talks[7].pk).update(agreed_at=None, agreed_by=None)  # as a pause leaves it
    after = read(page, address)
    assert list(after) == list(before)
    assert list(after.values()) == [
        ["Mentorsamtale", "2026-10-23T07:00:00.000Z", 45, "CONFIRMED", 1],
        ["Avlyst: Mentorsamtale", "2026-10-26T12:30:00.000Z", 45, "CANCELLED", 1],
        ["Avlyst: Mentorsamtale", "2026-10-27T12:30:00.000Z", 45, "CANCELLED", 1],
    ]


def sign_in(page: Page, live_server: LiveServer, cast: Cast, role: str) -> None:
    client = Client()
    client.force_login(cast.of(role))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_a_mentor_makes_a_link_and_turns_it_off(
    page: Page, live_server: LiveServer, accessible: AxeSilent, cast: Cast
) -> None:
    sign_in(page, live_server, cast, "mentor")
    page.goto(f"{live_server.url}/kalender/")
    page.get_by_role("button", name="Lag adressen").click()
    expect(page.get_by_label("Adresse, vises bare nå")).to_contain_text("/kalender/adresse/")
    accessible(page)
    page.get_by_role("link", name="Ferdig").click()
    accessible(page)
    page.get_by_role("button", name="Slå av").click()
    expect(page.get_by_text("Adressen virker ikke lenger.")).to_be_visible()


def test_a_leader_ticks_the_rota(
    page: Page, live_server: LiveServer, accessible: AxeSilent, cast: Cast
) -> None:
    talk = agree(cast.programme.conversations.get(number=5), date(2026, 10, 1), time(13, 30))
    agree(cast.programme.conversations.get(number=6), date(2026, 10, 8))
    sign_in(page, live_server, cast, "leader")
    page.goto(f"{live_server.url}/turnus/")
    page.get_by_role("button", name="Merk alle 2 som er igjen").click()
    expect(page.get_by_text("2 avtaler er merket.")).to_be_visible()
    agree(talk, date(2026, 10, 5), time(13, 30))
    Conversation.objects.filter(number=6).update(not_held_reason="staffing")
    page.reload()
    expect(
        page.get_by_text("Flyttet fra 1. oktober til 5. oktober etter at den ble lagt inn.")
    ).to_be_visible()
    expect(page.get_by_text("Avlyst etter at den ble lagt inn.")).to_be_visible()
    page.locator("details", has_text="Kopier").get_by_text("Kopier").first.click()
    accessible(page)
    assert RotaMark.objects.filter(programme__in=Programme.objects.all()).count() == 2
