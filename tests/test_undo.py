"""One undo from the confirmation: what was held, agreed, moved, ticked, signed or ended stands as before."""

import re
from html import unescape

import pytest
from django.test import Client

from programmes.models import Conversation, Programme
from tests.cast import Cast
from tests.talks import talk_of
from tests.test_checklists import hand_out, settle

pytestmark = pytest.mark.django_db

CHANGED = "Noen har endret dette siden. Se på det før du angrer."


def do(client: Client, address: str, **data: str) -> str:
    """Send a form, and read the page it leads to."""
    return client.post(address, data, follow=True).content.decode()


def undo(client: Client, page: str) -> str:
    """Press «Angre» in the confirmation, and read what comes."""
    [form] = re.findall(r'<form method="post" action="([^"]+)" data-draft="no">(.*?)</form>', page, re.DOTALL)
    address, inside = form
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', inside))
    fields.pop("csrfmiddlewaretoken", None)
    return do(client, address, **{name: unescape(value) for name, value in fields.items()})


def state(talk: Conversation) -> dict[str, object]:
    names = "planned_on starts_at place dated_by_person held_on minutes_spent not_held_reason logged_by_id"
    return {name: getattr(talk, name) for name in names.split()} | {"is_agreed": bool(talk.agreed_at)}


def page_of(programme: Programme, *, number: int = 1, page: str = "") -> str:
    return f"{programme.get_absolute_url()}samtaler/{number}/{page}"


HELD = {"length": "45", "held_on": "2026-09-14", "version": "0", "notat-version": "0"}
MOVED = {"planned_on": "2026-09-22", "starts_at": "13:30", "place": "Møterom «2»", "version": "0"}


@pytest.mark.parametrize(
    ("page", "data"),
    [("", HELD), ("ikke-holdt/", {"not_held_reason": "staffing", "version": "0"}), ("avtale/", MOVED)],
    ids=["held", "not held", "moved"],
)
def test_a_talk_stands_as_before(client: Client, cast: Cast, page: str, data: dict[str, str]) -> None:
    client.force_login(cast.mentor)
    before = state(talk_of(cast.programme))
    dates = Programme.objects.values_list("next_talk_on", "last_held_on").get(pk=cast.programme.pk)
    said = do(client, page_of(cast.programme, page=page), **data)
    assert state(talk_of(cast.programme)) != before
    undo(client, said)
    assert state(talk_of(cast.programme)) == before
    assert Programme.objects.values_list("next_talk_on", "last_held_on").get(pk=cast.programme.pk) == dates


def test_an_agreed_talk_that_was_moved_is_agreed_on_its_former_day(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    do(client, page_of(cast.programme, page="avtale/"), **MOVED)
    before = state(talk_of(cast.programme))
    again = MOVED | {"planned_on": "2026-09-24", "place": "", "starts_at": "", "version": "1"}
    undo(client, do(client, page_of(cast.programme, page="avtale/"), **again))
    assert state(talk_of(cast.programme)) == before


@pytest.mark.parametrize(("page", "data"), [("", HELD), ("avtale/", MOVED)])
def test_what_has_been_changed_since_is_left_alone(
    client: Client, cast: Cast, page: str, data: dict[str, str]
) -> None:
    client.force_login(cast.mentor)
    said = do(client, page_of(cast.programme, page=page), **data)
    Conversation.objects.filter(programme=cast.programme, number=1).update(version=7)
    after = state(talk_of(cast.programme))
    assert CHANGED in undo(client, said)
    assert state(talk_of(cast.programme)) == after


def test_a_correction_has_no_undo_that_would_take_more_than_it_gave(client: Client, cast: Cast) -> None:
    client.force_login(cast.mentor)
    do(client, page_of(cast.programme), **HELD)
    corrected = do(client, page_of(cast.programme), **HELD | {"length": "60", "version": "1"})
    assert 'data-draft="no"' not in corrected


@pytest.mark.parametrize("bad", [{}, {"version": "x"}, {"version": "0", "planned_on": "i går"}])
def test_a_forged_way_back_changes_nothing(client: Client, cast: Cast, bad: dict[str, str]) -> None:
    client.force_login(cast.mentor)
    before = state(talk_of(cast.programme))
    said = do(client, page_of(cast.programme, page="avtale/"), handling="tilbake", **bad)
    assert CHANGED in said
    assert state(talk_of(cast.programme)) == before


@pytest.mark.parametrize("kind", ["provetid", "oppfolging"])
def test_a_leaders_row_stands_as_before(client: Client, cast: Cast, kind: str) -> None:
    client.force_login(cast.leader)
    address = f"{cast.programme.get_absolute_url()}{kind}/1/"
    rows = {"provetid": cast.programme.reviews, "oppfolging": cast.programme.follow_ups}[kind]
    keep = ("planned_on", "agreed_at", "held_on", "minutes_spent", "dated_by_person")
    before = rows.values(*keep).get(number=1)
    agreed = {"handling": "avtal", "avtal-planned_on": "2026-09-10", "avtal-version": "0"}
    assert "Datoen står som før." in undo(client, do(client, address, **agreed))
    assert rows.values(*keep).get(number=1) == before
    held = {"handling": "holdt", "holdt-held_on": "2026-09-10", "holdt-version": "2"}
    said = do(client, address, **held)
    assert rows.get(number=1).held_on
    undo(client, said)
    assert rows.values(*keep).get(number=1) == before


def test_a_tick_is_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    step = cast.programme.steps.filter(done_on=None).first()
    assert step
    undo(client, do(client, step.get_absolute_url(), done_on="2026-09-15"))
    step.refresh_from_db()
    assert step.done_on is None


def test_a_signature_is_taken_back_and_the_others_stays(client: Client, cast: Cast) -> None:
    checklist = hand_out(cast.programme)
    settle(checklist, cast.mentor)
    address = f"{cast.programme.get_absolute_url()}sjekklister/{checklist.pk}/signer/"
    client.force_login(cast.mentor)
    do(client, address)
    client.force_login(cast.new_hire)
    assert "Signaturen din er tatt bort." in undo(client, do(client, address))
    assert [signature.signed_by for signature in checklist.signatures.all()] == [cast.mentor]


def test_an_end_is_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    said = do(
        client, f"{cast.programme.get_absolute_url()}avslutt/", ended_on="2026-09-16", ended_because="left"
    )
    assert "Programmet går videre." in undo(client, said)
    assert Programme.objects.get(pk=cast.programme.pk).ended_on is None
