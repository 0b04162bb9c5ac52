"""Two people save the same talk: both are told, and neither loses words."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.cast import Cast, make_cast
from tests.talks import as_held, kept, log, refused, said, talk_of, url_of

pytestmark = pytest.mark.django_db
CLASH = (
    "Noen andre lagret dette mens du skrev. Det du skrev står fortsatt her. "
    "Lagre en gang til hvis ditt skal gjelde."
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_the_second_is_told_and_sees_what_the_first_wrote(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk, length="60", comment="Mentorens <b>ord</b>")
    log(client, talk, cast.new_hire, comment="Den nytilsattes\nord & tanker")

    status, errors, shown = refused(client, talk, cast.mentor, before)
    assert (status, errors) == (409, {"__all__": [CLASH]})
    assert "Kari Ny lagret dette mens du skrev" in shown
    assert "<p>Den nytilsattes<br>ord &amp; tanker</p>" in shown
    assert "Mentorens &lt;b&gt;ord&lt;/b&gt;</textarea>" in shown


def test_saved_again_it_is_the_second_that_counts(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk, length="60", comment="Mentorens ord")
    log(client, talk, cast.new_hire, comment="Andre ord")
    client.force_login(cast.mentor)
    form = client.post(url_of(talk), before).context["form"]
    assert form["version"].value() == "1"
    log(client, talk, cast.mentor, length="60", comment="Andre ord og mentorens ord", version=1)
    assert (talk.comments.get().text, talk.minutes_spent) == ("Andre ord og mentorens ord", 60)


def test_who_wrote_nothing_does_not_wipe_out_the_others_words(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk, length="60")
    log(client, talk, cast.new_hire, comment="Andre ord")
    client.force_login(cast.mentor)
    response = client.post(url_of(talk), before)
    assert (response.status_code, response.context["form"]["comment"].value()) == (409, "Andre ord")
    assert talk.comments.get().text == "Andre ord"


def test_other_minutes_clash_too(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk, length="30", comment="Likt")
    log(client, talk, cast.new_hire, length="60", comment="Likt")
    status, errors, shown = refused(client, talk, cast.mentor, before)
    assert (status, errors) == (409, {"__all__": [CLASH]})
    assert "lagret dette mens du skrev</h2>" not in shown  # the words are the same


def test_saying_the_same_is_no_clash(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk)
    log(client, talk, cast.new_hire)
    once = kept(talk)
    assert said(client, talk, cast.mentor, before, "conversation") == "Samtale 1 er ført. Takk."
    assert kept(talk) == once


def test_held_after_the_other_said_it_was_not(client: Client, cast: Cast) -> None:
    """Nothing is changed in the form, but it would overturn what the other just said."""
    talk = talk_of(cast.programme)
    before = as_held(talk)
    said(client, talk, cast.new_hire, {"not_held_reason": "staffing", "version": 0}, "conversation_not_held")
    status, errors, _shown = refused(client, talk, cast.mentor, before)
    assert (status, errors) == (409, {"__all__": [CLASH]})
    log(client, talk, cast.mentor, version=1)
    assert (str(talk.held_on), talk.not_held_reason) == ("2026-09-14", "")


def test_not_held_after_the_other_said_it_was(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.new_hire, comment="Vi snakket jo sammen")
    data: dict[str, object] = {"not_held_reason": "staffing", "version": 0}
    status, errors, _shown = refused(client, talk, cast.mentor, data, page="conversation_not_held")
    assert (status, errors) == (409, {"__all__": [CLASH]})


def test_a_day_agreed_meanwhile_is_no_clash_for_who_logs(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    before = as_held(talk)
    agreed = {"planned_on": "2026-09-14", "starts_at": "", "place": "", "version": 0}
    said(client, talk, cast.new_hire, agreed, "conversation_agree")
    log(client, talk, cast.mentor, version=0)
    assert (before["version"], talk.version, str(talk.held_on)) == (0, 2, "2026-09-14")


def test_two_who_move_the_same_talk(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme, 2)
    moved: dict[str, object] = {"planned_on": "2026-09-22", "starts_at": "", "place": "", "version": 0}
    said(client, talk, cast.new_hire, moved, "conversation_agree")
    other = moved | {"planned_on": "2026-09-24"}
    status, errors, _shown = refused(client, talk, cast.mentor, other, page="conversation_agree")
    assert (status, errors) == (409, {"__all__": [CLASH]})


def test_a_log_is_not_taken_back_unseen(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor)
    log(client, talk, cast.new_hire, length="60")
    before = kept(talk)
    client.force_login(cast.mentor)
    response = client.post(url_of(talk, "conversation_reopen"), {"version": 1})
    assert [str(message) for message in get_messages(response.wsgi_request)][-1] == (
        "Noen har endret dette siden. Se på det før du angrer."
    )
    assert kept(talk) == before
