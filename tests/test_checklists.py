"""A checklist: ticked with one tap, written more about, signed by two."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from checklists.models import Checklist, Item
from people.models import User
from programmes.models import Programme
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import make_checklist_template, make_programme

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)
CLASH = (
    "Noen andre lagret dette mens du skrev. Det du skrev står fortsatt her. "
    "Lagre en gang til hvis ditt skal gjelde."
)


def hand_out(programme: Programme, lists: int = 1) -> Checklist:
    """The list for hjemmesykepleien, 25 rows, in this programme."""
    for checklist in Checklist.objects.hand_out([make_checklist_template()] * lists):
        programme.checklist_links.create(checklist=checklist)
    return checklist


def list_url(programme: Programme, checklist: Checklist) -> str:
    return reverse("programmes:checklist", args=[programme.pk, checklist.pk])


def item_url(programme: Programme, item: Item) -> str:
    return reverse("programmes:item", args=[programme.pk, item.checklist_id, item.position])


def sign_url(programme: Programme, checklist: Checklist) -> str:
    return reverse("programmes:sign", args=[programme.pk, checklist.pk])


def settle(checklist: Checklist, by: User) -> None:
    checklist.items.update(done_on=date(2026, 9, 10), ticked_by=by, ticked_at=timezone.now())


def signed(cast: Cast, checklist: Checklist) -> None:
    settle(checklist, cast.mentor)
    checklist.sign(by=cast.new_hire, side="new_hire", at=timezone.now())
    checklist.sign(by=cast.mentor, side="witness", at=timezone.now())


def hand_over(programme: Programme) -> None:
    Programme.objects.filter(pk=programme.pk).update(ended_on=TODAY, handed_over_on=TODAY)


def sent(item: Item, **fields: Any) -> dict[str, Any]:
    """What the page about one row sends."""
    return {"done_on": "", "shown_by": "", "note": "", "version": item.version} | fields


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_pair_and_leaders_read_the_list(client: Client, role: str) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    client.force_login(cast.of(role))
    assert client.get(list_url(cast.programme, checklist)).status_code == 200
    assert client.get(item_url(cast.programme, checklist.items.all()[0])).status_code == 200


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_can_tell_that_it_exists(client: Client, role: str) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    item = checklist.items.all()[0]
    client.force_login(cast.of(role))
    urls = [list_url(cast.programme, checklist), item_url(cast.programme, item)]
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert client.post(urls[1], {"untick": "1"}).status_code == 404
    assert client.post(sign_url(cast.programme, checklist)).status_code == 404
    assert (checklist.missing, checklist.signatures.count()) == ([], 0)


def test_a_list_belongs_to_its_programme(client: Client) -> None:
    cast = make_cast()
    other = make_programme(department=cast.programme.department, mentor=cast.mentor)
    checklist = hand_out(other)
    client.force_login(cast.mentor)
    assert client.get(list_url(other, checklist)).status_code == 200
    assert client.get(list_url(cast.programme, checklist)).status_code == 404
    assert client.post(sign_url(cast.programme, checklist)).status_code == 404


@pytest.mark.parametrize("rows", [25, 3])
def test_the_page_takes_nine_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme, lists=3)
    checklist.items.filter(position__gt=rows).delete()
    signed(cast, checklist)
    client.force_login(cast.new_hire)
    with django_assert_num_queries(9):
        client.get(list_url(cast.programme, checklist))


def test_it_says_who_reads_the_note(client: Client) -> None:
    cast = make_cast()
    for former in (cast.former_leader, cast.former_mentor):
        former.name = "Fordums Person"
        former.save()
    checklist = hand_out(cast.programme)
    client.force_login(cast.new_hire)
    readers = client.get(item_url(cast.programme, checklist.items.all()[0])).context["readers"]
    assert readers == (
        f"Leses av Ola Mentor (mentor), {cast.substitute.name} (vikar), Anne Leder (avdelingsleder), "
        f"Berit Leder (avdelingsleder), {cast.head.name} (enhetsleder) og deg. "
        "Det kommer med på skjemaet i personalmappa."
    )


# --- ticking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_one_tap_ticks_a_row_today(client: Client, role: str) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.of(role))

    response = client.post(item_url(cast.programme, item), {"tick": "1"})

    assert response.headers["Location"] == list_url(cast.programme, item.checklist) + "#punkt-3"
    item.refresh_from_db()
    assert (item.done_on, item.shown_by, item.ticked_by) == (TODAY, "", cast.of(role))


def test_the_first_of_two_ticks_stands(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    for user in (cast.new_hire, cast.mentor):
        client.force_login(user)
        client.post(item_url(cast.programme, item), {"tick": "1"})
    item.refresh_from_db()
    assert (item.ticked_by, item.version) == (cast.new_hire, 1)


def test_a_tick_can_be_taken_back(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.new_hire)
    client.post(
        item_url(cast.programme, item), sent(item, done_on="2026-09-15", shown_by="Eva", note="Husk nøkkel")
    )

    client.post(item_url(cast.programme, item), {"untick": "1"})

    item.refresh_from_db()
    assert (item.done_on, item.shown_by, item.ticked_by, item.note) == (None, "", None, "Husk nøkkel")


def test_everything_about_a_row_is_kept(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.mentor)

    client.post(
        item_url(cast.programme, item),
        sent(item, done_on="2026-08-20", shown_by="Eva Kollega", note="Kode hos vakten"),
    )

    item.refresh_from_db()
    assert (item.done_on, item.shown_by, item.note) == (date(2026, 8, 20), "Eva Kollega", "Kode hos vakten")
    page = client.get(list_url(cast.programme, item.checklist)).content.decode()
    assert "Utført 20. august 2026 · vist av Eva Kollega" in page
    assert "1 av 25 punkter er ferdige." in page


def test_a_row_can_be_not_relevant(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.mentor)
    client.post(item_url(cast.programme, item), sent(item, not_relevant="on"))
    item.refresh_from_db()
    assert (item.not_relevant, item.done_on, item.is_settled) == (True, None, True)


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"done_on": "2026-09-17"}, {"done_on": ["Datoen er ikke kommet ennå."]}),
        ({"done_on": "2026-07-01"}, {"done_on": ["Velg en dato fra og med 2. juli 2026."]}),
        (
            {"done_on": "i går"},
            {"done_on": ["Skriv datoen som dag, måned og år, for eksempel 16.09.2026."]},
        ),
        (
            {"shown_by": "Eva"},
            {"done_on": ["Fyll inn når det ble gjort, når du skriver hvem som viste det."]},
        ),
        (
            {"done_on": "2026-09-16", "not_relevant": "on"},
            {"not_relevant": ["Et punkt kan ikke både være utført og ikke aktuelt."]},
        ),
        ({"note": "x" * 501}, {"note": ["Notatet er 501 tegn. Skriv høyst 500."]}),
        (
            {"note": "Bruker 01019012345"},
            {"note": ["Dette ligner et fødselsnummer. Det skal ikke stå her."]},
        ),
        (
            {"done_on": "2026-09-16", "shown_by": "010190 12345"},
            {"shown_by": ["Dette ligner et fødselsnummer. Det skal ikke stå her."]},
        ),
    ],
)
def test_each_refusal_has_its_own_sentence(
    client: Client, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.new_hire)
    response = client.post(item_url(cast.programme, item), sent(item, **fields))
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    item.refresh_from_db()
    assert (item.done_on, item.note, item.version) == (None, "", 0)


def test_the_last_possible_days_are_accepted(client: Client) -> None:
    cast = make_cast()
    first, second = hand_out(cast.programme).items.all()[:2]
    client.force_login(cast.new_hire)
    client.post(item_url(cast.programme, first), sent(first, done_on="2026-07-02"))
    client.post(item_url(cast.programme, second), sent(second, done_on="2026-09-16"))
    days = Item.objects.filter(done_on__isnull=False).order_by("position").values_list("done_on", flat=True)
    assert list(days) == [date(2026, 7, 2), TODAY]


def test_two_who_write_at_once_are_told(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    url, opened = item_url(cast.programme, item), sent(item, done_on="2026-09-16")
    client.force_login(cast.mentor)
    client.post(url, opened | {"note": "Fra Ola"})

    client.force_login(cast.new_hire)
    response = client.post(url, opened | {"note": "Fra Kari"})

    form = response.context["form"]
    assert (response.status_code, form.non_field_errors()) == (409, [CLASH])
    assert (form["note"].value(), form.initial["note"]) == ("Fra Kari", "Fra Ola")
    item.refresh_from_db()
    assert item.note == "Fra Ola"

    client.post(url, opened | {"note": "Fra Kari", "version": form["version"].value()})
    item.refresh_from_db()
    assert item.note == "Fra Kari"


def test_the_same_form_sent_twice_is_kept_once(client: Client) -> None:
    cast = make_cast()
    item = hand_out(cast.programme).items.get(position=3)
    client.force_login(cast.new_hire)
    data = sent(item, done_on="2026-09-15", note="Godt vist")
    statuses = [client.post(item_url(cast.programme, item), data).status_code for _ in range(2)]
    item.refresh_from_db()
    assert (statuses, item.version, item.note) == ([302, 302], 1, "Godt vist")


# --- signing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("witness", ["mentor", "substitute", *LEADERS])
def test_two_sign(client: Client, witness: str) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    for role in ("new_hire", witness):
        client.force_login(cast.of(role))
        response = client.post(sign_url(cast.programme, checklist))
        assert response.headers["Location"] == list_url(cast.programme, checklist)
    signatures = checklist.signatures.order_by("side").values_list("side", "signer_name")
    assert list(signatures) == [("new_hire", "Kari Ny"), ("witness", cast.of(witness).name)]
    page = client.get(list_url(cast.programme, checklist)).content.decode()
    assert "Signert av Kari Ny 16. september 2026" in page
    assert "Endrer du noe nå, må listen signeres på nytt." in page


def test_one_person_is_one_side_only(client: Client) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    client.force_login(cast.mentor)
    for _ in range(2):
        client.post(sign_url(cast.programme, checklist))
    client.force_login(cast.leader)
    client.post(sign_url(cast.programme, checklist))
    assert list(checklist.signatures.values_list("side", "signed_by")) == [("witness", cast.mentor.pk)]
    assert not checklist.is_signed


def test_what_is_missing_is_named(client: Client) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    checklist.items.filter(position=3).update(done_on=None)
    client.force_login(cast.new_hire)

    response = client.post(sign_url(cast.programme, checklist))

    assert response.status_code == 422
    assert [item.text for item in response.context["checklist"].missing] == ["Listeskrivers kontor"]
    assert checklist.signatures.count() == 0


def test_it_is_signed_by_a_post_alone(client: Client) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    client.force_login(cast.new_hire)
    assert client.get(sign_url(cast.programme, checklist)).status_code == 405
    assert checklist.signatures.count() == 0


@pytest.mark.parametrize("change", [{"untick": "1"}, {"done_on": "2026-09-10", "note": "Mer", "version": 0}])
def test_a_change_drops_both_signatures(client: Client, change: dict[str, str]) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    signed(cast, checklist)
    url = item_url(cast.programme, checklist.items.get(position=3))
    client.force_login(cast.leader)
    assert "Listen er signert. Endrer du noe nå" in client.get(url).content.decode()

    response = client.post(url, change, follow=True)

    assert checklist.signatures.count() == 0
    said = [str(message) for message in response.context["messages"]]
    assert said == ["Signaturene er fjernet. Listen må signeres på nytt."]


def test_no_change_keeps_them(client: Client) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    signed(cast, checklist)
    item = checklist.items.get(position=3)
    client.force_login(cast.leader)
    client.post(item_url(cast.programme, item), sent(item, done_on="2026-09-10"))
    client.post(item_url(cast.programme, item), {"tick": "1"})
    assert checklist.signatures.count() == 2


# --- after handing over ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_handed_over_it_is_read_and_not_changed(client: Client, role: str) -> None:
    cast = make_cast()
    checklist = hand_out(cast.programme)
    item = checklist.items.get(position=3)
    hand_over(cast.programme)
    client.force_login(cast.of(role))
    page = client.get(list_url(cast.programme, checklist))
    assert page.status_code == 200
    assert 'class="kryss" name="tick"' not in page.content.decode()
    assert client.get(item_url(cast.programme, item)).status_code == 404
    assert client.post(item_url(cast.programme, item), {"tick": "1"}).status_code == 404
    settle(checklist, cast.mentor)
    assert client.post(sign_url(cast.programme, checklist)).status_code == 404
