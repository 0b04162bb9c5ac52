"""The main thing on a phone: sign in as mentor, log the talk that is due, see it on the timeline."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import Conversation, Programme
from tests.browser.conftest import AxeSilent
from tests.factories import make_department, make_leader, make_programme, make_user
from tests.talks import talk_of

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "et langt og rart passord"


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    """Its first talk was proposed for two days ago."""
    cache.clear()
    department = make_department()
    home = department.unit.municipality
    make_leader(department, name="Anne Leder")
    mentor = make_user(municipality=home, name="Ola Mentor", email="ola@prove.example", password=PASSWORD)
    new_hire = make_user(municipality=home, name="Kari Ny")
    return make_programme(department=department, mentor=mentor, new_hire=new_hire)


def sign_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/logg-inn/")
    page.get_by_label("E-post").fill("ola@prove.example")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Hei, Ola")).to_be_visible()


def held(programme: Programme) -> tuple[str, int | None]:
    talk = talk_of(programme)
    return str(talk.held_on), talk.minutes_spent


def test_two_taps_from_the_start_page(
    page: Page, live_server: LiveServer, programme: Programme, axe_silent: AxeSilent
) -> None:
    sign_in(page, live_server)
    axe_silent(page)

    page.get_by_role("link", name="Åpne samtalen").tap()
    save = page.get_by_role("button", name="Lagre som holdt")
    expect(save).to_be_in_viewport(ratio=1)
    axe_silent(page)
    save.tap()

    expect(page.get_by_role("status").first).to_contain_text("Samtale 1 er ført. Takk.")
    axe_silent(page)
    row = page.get_by_role("listitem").filter(has_text="Samtale 1, uke 3")
    expect(row).to_contain_text("Gjennomført")
    expect(row).to_contain_text("man 14.09.2026")
    expect(row).to_contain_text("45 min")
    assert held(programme) == ("2026-09-14", 45)


def test_without_scripts_it_is_the_same(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, programme: Programme
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server)
    page.get_by_role("link", name="Åpne samtalen").tap()
    minutes = page.get_by_label("Antall minutter")
    expect(minutes).to_be_hidden()
    page.get_by_label("Annet", exact=True).check()
    minutes.fill("50")
    page.get_by_text("Kommentar (kan komme i personalmappa)").tap()
    page.get_by_label("Kommentar").fill("Vi snakket om rutinene.")
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("listitem").filter(has_text="Samtale 1, uke 3")).to_contain_text("50 min")
    context.close()
    assert held(programme) == ("2026-09-14", 50)
    assert talk_of(programme).comments.get().text == "Vi snakket om rutinene."


def test_what_is_wrong_stands_beside_its_field(
    page: Page, live_server: LiveServer, programme: Programme, axe_silent: AxeSilent
) -> None:
    sign_in(page, live_server)
    page.get_by_role("link", name="Åpne samtalen").tap()
    page.get_by_label("Annet", exact=True).check()
    page.get_by_label("Antall minutter").fill("2000")
    page.get_by_label("Utført dato").fill("2026-09-17")
    page.get_by_text("Kommentar (kan komme i personalmappa)").tap()
    page.get_by_label("Kommentar").fill("x" * 2001)  # more than a browser that counts would have let in
    page.get_by_role("button", name="Lagre som holdt").tap()

    expect(page.get_by_role("group", name="Rett opp dette først")).to_be_focused()
    for sentence in (
        "Skriv høyst 480 minutter.",
        "Datoen er ikke kommet ennå. Før samtalen når den er holdt.",
        "Kommentaren er 2001 tegn. Skriv høyst 2000.",
    ):
        expect(page.locator(".ds-validation-message", has_text=sentence)).to_be_visible()
    expect(page.get_by_label("Kommentar")).to_have_value("x" * 2001)
    axe_silent(page)
    assert held(programme) == ("None", None)


def test_the_other_saved_meanwhile(
    page: Page, live_server: LiveServer, programme: Programme, axe_silent: AxeSilent
) -> None:
    sign_in(page, live_server)
    page.get_by_role("link", name="Åpne samtalen").tap()
    page.get_by_label("60 min").check()
    talk = talk_of(programme)
    mentorship = programme.mentorships.get()
    talk.comments.create(
        mentorship=mentorship,
        text="Den andres ord",
        written_by=programme.new_hire,
        written_at=programme.started_at,
    )
    Conversation.objects.filter(pk=talk.pk).update(
        held_on="2026-09-15", logged_by=programme.new_hire, logged_at=programme.started_at, version=1
    )
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("group", name="Rett opp dette først")).to_contain_text(
        "Noen andre lagret dette mens du skrev."
    )
    expect(page.get_by_label("Kommentar")).to_have_value("Den andres ord")
    axe_silent(page)
    page.get_by_role("button", name="Lagre endringene").tap()
    expect(page).to_have_url(re.compile(rf"/programmer/{programme.pk}/$"))
    assert held(programme) == ("2026-09-14", 60)


def test_the_other_pages_of_a_talk(
    page: Page, live_server: LiveServer, programme: Programme, axe_silent: AxeSilent
) -> None:
    sign_in(page, live_server)
    base = f"{live_server.url}{programme.get_absolute_url()}"
    for address, button in (
        ("samtaler/", "Avtal de valgte"),
        ("samtaler/ny/", "Legg til"),
        ("samtaler/2/avtale/", "Lagre avtalen"),
        ("samtaler/2/ikke-holdt/", "Lagre"),
        ("fra-papir/", "Lagre"),
    ):
        page.goto(base + address)
        axe_silent(page)
        for box in page.get_by_role("checkbox").all():
            box.uncheck()
        for field in page.locator("input[type=date]").all():
            field.fill("2026-01-01")
        page.get_by_role("button", name=button, exact=True).tap()
        expect(page.get_by_role("group", name="Rett opp dette først")).to_be_focused()
        axe_silent(page)
