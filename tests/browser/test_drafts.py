"""Nothing typed is lost: reloads, no network, an expired sign-in, another person at the same machine."""

import json
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from programmes.models import Conversation, Programme
from tests.browser.conftest import AxeSilent
from tests.factories import make_department, make_leader, make_programme, make_user
from tests.talks import talk_of

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "et langt og rart passord"
SECRET = "Fortrolig ord om pulsen"
Enter = Callable[..., None]


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    cache.clear()
    department = make_department()
    home = department.unit.municipality
    make_leader(department, name="Anne Leder")
    mentor = make_user(municipality=home, name="Ola Mentor", email="ola@prove.example", password=PASSWORD)
    new_hire = make_user(municipality=home, name="Kari Ny", email="kari@prove.example", password=PASSWORD)
    return make_programme(department=department, mentor=mentor, new_hire=new_hire)


@pytest.fixture
def enter(page: Page, live_server: LiveServer, programme: Programme) -> Enter:
    def sign_in(name: str = "ola", where: Page | None = None) -> None:
        sheet = where or page
        if "/logg-inn/" not in sheet.url:
            sheet.goto(f"{live_server.url}/logg-inn/")
        sheet.get_by_label("E-post").fill(f"{name}@prove.example")
        sheet.get_by_label("Passord").fill(PASSWORD)
        sheet.get_by_role("button", name="Logg inn", exact=True).click()
        expect(sheet.get_by_role("button", name="Logg ut", exact=True)).to_be_visible()

    return sign_in


@pytest.fixture
def talk_page(live_server: LiveServer, programme: Programme) -> str:
    return f"{live_server.url}{talk_of(programme).get_absolute_url()}"


KEPT = """async () => {
  if (!(await indexedDB.databases()).length) return [];
  const opening = indexedDB.open("mentorprogram", 1);
  const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
  const asked = database.transaction("drafts").objectStore("drafts").getAll();
  const rows = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  database.close();
  return rows.map((row) => ({ ...row, iv: null, words: new TextDecoder().decode(row.words) }));
}"""


def drafts_in(page: Page, number: int) -> list[dict[str, object]]:
    """What the browser keeps, once it has come to so many."""
    rows: list[dict[str, object]] = []
    for _attempt in range(50):
        rows = page.evaluate(KEPT)
        if len(rows) == number:
            break
        page.wait_for_timeout(100)
    assert len(rows) == number
    return rows


def held(programme: Programme) -> tuple[str, int | None]:
    talk = talk_of(programme)
    return str(talk.held_on), talk.minutes_spent


def write(page: Page, talk_page: str) -> None:
    page.goto(talk_page)
    page.get_by_label("60 min").check()
    page.get_by_label("Våre avtaler").fill(SECRET)


def save_without_network(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("alert")).to_contain_text("sendes av seg selv når nettet er tilbake")


def test_a_draft_is_offered_after_a_reload_and_gone_when_saved(
    page: Page, enter: Enter, talk_page: str, programme: Programme, axe_silent: AxeSilent
) -> None:
    enter()
    write(page, talk_page)
    [row] = drafts_in(page, 1)
    assert SECRET not in json.dumps(row)
    page.reload()
    expect(page.get_by_label("Våre avtaler")).to_have_value("")
    expect(page.get_by_text("Du har et utkast fra")).to_be_visible()
    axe_silent(page)
    page.get_by_role("button", name="Hent fram utkastet").tap()
    expect(page.get_by_label("Våre avtaler")).to_have_value(SECRET)
    expect(page.get_by_label("60 min")).to_be_checked()
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    drafts_in(page, 0)
    page.goto(talk_page)
    expect(page.get_by_label("Våre avtaler")).to_have_value(SECRET)
    expect(page.get_by_text("Du har et utkast")).to_have_count(0)
    assert held(programme) == ("2026-09-14", 60)


def test_a_draft_that_is_dropped_is_gone(page: Page, enter: Enter, talk_page: str) -> None:
    enter()
    write(page, talk_page)
    drafts_in(page, 1)
    page.reload()
    page.get_by_role("button", name="Forkast").tap()
    drafts_in(page, 0)


def test_a_talk_logged_without_network_is_stored_once_when_it_is_back(
    page: Page,
    context: BrowserContext,
    enter: Enter,
    talk_page: str,
    programme: Programme,
    axe_silent: AxeSilent,
) -> None:
    enter()
    write(page, talk_page)
    save_without_network(page, context)
    axe_silent(page)
    assert held(programme) == ("None", None)
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto(talk_page.split("/programmer/")[0])
    expect(later.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    drafts_in(later, 0)
    assert held(programme) == ("2026-09-14", 60)
    assert talk_of(programme).notes.get().text == SECRET
    assert talk_of(programme).version == 1


def test_a_page_that_stays_open_sends_by_itself(
    page: Page, context: BrowserContext, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    save_without_network(page, context)
    context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    assert held(programme) == ("2026-09-14", 60)


def test_a_talk_logged_after_the_sign_in_expired_is_stored_once(
    page: Page, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page).to_have_url(re.compile("/logg-inn/"))
    assert held(programme) == ("None", None)
    enter()
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    drafts_in(page, 0)
    assert held(programme) == ("2026-09-14", 60)


def test_another_person_is_neither_offered_nor_sends_it(
    page: Page, context: BrowserContext, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page).to_have_url(re.compile("/logg-inn/"))
    enter("kari")  # the new hire may open the same talk
    page.goto(talk_page)
    expect(page.get_by_label("Våre avtaler")).to_have_value("")
    expect(page.get_by_text("Du har et utkast")).to_have_count(0)
    expect(page.get_by_text("venter på nett", exact=False)).to_have_count(0)
    drafts_in(page, 1)
    assert held(programme) == ("None", None)
    page.get_by_role("button", name="Logg ut", exact=True).tap()  # nothing of hers to ask about
    expect(page).to_have_url(re.compile("/logg-inn/"))
    enter("ola")
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    assert held(programme) == ("2026-09-14", 60)


def test_a_page_left_open_does_not_send_in_the_name_of_whoever_signed_in_since(
    page: Page, context: BrowserContext, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    Session.objects.all().delete()
    other = context.new_page()
    enter("kari", other)
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("heading", name="Hei, Kari")).to_be_visible()
    assert held(programme) == ("None", None)


def test_a_draft_older_than_the_saved_row_meets_the_other_words(
    page: Page, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    drafts_in(page, 1)
    talk_of(programme).notes.create(
        mentorship=programme.mentorships.get(),
        text="Karis ord",
        written_by=programme.new_hire,
        written_at=timezone.now(),
        version=1,
    )
    page.goto(talk_page)
    page.get_by_role("button", name="Hent fram utkastet").tap()
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("group", name="Rett opp dette først")).to_be_focused()
    expect(page.get_by_text("Karis ord")).to_be_visible()
    expect(page.get_by_label("Våre avtaler")).to_have_value(SECRET)
    page.get_by_role("button", name="Lagre som holdt").tap()
    expect(page.get_by_role("status").filter(has_text="Samtale 1 er ført. Takk.")).to_be_visible()
    assert talk_of(programme).notes.get().text == SECRET


def test_a_programme_handed_over_meanwhile_says_so_and_shows_the_words(
    page: Page,
    context: BrowserContext,
    enter: Enter,
    talk_page: str,
    programme: Programme,
    axe_silent: AxeSilent,
) -> None:
    enter()
    write(page, talk_page)
    save_without_network(page, context)
    today = timezone.localdate()
    Programme.objects.filter(pk=programme.pk).update(ended_on=today, handed_over_on=today)
    context.set_offline(False)
    said = page.locator("#notices")
    expect(said).to_contain_text("Programmet tar ikke imot dette lenger")
    expect(said).to_contain_text(SECRET)
    axe_silent(page)
    assert Conversation.objects.filter(held_on__isnull=False).count() == 0
    page.get_by_role("button", name="Forkast").first.tap()
    drafts_in(page, 0)


def test_signing_out_asks_first(page: Page, enter: Enter, talk_page: str, axe_silent: AxeSilent) -> None:
    enter()
    write(page, talk_page)
    drafts_in(page, 1)
    page.get_by_role("button", name="Logg ut", exact=True).tap()
    dialog = page.get_by_role("dialog", name="Noe er ikke lagret ennå")
    expect(dialog).to_contain_text("Samtale 1")
    axe_silent(page)
    dialog.get_by_role("button", name="Bli innlogget").tap()
    expect(dialog).to_have_count(0)
    drafts_in(page, 1)
    page.get_by_role("button", name="Logg ut", exact=True).tap()
    page.get_by_role("button", name="Slett og logg ut").tap()
    expect(page).to_have_url(re.compile("/logg-inn/"))
    drafts_in(page, 0)


def test_what_is_older_than_a_week_is_gone(page: Page, enter: Enter, talk_page: str) -> None:
    enter()
    write(page, talk_page)
    drafts_in(page, 1)
    page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open("mentorprogram", 1);
          opening.onsuccess = () => {
            const store = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
            store.openCursor().onsuccess = ({ target }) => {
              target.result.update({ ...target.result.value, savedAt: Date.now() - 7.1 * 86400000 }).onsuccess = resolve;
            };
          };
        })"""
    )
    page.reload()
    drafts_in(page, 0)
    expect(page.get_by_text("Du har et utkast")).to_have_count(0)
