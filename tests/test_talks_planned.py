"""What becomes of a planned talk besides being held: agreed, moved, dropped, taken back, one more."""

from datetime import date, time

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from programmes.models import Conversation, Programme
from programmes.states import State
from tests.cast import PAIR, Cast, make_cast
from tests.conftest import NOON
from tests.talks import kept, log, said, talk_of, url_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
AGREED: dict[str, object] = {"planned_on": "2026-09-21", "starts_at": "", "place": "", "version": 0}


def list_url(programme: Programme) -> str:
    return reverse("programmes:conversations", args=[programme.pk])


def add_url(programme: Programme) -> str:
    return reverse("programmes:conversation_add", args=[programme.pk])


# --- not held -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", PAIR)
@pytest.mark.parametrize("reason", ["mentor_away", "new_hire_away", "staffing", "agreed_off", "other"])
def test_not_held(client: Client, cast: Cast, role: str, reason: str) -> None:
    talk = talk_of(cast.programme)
    data: dict[str, object] = {"not_held_reason": reason, "version": 0}
    text = said(client, talk, cast.of(role), data, "conversation_not_held")
    assert text == "Samtale 1 står nå som ikke holdt."
    talk.refresh_from_db()
    assert (talk.not_held_reason, talk.held_on, talk.version) == (reason, None, 1)
    assert (talk.logged_by, talk.state(TODAY)) == (cast.of(role), State.NOT_HELD)
    cast.programme.refresh_from_db()
    assert cast.programme.next_talk_on == date(2026, 9, 21)


def test_not_held_twice_is_once(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    data: dict[str, object] = {"not_held_reason": "staffing", "version": 0}
    said(client, talk, cast.mentor, data, "conversation_not_held")
    once = kept(talk)
    said(client, talk, cast.mentor, data, "conversation_not_held")
    assert kept(talk) == once


def test_held_after_all(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    data: dict[str, object] = {"not_held_reason": "staffing", "version": 0}
    said(client, talk, cast.mentor, data, "conversation_not_held")
    talk.refresh_from_db()
    log(client, talk, cast.mentor, held_on="2026-09-15")
    assert (talk.held_on, talk.not_held_reason, talk.state(TODAY)) == (date(2026, 9, 15), "", State.HELD)


def test_a_held_talk_was_not_held_after_all_and_the_words_stay(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, comment="Ord om den forrige")
    data: dict[str, object] = {"not_held_reason": "other", "version": 1}
    said(client, talk, cast.mentor, data, "conversation_not_held")
    talk.refresh_from_db()
    assert (talk.held_on, talk.minutes_spent, talk.not_held_reason) == (None, None, "other")
    assert talk.comments.get().text == "Ord om den forrige"


# --- taken back ---------------------------------------------------------------------------------------


def test_taking_back_what_was_logged_keeps_day_and_words(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    said(client, talk, cast.mentor, AGREED | {"planned_on": "2026-09-15"}, "conversation_agree")
    talk.refresh_from_db()
    log(client, talk, cast.mentor, held_on="2026-09-15", comment="Ord")
    response = client.post(url_of(talk, "conversation_reopen"), {"version": talk.version})
    assert response.headers["Location"] == url_of(talk)
    talk.refresh_from_db()
    assert (talk.held_on, talk.minutes_spent, talk.logged_by, talk.logged_at) == (None, None, None, None)
    assert (talk.planned_on, talk.agreed_at, talk.comments.get().text) == (date(2026, 9, 15), NOON, "Ord")
    cast.programme.refresh_from_db()
    assert (cast.programme.last_held_on, cast.programme.next_talk_on) == (None, date(2026, 9, 15))


def test_taking_back_twice_or_what_was_never_logged_changes_nothing(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = kept(talk)
    client.force_login(cast.mentor)
    for _time in range(2):
        assert client.post(url_of(talk, "conversation_reopen"), {"version": 0}).status_code == 302
    assert kept(talk) == before
    assert client.get(url_of(talk, "conversation_reopen")).status_code == 405


# --- agreed and moved ---------------------------------------------------------------------------------


def test_agreeing_the_proposed_day(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme, 2)
    assert said(client, talk, cast.new_hire, AGREED, "conversation_agree") == "Samtale 2 er avtalt."
    talk.refresh_from_db()
    assert (talk.agreed_by, talk.agreed_at) == (cast.new_hire, NOON)
    assert (talk.planned_on, talk.was_moved, talk.dated_by_person) == (date(2026, 9, 21), False, False)


def test_moving_keeps_the_first_planned_day(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme, 2)
    moved = AGREED | {"planned_on": "2026-09-24", "starts_at": "14:30", "place": "Grupperom 1"}
    said(client, talk, cast.mentor, moved, "conversation_agree")
    again = moved | {"planned_on": "2026-09-25", "version": 1}
    said(client, talk, cast.mentor, again, "conversation_agree")
    talk.refresh_from_db()
    assert (talk.planned_on, talk.first_planned_on) == (date(2026, 9, 25), date(2026, 9, 21))
    assert (talk.dated_by_person, talk.starts_at, talk.place) == (True, time(14, 30), "Grupperom 1")
    page = client.get(url_of(talk)).content.decode()
    assert "Uke 4 · kalenderuke 39 · fredag 25. september · kl. 14:30 · Grupperom 1" in page
    assert "Først planlagt mandag 21. september." in page


def test_agreeing_twice_is_once(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme, 2)
    moved = AGREED | {"planned_on": "2026-09-24"}
    said(client, talk, cast.mentor, moved, "conversation_agree")
    once = kept(talk)
    said(client, talk, cast.mentor, moved, "conversation_agree")
    assert kept(talk) == once


def test_a_day_few_work_on_is_noted_and_never_refused(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme, 2)
    sunday = AGREED | {"planned_on": "2026-09-20"}
    note = said(client, talk, cast.mentor, sunday, "conversation_agree")
    assert note == "20. september 2026 er en søndag. Datoen gjelder likevel."
    talk.refresh_from_db()
    assert (talk.planned_on, talk.agreed_at) == (date(2026, 9, 20), NOON)


# --- all at once --------------------------------------------------------------------------------------


def test_all_coming_talks_are_agreed_at_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    form = client.get(list_url(cast.programme)).context["form"]
    coming = list(form["talks"].value())
    assert len(coming) == 18  # the first was two days ago
    moved_later, *chosen = coming
    response = client.post(list_url(cast.programme), {"talks": chosen})
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["17 samtaler er avtalt."]
    proposed = cast.programme.conversations.filter(agreed_at=None)
    assert [talk.pk for talk in proposed] == [talk_of(cast.programme).pk, moved_later]
    assert set(cast.programme.conversations.exclude(agreed_at=None).values_list("agreed_by", "version")) == {
        (cast.mentor.pk, 1)
    }


def test_agreeing_them_twice_is_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    chosen = {"talks": list(client.get(list_url(cast.programme)).context["form"]["talks"].value())}
    client.post(list_url(cast.programme), chosen)
    once = kept(talk_of(cast.programme))
    assert client.post(list_url(cast.programme), chosen).status_code == 302
    assert kept(talk_of(cast.programme)) == once
    assert "Alle samtalene framover er avtalt." in client.get(list_url(cast.programme)).content.decode()


@pytest.mark.parametrize("talks", [[], ["tre"], [0], [10**30]])
def test_nothing_chosen_or_what_cannot_be(client: Client, cast: Cast, talks: list[object]) -> None:
    client.force_login(cast.mentor)
    response = client.post(list_url(cast.programme), {"talks": talks})
    assert response.status_code == 422
    assert response.context["form"].errors["talks"] == ["Velg minst én samtale fra listen."]
    assert cast.programme.conversations.exclude(agreed_at=None).count() == 0


def test_another_programmes_talk_is_not_agreed(client: Client, cast: Cast) -> None:
    other = talk_of(make_cast().programme, 2)
    client.force_login(cast.mentor)
    assert client.post(list_url(cast.programme), {"talks": [other.pk]}).status_code == 422
    other.refresh_from_db()
    assert other.agreed_at is None


# --- one more -----------------------------------------------------------------------------------------


def extra_form(client: Client, cast: Cast) -> dict[str, object]:
    """What the page would send untouched."""
    form = client.get(add_url(cast.programme)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


@pytest.mark.parametrize("role", PAIR)
def test_one_more_talk(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    sent = extra_form(client, cast) | {"planned_on": "2026-09-17"}
    response = client.post(add_url(cast.programme), sent)
    talk = talk_of(cast.programme, 20)
    assert response.headers["Location"] == url_of(talk)
    assert (talk.planned_on, talk.week, talk.is_extra) == (date(2026, 9, 17), None, True)
    assert (talk.agreed_by, talk.expected_minutes, talk.responsible) == (cast.of(role), 45, "mentor")
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Samtale 20 er lagt til."]
    log(client, talk, cast.mentor, held_on="2026-09-16")


def test_the_same_form_twice_is_one_talk(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    sent = extra_form(client, cast) | {"planned_on": "2026-09-17"}
    first, second = (client.post(add_url(cast.programme), sent) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert cast.programme.conversations.count() == 20


def test_two_extra_talks_are_two(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    for day in ("2026-09-17", "2026-09-17"):
        client.post(add_url(cast.programme), extra_form(client, cast) | {"planned_on": day})
    extra = Conversation.objects.filter(programme=cast.programme, is_extra=True)
    assert [talk.number for talk in extra] == [20, 21]
