"""«Vis som»: never more than the viewer may see anyway, and never more than the other sees."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from programmes.models import Comment, Need, ReviewRecord
from tests.cast import Cast, make_cast
from tests.factories import STARTED_AT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PRIVATE = "privat@hjemme.example"
COMMENT, KEPT, NEED, SHARED, REFERAT = "Ordet apal", "Ordet bjork", "Ordet eik", "Ordet furu", "Ordet gran"


@pytest.fixture
def cast() -> Cast:
    """Words of every kind, so that there is something to leak."""
    found = make_cast()
    programme, mentorship = found.programme, found.programme.mentorships.get(mentor=found.mentor)
    programme.private_email = PRIVATE
    programme.ident = "nykari"
    programme.save()
    written = {"mentorship": mentorship, "written_by": found.mentor, "written_at": STARTED_AT}
    first, second = programme.conversations.order_by("number")[:2]
    Comment.objects.create(conversation=first, text=COMMENT, **written)
    Comment.objects.create(
        conversation=second,
        text=KEPT,
        kept_by_new_hire_at=STARTED_AT,
        kept_by_mentor_at=STARTED_AT,
        **written,
    )
    Need.objects.create(text=NEED, **written)
    Need.objects.create(text=SHARED, shared_at=STARTED_AT, **written)
    review = programme.reviews.first()
    assert review
    ReviewRecord.objects.create(
        review=review, text=REFERAT, written_by=found.leader, written_at=STARTED_AT, shared_at=STARTED_AT
    )
    return found


def page_of(client: Client, cast: Cast, viewer: User, position: str) -> str:
    client.force_login(viewer)
    answer = client.get(f"{cast.programme.get_absolute_url()}vis-som/{position}/")
    assert answer.status_code == 200
    return answer.content.decode()


def words_in(page: str) -> set[str]:
    return {word for word in (COMMENT, KEPT, NEED, SHARED, REFERAT, PRIVATE, "nykari") if word in page}


@pytest.mark.parametrize("viewer", ["mentor", "new_hire"])
def test_as_a_leader_the_pair_sees_what_both_see(client: Client, cast: Cast, viewer: str) -> None:
    page = page_of(client, cast, getattr(cast, viewer), "avdelingsleder")
    assert words_in(page) == {SHARED, "nykari"}
    assert "leser 0 av 2" in page
    assert "leser 1 av 2 linjer" in page
    assert "/samtaler/" not in page  # a leader opens no talk
    assert "Ordne tilganger" not in page  # and the pair manages nothing


def test_the_mentor_gets_no_way_to_the_referat_by_looking_as_a_leader(client: Client, cast: Cast) -> None:
    assert "/provetid/" not in page_of(client, cast, cast.mentor, "avdelingsleder")
    assert "/provetid/1/" in page_of(client, cast, cast.new_hire, "avdelingsleder")


@pytest.mark.parametrize("viewer", ["mentor", "new_hire"])
def test_as_the_coordinator_there_are_dates_and_states(client: Client, cast: Cast, viewer: str) -> None:
    page = page_of(client, cast, getattr(cast, viewer), "koordinator")
    assert words_in(page) == set()
    assert "/sjekklister/" not in page
    assert "Samtale 1, uke 3" in page


def test_a_leader_sees_a_kept_comment_once_the_form_is_handed_over(client: Client, cast: Cast) -> None:
    programme = cast.programme
    programme.ended_on = programme.handed_over_on = date(2026, 9, 15)
    programme.save()
    assert words_in(page_of(client, cast, cast.new_hire, "avdelingsleder")) == {KEPT, SHARED, "nykari"}


def test_it_is_what_the_leaders_own_page_shows(client: Client, cast: Cast) -> None:
    """Every row that opens in «Vis som» opens on the leader's page."""
    shown = page_of(client, cast, cast.new_hire, "avdelingsleder")
    client.force_login(cast.leader)
    own = client.get(cast.programme.get_absolute_url()).content.decode()
    part = shown.partition('class="tidslinje"')[2].partition("<aside")[0]
    assert part == own.partition('class="tidslinje"')[2].partition("<aside")[0].replace(' class="na"', "")


@pytest.mark.parametrize(
    "viewer", ["leader", "second_leader", "head", "coordinator", "former_mentor", "stranger"]
)
def test_it_is_offered_to_the_pair_alone(client: Client, cast: Cast, viewer: str) -> None:
    client.force_login(getattr(cast, viewer))
    for position in ("avdelingsleder", "koordinator"):
        assert client.get(f"{cast.programme.get_absolute_url()}vis-som/{position}/").status_code == 404
    assert "vis-som" not in client.get(cast.programme.get_absolute_url()).content.decode()


@pytest.mark.parametrize("position", ["it", "mentor", "Avdelingsleder", "0", "leder"])
def test_a_forged_position_is_not_there(client: Client, cast: Cast, position: str) -> None:
    client.force_login(cast.mentor)
    answer = client.get(f"{cast.programme.get_absolute_url()}vis-som/{position}/")
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.content.decode()


def test_without_a_leader_it_still_opens(client: Client, cast: Cast) -> None:
    cast.programme.department.positions.all().delete()
    cast.programme.department.unit.positions.all().delete()
    assert words_in(page_of(client, cast, cast.new_hire, "avdelingsleder")) == {"nykari"}


def test_few_queries(client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.force_login(cast.mentor)
    address = f"{cast.programme.get_absolute_url()}vis-som/avdelingsleder/"
    with django_assert_num_queries(10):
        client.get(address)
