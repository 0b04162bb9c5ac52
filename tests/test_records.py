"""Referat: a draft is its writer's alone; shared, it is the new hire's and the leaders'; never the mentor's."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Position, User
from programmes.models import ProbationReview, ReviewRecord
from tests.cast import LEADERS, OUTSIDERS, Cast, make_cast
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MENTORS = ["mentor", "substitute"]
TELLING = "Hun vurderer å slutte"
REMARK = "Jeg husker det annerledes"


@pytest.fixture
def cast() -> Cast:
    """The first review is held, nothing is written."""
    cast = make_cast()
    cast.programme.reviews.filter(number=1).update(held_on=date(2026, 9, 14))
    return cast


def review_of(cast: Cast) -> ProbationReview:
    return cast.programme.reviews.get(number=1)


def make_record(cast: Cast, writer: str = "leader", **fields: object) -> ReviewRecord:
    user = cast.of(writer)
    values = {"text": TELLING, "written_at": NOON, "version": 1} | fields
    return ReviewRecord.objects.create(
        review=review_of(cast), written_by=user, writer_name=user.name, **values
    )


def page(cast: Cast, name: str = "record_write") -> str:
    return reverse(f"programmes:{name}", args=[cast.programme.pk, 1])


def write(client: Client, cast: Cast, user: User, text: str, *, version: int = 0, share: bool = False) -> str:
    """What the page says after a referat was saved; fails unless it was."""
    client.force_login(user)
    data = {"text": text, "version": version, "handling": "del" if share else "lagre"}
    response = client.post(page(cast), data)
    assert (response.status_code, response.headers.get("Location")) == (302, page(cast, "review"))
    *_earlier, last = get_messages(response.wsgi_request)
    return str(last)


def refused(
    client: Client, cast: Cast, user: User, data: dict[str, object], *, name: str = "record_write"
) -> tuple[int, dict[str, list[str]]]:
    client.force_login(user)
    response = client.post(page(cast, name), data)
    return response.status_code, dict(response.context["form"].errors)


# --- writing ------------------------------------------------------------------------------------------


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
    client.force_login(cast.leader)
    assert client.get(page(cast)).context["readers"] == (
        f"Leses av Berit Leder (avdelingsleder), {cast.head.name} (enhetsleder), Kari Ny (nytilsatt) og deg. "
        "Ikke av Ola Mentor (mentor)."
    )


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


# --- reading ------------------------------------------------------------------------------------------


def read(client: Client, cast: Cast, record: ReviewRecord, remark: str = "", version: int = 1) -> str:
    client.force_login(cast.new_hire)
    data = {"referat": record.pk, "remark": remark, "version": version}
    response = client.post(page(cast, "record_read"), data)
    assert (response.status_code, response.headers.get("Location")) == (302, page(cast, "review"))
    record.refresh_from_db()
    return record.remark


def test_the_new_hire_confirms_and_adds_a_remark(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    client.force_login(cast.new_hire)
    assert TELLING in client.get(page(cast, "record_read")).content.decode()
    assert read(client, cast, record, REMARK) == REMARK
    assert record.read_at == NOON

    client.force_login(cast.head)
    text = client.get(page(cast, "review")).content.decode()
    assert ("Merknad fra Kari Ny" in text, REMARK in text, "Kari Ny bekreftet" in text) == (True, True, True)


def test_a_remark_is_voluntary_and_sent_twice_it_is_once(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    for _time in range(2):
        read(client, cast, record)
    assert (record.read_at, record.remark, record.version) == (NOON, "", 2)


def test_a_second_remark_is_refused_and_kept_on_the_page(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    read(client, cast, record, REMARK)
    for version in (1, 2):
        data = {"referat": record.pk, "remark": "Noe annet", "version": version}
        assert refused(client, cast, cast.new_hire, data, name="record_read") == (
            409,
            {
                "__all__": [
                    "Du har alt bekreftet at du har lest referatet. Merknaden kan ikke endres etterpå."
                ]
            },
        )
    assert ReviewRecord.objects.get().remark == REMARK


@pytest.mark.parametrize("remark", ["", REMARK])
def test_one_confirms_what_one_saw(client: Client, cast: Cast, remark: str) -> None:
    """The leader corrects it while the new hire has the page open."""
    record = make_record(cast, shared_at=NOON)
    write(client, cast, cast.leader, "Rettet referat.", version=1)
    client.force_login(cast.new_hire)
    data = {"referat": record.pk, "remark": remark, "version": 1}
    response = client.post(page(cast, "record_read"), data)
    assert (response.status_code, "Rettet referat." in response.content.decode()) == (409, True)
    assert response.context["form"]["remark"].value() == remark
    record.refresh_from_db()
    assert (record.read_at, record.remark) == (None, "")


def test_what_is_read_is_locked(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    read(client, cast, record)
    data = {"text": "Noe annet.", "version": 1, "handling": "lagre"}
    for version in (1, 2):
        status, errors = refused(client, cast, cast.leader, data | {"version": version})
        assert (status, list(errors)) == (409, ["__all__"])
    assert ReviewRecord.objects.get().text == TELLING
    text = client.get(page(cast)).content.decode()
    assert ("Derfor kan det ikke endres lenger" in text, "<textarea" in text) == (True, False)


@pytest.mark.parametrize(
    ("remark", "sentence"),
    [
        ("x" * 2001, "Merknaden er 2001 tegn. Skriv høyst 2000."),
        ("01019012345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_a_remark_that_cannot_be(client: Client, cast: Cast, remark: str, sentence: str) -> None:
    record = make_record(cast, shared_at=NOON)
    data = {"referat": record.pk, "remark": remark, "version": 1}
    assert refused(client, cast, cast.new_hire, data, name="record_read") == (422, {"remark": [sentence]})
    record.refresh_from_db()
    assert record.read_at is None


@pytest.mark.parametrize("role", [*LEADERS, *MENTORS, *OUTSIDERS])
def test_nobody_else_confirms(client: Client, cast: Cast, role: str) -> None:
    record = make_record(cast, shared_at=NOON)
    client.force_login(cast.of(role))
    assert client.get(page(cast, "record_read")).status_code == 404
    data = {"referat": record.pk, "remark": REMARK, "version": 1}
    assert client.post(page(cast, "record_read"), data).status_code == 404
    record.refresh_from_db()
    assert record.read_at is None


def test_a_draft_cannot_be_confirmed(client: Client, cast: Cast) -> None:
    record = make_record(cast)
    client.force_login(cast.new_hire)
    for response in (
        client.get(page(cast, "record_read")),
        client.post(page(cast, "record_read"), {"referat": record.pk, "version": 1}),
    ):
        assert response.status_code == 404


@pytest.mark.parametrize("referat", ["999999", "abc", "-1"])
def test_a_referat_that_does_not_exist_is_not_confirmed(client: Client, cast: Cast, referat: str) -> None:
    record = make_record(cast, shared_at=NOON)
    client.force_login(cast.new_hire)
    client.post(page(cast, "record_read"), {"referat": referat, "version": 1})
    record.refresh_from_db()
    assert record.read_at is None


def test_nothing_changes_after_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    cast.programme.ended_on = cast.programme.handed_over_on = TODAY
    cast.programme.save()
    for user, name in ((cast.leader, "record_write"), (cast.new_hire, "record_read")):
        client.force_login(user)
        data = {"referat": record.pk, "text": "Noe annet", "remark": REMARK, "version": 1}
        assert client.post(page(cast, name), data).status_code == 404
    client.force_login(cast.new_hire)
    assert TELLING in client.get(page(cast, "review")).content.decode()
    record.refresh_from_db()
    assert (record.text, record.read_at, record.remark) == (TELLING, None, "")


# --- who gets to see the words ------------------------------------------------------------------------

EVERYONE = ["new_hire", *LEADERS, *MENTORS, *OUTSIDERS]


def seen_by(client: Client, cast: Cast, role: str, sentence: str) -> bool:
    """Whether the sentence stands on any page under the programme's address that this person can open."""
    client.force_login(cast.of(role))
    programme = cast.programme
    addresses = [
        *(page(cast, name) for name in ("review", "record_write", "record_read")),
        *(row.get_absolute_url() for row in programme.reviews.all()),
        *(row.get_absolute_url() for row in programme.follow_ups.all()),
        programme.get_absolute_url(),
        reverse("programmes:list"),
        reverse("start"),
    ]
    return any(sentence in client.get(address, follow=True).content.decode() for address in addresses)


@pytest.mark.parametrize("role", EVERYONE)
def test_a_draft_is_its_writers_alone(client: Client, cast: Cast, role: str) -> None:
    make_record(cast)
    assert seen_by(client, cast, role, TELLING) == (role == "leader")


@pytest.mark.parametrize("role", EVERYONE)
def test_a_shared_referat_is_the_new_hires_and_the_leaders(client: Client, cast: Cast, role: str) -> None:
    make_record(cast, shared_at=NOON, read_at=NOON, remark=REMARK)
    readers = ["new_hire", *LEADERS]
    assert (seen_by(client, cast, role, TELLING), seen_by(client, cast, role, REMARK)) == (
        role in readers,
        role in readers,
    )


def test_words_are_shown_as_words(client: Client, cast: Cast) -> None:
    make_record(cast, text="<script>alert(1)</script>", shared_at=NOON)
    client.force_login(cast.new_hire)
    assert "<script>alert" not in client.get(page(cast, "review")).content.decode()


@pytest.mark.parametrize(
    ("name", "role", "queries"), [("record_write", "leader", 9), ("record_read", "new_hire", 8)]
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
