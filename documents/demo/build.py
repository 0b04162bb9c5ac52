"""From the file to the invented municipality's papers. The programmes are there already."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone

from documents.logos import make_logo
from documents.models import LetterContact, Letterhead, LetterLink, LetterPlace, Package
from documents.package import make
from people.models import Department, Municipality, Unit
from programmes.models import Programme
from programmes.paper_duties import SENDS
from programmes.workdays import DAY

HERE = Path(__file__).parent


def read() -> dict[str, Any]:
    return tomllib.loads((HERE / "fjellvik.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class DemoPapers:
    municipality: Municipality
    table: dict[str, Any]
    now: datetime

    @classmethod
    def waiting(cls, now: datetime) -> DemoPapers | None:
        """None where there is no such municipality, or it has a letterhead already."""
        table = read()
        found = Municipality.objects.filter(name=table["municipality"], letterhead=None).first()
        return cls(found, table, now) if found else None

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        """By the new hire's name: those the file speaks of, and those that are handed over."""
        here = Programme.objects.filter(department__unit__municipality=self.municipality)
        return {one.new_hire.name: one for one in here.with_people().order_by("-pk")}

    def letterhead(self) -> None:
        words = {name: value.strip() for name, value in self.table["letterhead"].items()}
        letterhead = Letterhead(municipality=self.municipality, **words)
        logo = (HERE / self.table["logo"]).read_bytes()
        letterhead.set_logo(*make_logo(BytesIO(logo), len(logo)))
        letterhead.full_clean()
        letterhead.save()

    def places(self) -> None:
        for place in self.table["places"]:
            where: dict[str, Unit | Department] = (
                {"unit": self.municipality.units.get(name=place["unit"])}
                if "unit" in place
                else {
                    "department": Department.objects.get(
                        unit__municipality=self.municipality, name=place["department"]
                    )
                }
            )
            made = LetterPlace.objects.create(about=place["about"], **where)
            for number, contact in enumerate(place.get("contacts", []), start=1):
                LetterContact.objects.create(letter_place=made, number=number, **contact)

    def letters(self) -> list[str]:
        """Sent as the page sends them, but for the mail. What is given back opens each without signing in."""
        return [self.letter(story) for story in self.table["sent_letters"]]

    def letter(self, story: dict[str, Any]) -> str:
        programme = self.programmes[story["new_hire"]]
        at, by = self.now - timedelta(days=story["days_ago"]), programme.started_by
        link, token = LetterLink.objects.make(programme, by=by, at=at, by_mail=True)
        link.sent_at = at
        link.save(update_fields=["sent_at"])
        LetterLink.objects.replace(link, by=by, at=at)
        step = programme.steps.open().filter(title__startswith=SENDS).first()
        if step:
            step.tick(by=by, at=at, on=timezone.localdate(at))
            step.save()
        return token

    def ask_for_packages(self) -> None:
        """Of what is handed over. They are made afterwards: it takes seconds, and nobody should wait for them."""
        for programme in self.programmes.values():
            if programme.handed_over_on:
                at = timezone.make_aware(datetime.combine(programme.handed_over_on, time(10)))
                Package.objects.ask(programme, by=programme.started_by, at=at)


def make_packages() -> int:
    """Those that wait, on the day they were asked for; some of them the archive has."""
    received = read()["archive"]["received"]
    waiting = list(Package.objects.to_be_made().select_related("programme__new_hire"))
    for package in waiting:
        programme = package.programme
        if make(package, package.asked_at) and programme.new_hire.name in received:
            package.received_on = timezone.localdate(package.asked_at) + 5 * DAY
            package.received_by = package.asked_by
            package.save(update_fields=["received_on", "received_by"])
            Programme.objects.filter(pk=programme.pk).update(archived_on=package.received_on)
    return len(waiting)
