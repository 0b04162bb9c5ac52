"""Filling in the page that starts a programme, and reading what comes back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from checklists.models import ChecklistTemplate
from people.models import Department, User
from programmes.models import Programme, ProgrammeTemplate
from tests.factories import (
    make_checklist_template,
    make_department,
    make_leader,
    make_template,
    make_user,
)
from tests.remembered import remembered

KEY = UUID("6a0f1b6e-5a4c-4f7e-9a63-1f0f2b1a7c11")


@dataclass
class Desk:
    """A leader at work: their department, a colleague who can be mentor, what can be handed out."""

    department: Department
    leader: User
    mentor: User
    template: ProgrammeTemplate
    checklist: ChecklistTemplate


@remembered
def make_desk() -> Desk:
    department = make_department()
    home = department.unit.municipality
    home.systems = ["Gerica", "Gat", "Kvaliteket"]
    home.save()
    return Desk(
        department=department,
        leader=make_leader(department, name="Anne Leder"),
        mentor=make_user(municipality=home, name="Ola Mentor", title="sykepleier"),
        template=make_template(),
        checklist=make_checklist_template(),
    )


def start_url() -> str:
    return reverse("programmes:start")


def filled(desk: Desk, **fields: object) -> dict[str, object]:
    """A new person who starts on Monday 5 October 2026."""
    return {
        "name": "Kari Ny",
        "person": "",
        "email": "",
        "title": "sykepleier",
        "ident": "KN01",
        "private_email": "",
        "private_phone": "",
        "department": desk.department.pk,
        "mentor": desk.mentor.pk,
        "starts_on": "2026-10-05",
        "template": desk.template.pk,
        "weekday": "",
        "rhythm": "",
        "systems": ["Gerica"],
        "checklists": [desk.checklist.pk],
        "request_key": str(KEY),
        "previewed": "",
    } | fields


def preview(client: Client, desk: Desk, data: dict[str, object]) -> dict[str, object]:
    """Show the dates; what the page would then send to start."""
    client.force_login(desk.leader)
    response = client.post(start_url(), data | {"preview": "1"})
    assert response.status_code == 200, dict(response.context["form"].errors)
    form = response.context["form"]
    again = {
        name: form[name].value() or ""
        for name in ("previewed", "mentor", "mentor_name")
        if name in form.fields
    }
    return data | again | {"start": "1"}


def start(client: Client, desk: Desk, **fields: object) -> Programme:
    """Preview and start; fails unless it led to the programme's page."""
    response = client.post(start_url(), preview(client, desk, filled(desk, **fields)))
    assert response.status_code == 302, dict(response.context["form"].errors)
    programme = Programme.objects.latest("pk")
    assert response.headers["Location"] == programme.get_absolute_url()
    *_earlier, last = get_messages(response.wsgi_request)
    assert str(last) == "Programmet er startet. Alle datoer er forslag til de blir avtalt."
    return programme


def refused(client: Client, desk: Desk, **fields: object) -> dict[str, list[str]]:
    """The sentences by field; fails when anything was saved, or typed words are gone."""
    before = counts()
    client.force_login(desk.leader)
    data = filled(desk, **fields)
    response = client.post(start_url(), data | {"start": "1"})
    assert (response.status_code, counts()) == (422, before)
    form = response.context["form"]
    typed = {name: str(data[name]) for name in form.fields if isinstance(data.get(name), str | int)}
    assert {name: str(form[name].value()) for name in typed} == typed
    page = response.content.decode()
    assert all(f'id="id_{name}_error"' in page for name in form.errors)
    return dict(form.errors)


def counts() -> tuple[int, int]:
    return Programme.objects.count(), User.objects.count()
