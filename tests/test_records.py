"""Writing a referat: a draft is kept, shared once, corrected until it is read."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Position
from programmes.models import ReviewRecord
from tests.cast import LEADERS, OUTSIDERS, Cast
from tests.conftest import NOON
from tests.records import TELLING, make_record, make_reviewed_cast, page, refused, write

pytestmark = pytest.mark.django_db
MENTORS = ["mentor", "substitute"]


@pytest.fixture
def cast() -> Cast:
    return make_reviewed_cast()


@pytest.mark.parametrize("role", LEADERS)
def test_a_leader_keeps_a_draft(client: Client, cast: Cast, role: str) -> None:
    user = cast.of(role)
    assert write(client, cast, user, TELLING) == "Utkastet er lagret. Bare du ser det."
    record = ReviewRecord.objects.get()
    assert (record.text, record.written_by, record.writer_name) == (TELLING, user, user.name)
    assert (record.written_at, record.shared_at, record.read_at) == (NOON, None, None)


@pytest.mark.parametrize("role", ["new_hire", *MENTORS, *OUTSIDERS])
def test_nobody_else_writes(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(page(cast)).status_code == 404
    assert client.post(page(cast), {"text": TELLING, "version": 0}).status_code == 404
    assert ReviewRecord.objects.count() == 0


def test_a_draft_is_shared_once_and_for_all(client: Client, cast: Cast) -> None:
    write(client, cast, cast.leader, "Utkast.")
    said = write(client, cast, cast.leader, TELLING, version=1, share=True)
    assert said == "Referatet er delt med Kari."
    record = ReviewRecord.objects.get()
    assert (record.text, record.shared_at) == (TELLING, NOON)

    write(client, cast, cast.leader, "Rettet.", version=record.version)  # a correction does not take it back
    record.refresh_from_db()
    assert (record.text, record.shared_at) == ("Rettet.", NOON)


def test_the_page_says_who_reads_it(client: Client, cast: Cast) -> None:
    names = (
        f"Berit Leder (avdelingsleder), {cast.head.name} (enhetsleder), Kari Ny (nytilsatt) og deg. "
        "Ikke av Ola Mentor (mentor)."
    )
    client.force_login(cast.leader)
    assert client.get(page(cast)).context["readers"] == f"Når du deler, leses det av {names}"
    make_record(cast, shared_at=NOON)
    assert client.get(page(cast)).context["readers"] == f"Leses av {names}"


@pytest.mark.parametrize(
    ("text", "share", "sentence"),
    [
        (" ", False, "Skriv noe før du lagrer."),
        (" ", True, "Skriv referatet før du deler det."),
        ("x" * 10_001, False, "Referatet er 10001 tegn. Skriv høyst 10000."),
        ("x" * 100_000, True, "Referatet er 100000 tegn. Skriv høyst 10000."),
        ("Kari, 010190 12345", True, "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_a_text_that_cannot_be(client: Client, cast: Cast, text: str, share: bool, sentence: str) -> None:
    data = {"text": text, "version": 0, "handling": "del" if share else "lagre"}
    assert refused(client, cast, cast.leader, data) == (422, {"text": [sentence]})
    assert ReviewRecord.objects.count() == 0


def test_ten_thousand_characters_in_many_lines(client: Client, cast: Cast) -> None:
    text = "ord\r\n" * 2499 + "x" * 4
    write(client, cast, cast.leader, text)
    assert len(ReviewRecord.objects.get().text) == 10_000


def test_a_review_that_was_not_held_is_not_shared(client: Client, cast: Cast) -> None:
    cast.programme.reviews.update(held_on=None)
    sentence = "Før samtalen som gjennomført før du deler referatet."
    data = {"text": TELLING, "version": 0, "handling": "del"}
    assert refused(client, cast, cast.leader, data) == (422, {"__all__": [sentence]})
    assert 'value="del"' not in client.get(page(cast)).content.decode()
    write(client, cast, cast.leader, TELLING)  # but the draft can be begun


def test_the_same_form_twice_makes_one_draft(client: Client, cast: Cast) -> None:
    for _time in range(2):
        write(client, cast, cast.leader, "Første linje.\r\nAndre linje.")
    assert ReviewRecord.objects.values_list("text", "version").get() == ("Første linje.\nAndre linje.", 1)


def test_the_themes_of_the_template_are_headings_to_write_under(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    text = client.get(page(cast)).context["form"]["text"].value()
    assert text == "Hvordan oppleves mentoreringsprogrammet?"
    data = {"text": text, "version": 0, "handling": "lagre"}
    assert refused(client, cast, cast.leader, data) == (422, {"text": ["Skriv noe før du lagrer."]})
    write(client, cast, cast.leader, f"{text}\nGodt.")
    assert (
        client.get(page(cast)).context["form"]["text"].value() == f"{text}\nGodt."
    )  # and never put there twice


def test_two_windows_of_one_writer_are_told(client: Client, cast: Cast) -> None:
    write(client, cast, cast.leader, "Fra kontoret.")
    data = {"text": "Fra mobilen.", "version": 0, "handling": "lagre"}
    status, errors = refused(client, cast, cast.leader, data)
    assert (status, list(errors)) == (409, ["__all__"])
    assert ReviewRecord.objects.get().text == "Fra kontoret."


def test_two_leaders_write_one_each(client: Client, cast: Cast) -> None:
    write(client, cast, cast.leader, "Anne sitt.", share=True)
    write(client, cast, cast.second_leader, "Berit sitt.", share=True)
    client.force_login(cast.new_hire)
    assert [record.text for record in client.get(page(cast, "review")).context["records"]] == [
        "Anne sitt.",
        "Berit sitt.",
    ]


def test_a_leader_who_has_left_cannot_go_on(client: Client, cast: Cast) -> None:
    make_record(cast, shared_at=NOON)
    Position.objects.filter(holder=cast.leader).update(to_on=date(2026, 9, 15))
    client.force_login(cast.leader)
    assert client.get(page(cast)).status_code == client.get(page(cast, "review")).status_code == 404


@pytest.mark.parametrize(
    ("name", "role", "queries"), [("record_write", "leader", 8), ("record_read", "new_hire", 9)]
)
def test_a_page_takes_few_queries(
    client: Client,
    cast: Cast,
    name: str,
    role: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_record(cast, shared_at=NOON)
    client.force_login(cast.of(role))
    with django_assert_num_queries(queries):
        client.get(page(cast, name))
