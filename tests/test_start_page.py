"""The start page of those who talk: the next thing first, and nothing of what is not theirs."""

from datetime import date

import pytest
from django.test import Client

from checklists.models import Checklist
from people.models import User
from programmes.models import Programme, ReviewRecord
from tests.cast import OUTSIDERS, Cast, make_cast
from tests.conftest import NOON
from tests.factories import (
    make_administrator,
    make_checklist_template,
    make_note,
    make_programme,
    make_template,
    make_topic,
    make_user,
)
from tests.start_page import page, part, waiting
from tests.talks import log, talk_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


# --- the mentor -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("mentor", "Neste samtale med Kari Ny"),
        ("substitute", "Neste samtale med Kari Ny"),
        ("new_hire", "Neste samtale med mentor"),
    ],
)
def test_the_next_talk_is_one_tap_away(client: Client, cast: Cast, role: str, heading: str) -> None:
    shown = page(client, cast.of(role))
    assert heading in shown
    assert "Samtale 1 · man 14.09.2026 · uke 3 · kalenderuke 38" in shown
    assert f'href="{talk_of(cast.programme).get_absolute_url()}" data-keep>Åpne samtalen' in shown
    assert "Se alle programmene" not in shown


def test_once_logged_the_next_one_stands_there(client: Client, cast: Cast) -> None:
    assert "Dere har ikke snakket sammen i programmet ennå." in page(client, cast.mentor)
    log(client, talk_of(cast.programme), cast.mentor)
    shown = page(client, cast.mentor)
    assert "Samtale 2 · man 21.09.2026" in shown
    assert "Dere snakket sist</dt><dd>mandag 14. september</dd>" in shown


def pairs(client: Client, mentor: User) -> list[tuple[Programme, str]]:
    found = part(client, mentor, "mentor").pairs
    return [(pair.programme, pair.line.when if pair.line else "") for pair in found]


def test_several_programmes_the_earliest_talk_first_and_undated_last(client: Client, cast: Cast) -> None:
    undated = make_programme(mentor=cast.mentor, template=make_template("flekkefjord"))
    later = make_programme(mentor=cast.mentor, starts_on=date(2026, 10, 5))
    assert pairs(client, cast.mentor) == [
        (cast.programme, "man 14.09.2026"),
        (later, "man 19.10.2026"),
        (undated, "dato avtales"),
    ]


def test_a_dated_talk_comes_before_undated_ones(client: Client) -> None:
    cast = make_cast("flekkefjord")
    cast.programme.conversations.filter(number=7).update(planned_on=date(2026, 10, 1))
    cast.programme.conversations.filter(number=9).update(planned_on=date(2026, 9, 24))
    Programme.objects.all().refresh_talk_dates()
    assert pairs(client, cast.mentor) == [(cast.programme, "tor 24.09.2026")]
    assert "Samtale 9" in page(client, cast.mentor)


def test_of_many_new_hires_the_rest_are_rows(client: Client, cast: Cast) -> None:
    template = make_template()
    for _number in range(11):
        make_programme(mentor=cast.mentor, template=template)
    found = part(client, cast.mentor, "mentor")
    assert (len(found.pairs), len(found.more)) == (10, 2)
    assert "Flere du er mentor for" in page(client, cast.mentor)


def test_what_was_agreed_stands_there_for_the_two_alone(client: Client, cast: Cast) -> None:
    make_note(talk_of(cast.programme), "Ring pårørende først.", next_time="Kveldslista\nMedisinskapet")
    make_topic(cast.programme, "Helgevakter", brought_by=cast.mentor)
    for role in ("mentor", "new_hire"):
        shown = page(client, cast.of(role))
        assert "Ring pårørende først." in shown
        assert ">Kveldslista</dd>" in shown
    assert "1 tema er lagt inn til samtalen." in page(client, cast.mentor)
    for role in ("substitute", "leader", "head", "coordinator"):
        assert "Ring pårørende først." not in page(client, cast.of(role))
        assert "Helgevakter" not in page(client, cast.of(role))


def test_no_talks_left(client: Client, cast: Cast) -> None:
    cast.programme.conversations.update(held_on=TODAY)
    Programme.objects.all().refresh_talk_dates()
    shown = page(client, cast.mentor)
    assert "Ingen samtaler står igjen." in shown
    assert "Åpne samtalen" not in shown


def test_a_mentors_own_steps_wait_with_the_new_hires_name(client: Client) -> None:
    cast = make_cast("flekkefjord")
    contact = "Mentor tar kontakt før oppstart per telefon eller avtalt møte"
    assert waiting(client, cast.mentor, "mentor")[0] == (contact, "Forfalt", "Kari Ny")
    new_hires = [what for what, _state, _who in waiting(client, cast.new_hire, "new_hire")]
    assert contact not in new_hires
    assert "Gjennomgang av sjekklister/opplæringsplan for nyansatt" in new_hires


# --- what waits in writing ------------------------------------------------------------------------------


def signed_for(programme: Programme, side: str, by: User) -> None:
    programme.checklist_links.get().checklist.sign(by=by, side=side, at=NOON)


def test_a_missing_signature_waits_for_whoever_is_to_sign(client: Client, cast: Cast) -> None:
    (checklist,) = Checklist.objects.hand_out([make_checklist_template()])
    cast.programme.checklist_links.create(checklist=checklist)
    items = checklist.items
    line = ("Signer «Sjekkliste for hjemmesykepleien»", "Mangler signatur")
    roles = {"new_hire": "new_hire", "mentor": "mentor", "leader": "leader"}

    def to_sign() -> dict[str, bool]:
        return {
            role: line in [(what, state) for what, state, _who in waiting(client, cast.of(role), key)]
            for role, key in roles.items()
        }

    assert to_sign() == dict.fromkeys(roles, False)  # nothing is gone through yet
    items.update(done_on=TODAY, ticked_by=cast.mentor, ticked_at=NOON)
    assert to_sign() == dict.fromkeys(roles, True)
    signed_for(cast.programme, "new_hire", cast.new_hire)
    assert to_sign() == {"new_hire": False, "mentor": True, "leader": True}
    signed_for(cast.programme, "witness", cast.mentor)
    assert to_sign() == dict.fromkeys(roles, False)


def test_a_referat_waits_to_be_shared_and_then_to_be_read(client: Client, cast: Cast) -> None:
    record = ReviewRecord.objects.create(
        review=cast.programme.reviews.get(number=1),
        text="Ola trives.",
        written_by=cast.leader,
        writer_name="Anne Leder",
        written_at=NOON,
    )
    share = ("Del referatet fra første prøvetidssamtale", "Utkast", "Kari Ny")
    read = ("Les referatet fra første prøvetidssamtale", "Ikke lest", "")
    assert share in waiting(client, cast.leader, "leader")
    assert share not in waiting(client, cast.second_leader, "leader")
    assert read not in waiting(client, cast.new_hire, "new_hire")
    record.share(NOON)
    record.save()
    assert share not in waiting(client, cast.leader, "leader")
    assert read in waiting(client, cast.new_hire, "new_hire")
    assert not any("referat" in what for what, *_rest in waiting(client, cast.mentor, "mentor"))
    record.confirm_read(NOON, "")
    record.save()
    assert read not in waiting(client, cast.new_hire, "new_hire")


# --- the others -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["new_hire", "mentor"])
def test_after_the_end_the_programme_is_still_found(client: Client, cast: Cast, role: str) -> None:
    Programme.objects.update(ended_on=date(2026, 9, 15), handed_over_on=date(2026, 9, 15))
    shown = page(client, cast.of(role))
    assert "Avsluttede programmer" in shown
    assert "Avsluttet 15.09.2026" in shown
    assert f'href="{cast.programme.get_absolute_url()}"' in shown
    assert "Her er det tomt ennå" not in shown
    assert "Neste samtale" not in shown


@pytest.mark.parametrize("role", [role for role in OUTSIDERS if role != "coordinator"])
def test_nothing_of_the_programme_for_outsiders(client: Client, cast: Cast, role: str) -> None:
    shown = page(client, cast.of(role))
    assert ("Kari Ny" in shown, cast.programme.get_absolute_url() in shown) == (False, False)


def test_an_empty_page_says_what_comes(client: Client) -> None:
    shown = page(client, make_user())
    assert "Her er det tomt ennå" in shown
    assert "Lederen på avdelingen oppnevner mentorer." in shown


def test_the_administrator_finds_people_and_units(client: Client, cast: Cast) -> None:
    shown = page(client, make_administrator(cast.programme.department.unit.municipality))
    assert ("Personer" in shown, "Enheter" in shown, "Kari Ny" in shown) == (True, True, False)


def test_signed_out(client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/logg-inn/")
