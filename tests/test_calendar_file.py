"""Calendar files fetched once, read by another library than the one that wrote them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
import vobject
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from documents.calendar import OSLO, Entry, calendar_file, uid_of
from programmes.models import Conversation
from tests.cast import Cast
from tests.conftest import NOON
from tests.letters import NEVER, make_letter

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def events(content: bytes) -> list[Any]:
    [calendar] = vobject.readComponents(content.decode())
    return list(getattr(calendar, "vevent_list", []))


def agree(row: Any, day: date, clock: time | None = None) -> Any:
    row.planned_on, row.starts_at = day, clock
    row.agree(by=row.programme.started_by, at=NOON)
    row.version += 1
    row.save()
    return row


def address(row: Any) -> str:
    return reverse("reminders:appointment_file", args=[row.programme_id, row.file_word, row.number])


def fetched(client: Client, row: Any) -> Any:
    [event] = events(client.get(address(row)).content)
    return event


# --- the file itself ------------------------------------------------------------------------------------

ENTRY: dict[str, Any] = {"title": "Mentorsamtale", "sequence": 3, "changed_at": NOON}
UID = uid_of(UUID(int=7), "Conversation", 5)


def one(**given: Any) -> Any:
    [event] = events(calendar_file([Entry(**ENTRY | {"uid": UID} | given)]))
    return event


@settings(deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_another_library_reads_the_same_moment(day: date, clock: time) -> None:
    """Through the file's own zone, any day of nine years and any minute; real ones, also when the clock is moved."""
    assume(not (day.month in (3, 10) and time(1) <= clock < time(4)))  # hours that are there twice, or never
    event = one(on=day, starts_at=clock, minutes=45)
    begins = datetime.combine(day, clock, OSLO).astimezone(UTC)
    read = [event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)]
    assert read == [begins, begins + timedelta(minutes=45)]


def test_without_a_clock_it_is_a_whole_day() -> None:
    event = one(on=date(2026, 9, 21), starts_at=None, minutes=45)
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 9, 21), date(2026, 9, 22))
    assert event.transp.value == "TRANSPARENT"


def test_words_are_escaped_and_lines_are_folded() -> None:
    title = "Ære; være, " + "å" * 200 + "\nX-ONDT:1"
    content = calendar_file(
        [Entry(**ENTRY | {"uid": UID, "title": title}, on=NOON.date(), starts_at=None, minutes=0)]
    )
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert not [line for line in content.split(b"\r\n") if line.startswith(b"X-ONDT")]
    assert events(content)[0].summary.value == title


# --- one appointment ------------------------------------------------------------------------------------


def test_a_talk_as_a_file(client: Client, cast: Cast) -> None:
    talk = agree(cast.programme.conversations.get(number=5), date(2026, 10, 23), time(13, 30))
    client.force_login(cast.mentor)
    response = client.get(address(talk))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="mentorsamtale.ics"'
    assert "no-store" in response["Cache-Control"]
    [event] = events(response.content)
    assert event.summary.value == "Mentorsamtale"
    assert event.dtstart.value.isoformat() == "2026-10-23T13:30:00+02:00"
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=45)
    assert event.url.value == f"http://testserver{talk.get_absolute_url()}"
    assert (event.status.value, event.sequence.value) == ("CONFIRMED", str(talk.version))


def test_a_moved_talk_is_the_same_and_newer(client: Client, cast: Cast) -> None:
    talk = agree(cast.programme.conversations.get(number=5), date(2026, 10, 23), time(13, 30))
    client.force_login(cast.mentor)
    before = fetched(client, talk)
    move = reverse("programmes:conversation_agree", args=[talk.programme_id, talk.number])
    data = {"planned_on": "2026-10-27", "starts_at": "09:00", "version": talk.version}
    assert client.post(move, data).status_code == 302
    after = fetched(client, talk)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value.isoformat() == "2026-10-27T09:00:00+01:00"


@pytest.mark.parametrize("role", ["new_hire", "leader", "head"])
def test_a_review_is_only_a_talk(client: Client, cast: Cast, role: str) -> None:
    """Neither in the file, nor in the address, nor where it leads."""
    review = agree(cast.programme.reviews.get(number=1), date(2026, 10, 1), time(10))
    client.force_login(cast.of(role))
    response = client.get(address(review))
    said = f"{address(review)} {response['Content-Disposition']} {response.text}".lower()
    assert not [word for word in ("prøvetid", "provetid", "probation", "kari", "ola") if word in said]
    assert events(response.content)[0].summary.value == "Samtale"


def test_a_clock_that_a_page_does_not_show_is_not_in_a_file(client: Client, cast: Cast) -> None:
    """The new hire reads the day of the meeting that is about them, and no more."""
    meeting = agree(cast.programme.follow_ups.get(number=1), date(2026, 10, 1), time(10))
    answers = {}
    for role in ("mentor", "leader", "new_hire"):
        client.force_login(cast.of(role))
        answers[role] = client.get(address(meeting)).status_code
    assert answers == {"mentor": 200, "leader": 200, "new_hire": 404}


@pytest.mark.parametrize("change", ["proposed", "called_off", "ended", "unknown"])
def test_what_does_not_stand_is_no_file(client: Client, cast: Cast, change: str) -> None:
    talk = cast.programme.conversations.get(number=5)
    if change != "proposed":
        agree(talk, date(2026, 10, 23))
    if change == "called_off":
        talk.not_held_reason = Conversation.Reason.STAFFING
        talk.save()
    if change == "ended":
        cast.programme.ended_on = date(2026, 10, 1)
        cast.programme.save()
    client.force_login(cast.mentor)
    wanted = address(talk).replace("mentorsamtale", "provetid") if change == "unknown" else address(talk)
    assert client.get(wanted).status_code == 404


def test_training_shifts_as_one_file(client: Client, cast: Cast) -> None:
    url = reverse("reminders:shifts_file", args=[cast.programme.pk])
    client.force_login(cast.new_hire)
    cast.programme.shifts.update(on=None)
    assert client.get(url).status_code == 404
    cast.programme.shifts.filter(number__lte=2).update(on=date(2026, 9, 21), companion=NEVER, remark=NEVER)
    before = events(client.get(url).content)
    assert [event.summary.value for event in before] == ["Opplæringsvakt"] * 2
    assert NEVER not in client.get(url).text
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        after = events(client.get(url).content)
    assert [event.uid.value for event in after] == [event.uid.value for event in before]
    assert int(after[0].sequence.value) > int(before[0].sequence.value)


# --- the letter's ---------------------------------------------------------------------------------------


def test_the_letter_offers_its_days(client: Client) -> None:
    cache.clear()
    sent = make_letter()
    file = reverse("documents:welcome_calendar", args=[sent.token])
    assert file in client.get(sent.page).text
    response = client.get(file)
    titles = [(event.summary.value, str(event.dtstart.value)) for event in events(response.content)]
    assert titles == [
        ("Opplæringsvakt", "2026-10-05"),
        ("Opplæringsvakt", "2026-10-06"),
        ("Mentorsamtale", "2026-10-19 14:00:00+02:00"),
    ]
    assert not [bad for bad in (NEVER, sent.token, "Kari", "Per") if bad in response.text]
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_a_letter_without_days_has_no_file(client: Client) -> None:
    cache.clear()
    sent = make_letter()
    sent.programme.shifts.update(on=None)
    sent.programme.conversations.update(agreed_at=None, agreed_by=None)
    file = reverse("documents:welcome_calendar", args=[sent.token])
    assert file not in client.get(sent.page).text
    assert client.get(file).status_code == 404


@pytest.mark.parametrize("has_days", [True, False])
def test_the_mail_with_the_letter_brings_them_along(
    client: Client, settings: Settings, has_days: bool
) -> None:
    settings.SENDS_MAIL = True
    sent = make_letter()
    if not has_days:
        sent.programme.shifts.update(on=None)
        sent.programme.conversations.update(agreed_at=None, agreed_by=None)
    client.force_login(sent.leader)
    client.post(sent.leaders_page, {"handling": "send", "seen": sent.link.pk})
    [message] = mail.outbox
    assert ("ligger ved" in str(message.body)) is has_days
    found = [(file.filename, file.mimetype) for file in message.attachments]
    assert found == ([("mentorprogram.ics", "text/calendar")] if has_days else [])
    if has_days:
        assert len(events(message.attachments[0].content.encode())) == 3
