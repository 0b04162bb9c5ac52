"""Two templates side by side."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from programmes.models import ProgrammeTemplate
from programmes.rules import DaysAfter, OnDate, Weeks
from programmes.schedule import Kind, Role, Row
from programmes.template_compare import Pair, pairs, regardless_of_order
from tests.editions import cast_on_own_template, next_edition
from tests.factories import (
    make_checklist_template,
    make_department,
    make_draft,
    make_leader,
    make_template,
    make_unit,
)
from tests.template_pages import make_office


def talk(title: str, *weeks: int) -> Row:
    return Row(title, Kind.CONVERSATION, Weeks(weeks), (Role.MENTOR,))


STEP = Row("Brev", Kind.STEP, DaysAfter(1), (Role.LEADER,))


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ([], [STEP], [(None, STEP)]),
        ([STEP], [], [(STEP, None)]),
        ([STEP, talk("A", 1)], [talk("A", 2), STEP], None),
        ([talk("A", 1)], [STEP, talk("B", 1)], [(None, STEP), (talk("A", 1), talk("B", 1))]),
        ([talk("A", 1), talk("B", 2)], [talk("A", 1)], [(talk("A", 1), talk("A", 1)), (talk("B", 2), None)]),
        ([talk("a ", 1)], [talk("A", 1)], [(talk("a ", 1), talk("A", 1))]),
        ([talk("Første", 1)], [talk("Siste", 9)], [(talk("Første", 1), None), (None, talk("Siste", 9))]),
        ([talk("Samtale", 1)], [talk("Samtaler", 9)], [(talk("Samtale", 1), talk("Samtaler", 9))]),
    ],
)
def test_rows_find_each_other(
    left: list[Row], right: list[Row], found: list[tuple[Row | None, Row | None]] | None
) -> None:
    got = pairs(left, right)
    assert sorted(pair.left.title for pair in got if pair.left) == sorted(row.title for row in left)
    assert sorted(pair.right.title for pair in got if pair.right) == sorted(row.title for row in right)
    if found is not None:
        assert [(pair.left, pair.right) for pair in got] == found


# --- rows that are called the same --------------------------------------------------------------------


GATHERINGS = [
    Row("Gruppesamling", Kind.STEP, OnDate(day), (Role.LEADER,))
    for day in (date(2027, 2, 10), date(2027, 4, 14), date(2027, 6, 9))
]
rows_of_few_titles = st.sampled_from(
    [
        Row(title, kind, rule, (Role.LEADER,))
        for title in ("Gruppesamling", "Telefon", "Samtale")
        for kind in (Kind.STEP, Kind.CONVERSATION)
        for rule in (DaysAfter(1), DaysAfter(2), Weeks((1,)), Weeks((2,)))
    ]
)


@pytest.mark.parametrize("gone", range(3))
def test_of_gatherings_that_are_called_the_same_the_one_that_is_gone_is_said(gone: int) -> None:
    left = [*GATHERINGS]
    right = left[:gone] + left[gone + 1 :]
    for found in (pairs(left, right), regardless_of_order(left, right)):
        assert [pair.left for pair in found if pair.right is None] == [left[gone]]
        assert all(pair.is_same for pair in found if pair.right)


@given(st.lists(rows_of_few_titles, min_size=1, max_size=9), st.data())
def test_one_row_less_is_one_row_gone(left: list[Row], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(left) - 1))
    right = left[:gone] + left[gone + 1 :]
    for found in (pairs(left, right), regardless_of_order(left, right), pairs(right, left)):
        alone = [pair.left or pair.right for pair in found if not (pair.left and pair.right)]
        assert alone == [left[gone]]
        assert all(pair.is_same for pair in found if pair.left and pair.right)


@given(st.permutations(GATHERINGS))
def test_the_order_of_the_rows_says_nothing_of_which_is_which(right: list[Row]) -> None:
    assert all(pair.is_same for pair in regardless_of_order(GATHERINGS, right))


@given(st.lists(rows_of_few_titles, max_size=9), st.lists(rows_of_few_titles, max_size=9))
def test_every_row_stands_once(left: list[Row], right: list[Row]) -> None:
    for found in (pairs(left, right), regardless_of_order(left, right)):
        assert Counter(pair.left for pair in found if pair.left) == Counter(left)
        assert Counter(pair.right for pair in found if pair.right) == Counter(right)
    assert [pair.left for pair in pairs(left, right) if pair.left] == left
    assert [pair.right for pair in pairs(left, right) if pair.right] == right


def test_a_row_that_both_have_is_never_taken_for_another() -> None:
    """Even where its guidance is another: it is the one on that day."""
    february, april, june = GATHERINGS
    told = replace(april, guidance="Ta med kaffe.")
    for found in (pairs(GATHERINGS, [told, june]), regardless_of_order(GATHERINGS, [june, told])):
        assert {(pair.left, pair.right) for pair in found} == {(february, None), (april, told), (june, june)}


def test_what_differs_is_named() -> None:
    assert Pair(talk("A", 1), talk("B", 2)).differs == ("title", "rule")
    assert Pair(talk("A", 1), talk("A", 1)).is_same


@pytest.mark.django_db
def test_the_page_says_what_is_not_the_same() -> None:
    office = make_office()
    first = make_draft(office.municipality)
    office.publish(first)
    second = first.begin_next()
    second.length_weeks, second.aims = 26, [{"title": "Trygg", "text": "Du er trygg."}]
    second.save()
    second.keep_rows([talk("Samtale 1", 1), talk("Samtale 2", 9), talk("Samtale 3", 3), STEP])
    context = office.get("compare", a=first.pk, b=second.pk).context
    lines = context["lines"]
    assert context["besides"] == {"antall uker": [[], ["26"]], "mål": [[], ["Trygg: Du er trygg."]]}
    assert [(str(line.state.word), line.differs) for line in lines] == [
        ("Ulik", "varighet"),
        ("Ulik", "når, varighet"),
        ("Ulik", "varighet"),
        ("Bare i den ene", ""),
    ]


@pytest.mark.django_db
def test_texts_that_differ_can_be_read_on_both_sides() -> None:
    office = make_office()
    first = make_draft(office.municipality, rows=1)
    old = replace(STEP, title="Møte", guidance="Ring først.", themes=("Trivsel",), source="s. 4")
    first.keep_rows([old, replace(STEP, guidance="Bare her.")])
    office.publish(first)
    second = first.begin_next()
    second.prompts = [{"group": "Fag", "text": "Rutiner", "follow_ups": ["Hva?"], "sensitive": True}]
    second.save()
    second.keep_rows([replace(old, guidance="Skriv først.", source="")])
    context = office.get("compare", a=first.pk, b=second.pk).context
    changed, alone = [[side and side["texts"] for side in line.sides] for line in context["lines"]]
    assert changed == [
        [("Veiledning", ["Ring først."]), ("Kilde", ["s. 4"])],
        [("Veiledning", ["Skriv først."])],
    ]
    assert alone == [[("Veiledning", ["Bare her."])], None]
    said = "Fag · Rutiner Hva? · med grensene for fortrolighet"
    assert context["besides"] == {"stikkord": [[], [said]]}


@pytest.mark.django_db
def test_who_takes_an_edition_into_use_reads_both_first(client: Client) -> None:
    cast = cast_on_own_template()
    newest = next_edition(cast.programme, lambda rows: [replace(rows[0], guidance="Nye ord."), *rows[1:]])
    client.force_login(cast.leader)
    page = client.get(reverse("programmes:change", args=[cast.programme.pk, "ny-versjon"])).content.decode()
    address = f"{reverse('templates:compare')}?a={cast.programme.template_id}&amp;b={newest.pk}"
    assert f'href="{address}"' in page
    assert "Nye ord." in client.get(address.replace("&amp;", "&")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("b", ["", "x", "999", "9" * 30])
def test_what_cannot_be_compared(b: str) -> None:
    office = make_office()
    template = make_template()
    response = office.get("compare", a=template.pk, b=b)
    assert "lines" not in response.context
    assert response.status_code == (200 if not b else 422)


@pytest.mark.django_db
def test_nobody_compares_with_a_draft_that_is_not_theirs(client: Client) -> None:
    foreign = make_draft(make_office().municipality)
    shared = make_template()
    department = make_department()
    client.force_login(make_leader(department))
    own_draft = make_draft(department.unit.municipality)
    for hidden in (foreign, own_draft):
        response = client.get(reverse("templates:compare"), {"a": shared.pk, "b": hidden.pk})
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["b"])
    assert ProgrammeTemplate.objects.drafts().count() == 2


@pytest.mark.django_db
@pytest.mark.any_database
def test_two_checklists_side_by_side(client: Client) -> None:
    office = make_office()
    first = make_checklist_template().copy_to(office.municipality, "Vår liste")
    first.publish(timezone.now())
    second = first.begin_next()
    rows = [dict(row) for row in first.rows]
    rows[0] |= {"section": "Ny del"}
    rows[1] |= {"text": f"{rows[1]['text']}."}
    second.rows = [*rows[:2], *rows[3:], {"section": "Ny del", "text": "Helt ny rad"}]
    second.save()
    context = office.get("checklist_compare", a=first.pk, b=second.pk).context
    unlike = [(str(line.state.word), line.differs) for line in context["lines"] if not line.pair.is_same]
    assert unlike == [("Ulik", "del"), ("Bare i den ene", ""), ("Ulik", "ordlyd"), ("Bare i den ene", "")]
    assert len(context["lines"]) == len(rows) + 1
    client.force_login(make_leader(make_department(unit=make_unit(municipality=office.municipality))))
    answer = client.get(reverse("templates:checklist_compare"), {"a": first.pk, "b": second.pk})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["b"]), "a draft is not theirs"
