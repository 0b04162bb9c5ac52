"""Weeks when people are away: naming them, what a programme says, and the ways to go."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.busy import Span, weeks_to_move
from programmes.models import BusyPeriod
from programmes.proposals import Break, DatedRow, Terms
from programmes.replanning import replan
from programmes.schedule import Kind
from programmes.workdays import monday_of
from tests.cast import Cast
from tests.changes import address, saved
from tests.factories import make_coordinator, make_head, make_unit, make_user
from tests.series import breaks, series, weekdays
from tests.start_form import filled, make_desk

PAGE = "/programmer/travle-uker/"
AUTUMN = {"from_on": date(2026, 10, 5), "to_on": date(2026, 10, 18)}
BUSY = Span("Fellesferie", date(2026, 7, 6), date(2026, 8, 2))

# --- pure -------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    st.dates(date(2026, 4, 1), date(2026, 7, 20)),
    weekdays,
    st.integers(0, 50),
    st.lists(breaks, max_size=2),
    st.sets(st.integers(3, 20)),
    st.dates(date(2026, 4, 1), date(2026, 7, 20)),
)
def test_the_series_moved_so_many_weeks_leaves_no_talk_in_the_period_and_fewer_do_not(
    start: date, weekday: int | None, later: int, pauses: list[Break], agreed: set[int], on: date
) -> None:
    terms = Terms(start, weekday, later, tuple(pauses))
    rows = series(terms, agreed)
    found = weeks_to_move(rows, terms, on, BUSY)

    def taken(weeks: int) -> list[date]:
        after = replace(terms, later=later + weeks)
        days = [
            effect.becomes
            for effect in replan(
                rows,
                terms,
                after,
                from_on=on,
                choices={row.key: True for row in rows if row.on and row.on >= on},
            )
        ]
        assert not any(terms.in_pause(day) for day in days if day)
        return [day for day in days if day and BUSY.covers(day)]

    hit = [row for row in rows if row.on and row.on >= on and BUSY.covers(row.on)]
    if found is None:
        assert not hit or all(taken(weeks) for weeks in range(1, 53 - later))
    else:
        assert not taken(found)
        assert all(taken(weeks) for weeks in range(1, found))


def test_other_periods_are_cleared_too_where_it_takes_little() -> None:
    terms = Terms(date(2026, 6, 22))
    rows, on = series(terms), date(2026, 6, 1)
    week_later = Span("Plan", date(2026, 8, 3), date(2026, 8, 7))
    assert weeks_to_move(rows, terms, on, BUSY) == 4
    assert weeks_to_move(rows, terms, on, BUSY, [week_later]) == 5
    far_off = Span("Lenge", date(2026, 8, 3), date(2026, 12, 31))
    assert weeks_to_move(rows, terms, on, BUSY, [far_off]) == 4


def test_where_no_move_clears_the_period_none_is_found() -> None:
    terms = Terms(date(2026, 6, 22), later=50)
    long = Span("Lenge", date(2026, 7, 1), date(2029, 12, 31))
    assert weeks_to_move(series(terms), terms, date(2026, 6, 1), long) is None
    extra = [DatedRow("1", Kind.CONVERSATION, on=date(2026, 7, 7))]
    assert weeks_to_move(extra, Terms(date(2026, 6, 22)), date(2026, 6, 1), BUSY) is None


# --- naming them ------------------------------------------------------------------------------------


def offered(client: Client, user: User) -> set[str]:
    client.force_login(user)
    return {str(label) for _value, label in client.get(PAGE).context["form"].fields["whose"].choices}


def test_each_names_what_is_theirs(client: Client, cast: Cast) -> None:
    unit = cast.programme.department.unit
    make_unit(municipality=unit.municipality, name="Enhet Nabo")
    assert offered(client, cast.mentor) == {"Bare meg"}
    assert offered(client, cast.leader) == {"Bare meg"}
    assert offered(client, make_head(unit)) == {"Bare meg", unit.name}
    names = {"Bare meg", unit.name, "Enhet Nabo", unit.municipality.name}
    assert offered(client, make_coordinator(unit.municipality)) == names


def test_the_page_says_what_ones_own_weeks_do_and_who_names_the_units(client: Client, cast: Cast) -> None:
    own = "Dine egne uker gjelder mentorsamtalene i programmer der du er mentor eller nytilsatt."
    units = "Uker for hele enheten legges inn av enhetslederen eller koordinatoren"
    for user, is_told in (
        (cast.leader, True),
        (cast.mentor, True),
        (cast.head, False),
        (cast.coordinator, False),
    ):
        client.force_login(user)
        page = client.get(PAGE).text
        assert (own in page, units in page) == (True, is_told)


def test_a_leaders_own_weeks_say_nothing_of_the_talks(client: Client, cast: Cast) -> None:
    BusyPeriod.objects.create(person=cast.leader, **AUTUMN)
    client.force_login(cast.leader)
    assert client.get(cast.programme.get_absolute_url()).context["busy"] == ""


def test_ones_own_days_are_saved_once_and_removed(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    for _ in range(2):
        sent = {"whose": "meg", "name": "", "from_on": "2026-10-05", "to_on": "2026-10-18"}
        assert client.post(PAGE, sent).status_code == 302
    (period,) = BusyPeriod.objects.all()
    assert (period.person, period.name) == (cast.mentor, "")
    remove = reverse("programmes:busy_remove", args=[period.pk])
    client.force_login(cast.leader)
    assert client.post(remove).status_code == 404
    client.force_login(cast.mentor)
    assert client.post(remove).status_code == 302
    assert not BusyPeriod.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"to_on": "2026-10-01"}, "to_on", "Siste dag kan ikke være før første dag."),
        ({"to_on": "2036-10-01"}, "to_on", "Perioden er lengre enn et år. Se på årstallet."),
        ({"from_on": ""}, "from_on", "Velg en dato."),
        ({"name": "Ferie i Hellas"}, "name", "La navnet stå tomt når perioden gjelder bare deg."),
        ({"whose": "enhet-1"}, "whose", "Velg en fra listen."),
    ],
)
def test_a_period_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.mentor)
    data = {"whose": "meg", "name": "", "from_on": "2026-10-05", "to_on": "2026-10-18"} | sent
    response = client.post(PAGE, data)
    assert (response.status_code, response.context["form"].errors[field]) == (422, [sentence])
    assert not BusyPeriod.objects.exists()


# --- what a programme says --------------------------------------------------------------------------


def test_the_programme_counts_the_talks_and_the_page_offers_ways(client: Client, cast: Cast) -> None:
    period = BusyPeriod.objects.create(person=cast.new_hire, **AUTUMN)
    hit = cast.programme.conversations.open().filter(planned_on__range=tuple(AUTUMN.values())).count()
    assert hit > 0
    for role, sees in {"mentor": True, "leader": True, "coordinator": False}.items():
        client.force_login(cast.of(role))
        page = client.get(cast.programme.get_absolute_url())
        words = page.content.decode()
        assert (role, "mens Kari er borte" in words) == (role, sees)
        assert page.context["busy"].startswith(f"{hit} av ")
    client.force_login(cast.mentor)
    page = client.get(reverse("programmes:busy_weeks", args=[cast.programme.pk]))
    assert f"{hit} av" in page.content.decode()
    assert f"?period={period.pk}" in page.content.decode()


def test_two_who_are_away_on_the_same_days_are_two(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(is_substitute=True).delete()
    for person in (cast.mentor, cast.new_hire):
        BusyPeriod.objects.create(person=person, **AUTUMN)
    client.force_login(cast.leader)
    page = client.get(reverse("programmes:busy_weeks", args=[cast.programme.pk])).text
    assert ("mens Ola er borte" in page, "mens Kari er borte" in page) == (True, True)


def test_a_stranger_gets_no_advice(client: Client, cast: Cast) -> None:
    for role in ("coordinator", "stranger", "former_mentor"):
        client.force_login(cast.of(role))
        assert client.get(reverse("programmes:busy_weeks", args=[cast.programme.pk])).status_code == 404


def test_the_talks_are_spread_and_it_is_taken_back(client: Client, cast: Cast) -> None:
    period = BusyPeriod.objects.create(unit=cast.programme.department.unit, name="Høstferie", **AUTUMN)
    before = dict(cast.programme.conversations.values_list("number", "planned_on"))
    client.force_login(cast.mentor)
    assert saved(client, cast.programme, "fordel", period=str(period.pk), why="holiday").status_code == 302
    after = dict(cast.programme.conversations.values_list("number", "planned_on"))
    assert after != before
    assert not [day for day in after.values() if day and AUTUMN["from_on"] <= day <= AUTUMN["to_on"]]
    client.post(cast.programme.plan_changes.get().undo_url)
    assert dict(cast.programme.conversations.values_list("number", "planned_on")) == before


def test_two_talks_on_one_day_are_both_spread(client: Client, cast: Cast) -> None:
    period = BusyPeriod.objects.create(unit=cast.programme.department.unit, name="Høstferie", **AUTUMN)
    one, other = cast.programme.conversations.filter(number__in=(3, 4))
    for talk in (one, other):
        talk.planned_on = date(2026, 10, 7)
        talk.save()
    client.force_login(cast.mentor)
    assert saved(client, cast.programme, "fordel", period=str(period.pk), why="holiday").status_code == 302
    days = cast.programme.conversations.filter(number__in=(3, 4)).values_list("planned_on", flat=True)
    weeks = {monday_of(day) for day in days if day}
    assert (len(weeks), date(2026, 10, 5) in weeks) == (2, False)


def test_another_places_period_spreads_nothing(client: Client, cast: Cast) -> None:
    period = BusyPeriod.objects.create(unit=make_unit(), name="Høstferie", **AUTUMN)
    client.force_login(cast.mentor)
    response = client.post(address(cast.programme, "fordel"), {"period": str(period.pk), "why": "holiday"})
    assert response.status_code == 422
    assert response.context["form"].errors["period"] == ["Perioden finnes ikke lenger."]


def test_the_offer_fills_in_the_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    form = client.get(address(cast.programme, "samtaleserien") + "?weeks=3&why=holiday").context["form"]
    assert (form["weeks"].value(), form["why"].value()) == ("3", "holiday")


def test_a_start_in_june_says_what_falls_in_the_holiday(client: Client, db: None) -> None:
    """Monday 22 June 2026: programme weeks 3 to 6 are calendar weeks 28 to 31."""
    desk = make_desk()
    BusyPeriod.objects.create(
        municipality=desk.department.unit.municipality,
        name="Fellesferie",
        from_on=date(2026, 7, 6),
        to_on=date(2026, 7, 26),
    )
    with time_machine.travel(date(2026, 6, 1)):
        client.force_login(desk.leader)
        page = client.post(reverse("programmes:start"), filled(desk, starts_on="2026-06-22"))
    said = "3 av 4 ukentlige samtaler faller i «Fellesferie», 6. juli–26. juli 2026"
    assert page.context["busy"] == [said]
    assert f"<p>{said}.</p>" in page.content.decode()


def test_a_start_counts_when_the_two_are_away(client: Client, db: None) -> None:
    desk = make_desk()
    known = make_user(municipality=desk.department.unit.municipality, name="Kari Kjent")
    BusyPeriod.objects.create(person=desk.mentor, from_on=date(2026, 10, 19), to_on=date(2026, 10, 20))
    BusyPeriod.objects.create(person=known, from_on=date(2026, 12, 21), to_on=date(2027, 1, 10))
    BusyPeriod.objects.create(person=desk.leader, from_on=date(2026, 10, 5), to_on=date(2027, 1, 10))
    client.force_login(desk.leader)
    page = client.post(reverse("programmes:start"), filled(desk, name="", person=known.pk))
    assert page.context["busy"] == [
        "1 av 4 ukentlige samtaler faller mens Ola er borte, 19. oktober–20. oktober 2026",
        "2 av 6 samtaler faller mens Kari er borte, 21. desember 2026–10. januar 2027",
    ]
    page = client.post(reverse("programmes:start"), filled(desk, mentor=""))
    assert page.context["busy"] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_few_queries(
    client: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    BusyPeriod.objects.bulk_create(
        BusyPeriod(person=cast.mentor, from_on=date(2026, 10, 1), to_on=date(2026, 10, day + 1))
        for day in range(rows)
    )
    client.force_login(cast.mentor)
    with django_assert_num_queries(4):
        client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(reverse("programmes:busy_weeks", args=[cast.programme.pk]))
