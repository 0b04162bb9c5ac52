"""Three programmes of other shapes: made in the editor, taken out, taken in elsewhere, and started there."""

import re
from collections import Counter
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from programmes.models import Programme, ProgrammeTemplate
from programmes.schedule import Kind
from tests.factories import make_coordinator
from tests.start_form import Desk, make_desk, start
from tests.template_pages import Office, make_office, parts

pytestmark = pytest.mark.django_db


def moved(office: Office, draft: ProgrammeTemplate) -> tuple[Desk, ProgrammeTemplate]:
    """Published where it was made, exported, imported by another municipality's coordinator and published there."""
    office.publish(draft)
    file = office.get("programme_file", draft.pk).content
    desk = make_desk()
    home = desk.department.unit.municipality
    coordinator = make_coordinator(home)
    theirs = Office(home, coordinator, Client())
    theirs.client.force_login(coordinator)
    assert theirs.post("import", role="version", file=SimpleUploadedFile("mal.toml", file)).status_code == 302
    imported = ProgrammeTemplate.objects.get(municipality=home)
    assert imported.to_file() == draft.to_file()
    theirs.publish(imported)
    desk.template = imported
    return desk, imported


def days(rows: Any) -> list[str]:
    return [f"{row.planned_on:%d.%m.%y}" if row.planned_on else "avtales" for row in rows]


def test_eleven_talks_in_26_weeks(client: Client) -> None:
    office = make_office()
    draft = office.new("Et halvt år", length_weeks="26")
    office.add_row(draft, title="Spilleregler", weeks="1", minutes_from="30", minutes_to="60")
    office.add_row(draft, title="Hver uke", weeks="2, 3, 4")
    office.add_row(
        draft, title="Annenhver uke", when="every_weeks", every="2", from_week="6", to_week="12", weeks=""
    )
    office.add_row(draft, title="Mot slutten", weeks="16 21 26")
    desk, _template = moved(office, draft)
    programme = start(client, desk)
    talks = list(programme.conversations.order_by("number"))
    assert [talk.week for talk in talks] == [1, 2, 3, 4, 6, 8, 10, 12, 16, 21, 26]
    assert days(talks[:3]) == ["05.10.26", "12.10.26", "19.10.26"]
    assert [talk.expected_minutes for talk in talks[:2]] == [45, None]


def test_24_months_with_an_on_demand_phase(client: Client) -> None:
    office = make_office()
    draft = office.new("To år", length_weeks="104")
    office.add_row(draft, title="Hver uke", weeks="1-4")
    office.add_row(
        draft, title="Annenhver uke", when="every_weeks", every="2", from_week="6", to_week="12", weeks=""
    )
    office.add_row(
        draft, title="Hver måned", when="every_weeks", every="4", from_week="16", to_week="52", weeks=""
    )
    office.add_row(draft, title="Ved behov, måned 13–24", when="on_demand", weeks="", phase="Måned 13–24")
    office.add_row(
        draft,
        title="Avsluttende samtale",
        kind="leader_talk",
        when="months_after",
        months="24",
        weeks="",
        responsible=["leader"],
    )
    desk, _template = moved(office, draft)
    programme = start(client, desk)
    talks = list(programme.conversations.order_by("number"))
    assert Counter(talk.title for talk in talks) == {
        "Hver uke": 4,
        "Annenhver uke": 4,
        "Hver måned": 10,
        "Ved behov, måned 13–24": 1,
    }
    assert days(talks[-1:]) == ["avtales"]
    assert days(programme.leader_talks.all()) == ["05.10.28"]
    client.force_login(desk.leader)
    assert client.get(programme.get_absolute_url()).status_code == 200


def test_group_gatherings_on_fixed_dates(client: Client) -> None:
    office = make_office()
    draft = office.new("Samlinger")
    for day, title in (("2026-10-15", "Samling 1"), ("2027-01-14", "Samling 2"), ("2027-04-15", "Samling 3")):
        office.add_row(
            draft,
            title=title,
            kind="step",
            when="date",
            on_date=day,
            weeks="",
            responsible=["mentor", "new_hire"],
        )
    office.add_row(draft, title="Samtale", when="undated", count="6", weeks="")
    desk, _template = moved(office, draft)
    programme = start(client, desk)
    assert [(step.title, f"{step.due_on:%d.%m.%y}") for step in programme.steps.all()] == [
        ("Samling 1", "15.10.26"),
        ("Samling 2", "14.01.27"),
        ("Samling 3", "15.04.27"),
    ]
    assert days(programme.conversations.all()) == ["avtales"] * 6


def test_stikkord_in_groups_and_those_of_one_row_reach_the_talk(client: Client) -> None:
    office = make_office()
    draft = office.new("Stikkord")
    office.add_row(draft, title="Første", weeks="1")
    office.add_row(draft, title="Andre", weeks="2", prompts="Bare her\nOg dette")
    written = parts(0, {"group": "Fag", "text": "Rutiner"}, {"text": "Trivsel"}, version=1)
    assert office.post("texts", draft.pk, "stikkord", **written).status_code == 302
    draft.refresh_from_db()
    desk, _template = moved(office, draft)
    programme = start(client, desk)
    client.force_login(desk.mentor)
    pages = [client.get(talk.get_absolute_url()).content.decode() for talk in programme.conversations.all()]
    shown = [page.split('id="stikkord"')[1].split("<details")[0] for page in pages]
    assert [re.findall("<(h3|li)>(.*?)</", section) for section in shown] == [
        [("h3", "Fag"), ("li", "Rutiner"), ("li", "Trivsel")],
        [("li", "Bare her"), ("li", "Og dette")],
    ]


def test_only_the_newest_published_edition_can_be_started(client: Client) -> None:
    office = make_office()
    draft = office.new("Mal")
    office.add_row(draft, title="Samtale")
    desk, first = moved(office, draft)
    running = start(client, desk)
    second = first.begin_next()
    offered = ProgrammeTemplate.objects.open_to(desk.department.unit.municipality).filter(slug=first.slug)
    assert list(offered) == [first]
    second.publish(running.started_at)
    assert list(offered.all()) == [second]
    running.refresh_from_db()
    assert (running.template, Programme.objects.count()) == (first, 1)
    assert running.conversations.count() == first.steps.filter(kind=Kind.CONVERSATION).count()
