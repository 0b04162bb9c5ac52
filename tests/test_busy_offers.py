"""A start on Monday 22 June 2026 and a holiday in July: what the page says, and each of its offers taken in turn."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import BusyPeriod, Programme
from tests.changes import saved
from tests.factories import make_user
from tests.june import FIRST_OF_JUNE, HOLIDAY, June, make_june, offer
from tests.mentor_periods import do, undo


@pytest.fixture
def june(client: Client, db: None) -> Iterator[June]:
    with make_june(client) as found:
        yield found


# --- move the series ----------------------------------------------------------------------------------


def test_the_series_moved_as_offered_leaves_no_talk_in_the_holiday(client: Client, june: June) -> None:
    """With the first talk in June, moving it by what the talk in July asks for put it in the holiday."""
    BusyPeriod.objects.update(from_on=date(2026, 7, 13), to_on=date(2026, 8, 2))
    address = offer(client, june, "Flytt hele serien 4 uker")
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in ("weeks", "why")}
    assert saved(client, june.programme, "samtaleserien", **given).status_code == 302
    assert june.weeks[:5] == [32, 33, 34, 35, 37]
    assert "samtaler faller i «Fellesferie»" not in client.get(june.address).text


def test_no_move_is_offered_where_none_clears_the_period(client: Client, june: June) -> None:
    BusyPeriod.objects.update(from_on=date(2026, 7, 6), to_on=date(2027, 7, 5))
    BusyPeriod.objects.create(person=june.desk.mentor, from_on=date(2026, 7, 6), to_on=date(2027, 7, 5))
    Programme.objects.update(talks_later_by=26)
    page = client.get(june.address).text
    assert ("Fordel dem før og etter" in page, "Flytt hele serien" in page) == (True, False)


# --- spread them --------------------------------------------------------------------------------------


def spread(client: Client, june: June) -> None:
    address = offer(client, june, "Fordel dem før og etter")
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in ("period", "why")}
    assert saved(client, june.programme, "fordel", **given).status_code == 302


def test_spread_talks_keep_their_order_and_none_comes_before_the_third_week(
    client: Client, june: June
) -> None:
    before = june.weeks
    assert before[:8] == [28, 29, 30, 31, 33, 35, 37, 39]
    spread(client, june)
    assert june.weeks[:8] == [31, 32, 33, 34, 35, 36, 37, 39]
    client.post(june.programme.plan_changes.get().undo_url)
    assert june.weeks == before


def test_spread_talks_stay_clear_of_pauses_and_of_other_busy_periods(client: Client, june: June) -> None:
    mentor, home = june.desk.mentor, june.desk.department.unit.municipality
    BusyPeriod.objects.create(person=mentor, from_on=date(2026, 8, 3), to_on=date(2026, 8, 9))
    BusyPeriod.objects.create(
        municipality=home, name="Plandager", from_on=date(2026, 8, 17), to_on=date(2026, 8, 18)
    )
    june.programme.pauses.create(from_on=date(2026, 8, 24), to_on=date(2026, 8, 30), reason="other")
    spread(client, june)
    assert june.weeks[:8] == [31, 33, 36, 37, 38, 39, 40, 41]


def test_what_finds_no_room_stays_and_the_page_says_so(client: Client, june: June) -> None:
    june.programme.pauses.create(from_on=date(2026, 7, 27), reason="other")
    address = offer(client, june, "Fordel dem før og etter")
    page = client.post(address, {"period": june.period.pk, "why": "holiday", "preview": "1"}).text
    said = "Samtale 1, uke 3 blir stående 6. juli 2026. Det er ikke plass til den før eller etter."
    assert said in page


def test_what_waits_for_an_agreed_talk_is_said(client: Client, june: June) -> None:
    talk = june.programme.conversations.get(number=2)
    talk.agree(by=june.desk.mentor, at=timezone.now())
    talk.save()
    address = offer(client, june, "Fordel dem før og etter")
    page = client.post(address, {"period": june.period.pk, "why": "holiday", "preview": "1"}).text
    said = "Samtale 1, uke 3 blir stående 6. juli 2026. En samtale dere har satt dato for, står i veien."
    assert said in page
    spread(client, june)
    assert june.weeks[:5] == [28, 29, 33, 34, 35]


def test_where_nothing_was_ticked_nothing_is_said_to_be_saved(client: Client, june: June) -> None:
    for talk in june.programme.conversations.filter(planned_on__year=2026):
        talk.agree(by=june.desk.mentor, at=timezone.now())
        talk.save()
    before = june.weeks
    spread(client, june)
    page = client.get(june.programme.get_absolute_url()).text
    assert "Ingenting ble endret: alle datoene står som før." in page
    assert "Endringen er lagret." not in page
    assert (june.weeks, june.programme.plan_changes.count()) == (before, 0)


# --- a substitute -------------------------------------------------------------------------------------


def test_the_offer_of_a_substitute_has_the_days_filled_in(client: Client, june: June) -> None:
    address = offer(client, june, "Sett inn en vikar for perioden")
    form = client.get(address).context["form"]
    assert (form["from_on"].value(), form["to_on"].value()) == tuple(HOLIDAY.values())


def test_a_holiday_that_has_begun_is_offered_from_today(client: Client, june: June) -> None:
    with time_machine.travel(date(2026, 7, 8)):
        client.force_login(june.desk.leader)
        form = client.get(offer(client, june, "Sett inn en vikar")).context["form"]
    assert (form["from_on"].value(), form["to_on"].value()) == (date(2026, 7, 8), HOLIDAY["to_on"])


@pytest.mark.parametrize("asked", ["?from_on=i+morgen&to_on=2026-02-31", "?from_on=&to_on=%00", ""])
def test_what_is_no_day_is_left_out(client: Client, june: June, asked: str) -> None:
    page = client.get(reverse("programmes:mentor_substitute", args=[june.programme.pk]) + asked)
    form = page.context["form"]
    assert (form["from_on"].value(), form["to_on"].value()) == (FIRST_OF_JUNE, None)


def test_nobody_stands_in_for_a_new_hire_who_is_away(client: Client, june: June) -> None:
    BusyPeriod.objects.all().delete()
    BusyPeriod.objects.create(person=june.programme.new_hire, **HOLIDAY)
    page = client.get(june.address).text
    assert ("Fordel dem før og etter" in page, "vikar" in page) == (True, False)


# --- each of the four, in turn ------------------------------------------------------------------------------


def test_each_of_the_four_offers_is_taken_in_turn(client: Client, june: June) -> None:
    """From the programme's own alert to its silence and back, through the pages."""
    before, said = june.weeks, "3 av 4 ukentlige samtaler faller i «Fellesferie», 6. juli–26. juli 2026."
    home = june.programme.get_absolute_url()
    for take in (take_leave, take_series, take_spread):
        assert said in client.get(home).text
        take_back = take(client, june)
        assert said not in client.get(home).text
        take_back()
        assert june.weeks == before
    BusyPeriod.objects.update(municipality=None, name="", person=june.desk.mentor)
    assert "3 av 4 ukentlige samtaler faller mens Ola er borte" in client.get(home).text
    other = make_user(municipality=june.desk.mentor.municipality, name="Vigdis Vikar")
    days = {name: str(day) for name, day in HOLIDAY.items()}
    confirmed = do(client, offer(client, june, "Sett inn en vikar"), mentor=other.pk, **days)
    assert "Vigdis Vikar er vikar" in confirmed
    assert ("mens Ola er borte" in client.get(home).text, june.weeks) == (False, before)
    undo(client, confirmed)
    assert "mens Ola er borte" in client.get(home).text


def take_leave(client: Client, june: June) -> Callable[[], object]:
    assert "La dem stå" in client.get(june.address).text
    address = reverse("programmes:busy_leave", args=[june.programme.pk, june.period.pk])
    assert "3 samtaler blir stående." in do(client, address)
    return lambda: do(client, address, igjen="1")


def take_series(client: Client, june: June) -> Callable[[], object]:
    form = client.get(offer(client, june, "Flytt hele serien 3 uker")).context["form"]
    given = {name: form[name].value() for name in ("weeks", "why")}
    assert saved(client, june.programme, "samtaleserien", **given).status_code == 302
    assert june.weeks[:5] == [31, 32, 33, 34, 36]
    return lambda: do(client, june.programme.plan_changes.first().undo_url)  # type: ignore[union-attr]


def take_spread(client: Client, june: June) -> Callable[[], object]:
    spread(client, june)
    assert june.weeks[:8] == [31, 32, 33, 34, 35, 36, 37, 39]
    return lambda: do(client, june.programme.plan_changes.first().undo_url)  # type: ignore[union-attr]
