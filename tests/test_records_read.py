"""Reading a referat: who gets to see the words, and how the new hire confirms."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import ReviewRecord, ReviewRecordVersion
from tests.cast import LEADERS, OUTSIDERS, Cast
from tests.conftest import NOON
from tests.records import TELLING, make_record, make_reviewed_cast, page, refused, write

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MENTORS = ["mentor", "substitute"]
REMARK = "Jeg husker det annerledes"


@pytest.fixture
def cast() -> Cast:
    return make_reviewed_cast()


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


def test_a_change_after_lest_asks_again_and_keeps_what_was_read(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    read(client, cast, record, REMARK)
    said = write(client, cast, cast.leader, "Noe annet.", version=2)
    assert said == "Endringen er lagret. Kari blir bedt om å lese referatet på nytt."
    record.refresh_from_db()
    assert (record.text, record.read_at, record.remark, record.shared_at) == ("Noe annet.", None, "", NOON)
    former = record.versions.get()
    assert (former.text, former.remark, former.read_at, former.replaced_at) == (TELLING, REMARK, NOON, NOON)

    client.force_login(cast.new_hire)
    assert (
        "Les det endrede referatet fra første prøvetidssamtale på nytt" in client.get(reverse("start")).text
    )
    shown = client.get(page(cast, "review")).text
    assert "Referatet er endret etter at du leste det. Les det på nytt." in shown
    assert read(client, cast, record, "Enig nå", version=3) == "Enig nå"
    assert record.read_at == NOON


def test_saving_without_a_change_asks_nobody(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    read(client, cast, record, REMARK)
    write(client, cast, cast.leader, TELLING, version=2)
    record.refresh_from_db()
    assert (record.read_at, record.remark, record.versions.count()) == (NOON, REMARK, 0)


def test_a_leader_with_an_older_page_learns_that_it_is_read(client: Client, cast: Cast) -> None:
    record = make_record(cast, shared_at=NOON)
    read(client, cast, record)
    data: dict[str, object] = {"text": "Noe annet.", "version": 1, "handling": "lagre"}
    status, errors = refused(client, cast, cast.leader, data)
    assert (status, "har bekreftet å ha lest referatet" in errors["__all__"][0]) == (409, True)
    record.refresh_from_db()
    assert (record.text, record.read_at, record.versions.count()) == (TELLING, NOON, 0)


def test_neither_a_draft_nor_what_nobody_has_read_has_versions(client: Client, cast: Cast) -> None:
    write(client, cast, cast.leader, "Utkast.")
    write(client, cast, cast.leader, "Bedre utkast.", version=1)
    write(client, cast, cast.leader, "Delt.", version=2, share=True)
    write(client, cast, cast.leader, "Rettet.", version=3)
    assert (ReviewRecord.objects.get().text, ReviewRecordVersion.objects.count()) == ("Rettet.", 0)


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


EVERYONE = ["new_hire", *LEADERS, *MENTORS, *OUTSIDERS]


def shown_to(client: Client, cast: Cast, role: str) -> str:
    """Every page that could hold a referat, as far as this person can open them."""
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
    return "\n".join(client.get(address, follow=True).content.decode() for address in addresses)


@pytest.mark.parametrize("role", EVERYONE)
def test_a_draft_is_its_writers_alone(client: Client, cast: Cast, role: str) -> None:
    make_record(cast)
    assert (TELLING in shown_to(client, cast, role)) == (role == "leader")


@pytest.mark.parametrize("role", EVERYONE)
def test_a_shared_referat_is_the_new_hires_and_the_leaders(client: Client, cast: Cast, role: str) -> None:
    record = make_record(cast, shared_at=NOON, read_at=NOON, remark=REMARK)
    former = {"text": "Det som sto før", "remark": "Det jeg mente før"}
    record.versions.create(**former, written_at=NOON, read_at=NOON, replaced_at=NOON)
    shown = shown_to(client, cast, role)
    words = [TELLING, REMARK, *former.values()]
    assert [word in shown for word in words] == [role in ["new_hire", *LEADERS]] * 4


def test_words_are_shown_as_words(client: Client, cast: Cast) -> None:
    make_record(cast, text="<script>alert(1)</script>", shared_at=NOON)
    client.force_login(cast.new_hire)
    assert "<script>alert" not in client.get(page(cast, "review")).content.decode()
