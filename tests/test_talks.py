"""Logging a talk that was held: a few taps, words only if one wishes."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Comment, Conversation
from programmes.states import State
from tests.cast import PAIR, Cast, make_cast
from tests.conftest import NOON
from tests.factories import make_comment, make_note, make_programme, make_topic, make_user
from tests.talks import as_held, kept, log, refused, talk_of, url_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


def page(client: Client, talk: Conversation, user: User) -> str:
    client.force_login(user)
    response = client.get(url_of(talk))
    assert response.status_code == 200
    return response.content.decode()


def comments(talk: Conversation) -> list[tuple[str, User]]:
    return [
        (comment.text, comment.written_by)
        for comment in talk.comments.select_related("written_by").order_by("pk")
    ]


@pytest.mark.parametrize("role", PAIR)
def test_the_button_alone_is_enough(client: Client, cast: Cast, role: str) -> None:
    talk = talk_of(cast.programme)
    client.force_login(cast.of(role))
    form = client.get(url_of(talk)).context["form"]
    shown = {name: form[name].value() for name in ("held_on", "length", "other_minutes", "comment")}
    assert shown == {"held_on": date(2026, 9, 14), "length": "45", "other_minutes": None, "comment": ""}

    assert log(client, talk, cast.of(role)) == "Samtale 1 er ført. Takk."
    assert (talk.held_on, talk.minutes_spent, talk.version) == (date(2026, 9, 14), 45, 1)
    assert (talk.logged_by, talk.logged_at) == (cast.of(role), NOON)
    assert comments(talk) == []
    cast.programme.refresh_from_db()
    assert (cast.programme.last_held_on, cast.programme.next_talk_on) == (talk.held_on, date(2026, 9, 21))


def test_a_comment_and_another_length(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(
        client,
        talk,
        cast.mentor,
        length="other",
        other_minutes="50",
        comment="  Vi så på rutinene.\r\nFint. ",
    )
    assert talk.minutes_spent == 50
    assert comments(talk) == [("Vi så på rutinene.\nFint.", cast.mentor)]


@pytest.mark.parametrize("minutes", ["30", "60"])
def test_the_other_quick_lengths(client: Client, cast: Cast, minutes: str) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, length=minutes, held_on="2026-09-16")
    assert (talk.minutes_spent, talk.held_on) == (int(minutes), TODAY)


@pytest.mark.parametrize("minutes", [1, 480])
def test_as_short_and_as_long_as_a_talk_can_be(client: Client, cast: Cast, minutes: int) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, length="other", other_minutes=str(minutes))
    assert talk.minutes_spent == minutes


def test_a_length_that_was_typed_stands_there_again(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, length="other", other_minutes="50")
    client.force_login(cast.new_hire)
    form = client.get(url_of(talk)).context["form"]
    assert (form["length"].value(), form["other_minutes"].value()) == ("other", 50)


def test_an_edit_asks_both_anew_whether_to_keep_the_comment(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, comment="Før")
    asked = {"kept_by_new_hire_at": timezone.now(), "kept_by_mentor_at": timezone.now()}
    talk.comments.update(**asked)
    log(client, talk, cast.mentor, comment="Før", length="60")
    assert talk.comments.filter(kept_by_new_hire_at=None).count() == 0  # the words are the same
    log(client, talk, cast.new_hire, comment="Etter", length="60")
    comment = talk.comments.get()
    assert (comment.text, comment.kept_by_new_hire_at, comment.kept_by_mentor_at) == ("Etter", None, None)


def test_an_emptied_comment_is_gone(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, comment="Noe")
    log(client, talk, cast.mentor, comment=" ")
    assert (comments(talk), talk.held_on) == ([], date(2026, 9, 14))


def test_the_same_form_twice_is_one(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    sent = as_held(talk, comment="Bare én gang", length="60")
    client.force_login(cast.mentor)
    client.post(url_of(talk), sent)
    once = kept(talk)
    response = client.post(url_of(talk), sent)
    assert (response.status_code, kept(talk)) == (302, once)
    talk.refresh_from_db()
    assert (talk.version, Comment.objects.count()) == (1, 1)


def test_a_talk_before_our_time_can_be_held_after_all(client: Client) -> None:
    programme = make_programme(starts_on=date(2026, 6, 1), taken_over_on=TODAY)
    talk, mentor = talk_of(programme), programme.mentorships.get().mentor
    assert talk.state(TODAY) is State.BEFORE_USE
    log(client, talk, mentor, held_on="2026-06-16")
    assert (talk.state(TODAY), talk.held_on) == (State.HELD, date(2026, 6, 16))


def test_an_undated_talk_is_held_today(client: Client) -> None:
    cast = make_cast("flekkefjord")
    talk = talk_of(cast.programme)
    client.force_login(cast.mentor)
    response = client.get(url_of(talk))
    assert response.context["form"]["held_on"].value() == TODAY
    assert "Datoen avtales." in response.content.decode()
    log(client, talk, cast.mentor, held_on="2026-09-16")
    assert (talk.held_on, talk.planned_on) == (TODAY, None)


def test_a_substitute_writes_in_a_period_of_their_own(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, comment="Den faste mentorens ord")
    assert "Den faste mentorens ord" not in page(client, talk, cast.substitute)
    log(client, talk, cast.substitute, comment="Vikarens ord")
    assert comments(talk) == [
        ("Den faste mentorens ord", cast.mentor),
        ("Vikarens ord", cast.substitute),
    ]
    assert "Vikarens ord" not in page(client, talk, cast.mentor)


def test_the_new_hire_reads_what_every_mentor_wrote(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    log(client, talk, cast.mentor, comment="Den faste mentorens ord")
    log(client, talk, cast.substitute, comment="Vikarens ord")
    former = cast.programme.mentorships.get(mentor=cast.former_mentor)
    Comment.objects.create(
        conversation=talk,
        mentorship=former,
        text="Forrige mentors ord",
        written_by=cast.former_mentor,
        written_at=NOON,
    )
    shown = page(client, talk, cast.new_hire)
    assert [
        words in shown for words in ("Den faste mentorens ord", "Vikarens ord", "Forrige mentors ord")
    ] == [True] * 3
    log(client, talk, cast.new_hire, comment="Nytt i den faste perioden")
    assert comments(talk)[0] == ("Nytt i den faste perioden", cast.new_hire)


def test_without_a_mentor_there_is_no_comment(client: Client) -> None:
    programme = make_programme(without_mentor=True)
    talk = talk_of(programme)
    shown = page(client, talk, programme.new_hire)
    assert ('name="comment"' in shown, 'name="held_on"' in shown) == (False, True)
    assert "Avtaler og kommentar kan skrives når en mentor er på plass." in shown
    log(client, talk, programme.new_hire, comment="Skal ikke lagres")
    assert (talk.held_on, comments(talk)) == (date(2026, 9, 14), [])


def test_with_a_mentor_it_says_who_reads_by_name(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    expected = "Leses av Kari Ny (nytilsatt) og deg. Ikke av Anne Leder (avdelingsleder), Berit Leder"
    assert expected in page(client, talk, cast.mentor)
    assert "Leses av Ola Mentor (mentor) og deg." in page(client, talk, cast.new_hire)


def test_a_substitute_and_the_mentor_read_nothing_of_each_other(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    expected = "Leses av Kari Ny (nytilsatt) og deg. Ikke av Ola Mentor (mentor), Anne Leder"
    assert expected in page(client, talk, cast.substitute)


def test_a_comment_is_shown_as_text(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    make_comment(talk, "</textarea><script>alert(1)</script>")
    for user in (cast.mentor, cast.new_hire):
        shown = page(client, talk, user)
        assert ("<script>" in shown, "&lt;script&gt;alert(1)" in shown) == (False, True)


def test_a_refused_form_leaves_the_page_as_the_talk_is(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    _status, _errors, shown = refused(client, talk, cast.mentor, as_held(talk, length=""))
    assert "Lagre som holdt" in shown
    assert "Avtal eller flytt" in shown


@pytest.mark.parametrize("talks", [1, 19])
def test_queries(
    client: Client, cast: Cast, talks: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, talks + 1):
        make_comment(talk_of(cast.programme, number))
        make_note(talk_of(cast.programme, number))
        make_topic(cast.programme)
    client.force_login(cast.mentor)
    with django_assert_num_queries(10):
        client.get(url_of(talk_of(cast.programme)))


def test_the_prompts_stand_beside(client: Client, cast: Cast) -> None:
    shown = page(client, talk_of(cast.programme), cast.mentor)
    assert "Hva har skjedd siden sist?" in shown
    assert "Uforutsett dødsfall" in shown


def test_nothing_confidential_in_the_page_title(client: Client, cast: Cast) -> None:
    shown = page(client, talk_of(cast.programme), make_user_as_mentor(cast))
    assert "<title>Samtale · Mentorprogram</title>" in shown


def make_user_as_mentor(cast: Cast) -> User:
    """A substitute assigned today: access runs from being assigned, before the period begins."""
    user = make_user(municipality=cast.mentor.municipality)
    cast.programme.mentorships.create(
        mentor=user, assigned_on=TODAY, from_on=date(2026, 10, 1), to_on=date(2026, 11, 1), is_substitute=True
    )
    return user
