"""The welcome letter on a new colleague's own phone, without signing in; and the pages it is made on."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from documents.models import LetterLink
from people.models import User
from programmes.demo.portraits import give_photo
from tests.browser.chromium import PHONE
from tests.browser.conftest import AxeSilent
from tests.conftest import NOON
from tests.factories import make_coordinator
from tests.letters import Sent, make_letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(transactional_db: None) -> Sent:
    cache.clear()
    made = make_letter()
    give_photo(made.mentor)
    return made


def sign_in(page: Page, live_server: LiveServer, reader: User) -> None:
    client = Client()
    client.force_login(reader)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def test_the_leader_sends_the_letter_and_takes_it_back(
    page: Page, browser: Browser, live_server: LiveServer, sent: Sent, settings: Settings
) -> None:
    """With a thumb on the leader's phone; the link is opened on another that has never been here."""
    settings.SENDS_MAIL = True
    sign_in(page, live_server, sent.leader)
    page.goto(live_server.url + sent.leaders_page)
    page.get_by_role("button", name="Send på nytt").tap()
    expect(page.get_by_text("Brevet er sendt til kari@privat.example.")).to_be_visible()
    found = re.search(r"http://\S+/velkommen/\S+/", str(mail.outbox[-1].body))
    assert found is not None

    with browser.new_context(**PHONE) as strangers:
        phone = strangers.new_page()
        phone.goto(found[0])
        expect(phone.get_by_role("heading", name="Velkommen, Kari")).to_be_visible()
        page.get_by_role("button", name="Trekk lenken tilbake").tap()
        expect(page.get_by_text("Lenken virker ikke lenger.")).to_be_visible()
        phone.reload()
        expect(phone.get_by_role("heading", name="Lenken virker ikke")).to_be_visible()
        assert "Kari" not in phone.content()
        assert strangers.cookies() == []


def test_the_letter_on_a_strangers_phone(
    page: Page, live_server: LiveServer, accessible: AxeSilent, sent: Sent
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(live_server.url + sent.page)
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", name="Velkommen, Kari")).to_be_visible()
    for picture in ("Bilde av Per Mentor", "Logoen til Fjellvik kommune"):
        found = page.get_by_role("img", name=picture)
        assert found.evaluate("image => image.complete && image.naturalWidth > 0")
    assert page.evaluate("document.cookie") == ""
    assert {address for address in asked if not address.startswith(live_server.url)} == set()
    assert len(asked) <= 6
    accessible(page)
    assert said == []

    LetterLink.objects.all().revoke(by=sent.leader, at=NOON)
    page.reload()
    expect(page.get_by_role("heading", name="Lenken virker ikke")).to_be_visible()
    accessible(page)


def test_the_pages_a_leader_and_a_coordinator_make_it_on(
    page: Page, live_server: LiveServer, accessible: AxeSilent, sent: Sent
) -> None:
    department = sent.programme.department
    pages = {
        sent.leader: [
            sent.leaders_page,
            f"{sent.leaders_page}adresse/",
            f"/avdelinger/{department.pk}/velkomstbrev/",
        ],
        make_coordinator(department.unit.municipality): [
            "/kommune/brevhode/",
            f"/enheter/{department.unit_id}/velkomstbrev/",
        ],
    }
    for reader, addresses in pages.items():
        sign_in(page, live_server, reader)
        for address in addresses:
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert (address, answer.status) == (address, 200)
            accessible(page)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()
    accessible(page)
