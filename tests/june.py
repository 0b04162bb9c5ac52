"""A programme that starts on Monday 22 June 2026, with a holiday in July."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import BusyPeriod, Programme
from tests.start_form import Desk, make_desk, start

HOLIDAY = {"from_on": date(2026, 7, 6), "to_on": date(2026, 7, 26)}
FIRST_OF_JUNE = date(2026, 6, 1)


@dataclass
class June:
    """Programme weeks 3 to 6 are calendar weeks 28 to 31, and the holiday is weeks 28 to 30."""

    desk: Desk
    programme: Programme
    period: BusyPeriod

    @property
    def address(self) -> str:
        return reverse("programmes:busy_weeks", args=[self.programme.pk])

    @property
    def weeks(self) -> list[int]:
        """The calendar week of each talk this year, in their running order."""
        talks = self.programme.conversations.filter(planned_on__year=2026).order_by("number")
        return [day.isocalendar().week for day in talks.values_list("planned_on", flat=True) if day]


@contextmanager
def make_june(client: Client) -> Iterator[June]:
    """On the first of June, with the leader signed in."""
    with time_machine.travel(FIRST_OF_JUNE):
        desk = make_desk()
        home = desk.department.unit.municipality
        period = BusyPeriod.objects.create(municipality=home, name="Fellesferie", **HOLIDAY)
        yield June(desk, start(client, desk, starts_on="2026-06-22"), period)


def offer(client: Client, june: June, words: str) -> str:
    """Where the offer with these words leads."""
    page = client.get(june.address).text
    before, _, _rest = page.partition(words)
    assert _, f"no offer «{words}»"
    return before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
