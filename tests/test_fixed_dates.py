"""A date that is the same for everyone, and was over before this person started."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from programmes.models import Step
from programmes.rules import DaysBefore, OnDate
from programmes.schedule import AFTER_START, Kind, Role, Row, plan
from programmes.template_faults import faults_of
from tests.cast import Cast
from tests.changes import saved, shown
from tests.editions import cast_on_own_template, next_edition
from tests.start_form import Desk, filled, make_desk, start, start_url
from tests.template_pages import make_office

START = date(2026, 10, 5)  # when everybody here starts
BEFORE, AFTER = OnDate(date(2026, 10, 2)), OnDate(date(2026, 10, 15))
ROWS = [
    Row("Fagdag", Kind.STEP, BEFORE, (Role.NEW_HIRE,)),
    Row("Samling", Kind.STEP, AFTER, (Role.NEW_HIRE,)),
    Row("Bli kjent", Kind.CONVERSATION, BEFORE, (Role.MENTOR,)),
    Row("Samtale med leder", Kind.LEADER_TALK, BEFORE, (Role.LEADER,)),
    Row("Prøvetidssamtale", Kind.PROBATION_REVIEW, BEFORE, (Role.LEADER,)),
]
OVER = "«Fagdag» 2. oktober 2026 er før startdatoen. Den får ingen dato, og ingen blir bedt om å gjøre den."
TO_AGREE = (
    "«Bli kjent» 2. oktober 2026 er før startdatoen. Den får ingen dato; bli enige om en dag etter starten."
)


@pytest.fixture
def desk(db: None) -> Desk:
    desk = make_desk()
    desk.template.keep_rows(ROWS)
    return desk


@given(st.sampled_from(Kind), st.dates(date(2026, 9, 1), date(2026, 12, 1)), st.integers(1, 30))
def test_nothing_of_the_person_lands_before_the_start(kind: Kind, on: date, days: int) -> None:
    fixed, before = plan([Row("Rad", kind, OnDate(on), ()), Row("Rad", kind, DaysBefore(days), ())], START)[
        ::-1
    ]
    for planned in (fixed, before):
        assert planned.on is None or planned.on >= START or kind not in AFTER_START
        if isinstance(planned.row.rule, OnDate):
            assert planned.on == (on if on >= START else None)


def test_the_start_shows_it_before_anything_is_saved(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    context = client.post(start_url(), filled(desk) | {"preview": "1"}).context
    assert context["remarks"][:2] == [OVER, TO_AGREE]
    assert len(context["remarks"]) == 4
    assert [(line.what, str(line.state.word), line.when) for line in context["preview"]][:3] == [
        ("Samling", "Foreslått", "tor 15.10.2026 · uke 2 · kalenderuke 42"),
        ("Fagdag", "Ikke lenger aktuelt", "fre 02.10.2026 er før oppstart"),
        ("Bli kjent", "Avtales", "fre 02.10.2026 er før oppstart"),
    ]


@pytest.mark.django_db
def test_so_does_the_trial_beside_the_template() -> None:
    office = make_office()
    draft = office.new("Samlinger")
    draft.keep_rows(ROWS)
    page = office.get("programme", draft.pk, start="2026-10-05")
    assert page.context["trial_remarks"][:2] == [OVER, TO_AGREE]
    assert TO_AGREE in page.content.decode()
    assert office.get("programme", draft.pk, start="2026-10-02").context["trial_remarks"] == []


def test_what_is_over_is_nobodys_to_do(client: Client, desk: Desk) -> None:
    programme = start(client, desk)
    appointments = [programme.conversations.get(), programme.leader_talks.get(), programme.reviews.get()]
    assert [row.planned_on for row in appointments] == [None] * 3
    over = programme.steps.get(title="Fagdag")
    assert over.due_on is None
    client.force_login(programme.new_hire)
    context = client.get(programme.get_absolute_url()).context
    lines = {line.what: line for phase in context["phases"] for line in phase.lines}
    assert (str(lines["Fagdag"].state.word), lines["Fagdag"].when) == (
        "Ikke lenger aktuelt",
        "fre 02.10.2026 er før oppstart",
    )
    assert context["next"].what == "Samling"
    assert "Ikke lenger aktuelt" in client.get(over.get_absolute_url()).content.decode()
    assert programme.steps.late(date(2026, 10, 6)).count() == 0


@pytest.mark.django_db
def test_a_new_edition_puts_nothing_before_the_start(client: Client) -> None:
    cast: Cast = cast_on_own_template()
    client.force_login(cast.leader)
    early = [
        Row(row.title, row.kind, OnDate(date(2026, 8, 3)), row.responsible)
        for row in ROWS
        if row.rule == BEFORE
    ]
    next_edition(cast.programme, lambda rows: [*rows, *early])
    shown(client, cast.programme, "ny-versjon", why="template")
    assert saved(client, cast.programme, "ny-versjon", why="template").status_code == 302
    assert Step.objects.get(programme=cast.programme, title="Fagdag").due_on is None
    assert cast.programme.conversations.get(title="Bli kjent").planned_on is None


@pytest.mark.parametrize("kind", [Kind.CONVERSATION, Kind.LEADER_TALK, Kind.PROBATION_REVIEW])
def test_a_talk_before_the_start_is_refused(kind: Kind) -> None:
    row = Row("Telefon", kind, DaysBefore(7), (Role.LEADER,))
    said = "en samtale kan ikke være før oppstart. Bruk en aktivitet for det dere gjør før."
    assert [(fault.text, fault.row) for fault in faults_of([row])] == [(said, 1)]
    assert faults_of([Row("Telefon", Kind.STEP, DaysBefore(7), (Role.LEADER,))]) == []
