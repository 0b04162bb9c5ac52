"""The rota list: who is off the floor and when, to copy, to print and as files."""

import csv
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Conversation, Programme, TrainingShift
from reminders.models import RotaWords
from tests.cast import Cast
from tests.factories import make_department, make_head, make_programme
from tests.rota import agree, at, of, page, shown

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """One of each kind: a talk, three with a leader or about the talks, and a shift; nothing else is agreed."""
    cast.programme.mentorships.filter(is_substitute=True).update(to_on=date(2026, 9, 20))
    agree(cast.programme.conversations.get(number=5))
    agree(cast.programme.reviews.get(number=1), date(2026, 10, 2), time(9))
    agree(cast.programme.follow_ups.get(number=1), date(2026, 10, 5), None)
    cast.programme.shifts.filter(number=1).update(on=date(2026, 9, 21), shift_type="kveld", remark="hemmelig")
    return cast.programme


MIDNIGHT = datetime(2026, 9, 21)  # noqa: DTZ001 - a day, as a workbook has it
TALK = [
    ("Ola Mentor", "01.10", "13:30–14:15", "Mentorsamtale"),
    ("Kari Ny", "01.10", "13:30–14:15", "Mentorsamtale"),
]
SHIFT = ("Kari Ny", "21.09", "–", "Opplæringsvakt, kveld")
REVIEW = ("Kari Ny", "02.10", "09:00–09:45", "Samtale")
MEETING = ("Ola Mentor", "05.10", "–", "Samtale")


@pytest.mark.parametrize("role", ["leader", "head"])
def test_a_department_for_its_leaders(client: Client, cast: Cast, programme: Programme, role: str) -> None:
    assert shown(client, cast.of(role), at(programme)) == [SHIFT, *TALK, REVIEW, MEETING]


def test_the_coordinator_reads_no_word_of_anybodys(client: Client, cast: Cast, programme: Programme) -> None:
    lines = shown(client, cast.coordinator, at(programme))
    assert lines == [(*SHIFT[:3], "Opplæringsvakt"), *TALK, REVIEW, MEETING]
    assert "kveld" not in page(client, cast.coordinator, at(programme)).text


def test_the_two_see_their_own(client: Client, cast: Cast, programme: Programme) -> None:
    """The meeting about the new hire is not on the new hire's list."""
    assert shown(client, cast.mentor) == [SHIFT, *TALK, REVIEW, MEETING]
    assert shown(client, cast.new_hire) == [SHIFT, *TALK, REVIEW]
    assert shown(client, cast.leader) == [SHIFT, *TALK, REVIEW, MEETING]  # one's own department
    assert shown(client, cast.head) == shown(client, cast.coordinator) == []


@pytest.mark.parametrize("address", [of, at])
@pytest.mark.parametrize(
    "role", ["stranger", "former_mentor", "former_leader", "administrator", "foreign_leader"]
)
def test_others_find_no_list(
    client: Client, cast: Cast, programme: Programme, role: str, address: Any
) -> None:
    assert page(client, cast.of(role), address(programme)).status_code == 404
    assert shown(client, cast.of(role)) == []


@pytest.mark.parametrize("role", ["mentor", "new_hire"])
def test_the_department_is_not_the_pairs_to_list(
    client: Client, cast: Cast, programme: Programme, role: str
) -> None:
    assert page(client, cast.of(role), at(programme)).status_code == 404
    assert page(client, cast.of(role), of(programme)).status_code == 200


def test_nothing_of_the_provetid_and_no_state(client: Client, cast: Cast, programme: Programme) -> None:
    for role in ("leader", "mentor", "coordinator", "new_hire"):
        text = page(client, cast.of(role), of(programme)).text.lower()
        assert not [
            word for word in ("prøvetid", "provetid", "forfalt", "foreslått", "hemmelig") if word in text
        ]


def test_one_person_and_other_days(client: Client, cast: Cast, programme: Programme) -> None:
    only = {"hvem": cast.mentor.pk}
    assert shown(client, cast.leader, at(programme), **only) == [TALK[0], MEETING]
    days = {"fra": "2026-10-02", "til": "2026-10-02"}
    assert shown(client, cast.leader, at(programme), **days) == [REVIEW]
    assert shown(client, cast.leader, at(programme), fra="2026-11-01") == []
    assert shown(client, cast.leader, at(programme), hvem=cast.stranger.pk) == []


def test_in_a_substitutes_time_the_substitute_is_put_down(
    client: Client, cast: Cast, programme: Programme
) -> None:
    programme.mentorships.filter(is_substitute=True).update(to_on=date(2026, 10, 3))
    names = [name for name, *_rest in shown(client, cast.leader, at(programme))]
    assert names == ["Kari Ny", cast.substitute.name, "Kari Ny", "Kari Ny", "Ola Mentor"]


def test_only_what_stands(client: Client, cast: Cast, programme: Programme) -> None:
    talk = programme.conversations.get(number=5)
    talk.not_held_reason = Conversation.Reason.STAFFING
    talk.save()
    Programme.objects.filter(pk=programme.pk).update(ended_on=date(2026, 10, 3))
    assert shown(client, cast.leader, at(programme)) == [SHIFT, REVIEW]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"fra": "2026-10-02", "til": "2026-10-01"}, "Siste dag kan ikke være før første dag."),
        ({"fra": "2026-10-02", "til": "2027-10-01"}, "Velg høyst et halvt år om gangen."),
        ({"fra": "i morgen"}, "Skriv datoen"),
        ({"fra": "9999-12-31"}, ""),
        ({"hvem": "'"}, ""),
    ],
)
@pytest.mark.parametrize("ending", ["", "turnus.csv", "turnus.xlsx"])
def test_days_that_cannot_be_listed(
    client: Client, cast: Cast, programme: Programme, days: dict[str, str], said: str, ending: str
) -> None:
    answer = page(client, cast.leader, at(programme) + ending, **days)
    if said:
        assert answer.status_code == 422
        assert said in answer.text
    else:
        assert answer.status_code in (200, 422)


# --- the files ------------------------------------------------------------------------------------------

EVIL = ["=1+1", "+47 00", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example")']


@pytest.mark.parametrize("word", EVIL)
def test_what_looks_like_a_formula_is_a_word(
    client: Client, cast: Cast, programme: Programme, word: str
) -> None:
    User.objects.filter(pk=cast.new_hire.pk).update(name=word)
    TrainingShift.objects.filter(programme=programme, number=1).update(shift_type=word)
    RotaWords.objects.create(municipality=programme.department.unit.municipality, shift_code=word[:10])
    answer = page(client, cast.leader, f"{at(programme)}turnus.csv")
    rows = list(
        csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"), newline=""), delimiter=";")
    )
    assert rows[0] == ["Person", "Dato", "Fra", "Til", "Kode", "Tekst", "Avdeling"]
    assert rows[1][:6] == [f"'{word}", "21.09.2026", "", "", f"'{word[:10]}", f"Opplæringsvakt, {word}"]
    book = load_workbook(BytesIO(page(client, cast.leader, f"{at(programme)}turnus.xlsx").content))
    first = next(book.active.iter_rows(min_row=2, max_row=2))
    assert [(cell.data_type, cell.value) for cell in first][:2] == [("s", word), ("d", MIDNIGHT)]
    assert {cell.data_type for cell in first} <= {"s", "d", "n"}
    pasted = page(client, cast.leader, at(programme)).context["to_paste"].split("\n")[1]
    assert pasted.startswith("'" if word.strip() == word else "'=")
    assert len(pasted.split("\t")) == 7


def test_the_files_say_what_the_page_says(client: Client, cast: Cast, programme: Programme) -> None:
    lines = shown(client, cast.leader, at(programme), fra="2026-10-01")
    answer = page(client, cast.leader, f"{at(programme)}turnus.csv", fra="2026-10-01")
    rows = list(
        csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"), newline=""), delimiter=";")
    )
    assert [(row[0], row[1][:5], f"{row[2]}–{row[3]}", row[5]) for row in rows[1:]] == lines
    book = load_workbook(
        BytesIO(page(client, cast.leader, f"{at(programme)}turnus.xlsx", fra="2026-10-01").content)
    )
    cells = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [(row[0], f"{row[1]:%d.%m}", row[5]) for row in cells] == [
        (line[0], line[1], line[3]) for line in lines
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="turnus.csv"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_same_questions_for_one_and_thirty(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries, cast: Cast
) -> None:
    place = make_department(unit=cast.programme.department.unit)
    for _each in range(rows):
        agree(make_programme(department=place, template=cast.programme.template).conversations.get(number=5))
    client.force_login(make_head(place.unit))
    with django_assert_num_queries(10):
        answer = client.get(f"/avdelinger/{place.pk}/turnus/")
    assert len(answer.context["lines"]) == 2 * rows


@pytest.mark.parametrize("role", ["leader", "coordinator"])
def test_the_overview_of_a_department_leads_to_its_list(
    client: Client, cast: Cast, programme: Programme, role: str
) -> None:
    overview = page(client, cast.of(role), "/programmer/", avdeling=programme.department_id)
    assert f'href="{at(programme)}"' in overview.text
    assert 'href="/turnus/"' in page(client, cast.of(role), "/programmer/").text
    assert f'href="{of(programme)}"' in page(client, cast.leader, programme.get_absolute_url()).text


# --- the municipality's own words -----------------------------------------------------------------------


def test_the_coordinator_names_the_codes(client: Client, cast: Cast, programme: Programme) -> None:
    words = reverse("reminders:rota_words")
    client.force_login(cast.coordinator)
    sent = {"system": "Visma", "talk_code": "M1", "meeting_code": "L1", "shift_code": "O1", "version": 0}
    assert client.post(words, sent).status_code == 302
    answer = page(client, cast.leader, at(programme))
    assert [line.code for line in answer.context["lines"]] == ["O1", "M1", "M1", "L1", "L1"]
    assert "Lagt inn i Visma" in answer.text
    client.force_login(cast.coordinator)
    assert client.post(words, sent | {"system": "GAT"}).status_code == 409
    assert client.post(words, sent | {"system": "", "version": 1}).status_code == 422


@pytest.mark.parametrize("role", ["leader", "mentor", "administrator"])
def test_the_words_are_the_coordinators(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse("reminders:rota_words")).status_code == 404


def test_without_words_there_are_ours(client: Client, cast: Cast, programme: Programme) -> None:
    answer = page(client, cast.leader, at(programme))
    assert [line.code for line in answer.context["lines"]] == ["OV", "MS", "MS", "SA", "SA"]
    assert "Ingenting sendes dit av seg selv" in answer.text
