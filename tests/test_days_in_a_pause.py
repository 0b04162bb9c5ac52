"""A day that people choose inside a pause is theirs; the page says where it is, and never why."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Pause
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NOTE = "4. november 2026 er i pausen fra 2. november 2026 til 6. desember 2026. Datoen gjelder likevel."


@pytest.fixture
def pause(cast: Cast) -> Pause:
    return cast.programme.pauses.create(
        from_on=date(2026, 11, 2), to_on=date(2026, 12, 6), reason=Pause.Reason.LEAVE
    )


def said(client: Client, address: str, **sent: str) -> list[str]:
    page = client.post(address, sent, follow=True)
    assert "ermisjon" not in page.content.decode()
    return [str(message) for message in page.context["messages"]]


@pytest.mark.usefixtures("pause")
@pytest.mark.parametrize(("day", "notes"), [("2026-11-04", [NOTE]), ("2026-12-07", [])])
def test_a_talk(client: Client, cast: Cast, day: str, notes: list[str]) -> None:
    client.force_login(cast.mentor)
    talk = cast.programme.conversations.get(number=8)
    page = reverse("programmes:conversation_agree", args=[cast.programme.pk, talk.number])
    assert said(client, page, planned_on=day, version="0")[1:] == notes
    talk.refresh_from_db()
    assert str(talk.planned_on) == day


@pytest.mark.usefixtures("pause")
def test_an_extra_talk(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    page = reverse("programmes:conversation_add", args=[cast.programme.pk])
    assert said(client, page, planned_on="2026-11-04", version="0")[1:] == [NOTE]


@pytest.mark.usefixtures("pause")
@pytest.mark.parametrize(("day", "notes"), [("2026-11-04", [NOTE]), ("2026-12-07", [])])
def test_a_review_and_a_step(client: Client, cast: Cast, day: str, notes: list[str]) -> None:
    client.force_login(cast.leader)
    review = cast.programme.reviews.get(number=2).get_absolute_url()
    sent = {"handling": "avtal", "avtal-planned_on": day, "avtal-version": "0"}
    assert said(client, review, **sent)[1:] == notes
    step = cast.programme.steps.filter(rule__when="days_before")[0].get_absolute_url()
    assert said(client, step, due_on=day)[1:] == notes
