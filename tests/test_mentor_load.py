"""The time planned with a mentor: in the weeks it is about, and said when somebody is chosen."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from people.models import User
from programmes.mentor_load import hours, load_words, loads, with_load
from programmes.models import Conversation, Programme
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_programme
from tests.mentor_periods import TODAY, do, page, set_limit
from tests.start_form import Desk, filled, make_desk, start_url

pytestmark = pytest.mark.django_db


def weeks_of(mentor: User) -> dict[int, int]:
    """ISO week -> minutes, until the second week of November."""
    found = loads([mentor], TODAY, date(2026, 11, 8))[mentor.pk]
    return {monday.isocalendar().week: minutes for monday, minutes in found.items()}


# --- planned time ---------------------------------------------------------------------------------------


def test_open_talks_are_added_up_by_week(cast: Cast) -> None:
    """Trondheim's weeks 3 4 5 6 8 10 of a programme from calendar week 36, 45 minutes each."""
    assert weeks_of(cast.mentor) == {38: 45, 39: 45, 40: 45, 41: 45, 43: 45, 45: 45}
    talks = cast.programme.conversations
    talks.filter(number=1).update(held_on=TODAY, logged_by=cast.mentor, logged_at=NOON)
    talks.filter(number=2).update(expected_minutes=None)
    talks.filter(number=3).update(expected_minutes=60, planned_on=date(2026, 9, 25))
    assert weeks_of(cast.mentor) == {39: 105, 41: 45, 43: 45, 45: 45}


def test_only_what_falls_in_ones_own_period_counts(cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 27))
    cast.programme.mentorships.create(
        mentor=cast.stranger, assigned_on=date(2026, 9, 28), from_on=date(2026, 9, 28)
    )
    assert weeks_of(cast.mentor) == {38: 45, 39: 45}
    assert weeks_of(cast.stranger) == {40: 45, 41: 45, 43: 45, 45: 45}
    assert weeks_of(cast.former_mentor) == {}


def test_two_programmes_are_added_and_an_ended_one_is_not(cast: Cast) -> None:
    make_programme(mentor=cast.mentor, department=cast.programme.department)
    assert weeks_of(cast.mentor)[38] == 90
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=TODAY)
    assert weeks_of(cast.mentor)[38] == 45


def test_the_fullest_week_is_the_same_in_the_list_and_in_the_register(cast: Cast) -> None:
    make_programme(mentor=cast.mentor, department=cast.programme.department)
    Conversation.objects.filter(programme=cast.programme, number=4).update(expected_minutes=60)
    listed = vars(with_load(User.objects.filter(pk=cast.mentor.pk), TODAY).get())["most_minutes"]
    assert listed == max(weeks_of(cast.mentor).values()) == 105


@pytest.mark.parametrize(("minutes", "words"), [(45, "0,8 t"), (60, "1 t"), (90, "1,5 t"), (600, "10 t")])
def test_hours_in_words(minutes: int, words: str) -> None:
    assert hours(minutes) == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("", "inntil 0,8 t i uka"),
        ("1.0", "inntil 0,8 t i uka, grense 1 t"),
        ("0.5", "inntil 0,8 t i uka, over grensen på 0,5 t"),
    ],
)
def test_what_stands_beside_a_name(cast: Cast, limit: str, words: str) -> None:
    if limit:
        set_limit(cast.mentor, limit)
    assert load_words(with_load(User.objects.filter(pk=cast.mentor.pk), TODAY).get()) == words


# --- when a mentor is chosen ------------------------------------------------------------------------------


def test_who_passes_the_limit_is_chosen_all_the_same(client: Client, cast: Cast) -> None:
    set_limit(cast.stranger, "0.5")
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    assert f"{cast.stranger.name} får 0,8 t med samtaler i kalenderuke 39, og grensen er 0,5 t." in said
    assert cast.programme.mentorships.filter(mentor=cast.stranger).exists()


def test_within_the_limit_nothing_is_said(client: Client, cast: Cast) -> None:
    set_limit(cast.stranger, "1.0")
    client.force_login(cast.leader)
    said = do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-09-16")
    assert "og grensen er" not in said


@pytest.mark.parametrize(("limit", "warned"), [("1.0", False), ("0.5", True)])
def test_a_start_says_it_before_anything_is_saved(client: Client, limit: str, warned: bool) -> None:
    desk: Desk = make_desk()
    set_limit(desk.mentor, limit)
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk) | {"preview": "1"})
    assert response.status_code == 200
    assert ("og grensen er 0,5 t." in response.text) == warned


JUNE = date(2026, 6, 1)


def test_two_who_start_in_september_are_seen_in_june(client: Client) -> None:
    """Both talk in calendar week 38, more than eight weeks off."""
    desk: Desk = make_desk()
    set_limit(desk.mentor, "1.0")
    make_programme(mentor=desk.mentor, department=desk.department)
    with time_machine.travel(JUNE):
        client.force_login(desk.leader)
        labels = str(client.get(start_url()).context["form"]["mentor"])
        words = "Ola Mentor (sykepleier) – mentor for 1 som starter senere, inntil 0,8 t i uka, grense 1 t"
        assert words in labels
        response = client.post(start_url(), filled(desk, starts_on="2026-08-31") | {"preview": "1"})
    assert "Ola Mentor får 1,5 t med samtaler i kalenderuke 38, og grensen er 1 t." in response.text


def test_weeks_before_the_start_are_not_warned_about(client: Client) -> None:
    """The programme under way has two talks in week 40; the new one has none with it after that."""
    desk: Desk = make_desk()
    set_limit(desk.mentor, "1.0")
    running = make_programme(mentor=desk.mentor, department=desk.department)
    running.conversations.filter(number__in=(2, 3)).update(planned_on=date(2026, 9, 30))
    running.conversations.filter(number__gt=4).update(planned_on=None)
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk, starts_on="2026-11-02") | {"preview": "1"})
    assert (response.status_code, "og grensen er" in response.text) == (200, False)


def test_a_substitute_is_warned_of_their_own_weeks(client: Client, cast: Cast) -> None:
    set_limit(cast.stranger, "1.0")
    other = make_programme(mentor=cast.stranger, department=cast.programme.department)
    other.conversations.filter(number__gt=2).update(planned_on=None)
    client.force_login(cast.leader)
    days = {"from_on": "2026-10-19", "to_on": "2026-11-08"}
    said = do(client, page(cast.programme, "substitute"), mentor=cast.stranger.pk, **days)
    assert "og grensen er" not in said
    other.conversations.filter(number=2).update(planned_on=date(2026, 10, 20))
    days = {"from_on": "2026-11-09", "to_on": "2026-12-08"}
    said = do(client, page(cast.programme, "substitute"), mentor=cast.stranger.pk, **days)
    assert "og grensen er" not in said


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ([], "Ola Mentor"),
        (["2026-08-31"], "Ola Mentor – mentor for 1 nå"),
        (["2026-10-05"], "Ola Mentor – mentor for 1 som starter senere"),
        (["2026-08-31", "2026-10-05", "2026-11-02"], "Ola Mentor – mentor for 1 nå og 2 som starter senere"),
    ],
)
def test_how_many_one_is_mentor_for(client: Client, starts: list[str], words: str) -> None:
    desk: Desk = make_desk()
    User.objects.filter(pk=desk.mentor.pk).update(title="")
    for start in starts:
        make_programme(mentor=desk.mentor, department=desk.department, starts_on=date.fromisoformat(start))
    client.force_login(desk.leader)
    field = client.get(start_url()).context["form"].fields["mentor"]
    label = next(str(label) for value, label in field.choices if str(value) == str(desk.mentor.pk))
    assert label.partition(",")[0] == words
