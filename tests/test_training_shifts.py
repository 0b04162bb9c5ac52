"""The training shifts: all in one page, with a reminder about the mentor."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from programmes.models import Programme, TrainingShift
from programmes.shift_check import Part, parts_without_mentor
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast

TODAY = date(2026, 9, 16)
CLASH = (
    "Noen andre lagret vaktene mens du skrev. Det du skrev står fortsatt her. "
    "Lagre en gang til hvis ditt skal gjelde."
)


# --- the check ------------------------------------------------------------------------------------


@given(st.lists(st.booleans(), max_size=60))
def test_nothing_lacking_means_at_least_three_with_the_mentor(flags: list[bool]) -> None:
    lacking = parts_without_mentor(flags)
    assert sum(flags) >= 3 - len(lacking)
    assert lacking == [part for part in Part if part in lacking]


@given(st.lists(st.booleans(), max_size=60))
def test_beginning_and_end_mirror_each_other(flags: list[bool]) -> None:
    if len(flags) == 1:
        return  # one shift is the beginning
    mirror = {Part.BEGINNING: Part.END, Part.MIDDLE: Part.MIDDLE, Part.END: Part.BEGINNING}
    mirrored = {mirror[part] for part in parts_without_mentor(flags)}
    assert mirrored == set(parts_without_mentor(flags[::-1]))


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(min_value=0, max_value=59))
def test_one_more_with_the_mentor_never_makes_it_worse(flags: list[bool], place: int) -> None:
    more = flags.copy()
    more[place % len(flags)] = True
    assert set(parts_without_mentor(more)) <= set(parts_without_mentor(flags))


@pytest.mark.parametrize("shifts", range(3, 41))
def test_first_middle_and_last_are_always_enough(shifts: int) -> None:
    flags = [place in (0, shifts // 2, shifts - 1) for place in range(shifts)]
    assert parts_without_mentor(flags) == []


# --- the page -------------------------------------------------------------------------------------


def url_of(programme: Programme) -> str:
    return reverse("programmes:shifts", args=[programme.pk])


def sent(client: Client, programme: Programme, **changes: Any) -> dict[str, Any]:
    """What the page sends as it was opened, with some cells changed: `r3_on` is the date of row 3."""
    formset = client.get(url_of(programme)).context["formset"]
    data: dict[str, Any] = {
        "version": formset.version,
        "vakt-TOTAL_FORMS": len(formset.forms),
        "vakt-INITIAL_FORMS": len(formset.forms),
    }
    for row, form in enumerate(formset.forms):
        data[f"vakt-{row}-key"] = form["key"].value()
        for name in ("on", "shift_type", "companion", "remark"):
            data[f"vakt-{row}-{name}"] = form[name].value() or ""
        if form["with_mentor"].value():
            data[f"vakt-{row}-with_mentor"] = "on"
    for cell, value in changes.items():
        number, name = cell[1:].split("_", 1)
        data[f"vakt-{int(number) - 1}-{name}"] = value
    return data


def rows(programme: Programme) -> list[tuple[Any, ...]]:
    return list(programme.shifts.values_list("number", "on", "shift_type", "with_mentor", "companion"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_pair_and_leaders_fill_in_the_rows(client: Client, role: str) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.of(role))
    data = sent(
        client,
        programme,
        r1_on="2026-09-01",
        r1_shift_type="Dag",
        r1_with_mentor="on",
        r2_on="2026-09-02",
        r2_companion="Eva Kollega",
        r2_remark="Felles lunsj",
    )

    response = client.post(url_of(programme), data)

    assert response.headers["Location"] == url_of(programme)
    assert rows(programme)[:3] == [
        (1, date(2026, 9, 1), "Dag", True, ""),
        (2, date(2026, 9, 2), "", False, "Eva Kollega"),
        (3, None, "", False, ""),
    ]
    assert programme.shifts.count() == 10


@pytest.mark.django_db
@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_can_tell_that_they_exist(client: Client, role: str) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    data = sent(client, programme, r1_companion="Eva")
    client.force_login(cast.of(role))
    assert client.get(url_of(programme)).status_code == 404
    assert client.post(url_of(programme), data).status_code == 404
    assert rows(programme)[0] == (1, None, "", False, "")


@pytest.mark.django_db
@pytest.mark.parametrize("shifts", [10, 1])
def test_the_page_takes_seven_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, shifts: int
) -> None:
    programme = (cast := make_cast()).programme
    programme.shifts.filter(number__gt=shifts).delete()
    client.force_login(cast.mentor)
    with django_assert_num_queries(7):
        client.get(url_of(programme))


@pytest.mark.django_db
def test_rows_are_put_in_order_by_day_and_keep_their_keys(client: Client) -> None:
    programme = (cast := make_cast()).programme
    keys = list(programme.shifts.values_list("pk", flat=True))
    client.force_login(cast.mentor)
    client.post(
        url_of(programme),
        sent(client, programme, r1_on="2026-09-04", r2_on="2026-09-01", r10_on="2026-09-02"),
    )
    assert [shift.on for shift in programme.shifts.all()[:4]] == [
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 9, 4),
        None,
    ]
    moved = [keys[1], keys[9], keys[0], *keys[2:9]]
    assert list(programme.shifts.values_list("pk", flat=True)) == moved


@pytest.mark.django_db
def test_rows_within_the_shifts_are_due_on_the_last_one(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    client.post(url_of(programme), sent(client, programme, r1_on="2026-09-03", r2_on="2026-09-24"))
    due = set(programme.steps.filter(rule__when="within_shifts").values_list("due_on", flat=True))
    assert due == {date(2026, 9, 24)}


@pytest.mark.django_db
def test_one_more_row_can_be_added_and_one_removed(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    response = client.post(url_of(programme), sent(client, programme, r1_companion="Eva") | {"add": "1"})
    assert response.headers["Location"] == url_of(programme) + "#vakt-11"
    assert (rows(programme)[0][4], programme.shifts.count()) == ("Eva", 11)

    client.post(url_of(programme), sent(client, programme, r1_DELETE="on", r2_companion="Ali"))
    assert (rows(programme)[0], programme.shifts.count()) == ((1, None, "", False, "Ali"), 10)


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_kept_once(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    data = sent(client, programme, r1_companion="Eva", r10_DELETE="on") | {"add": "1"}
    statuses = [client.post(url_of(programme), data).status_code for _ in range(2)]
    assert (statuses, programme.shifts.count()) == ([302, 302], 10)


@pytest.mark.django_db
def test_two_who_write_at_once_are_told(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    mine = sent(client, programme, r1_companion="Skrevet av Ola", r10_remark="Husk dette")
    client.force_login(cast.new_hire)
    client.post(url_of(programme), sent(client, programme, r1_companion="Skrevet av Kari", r10_DELETE="on"))

    client.force_login(cast.mentor)
    response = client.post(url_of(programme), mine)

    formset = response.context["formset"]
    assert (response.status_code, formset.non_form_errors()) == (409, [CLASH])
    assert [formset.forms[0]["companion"].value(), formset.forms[9]["remark"].value()] == [
        "Skrevet av Ola",
        "Husk dette",
    ]
    assert (rows(programme)[0][4], programme.shifts.count()) == ("Skrevet av Kari", 9)
    assert "Skrevet av Kari" in response.content.decode()

    client.post(url_of(programme), mine | {"version": formset.version})
    assert (rows(programme)[0][4], programme.shifts.count()) == ("Skrevet av Ola", 10)
    assert programme.shifts.get(number=10).remark == "Husk dette"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("on", "2024-09-01", "Velg en dato fra 2. juli 2026 til 1. september 2028."),
        ("on", "0026-09-01", "Velg en dato fra 2. juli 2026 til 1. september 2028."),
        ("on", "mandag", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ("companion", "01019012345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        ("remark", "010190-12345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        ("remark", "x" * 301, "Du har skrevet 301 tegn. Skriv høyst 300."),
    ],
)
def test_each_refusal_has_its_own_sentence(client: Client, cell: str, value: str, sentence: str) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    data = sent(client, programme, r1_shift_type="Dag", **{f"r3_{cell}": value})
    response = client.post(url_of(programme), data)
    assert response.status_code == 422
    assert response.context["formset"].errors[2] == {cell: [sentence]}
    assert rows(programme)[0] == (1, None, "", False, "")


@pytest.mark.django_db
def test_a_form_that_is_not_whole_is_refused(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    response = client.post(url_of(programme), {"vakt-0-on": "2026-09-01"})
    assert response.status_code == 422
    assert response.context["formset"].non_form_errors() == [
        "Skjemaet kom ikke helt fram. Åpne siden på nytt og prøv igjen."
    ]
    assert programme.shifts.count() == 10


@pytest.mark.django_db
def test_there_is_room_for_forty(client: Client) -> None:
    programme = (cast := make_cast()).programme
    TrainingShift.objects.bulk_create(
        TrainingShift(programme=programme, number=number) for number in range(11, 41)
    )
    client.force_login(cast.mentor)
    client.post(url_of(programme), sent(client, programme) | {"add": "1"})
    assert programme.shifts.count() == 40


@pytest.mark.django_db
def test_a_weekend_gets_a_note_and_no_refusal(client: Client) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    client.post(url_of(programme), sent(client, programme, r1_on="2026-09-05"))
    page = client.get(url_of(programme))
    assert page.context["formset"].forms[0].day_note == "Lørdag"
    assert rows(programme)[0][1] == date(2026, 9, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("numbers", "lacking"),
    [
        ([], "i begynnelsen, i midten og på slutten"),
        ([1, 5], "på slutten"),
        ([1, 5, 10], ""),
    ],
)
def test_it_reminds_of_the_mentor(client: Client, numbers: list[int], lacking: str) -> None:
    programme = (cast := make_cast()).programme
    client.force_login(cast.mentor)
    data = sent(client, programme, **{f"r{number}_with_mentor": "on" for number in numbers})
    assert client.post(url_of(programme), data).status_code == 302
    assert client.get(url_of(programme)).context["lacking"] == lacking


def handed_over(cast: Cast) -> Programme:
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY, handed_over_on=TODAY)
    return cast.programme


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_handed_over_they_are_read_and_not_changed(client: Client, role: str) -> None:
    cast = make_cast()
    client.force_login(cast.of(role))
    data = sent(client, cast.programme, r1_companion="Eva")
    programme = handed_over(cast)
    page = client.get(url_of(programme))
    assert (page.status_code, page.content.decode().count("ds-input")) == (200, 0)
    assert client.post(url_of(programme), data).status_code == 404
    assert rows(programme)[0] == (1, None, "", False, "")
