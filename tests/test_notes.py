"""Våre avtaler and «Ta opp»: written in the talk, on top of the next one, and the pair's alone."""

import re
from datetime import date

import pytest
from django.test import Client

from people.models import User
from programmes.models import Comment, Conversation, Note, Topic
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import make_note, make_topic
from tests.talks import as_held, talk_of, url_of

pytestmark = pytest.mark.django_db
AGREED = "Ringe pårørende selv denne uka."
NEXT = "Hvordan gikk telefonene?\n\n  Se på kveldslista  "


def with_notes(
    talk: Conversation,
    *,
    text: str = "",
    next_time: str = "",
    topic: str = "",
    version: int = 0,
    **rest: object,
) -> dict[str, object]:
    """The whole form, as the page sends it."""
    notes = {"notat-text": text, "notat-next_time": next_time, "notat-topic": topic, "notat-version": version}
    return as_held(talk) | notes | rest


def only_notes(talk: Conversation, **fields: object) -> dict[str, object]:
    return with_notes(talk, **fields) | {"bare_notater": "1"}  # type: ignore[arg-type]


def send(client: Client, talk: Conversation, user: User, data: dict[str, object]) -> str:
    """Where it led; fails unless it was saved."""
    client.force_login(user)
    response = client.post(url_of(talk), data)
    assert response.status_code == 302, dict(response.context["note_form"].errors)
    return str(response.headers["Location"])


def page(client: Client, talk: Conversation, user: User) -> str:
    client.force_login(user)
    return client.get(url_of(talk)).content.decode()


def test_a_talk_and_its_notes_are_saved_together(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    led_to = send(client, talk, cast.mentor, with_notes(talk, text=AGREED, next_time=NEXT))
    assert led_to == cast.programme.get_absolute_url()
    note = Note.objects.get()
    assert (note.conversation, note.mentorship.mentor, note.written_by) == (talk, cast.mentor, cast.mentor)
    assert (note.text, note.next_lines) == (AGREED, ["Hvordan gikk telefonene?", "Se på kveldslista"])
    assert talk_of(cast.programme).held_on == date(2026, 9, 14)


def test_without_a_word_there_is_no_note(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    send(client, talk, cast.mentor, with_notes(talk))
    assert (Note.objects.count(), Topic.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", PAIR)
def test_notes_alone_are_saved_without_the_talk_being_held(client: Client, cast: Cast, role: str) -> None:
    talk = talk_of(cast.programme)
    data = only_notes(talk, text=AGREED, comment="Til skjemaet", held_on="ikke en dato", length="")
    assert send(client, talk, cast.of(role), data) == url_of(talk)
    talk.refresh_from_db()
    assert (talk.held_on, talk.minutes_spent, talk.logged_at) == (None, None, None)
    assert (Note.objects.get().text, Comment.objects.get().text) == (AGREED, "Til skjemaet")


@pytest.mark.parametrize("role", ["mentor", "new_hire"])
def test_what_was_agreed_stands_on_top_of_the_next_talk_and_on_the_start_page(
    client: Client, cast: Cast, role: str
) -> None:
    make_note(talk_of(cast.programme, 1), AGREED, next_time=NEXT)
    for shown in (page(client, talk_of(cast.programme, 2), cast.of(role)), client.get("/").content.decode()):
        assert "Sist avtalte dere" in shown
        assert re.search(r">Hvordan gikk telefonene\?</(li|dd)><\1[^>]*>Se på kveldslista</\1>", shown)
    assert "Sist avtalte dere" not in page(client, talk_of(cast.programme, 1), cast.of(role))


def test_last_time_is_the_talk_before_and_not_the_one_after(client: Client, cast: Cast) -> None:
    for number in (1, 2, 4):
        make_note(talk_of(cast.programme, number), next_time=f"Fra samtale {number}")
    shown = page(client, talk_of(cast.programme, 3), cast.mentor)
    assert ["Fra samtale 1" in shown, "Fra samtale 2" in shown, "Fra samtale 4" in shown] == [
        False,
        True,
        False,
    ]


def test_the_others_topic_is_seen_at_once_and_gone_when_taken_up(client: Client, cast: Cast) -> None:
    talk, other = talk_of(cast.programme, 1), talk_of(cast.programme, 2)
    send(client, talk, cast.new_hire, only_notes(talk, topic="Nattevakter"))
    topic = Topic.objects.get()
    assert "Nattevakter" in page(client, other, cast.mentor)
    assert "1 tema er lagt inn til samtalen." in client.get("/").content.decode()

    send(client, other, cast.mentor, with_notes(other) | {"notat-taken_up": [topic.pk]})
    topic.refresh_from_db()
    assert topic.taken_up_in == other
    assert "Nattevakter" not in page(client, talk, cast.mentor)
    assert "Tatt opp her: Nattevakter" in page(client, other, cast.new_hire)


def test_the_same_topic_twice_stands_once(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    for _time in range(2):
        send(client, talk, cast.mentor, only_notes(talk, topic="Nattevakter"))
    assert Topic.objects.count() == 1


def test_one_removes_ones_own_topic_and_loses_no_words(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    mine, theirs = make_topic(cast.programme), make_topic(cast.programme, "Deres", brought_by=cast.new_hire)
    for topic in (mine, theirs):
        data = with_notes(talk, text=AGREED, version=Note.objects.count()) | {"fjern_tema": topic.pk}
        assert send(client, talk, cast.mentor, data) == url_of(talk)
    assert (list(Topic.objects.all()), Note.objects.get().text) == ([theirs], AGREED)
    shown = page(client, talk, cast.mentor)
    assert ("Deres" in shown, "Fjern «Deres»" in shown) == (True, False)


@pytest.mark.parametrize("taken_up", ["0", "tusen", "9" * 30])
def test_a_topic_that_is_not_there_is_left_alone(client: Client, cast: Cast, taken_up: str) -> None:
    topic, foreign = make_topic(cast.programme), make_topic(make_cast().programme, "Annet")
    talk = talk_of(cast.programme)
    forged = {"notat-taken_up": [taken_up, foreign.pk], "fjern_tema": taken_up}
    send(client, talk, cast.mentor, with_notes(talk) | forged)
    send(client, talk, cast.mentor, only_notes(talk) | {"fjern_tema": foreign.pk})
    assert set(Topic.objects.filter(taken_up_in=None)) == {topic, foreign}


def test_two_who_write_are_told_and_lose_no_words(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    send(client, talk, cast.new_hire, only_notes(talk, text="Den andres ord"))
    client.force_login(cast.mentor)
    response = client.post(url_of(talk), with_notes(talk, text=AGREED))
    shown = response.content.decode()
    assert (response.status_code, Note.objects.get().text) == (409, "Den andres ord")
    assert ("Noen andre lagret dette mens du skrev." in shown, "Den andres ord" in shown) == (True, True)
    assert response.context["note_form"]["text"].value() == AGREED
    assert talk_of(cast.programme).held_on is None  # nothing half-written

    again = with_notes(talk, text=AGREED, version=response.context["note_form"]["version"].value())
    send(client, talk, cast.mentor, again)
    assert Note.objects.get().text == AGREED


def test_the_same_form_twice_is_no_clash(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    for _time in range(2):
        send(client, talk, cast.mentor, with_notes(talk, text=AGREED))
    assert Note.objects.get().version == 1


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("text", "x" * 10_001, "Avtalene er 10001 tegn. Skriv høyst 10000."),
        ("next_time", "x" * 10_001, "Teksten er 10001 tegn. Skriv høyst 10000."),
        ("topic", "x" * 201, "Temaet er 201 tegn. Skriv høyst 200."),
        ("text", "01019012345", "Dette ligner et fødselsnummer."),
        ("topic", "Pasient 01019012345", "Dette ligner et fødselsnummer."),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_what_is_wrong_stands_beside_its_field(
    client: Client, cast: Cast, field: str, words: str, sentence: str, alone: bool
) -> None:
    talk = talk_of(cast.programme)
    data = (only_notes if alone else with_notes)(talk) | {f"notat-{field}": words}
    client.force_login(cast.mentor)
    response = client.post(url_of(talk), data)
    form = response.context["note_form"]
    assert (response.status_code, form[field].value()) == (422, words)
    assert sentence in " ".join(form.errors[field])
    assert f'href="#id_notat-{field}"' in response.content.decode()
    assert (Note.objects.count(), Topic.objects.count(), talk_of(cast.programme).held_on) == (0, 0, None)


def test_a_wrong_day_keeps_the_notes_on_the_page(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    client.force_login(cast.mentor)
    response = client.post(url_of(talk), with_notes(talk, text=AGREED, topic="Natt", held_on="2027-01-01"))
    shown = response.content.decode()
    assert (response.status_code, AGREED in shown, 'value="Natt"' in shown) == (422, True, True)
    assert (Note.objects.count(), Topic.objects.count()) == (0, 0)


def test_a_substitute_and_the_mentor_read_nothing_of_each_other(client: Client, cast: Cast) -> None:
    talk, later = talk_of(cast.programme, 1), talk_of(cast.programme, 2)
    make_note(talk, AGREED, next_time="Fra mentor")
    make_topic(cast.programme, "Mentors tema")
    shown = page(client, talk, cast.substitute) + page(client, later, cast.substitute)
    assert [words in shown for words in (AGREED, "Fra mentor", "Mentors tema")] == [False] * 3
    send(client, talk, cast.substitute, only_notes(talk, text="Med vikaren"))
    assert "Med vikaren" not in page(client, talk, cast.mentor)
    theirs = page(client, talk, cast.new_hire)
    assert (AGREED in theirs, f"Avtaler fra tida med {cast.substitute}" in theirs) == (True, True)


def test_a_substitutes_topic_is_seen_by_the_new_hire_while_it_lasts(client: Client, cast: Cast) -> None:
    talk = talk_of(cast.programme)
    send(client, talk, cast.substitute, only_notes(talk, topic="Vikarens tema"))
    assert "Vikarens tema" in page(client, talk, cast.new_hire)
    assert "Vikarens tema" not in page(client, talk, cast.mentor)
    cast.programme.mentorships.filter(is_substitute=True).update(to_on=date(2026, 9, 15))
    assert "Vikarens tema" not in page(client, talk, cast.new_hire)


@pytest.mark.parametrize("role", [*LEADERS, *OUTSIDERS])
def test_no_page_of_others_holds_a_word(client: Client, cast: Cast, role: str) -> None:
    talk = talk_of(cast.programme)
    make_note(talk, AGREED, next_time=AGREED)
    make_topic(cast.programme, AGREED)
    client.force_login(cast.of(role))
    for address in ("/", "/programmer/", cast.programme.get_absolute_url(), url_of(talk)):
        assert AGREED not in client.get(address).content.decode()


def test_under_the_field_stands_who_reads_it(client: Client, cast: Cast) -> None:
    shown = page(client, talk_of(cast.programme), cast.new_hire)
    assert "Leses av Ola Mentor (mentor) og deg. Ikke av Anne Leder (avdelingsleder)" in shown
    assert "Det kommer aldri på skjemaet, og slettes når programmet lukkes." in shown


def test_a_name_is_no_address_for_its_words() -> None:
    assert (str(Note(text=AGREED)), str(Topic(text=AGREED))) == ("Våre avtaler", "Tema")
