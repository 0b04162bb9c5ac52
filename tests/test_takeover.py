"""A programme taken over from paper: past rows marked in one act, held talks typed in on one page."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Programme
from programmes.states import State
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.conftest import NOON
from tests.talks import kept, log, talk_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast() -> Cast:
    """Started on paper on 1 June: nine talks are past."""
    cast = make_cast()
    Programme.objects.update(starts_on=date(2026, 6, 1))
    for talk in cast.programme.conversations.all():
        talk.planned_on = talk.planned_on and date.fromordinal(talk.planned_on.toordinal() - 91)
        talk.save()
    cast.programme.refresh_from_db()
    return cast


def paper_url(programme: Programme) -> str:
    return reverse("programmes:talks_from_paper", args=[programme.pk])


def mark_url(programme: Programme) -> str:
    return reverse("programmes:mark_before_use", args=[programme.pk])


def filled(client: Client, cast: Cast, user: User, *rows: tuple[str, object]) -> dict[str, object]:
    """What the page sends with these days and minutes in its first rows."""
    client.force_login(user)
    formset = client.get(paper_url(cast.programme)).context["formset"]
    data: dict[str, object] = {
        "form-TOTAL_FORMS": len(formset.forms),
        "form-INITIAL_FORMS": len(formset.forms),
    }
    typed = [*rows, *[("", "")] * (len(formset.forms) - len(rows))]
    for form, (held_on, minutes) in zip(formset.forms, typed, strict=True):
        data |= {
            form.add_prefix("id"): form.instance.pk,
            form.add_prefix("version"): form.instance.version,
            form.add_prefix("held_on"): held_on,
            form.add_prefix("minutes_spent"): minutes,
        }
    return data


def sent(client: Client, cast: Cast, data: dict[str, object]) -> str:
    response = client.post(paper_url(cast.programme), data)
    assert (response.status_code, response.headers.get("Location")) == (
        302,
        cast.programme.get_absolute_url(),
    )
    *_earlier, last = get_messages(response.wsgi_request)
    return str(last)


# --- held talks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", PAIR)
def test_held_talks_are_typed_in_from_the_paper(client: Client, cast: Cast, role: str) -> None:
    rows = [("2026-06-16", 50), ("", ""), ("2026-06-29", "")]
    data = filled(client, cast, cast.of(role), *rows)
    assert data["form-TOTAL_FORMS"] == 9
    assert sent(client, cast, data) == "2 samtaler er ført."
    first, second, third = (talk_of(cast.programme, number) for number in (1, 2, 3))
    assert (first.held_on, first.minutes_spent) == (date(2026, 6, 16), 50)
    assert (first.logged_by, first.logged_at, first.version) == (cast.of(role), NOON, 1)
    assert (second.is_open, second.version) == (True, 0)
    assert (third.held_on, third.minutes_spent) == (date(2026, 6, 29), None)
    cast.programme.refresh_from_db()
    assert cast.programme.last_held_on == date(2026, 6, 29)
    assert len(client.get(paper_url(cast.programme)).context["formset"].forms) == 7


def test_a_talk_whose_minutes_the_paper_did_not_say(client: Client, cast: Cast) -> None:
    """A comment can be written on it later without inventing how long it took."""
    sent(client, cast, filled(client, cast, cast.mentor, ("2026-06-16", "")))
    talk = talk_of(cast.programme)
    page = client.get(talk.get_absolute_url())
    assert page.context["form"]["length"].value() == ""
    log(client, talk, cast.mentor, held_on="2026-06-16", length="", comment="Skrevet etterpå")
    assert (talk.minutes_spent, talk.comments.get().text) == (None, "Skrevet etterpå")


def test_sent_twice_it_is_typed_in_once(client: Client, cast: Cast) -> None:
    data = filled(client, cast, cast.mentor, ("2026-06-16", 50))
    assert sent(client, cast, data) == "1 samtale er ført."
    once = kept(talk_of(cast.programme))
    assert sent(client, cast, data) == "Ingen samtaler var fylt ut."
    assert kept(talk_of(cast.programme)) == once


def test_nothing_typed_saves_nothing(client: Client, cast: Cast) -> None:
    before = kept(talk_of(cast.programme))
    assert sent(client, cast, filled(client, cast, cast.mentor)) == "Ingen samtaler var fylt ut."
    assert kept(talk_of(cast.programme)) == before


def test_what_the_other_logged_meanwhile_is_not_overwritten(client: Client, cast: Cast) -> None:
    data = filled(client, cast, cast.mentor, ("2026-06-16", 50), ("2026-06-22", 45))
    log(client, talk_of(cast.programme), cast.new_hire, held_on="2026-06-15")
    before = kept(talk_of(cast.programme))
    client.force_login(cast.mentor)
    response = client.post(paper_url(cast.programme), data)
    assert (response.status_code, kept(talk_of(cast.programme))) == (409, before)
    first, second, *_rest = response.context["formset"].forms
    assert [list(form.errors) for form in (first, second)] == [["__all__"], []]
    assert "Rad 1 – Noen andre lagret dette mens du skrev." in response.content.decode()


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (("2026-09-17", 45), "held_on", "Datoen er ikke kommet ennå."),
        (("2026-05-31", 45), "held_on", "Velg en dato fra og med 1. juni 2026."),
        (
            ("i juni", 45),
            "held_on",
            "Skriv datoen som dag, måned og år, for eksempel 16.09.2026.",
        ),
        (("", 45), "held_on", "Skriv dagen samtalen ble holdt."),
        (("2026-06-16", 0), "minutes_spent", "Skriv minst 1 minutt."),
        (("2026-06-16", 2000), "minutes_spent", "Skriv høyst 480 minutter."),
        (("2026-06-16", "en time"), "minutes_spent", "Skriv antall minutter med tall."),
    ],
)
def test_one_wrong_row_saves_none(
    client: Client, cast: Cast, row: tuple[str, object], field: str, sentence: str
) -> None:
    before = kept(talk_of(cast.programme))
    data = filled(client, cast, cast.mentor, ("2026-06-22", 30), row)
    response = client.post(paper_url(cast.programme), data)
    right, wrong, *_rest = response.context["formset"].forms
    assert (response.status_code, right.errors, dict(wrong.errors)) == (422, {}, {field: [sentence]})
    assert [right["held_on"].value(), wrong[field].value()] == ["2026-06-22", str(data[f"form-1-{field}"])]
    assert kept(talk_of(cast.programme)) == before


@pytest.mark.parametrize("foreign", ["other", 0, 10**30, "tre"])
def test_a_row_that_is_not_the_programmes(client: Client, cast: Cast, foreign: object) -> None:
    other = talk_of(make_cast().programme)
    data = filled(client, cast, cast.mentor, ("2026-06-16", 45))
    data["form-0-id"] = other.pk if foreign == "other" else foreign
    before = kept(other), kept(talk_of(cast.programme))
    assert client.post(paper_url(cast.programme), data).status_code == 404
    assert (kept(other), kept(talk_of(cast.programme))) == before


def test_a_form_with_nothing_in_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    assert client.post(paper_url(cast.programme), {}).status_code == 422


def test_when_all_are_logged_it_says_so(client: Client, cast: Cast) -> None:
    cast.programme.conversations.filter(planned_on__lt=TODAY).update(held_on=date(2026, 6, 16))
    client.force_login(cast.mentor)
    assert "Alle samtaler før i dag er ført." in client.get(paper_url(cast.programme)).content.decode()


@pytest.mark.parametrize("past", [1, 9])
def test_queries(
    client: Client, cast: Cast, past: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.programme.conversations.filter(number__gt=past, planned_on__lt=TODAY).update(held_on=TODAY)
    client.force_login(cast.mentor)
    with django_assert_num_queries(6):
        assert len(client.get(paper_url(cast.programme)).context["formset"].forms) == past


# --- past rows in one act -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", LEADERS)
def test_a_leader_marks_what_is_past_in_one_act(client: Client, cast: Cast, role: str) -> None:
    log(client, talk_of(cast.programme), cast.mentor, held_on="2026-06-16")
    client.force_login(cast.of(role))
    assert "Merk det som er før i dag" in client.get(cast.programme.get_absolute_url()).content.decode()
    response = client.post(mark_url(cast.programme))
    assert response.headers["Location"] == cast.programme.get_absolute_url()
    states = [talk.state(TODAY) for talk in cast.programme.conversations.all()[:10]]
    assert states == [State.HELD, *[State.BEFORE_USE] * 8, State.PROPOSED]
    assert not Programme.objects.late(TODAY).exists()
    cast.programme.refresh_from_db()
    assert (cast.programme.taken_over_on, cast.programme.next_talk_on) == (TODAY, talk_day(cast, 10))
    assert "Merk det som er før i dag" not in client.get(cast.programme.get_absolute_url()).content.decode()


def talk_day(cast: Cast, number: int) -> date | None:
    return talk_of(cast.programme, number).planned_on


def test_marked_twice_is_marked_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    client.post(mark_url(cast.programme))
    once = kept(talk_of(cast.programme)), list(cast.programme.steps.values_list())
    response = client.post(mark_url(cast.programme))
    assert (response.status_code, response.headers["Location"]) == (302, cast.programme.get_absolute_url())
    assert (kept(talk_of(cast.programme)), list(cast.programme.steps.values_list())) == once


@pytest.mark.parametrize("role", [*PAIR, *OUTSIDERS])
def test_nobody_else_marks(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.post(mark_url(cast.programme)).status_code == 404
    assert client.get(mark_url(cast.programme)).status_code in (404, 405)
    assert not cast.programme.conversations.filter(before_use=True).exists()


def test_nothing_is_marked_once_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    Programme.objects.update(ended_on=TODAY, handed_over_on=TODAY)
    client.force_login(cast.leader)
    assert client.post(mark_url(cast.programme)).status_code == 404
