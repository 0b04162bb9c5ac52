"""The talk pages are the pair's alone; for everybody else they are not there."""

from datetime import date

import pytest
from django.test import Client

from programmes.models import Comment
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.conftest import NOON
from tests.factories import make_comment, make_programme
from tests.talks import as_held, kept, talk_of, url_of

pytestmark = pytest.mark.django_db
SECRET = "Det er tungt for tiden"


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    make_comment(talk_of(cast.programme), SECRET)
    return cast


def pages(cast: Cast) -> list[tuple[str, dict[str, object]]]:
    """Every address of a talk with what would change something there."""
    talk = talk_of(cast.programme)
    agreed = {"planned_on": "2026-09-24", "starts_at": "", "place": "", "version": 0}
    programme = cast.programme.get_absolute_url()
    return [
        (url_of(talk, "conversation_agree"), agreed),
        (url_of(talk), as_held(talk, comment="Endret")),
        (url_of(talk, "conversation_not_held"), {"not_held_reason": "other", "version": 0}),
        (url_of(talk, "conversation_reopen"), {"version": 0}),
        (f"{programme}samtaler/", {"talks": [talk_of(cast.programme, 2).pk]}),
        (f"{programme}samtaler/ny/", agreed),
        (f"{programme}fra-papir/", {"form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0}),
    ]


@pytest.mark.parametrize("role", [*OUTSIDERS, *LEADERS])
def test_not_there_for_others(client: Client, cast: Cast, role: str) -> None:
    before = kept(talk_of(cast.programme))
    client.force_login(cast.of(role))
    for address, data in pages(cast):
        found = client.get(address).status_code, client.post(address, data).status_code
        assert found in [(404, 404), (405, 404)], address
    assert kept(talk_of(cast.programme)) == before


@pytest.mark.parametrize("role", PAIR)
def test_there_for_the_pair(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    for address, data in pages(cast):
        assert client.get(address).status_code in (200, 405), address
        now = {"version": 0 if address.endswith("/ny/") else talk_of(cast.programme).version}
        assert client.post(address, data | now).status_code == 302, address


@pytest.mark.parametrize("role", PAIR)
def test_not_there_once_the_form_is_handed_over(client: Client, cast: Cast, role: str) -> None:
    day = date(2026, 9, 15)
    type(cast.programme).objects.update(ended_on=day, handed_over_on=day)
    before = kept(talk_of(cast.programme))
    client.force_login(cast.of(role))
    for address, data in pages(cast):
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address, data).status_code == 404, address
    assert kept(talk_of(cast.programme)) == before


@pytest.mark.parametrize("role", PAIR)
def test_still_there_after_the_end(client: Client, cast: Cast, role: str) -> None:
    type(cast.programme).objects.update(ended_on=date(2026, 9, 15))
    client.force_login(cast.of(role))
    talk = talk_of(cast.programme)
    assert client.post(url_of(talk), as_held(talk)).status_code == 302


def test_signed_out_one_is_led_to_the_sign_in(client: Client, cast: Cast) -> None:
    for address, data in pages(cast):
        for response in (client.get(address), client.post(address, data)):
            assert response.status_code in (302, 405)
            assert response.status_code == 405 or response.headers["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("role", [*LEADERS, "coordinator", "administrator", "former_mentor"])
def test_the_words_are_on_no_page_of_others(client: Client, cast: Cast, role: str) -> None:
    talk = talk_of(cast.programme)
    talk.place = "Hemmelig møtested"
    talk.save()
    client.force_login(cast.of(role))
    for address in ("/", cast.programme.get_absolute_url(), url_of(talk)):
        page = client.get(address).content.decode()
        assert (SECRET in page, "Hemmelig møtested" in page) == (False, False)


def test_a_comment_kept_by_both_is_still_the_pairs_until_handed_over(cast: Cast) -> None:
    Comment.objects.update(kept_by_new_hire_at=NOON, kept_by_mentor_at=NOON)
    today = date(2026, 9, 16)
    assert [Comment.objects.open_to(cast.of(role), today).count() for role in LEADERS] == [0, 0, 0]
    cast.programme.ended_on = cast.programme.handed_over_on = today
    cast.programme.save()
    assert [Comment.objects.open_to(cast.of(role), today).count() for role in LEADERS] == [1, 1, 1]


def test_a_talk_number_of_another_programme_does_not_help(client: Client, cast: Cast) -> None:
    other = make_programme()
    client.force_login(cast.mentor)
    assert client.get(url_of(talk_of(other))).status_code == 404
