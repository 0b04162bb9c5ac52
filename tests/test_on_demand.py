"""«Ved behov»: an offer that stands in the plan, says so, and waits for nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.plan import plan_of
from programmes.models import Programme
from programmes.rules import OnDemand, Weeks
from programmes.schedule import Kind, Role, Row
from tests.start_form import Desk, filled, make_desk, start, start_url
from tests.template_pages import make_office

pytestmark = pytest.mark.django_db

TITLE = "Samtale ved behov, til måned 24"
ROWS = [
    Row("Samtale", Kind.CONVERSATION, Weeks((3,)), (Role.MENTOR,)),
    Row(TITLE, Kind.CONVERSATION, OnDemand(), (Role.MENTOR,)),
    Row("Samtale med leder", Kind.LEADER_TALK, OnDemand(), (Role.LEADER,)),
]


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    desk.template.keep_rows(ROWS)
    return desk


@pytest.fixture
def programme(client: Client, desk: Desk) -> Programme:
    return start(client, desk)


def test_the_start_and_the_trial_say_so(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    found = [client.post(start_url(), filled(desk) | {"preview": "1"}).context["preview"]]
    office = make_office()
    draft = office.new("Mal")
    draft.keep_rows(ROWS)
    found.append(office.get("programme", draft.pk).context["trial_lines"])
    for lines in found:
        assert [(line.what, str(line.state.word), line.when) for line in lines[1:]] == [
            (TITLE, "Ved behov", "ved behov"),
            ("Samtale med leder", "Ved behov", "ved behov"),
        ]


def test_the_programme_and_the_page_of_the_talk_say_so(client: Client, programme: Programme) -> None:
    client.force_login(programme.new_hire)
    context = client.get(programme.get_absolute_url()).context
    lines = [line for phase in context["phases"] for line in phase.lines]
    assert [(line.what, str(line.state.word), line.when) for line in lines[1:]] == [
        ("Samtale 2, ved behov", "Ved behov", "dato når dere trenger den"),
        ("Samtale med leder", "Ved behov", "dato når dere trenger den"),
    ]
    talk = programme.conversations.get(number=2)
    page = client.get(talk.get_absolute_url()).content.decode()
    assert f"{TITLE}. Finn en dag når dere trenger den." in page
    page = client.get(programme.leader_talks.get().get_absolute_url()).content.decode()
    assert "<dd>ved behov</dd>" in page


def test_it_is_nobodys_next(client: Client, programme: Programme) -> None:
    programme.conversations.filter(number=1).delete()
    Programme.objects.filter(pk=programme.pk).refresh_talk_dates()
    for reader in (programme.new_hire, programme.mentorships.get().mentor):
        client.force_login(reader)
        assert client.get(programme.get_absolute_url()).context["next"] is None
        start_page = client.get(reverse("start")).content.decode()
        assert "Samtale 2" not in start_page


def test_the_paper_says_it_once(programme: Programme) -> None:
    fresh = Programme.objects.dates_visible_to(programme.new_hire, programme.starts_on)
    seen = fresh.with_rights_for(programme.new_hire, programme.starts_on).get(pk=programme.pk)
    rows = [row for part in plan_of(seen) for row in part.rows]
    assert [(row.when, row.state) for row in rows[1:]] == [("ved behov", "")] * 2
