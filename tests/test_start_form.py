"""Starting a programme on one page: all dates shown, then saved, in one go."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import Department, User
from programmes.forms.start import StartForm
from programmes.models import Mentorship, Programme, TrainingShift
from programmes.models.start import Order
from programmes.rules import RuleError
from programmes.states import State
from tests.cast import Cast, make_cast
from tests.conftest import NOON
from tests.factories import (
    STARTED_AT,
    make_department,
    make_head,
    make_position,
    make_template,
    make_user,
)
from tests.start_form import KEY, Desk, counts, filled, make_desk, preview, start, start_url

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


# --- shown first, then saved ----------------------------------------------------------------------------


def test_the_dates_are_shown_and_nothing_is_saved(client: Client, desk: Desk) -> None:
    before = counts()
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk) | {"preview": "1"})
    assert (response.status_code, counts()) == (200, before)
    assert len(response.context["preview"]) == 36
    page = response.content.decode()
    assert "man 19.10.2026 · uke 3 · kalenderuke 43" in page
    assert "Ingenting er lagret ennå." in page
    assert "Datoene er ikke de samme" not in page


def test_then_all_of_it_is_saved(client: Client, desk: Desk) -> None:
    programme = start(client, desk, systems=["Gat", "Gerica"])
    assert (programme.new_hire.name, programme.new_hire.email, programme.title, programme.ident) == (
        "Kari Ny",
        None,
        "sykepleier",
        "KN01",
    )
    assert programme.new_hire.municipality == desk.leader.municipality
    assert (programme.new_hire.created_by, programme.new_hire.has_account) == (desk.leader, False)
    assert (programme.started_by, programme.started_at, programme.request_key) == (desk.leader, NOON, KEY)
    mentorship = programme.mentorships.get()
    assert (mentorship.mentor, mentorship.assigned_on, mentorship.from_on) == (
        desk.mentor,
        TODAY,
        date(2026, 10, 5),
    )
    assert [access.name for access in programme.accesses.all()] == ["Gat", "Gerica"]
    assert programme.checklist_links.get().checklist.items.count() == 25
    assert (programme.conversations.count(), programme.reviews.count(), programme.shifts.count()) == (
        19,
        3,
        10,
    )
    assert programme.next_talk_on == date(2026, 10, 19)


def test_what_was_shown_is_what_is_saved(client: Client, desk: Desk) -> None:
    template = make_template("flekkefjord")
    data = filled(desk, template=template.pk, rhythm="4", weekday="3")
    client.force_login(desk.leader)
    shown = client.post(start_url(), data | {"preview": "1"}).context["preview"]
    programme = start(client, desk, template=template.pk, rhythm="4", weekday="3")
    talks = programme.conversations.order_by("number")
    assert [talk.week for talk in talks] == list(range(3, 53, 4))
    assert talks[0].planned_on == date(2026, 10, 21)
    assert [line.what for line in shown][-2:] == [
        "Samtale med avdelingsleder, 4 ganger",
        "Prøvetidssamtale, 3 ganger",
    ]
    lines = [line for line in shown if line.what == "Samtale med mentor"]
    assert len(lines) == talks.count() == 13
    assert lines[0].when == "ons 21.10.2026 · uke 3 · kalenderuke 43"


def test_without_a_rhythm_the_talks_are_undated(client: Client, desk: Desk) -> None:
    programme = start(client, desk, template=make_template("flekkefjord").pk)
    assert set(programme.conversations.values_list("planned_on", "week")) == {(None, None)}
    assert programme.conversations.count() == 12


def test_the_agreed_weekday(client: Client, desk: Desk) -> None:
    programme = start(client, desk, weekday="4")
    assert programme.conversations.get(number=1).planned_on == date(2026, 10, 22)
    assert programme.weekday == 4


def test_starting_without_having_seen_the_dates_shows_them(client: Client, desk: Desk) -> None:
    before = counts()
    client.force_login(desk.leader)
    response = client.post(start_url(), filled(desk) | {"start": "1"})
    assert (response.status_code, counts(), bool(response.context["preview"])) == (200, before, True)


def test_dates_changed_after_the_preview_are_shown_again(client: Client, desk: Desk) -> None:
    seen = preview(client, desk, filled(desk))
    before = counts()
    response = client.post(start_url(), seen | {"starts_on": "2026-10-12"})
    assert (response.status_code, counts()) == (200, before)
    page = response.content.decode()
    assert "Datoene er ikke de samme som du så sist." in page
    assert "man 26.10.2026 · uke 3 · kalenderuke 44" in page
    again = seen | {"starts_on": "2026-10-12", "previewed": response.context["form"]["previewed"].value()}
    assert client.post(start_url(), again).status_code == 302
    assert Programme.objects.get().starts_on == date(2026, 10, 12)


def test_a_template_changed_after_the_preview_is_shown_again(client: Client, desk: Desk) -> None:
    seen = preview(client, desk, filled(desk))
    desk.template.steps.filter(kind="probation_review").delete()
    response = client.post(start_url(), seen)
    assert (response.status_code, Programme.objects.count()) == (200, 0)


def test_mending_a_name_after_the_preview_needs_no_new_look(client: Client, desk: Desk) -> None:
    seen = preview(client, desk, filled(desk))
    assert client.post(start_url(), seen | {"name": "Kari Nymoen"}).status_code == 302
    assert Programme.objects.get().new_hire.name == "Kari Nymoen"


def test_a_head_starts_in_any_department_of_the_unit(client: Client, desk: Desk) -> None:
    desk.leader = make_head(desk.department.unit)
    assert start(client, desk).department == desk.department


def test_a_leader_of_two_departments_must_choose(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    assert client.get(start_url()).context["form"]["department"].value() == desk.department.pk
    second = make_department(unit=desk.department.unit)
    make_position(kind="leader", holder=desk.leader, place=second)
    form = client.get(start_url()).context["form"]
    assert form["department"].value() is None
    assert set(form.fields["department"].queryset) == {desk.department, second}
    assert start(client, desk, department=second.pk).department == second


def test_the_first_system_is_ticked_beforehand(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    form = client.get(start_url()).context["form"]
    assert [value for value, _label in form.fields["systems"].choices] == ["Gerica", "Gat", "Kvaliteket"]
    assert form["systems"].value() == ["Gerica"]
    assert not start(client, desk, systems=[], checklists=[]).accesses.exists()


def test_taken_over_from_paper(client: Client, desk: Desk) -> None:
    programme = start(client, desk, starts_on="2026-06-01", taken_over="on")
    assert programme.taken_over_on == TODAY
    states = [talk.state(TODAY) for talk in programme.conversations.all()[:10]]
    assert states == [State.BEFORE_USE] * 9 + [State.PROPOSED]
    assert not Programme.objects.late(TODAY).exists()


def test_without_a_mentor_yet(client: Client, desk: Desk) -> None:
    programme = start(client, desk, mentor="")
    assert not programme.mentorships.exists()
    page = client.get(programme.get_absolute_url()).content.decode()
    assert "Programmet har ingen mentor ennå." in page


# --- sent twice, and what breaks ------------------------------------------------------------------------


def test_the_same_form_twice_is_one_programme(client: Client, desk: Desk) -> None:
    seen = preview(client, desk, filled(desk, email="kari@prove.example"))
    first, second = (client.post(start_url(), seen) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert (Programme.objects.count(), User.objects.filter(name="Kari Ny").count()) == (1, 1)
    assert [str(message) for message in get_messages(second.wsgi_request)][-1] == (
        "Programmet for Kari Ny er startet. Åpne et nytt skjema for å starte ett til."
    )


def test_a_new_form_has_a_key_of_its_own(client: Client, desk: Desk) -> None:
    client.force_login(desk.leader)
    one, other = (client.get(start_url()).context["form"]["request_key"].value() for _time in range(2))
    assert one != other


def test_when_the_building_fails_nothing_is_left(desk: Desk) -> None:
    step = desk.template.steps.filter(kind="conversation").latest("position")
    step.rule = {"when": "full_moon"}
    step.save()
    before = counts()
    order = Order(
        new_hire=make_user(),
        mentor=desk.mentor,
        department=desk.department,
        template=desk.template,
        starts_on=date(2026, 10, 5),
        started_by=desk.leader,
        started_at=STARTED_AT,
        title="sykepleier",
    )
    with pytest.raises(RuleError), transaction.atomic():
        Programme.objects.start(order)
    assert counts() == (before[0], before[1] + 1)
    assert not Mentorship.objects.exists()


def sent(fields: dict[str, object]) -> QueryDict:
    """The fields as a browser sends them."""
    return QueryDict(urlencode(fields, doseq=True))


def test_when_the_building_fails_the_new_person_is_not_left(desk: Desk) -> None:
    form = StartForm(sent(filled(desk)), leader=desk.leader, on=TODAY, departments=Department.objects.all())
    assert form.is_valid()
    form.cleaned_data["systems"] = ["Gerica", "Gerica"]
    before = counts()
    with pytest.raises(IntegrityError), transaction.atomic():
        form.save(timezone.now())
    assert (counts(), TrainingShift.objects.count()) == (before, 0)


@pytest.mark.parametrize("colleagues", [1, 120])
def test_few_queries_to_show(
    client: Client, desk: Desk, colleagues: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home = desk.department.unit.municipality
    User.objects.bulk_create(User(name=f"Kollega {n}", municipality=home) for n in range(colleagues))
    client.force_login(desk.leader)
    with django_assert_num_queries(10):
        assert client.get(start_url()).status_code == 200


def test_few_queries(client: Client, desk: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    seen = preview(client, desk, filled(desk, systems=["Gerica", "Gat"], email="kari@prove.example"))
    with django_assert_num_queries(30):
        assert client.post(start_url(), seen).status_code == 302


# --- who --------------------------------------------------------------------------------------------------


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.mark.parametrize("role", ["leader", "second_leader", "head", "foreign_leader"])
def test_leaders_open_it(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(start_url()).status_code == 200


@pytest.mark.parametrize(
    "role",
    ["new_hire", "mentor", "substitute", "former_leader", "coordinator", "administrator", "stranger"],
)
def test_for_others_it_is_not_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    before = counts()
    assert client.get(start_url()).status_code == 404
    assert client.post(start_url(), {"start": "1"}).status_code == 404
    assert counts() == before
