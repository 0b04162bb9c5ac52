"""Rows that are followed from shown, by way of done together, to done alone."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from checklists.models import Checklist, ChecklistTemplate, Item
from checklists.template_files import Section
from programmes.models import ProgrammeChecklist
from tests.cast import Cast
from tests.test_checklists import hand_out, item_url, list_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist(cast: Cast) -> Checklist:
    found = hand_out(cast.programme)
    found.items.update(with_levels=True)
    return found


def first(checklist: Checklist) -> Item:
    return checklist.items.order_by("position")[0]


def settled_count(cast: Cast) -> int:
    [link] = ProgrammeChecklist.objects.with_state().filter(programme=cast.programme)
    return int(link.settled_count)  # type: ignore[attr-defined]


def test_a_template_says_which_rows_have_levels() -> None:
    template = ChecklistTemplate.objects.create(
        slug="prove",
        name="Prøve",
        rows=[{"section": "A", "text": "b"}, {"section": "A", "text": "c", "levels": True}],
    )
    [handed_out] = Checklist.objects.hand_out([template])
    assert [item.with_levels for item in handed_out.items.all()] == [False, True]
    assert Section("A", ("b",)).levels is False


def test_one_tap_a_level_and_only_the_last_settles(client: Client, cast: Cast, checklist: Checklist) -> None:
    client.force_login(cast.new_hire)
    address = item_url(cast.programme, first(checklist))
    steps = []
    for level in ("shown", "together", "alone"):
        client.post(address, {"niva": level})
        row = first(checklist)
        steps.append((row.level, str(row.done_on), row.is_settled, settled_count(cast)))
    assert steps == [
        ("shown", "2026-09-16", False, 0),
        ("together", "2026-09-16", False, 0),
        ("alone", "2026-09-16", True, 1),
    ]
    page = client.get(list_url(cast.programme, checklist)).content.decode()
    assert page.count('aria-pressed="true"') == 1
    client.post(address, {"niva": "shown"})
    assert (first(checklist).is_settled, settled_count(cast)) == (False, 0)


def test_a_level_that_does_not_exist_is_refused(client: Client, cast: Cast, checklist: Checklist) -> None:
    client.force_login(cast.new_hire)
    assert client.post(item_url(cast.programme, first(checklist)), {"niva": "mester"}).status_code == 400
    assert first(checklist).level == ""


def test_a_row_without_levels_takes_none(client: Client, cast: Cast) -> None:
    plain = hand_out(cast.programme)
    client.force_login(cast.new_hire)
    client.post(item_url(cast.programme, first(plain)), {"niva": "shown"})
    assert (first(plain).level, first(plain).is_settled) == ("", True)


def test_the_row_page_asks_for_level_and_day_together(
    client: Client, cast: Cast, checklist: Checklist
) -> None:
    client.force_login(cast.mentor)
    address = item_url(cast.programme, first(checklist))
    version = {"version": "0"}
    answer = client.post(address, version | {"level": "shown", "done_on": ""})
    assert answer.status_code == 422
    assert "Fyll inn når det ble gjort, når du velger hvor langt dere kom." in answer.content.decode()
    answer = client.post(address, version | {"level": "", "done_on": "2026-09-15"})
    assert answer.status_code == 422
    assert "Velg hvor langt dere kom." in answer.content.decode()
    assert client.post(address, version | {"level": "together", "done_on": "2026-09-15"}).status_code == 302
    assert (first(checklist).level, first(checklist).ticked_by) == ("together", cast.mentor)


def test_save_and_go_to_the_next(client: Client, cast: Cast, checklist: Checklist) -> None:
    client.force_login(cast.mentor)
    rows = list(checklist.items.order_by("position"))
    sent = {"version": "0", "level": "alone", "done_on": "2026-09-15", "neste": "1"}
    answer = client.post(item_url(cast.programme, rows[0]), sent)
    assert answer["Location"] == item_url(cast.programme, rows[1])
    answer = client.post(item_url(cast.programme, rows[-1]), sent)
    assert answer["Location"] == item_url(cast.programme, rows[1])  # on from the top
    checklist.items.exclude(pk=rows[1].pk).update(not_relevant=True, level="", done_on=None)
    answer = client.post(item_url(cast.programme, rows[1]), sent)
    assert answer["Location"] == f"{list_url(cast.programme, checklist)}#punkt-{rows[1].position}"


def test_names_of_colleagues_are_suggested_once_typed(
    client: Client, cast: Cast, checklist: Checklist
) -> None:
    rows = list(checklist.items.order_by("position"))
    Item.objects.filter(pk=rows[0].pk).update(done_on="2026-09-15", level="shown", shown_by="Tuva Tenkt")
    client.force_login(cast.new_hire)
    assert '<option value="Tuva Tenkt">' in client.get(item_url(cast.programme, rows[1])).content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"with_levels": True, "level": "shown"},
            "Fyll inn når det ble gjort, når du velger hvor langt dere kom.",
        ),
        ({"with_levels": True, "done_on": "2026-09-15"}, "Velg hvor langt dere kom."),
        ({"level": "alone", "done_on": "2026-09-15"}, "Velg hvor langt dere kom."),
    ],
)
def test_the_database_says_the_same(checklist: Checklist, fields: dict[str, str], message: str) -> None:
    row = Item(checklist=checklist, position=99, section="A", text="b", **fields)
    with pytest.raises(ValidationError, match=message):
        row.full_clean()


def test_undoing_takes_the_level_away(client: Client, cast: Cast, checklist: Checklist) -> None:
    client.force_login(cast.new_hire)
    address = item_url(cast.programme, first(checklist))
    client.post(address, {"niva": "together"})
    client.post(address, {"untick": "1"})
    assert (first(checklist).level, first(checklist).done_on) == ("", None)
