"""A programme with a telling word in everything the letter may never say, and a link to its letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.urls import reverse

from documents.models import LetterLink
from people.models import Portrait, User
from programmes.models import Programme, TrainingShift
from tests.access_letter import write_letterhead
from tests.conftest import NOON
from tests.factories import (
    make_comment,
    make_department,
    make_leader,
    make_municipality,
    make_need,
    make_note,
    make_programme,
    make_unit,
    make_user,
)

NEVER = "hemmelig"


@dataclass(frozen=True)
class Sent:
    programme: Programme
    leader: User
    mentor: User
    link: LetterLink
    token: str

    @property
    def said_to_be_sent_on(self) -> date | None:
        """By the programme's page."""
        return Programme.objects.get(pk=self.programme.pk).letter_sent_on

    @property
    def page(self) -> str:
        return reverse("documents:welcome", args=[self.token])

    @property
    def leaders_page(self) -> str:
        return reverse("documents:letter", args=[self.programme.pk])


def make_letter(**fields: Any) -> Sent:
    """Kari begins on Monday 5 October 2026; Per is her mentor; two shifts and the first talk are agreed."""
    home = make_municipality(name="Fjellvik kommune")
    department = make_department(unit=make_unit(municipality=home, name="Fjellheimen"), name="Avdeling 2")
    mentor = make_user(
        municipality=home, name="Per Mentor", title="sykepleier", presentation="Hei. Jeg liker fjellet."
    )
    leader = make_leader(department, name="Anne Leder")
    given: dict[str, Any] = {
        "starts_on": date(2026, 10, 5),
        "title": "vernepleier",
        "ident": f"{NEVER} ident",
        "systems": [f"{NEVER} system"],
        "private_email": "kari@privat.example",
        "private_phone": "99 99 99 99",
    }
    new_hire = make_user(municipality=home, name="Kari Ny", email="kari@kommunen.example")
    programme = make_programme(new_hire=new_hire, mentor=mentor, department=department, **given | fields)
    _write_secrets(programme)
    for number, with_mentor in ((1, True), (2, False)):
        TrainingShift.objects.filter(programme=programme, number=number).update(
            on=date(2026, 10, 4 + number), shift_type="Dag", with_mentor=with_mentor
        )
    talk = programme.conversations.get(number=1)
    talk.agree(by=mentor, at=NOON)
    talk.starts_at = time(14, 0)
    talk.save()
    write_letterhead(department, "her")
    Portrait.objects.keep(mentor, b"bilde")
    link, token = LetterLink.objects.make(programme, by=leader, at=NOON, by_mail=False)
    return Sent(programme, leader, mentor, link, token)


def _write_secrets(programme: Programme) -> None:
    programme.shifts.update(companion=f"{NEVER} følge", remark=f"{NEVER} annet")
    programme.conversations.update(place=f"{NEVER} sted")
    programme.reviews.update(place=f"{NEVER} møtested")
    talk = programme.conversations.get(number=1)
    make_comment(talk, f"{NEVER} kommentar")
    make_note(talk, f"{NEVER} avtale")
    make_need(programme, f"{NEVER} behov")
