"""The new edition of a template in a programme under way: shown, saved as shown, and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.changing import Year
from programmes.kept_rows import WORDS, key_of
from programmes.models import Conversation, Programme
from programmes.rules import DayNumber, DaysAfter, EveryWeeks, Undated, Weeks
from programmes.schedule import Kind, Role, Row
from tests.cast import OUTSIDERS, PAIR, Cast
from tests.changes import address, days, saved, shown
from tests.editions import cast_on_own_template, changed, next_edition, place_of
from tests.factories import make_note

pytestmark = pytest.mark.django_db

PAGE = "ny-versjon"
WHY = {"why": "template"}
FORTNIGHTLY = "Samtaler mellom mentor og den nytilsatte hver 14. dag"
MONTHLY = "Samtale mellom mentor og den nytilsatte en gang pr. måned"
STANDING = [(5, 8), (6, 10), (7, 12), (8, 14), (9, 16), (10, 18)]
MET = Row("Hilse på vernetjenesten", Kind.STEP, DaysAfter(60), (Role.LEADER,))
FIRST_DAY = Row("Nøkkelkort", Kind.STEP, DayNumber(2), (Role.LEADER,))


@pytest.fixture
def cast() -> Cast:
    return cast_on_own_template()


@pytest.fixture
def signed_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.leader)
    return client


def whole(programme: Programme) -> dict[str, Any]:
    """Every row with its days and the words it has from the template."""
    texts = {
        key: {name: getattr(row, name) for name in WORDS[type(row).__name__]}
        for key, row in Year.of(programme).rows.items()
        if type(row).__name__ in WORDS
    }
    fresh = Programme.objects.get(pk=programme.pk)
    return {"days": days(programme), "texts": texts, "of": (fresh.template_id, fresh.prompts, fresh.notes)}


def titles(page: Any) -> dict[str, list[str]]:
    """The preview: each group's lines."""
    return {
        group.heading: [line.what or str(line.field.label) for line in group.lines]
        for group in page.context["groups"]
    }


def test_what_is_shown_is_what_is_saved(signed_in: Client, cast: Cast) -> None:
    """A week moves, a title changes, a row is new, one is left: nothing else is another."""
    programme = cast.programme

    def edit(rows: list[Row]) -> list[Row]:
        rows = changed(FORTNIGHTLY, title="Annenhver uke", rule=Weeks((8, 10, 12, 14, 17, 18, 20)))(rows)
        del rows[place_of(rows, "Andre prøvetidssamtale")]
        return [*rows, MET]

    edition = next_edition(programme, edit)
    page = titles(shown(signed_in, programme, PAGE, **WHY))
    assert page == {
        "Nye rader": [f"{MET.title}", "Annenhver uke, uke 20"],
        "Får nye ord": [f"Samtale {number}, uke {week}" for number, week in STANDING],
        "Står ikke i den nye versjonen": ["Andre prøvetidssamtale"],
        "Flyttes": ["Samtale 9, uke 16"],
    }
    before = days(programme)
    assert saved(signed_in, programme, PAGE, **WHY).status_code == 302
    after = days(programme)
    talk = programme.conversations.get(number=9)
    assert (talk.week, talk.title, talk.planned_on) == (17, "Annenhver uke", date(2026, 12, 21))
    assert {key for key in before if after[key] != before[key]} == {key_of(talk)}
    new = programme.conversations.get(number=20)
    assert (new.week, new.planned_on, new.agreed_at) == (20, date(2027, 1, 11), None)
    assert programme.steps.get(title=MET.title).due_on == date(2026, 10, 30)
    assert programme.reviews.get(title="Andre prøvetidssamtale").not_in_template
    programme.refresh_from_db()
    assert programme.template == edition
    html = signed_in.get(programme.get_absolute_url()).content.decode()
    assert html.count("står ikke i den nye versjonen av malen") == 1


def test_the_same_edition_twice_is_once(signed_in: Client, cast: Cast) -> None:
    next_edition(cast.programme, lambda rows: [*rows, MET])
    assert saved(signed_in, cast.programme, PAGE, **WHY).status_code == 302
    before = whole(cast.programme)
    again = signed_in.post(address(cast.programme, PAGE), WHY | {"save": "1"}, follow=True)
    assert "Planen er allerede slik." in again.content.decode()
    assert (whole(cast.programme), cast.programme.plan_changes.count()) == (before, 1)


def test_only_what_is_published_is_offered(signed_in: Client, cast: Cast) -> None:
    cast.programme.template.begin_next()
    assert signed_in.get(address(cast.programme, PAGE)).status_code == 302
    assert "ny versjon av malen" not in changes_page(signed_in, cast)


def changes_page(client: Client, cast: Cast) -> str:
    return client.get(reverse("programmes:changes", args=[cast.programme.pk])).content.decode()


# --- what people have done ----------------------------------------------------------------------------


def test_what_is_held_and_what_is_agreed_stay(signed_in: Client, cast: Cast) -> None:
    held, agreed = cast.programme.conversations.filter(number__in=(5, 6))
    held.held_on, held.logged_at, held.logged_by = date(2026, 9, 15), timezone.now(), cast.mentor
    held.save()
    agreed.agree(by=cast.mentor, at=timezone.now())
    agreed.save()
    next_edition(cast.programme, changed(FORTNIGHTLY, title="Nytt", rule=Weeks((9, 11, 12, 14, 16, 18))))
    saved(signed_in, cast.programme, PAGE, **WHY)
    day = agreed.planned_on
    was = Conversation.objects.filter(pk=held.pk).values().get()
    held.refresh_from_db()
    agreed.refresh_from_db()
    assert (held.title, held.week, held.version) == (was["title"], 8, 0)
    assert (agreed.title, agreed.week, agreed.planned_on) == ("Nytt", 9, day)
    assert agreed.agreed_at is not None


def test_a_new_row_whose_day_is_over_comes_only_when_asked_for(signed_in: Client, cast: Cast) -> None:
    next_edition(cast.programme, lambda rows: [*rows, FIRST_DAY, MET])
    page = shown(signed_in, cast.programme, PAGE, **WHY)
    boxes = {str(field.label): field.initial for field in page.context["rows"].fields.values() if field.label}
    assert boxes == {FIRST_DAY.title: False, MET.title: True}
    seen = page.context["form"].data["seen"]
    only_past = WHY | {"seen": seen, "save": "1", "flytt-ny-0": "on"}
    assert signed_in.post(address(cast.programme, PAGE), only_past).status_code == 302
    assert cast.programme.steps.get(title=FIRST_DAY.title).due_on == date(2026, 9, 1)
    assert not cast.programme.steps.filter(title=MET.title).exists()


def test_no_page_tells_whether_the_pair_has_written(signed_in: Client, cast: Cast) -> None:
    """Before, after, and when it is taken back: a talk with words and one without are treated alike."""
    seen = {}
    edition = next_edition(cast.programme, changed(MONTHLY, rule=Weeks((22, 26, 51))))
    for written in (False, True):
        talk = cast.programme.conversations.get(week=30)
        if written:
            make_note(talk, "Hemmelig")
        page = titles(shown(signed_in, cast.programme, PAGE, **WHY))
        saved(signed_in, cast.programme, PAGE, **WHY)
        after = cast.programme.conversations.filter(not_in_template=True).count()
        made = cast.programme.plan_changes.latest("pk")
        assert signed_in.post(made.undo_url).status_code == 302
        made.refresh_from_db()
        seen[written] = (page, after, made.undone_at is None)
    assert seen[False] == seen[True]
    assert edition.edition == 2
    assert cast.programme.conversations.get(week=30).notes.count() == 1


# --- taking it back -----------------------------------------------------------------------------------


def edit_much(rows: list[Row]) -> list[Row]:
    rows = changed(FORTNIGHTLY, title="Annenhver uke", rule=Weeks((8, 9, 12, 14, 18)))(rows)
    del rows[place_of(rows, "Andre prøvetidssamtale")]
    return [*rows, MET]


def test_it_is_taken_back_exactly(signed_in: Client, cast: Cast) -> None:
    before = whole(cast.programme)
    next_edition(cast.programme, edit_much)
    saved(signed_in, cast.programme, PAGE, **WHY)
    assert whole(cast.programme) != before
    assert "Ny versjon av malen" in changes_page(signed_in, cast)
    signed_in.post(cast.programme.plan_changes.get().undo_url)
    assert whole(cast.programme) == before


@pytest.mark.parametrize("written", [False, True])
def test_a_new_talk_stays_without_a_day_whether_it_has_words_or_not(
    signed_in: Client, cast: Cast, written: bool
) -> None:
    next_edition(cast.programme, changed(MONTHLY, rule=Weeks((22, 26, 30, 34, 38, 42, 46, 50, 51, 52))))
    saved(signed_in, cast.programme, PAGE, **WHY)
    talk = cast.programme.conversations.get(week=51)
    if written:
        make_note(talk, "Hemmelig")
    signed_in.post(cast.programme.plan_changes.get().undo_url)
    assert cast.programme.plan_changes.get().undone_at
    talk.refresh_from_db()
    assert (talk.planned_on, talk.not_in_template, talk.notes.count()) == (None, True, int(written))
    saved(signed_in, cast.programme, PAGE, **WHY)
    again = cast.programme.conversations.get(week=51)
    assert (again.pk, again.not_in_template, again.planned_on) == (talk.pk, False, date(2027, 8, 16))


def test_it_stands_once_something_new_is_ticked(signed_in: Client, cast: Cast) -> None:
    next_edition(cast.programme, lambda rows: [*rows, MET])
    saved(signed_in, cast.programme, PAGE, **WHY)
    step = cast.programme.steps.get(title=MET.title)
    step.tick(by=cast.leader, at=timezone.now() + timedelta(minutes=1), on=timezone.localdate())
    step.save()
    page = signed_in.post(cast.programme.plan_changes.get().undo_url, follow=True)
    assert "Noe er ført eller krysset av etter endringen." in page.content.decode()
    assert cast.programme.steps.filter(pk=step.pk, done_on__isnull=False).exists()


# --- other shapes -------------------------------------------------------------------------------------


def test_a_rhythm_that_was_laid_on_undated_talks_stays(signed_in: Client, cast: Cast) -> None:
    first = cast.programme.template
    first.keep_rows([Row("Samtale", Kind.CONVERSATION, Undated(4), (Role.MENTOR,))])
    cast.programme.conversations.update(title="Samtale", rule=EveryWeeks(4, 3, 52).to_dict())
    was = days(cast.programme)
    next_edition(cast.programme, changed("Samtale", title="Samtaler", rule=Undated(6)))
    saved(signed_in, cast.programme, PAGE, **WHY)
    assert {talk.title for talk in cast.programme.conversations.all()} == {"Samtaler"}
    assert days(cast.programme) == was


# --- who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_only_leaders_take_up_an_edition(client: Client, cast: Cast, role: str) -> None:
    next_edition(cast.programme, edit_much)
    client.force_login(cast.of(role))
    assert client.get(address(cast.programme, PAGE)).status_code == 404
    assert client.post(address(cast.programme, PAGE), WHY).status_code == 404


def test_the_coordinator_sees_how_many_follow_an_older_edition(client: Client, cast: Cast) -> None:
    edition = next_edition(cast.programme, edit_much)
    department = cast.programme.department.name
    for role, sees in {"coordinator": True, "leader": False}.items():
        client.force_login(cast.of(role))
        page = client.get(edition.get_absolute_url())
        assert ("1 program i gang følger en eldre versjon" in page.content.decode()) == sees
        assert (department in page.content.decode()) == sees
        assert cast.new_hire.name not in page.content.decode()
    client.force_login(cast.leader)
    saved(client, cast.programme, PAGE, **WHY)
    client.force_login(cast.coordinator)
    assert "eldre versjon" not in client.get(edition.get_absolute_url()).content.decode()


def test_few_queries(
    signed_in: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    next_edition(cast.programme, edit_much)
    with django_assert_num_queries(10):
        signed_in.get(address(cast.programme, PAGE))
    with django_assert_num_queries(9):
        changes_page(signed_in, cast)


def test_a_row_that_was_only_moved_among_the_others_is_the_same_row(signed_in: Client, cast: Cast) -> None:
    before = whole(cast.programme)
    next_edition(cast.programme, lambda rows: [*rows[5:], *rows[:5]])
    page = shown(signed_in, cast.programme, PAGE, **WHY)
    assert titles(page) == {}
    saved(signed_in, cast.programme, PAGE, **WHY)
    after = whole(cast.programme)
    assert (after["days"], after["texts"]) == (before["days"], before["texts"])
