"""A mentor who was appointed by mistake: replaced or taken away the same day, and an end that is taken away."""

from datetime import date, timedelta

import pytest
from django.test import Client

from programmes.models import Mentorship, Note
from tests.cast import Cast
from tests.conftest import NOON
from tests.factories import make_note, make_user
from tests.mentor_periods import TODAY, do, page, periods, present, refused, undo
from tests.talks import talk_of

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def wrong(cast: Cast) -> Mentorship:
    """Nils has been mentor since this morning, and Ola was until yesterday."""
    cast.programme.mentorships.filter(is_substitute=True).delete()
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=YESTERDAY)
    nils = make_user(municipality=cast.mentor.municipality, name="Nils Feil")
    return cast.programme.mentorships.create(mentor=nils, assigned_on=TODAY, from_on=TODAY)


def names(cast: Cast) -> list[str]:
    return [name for name, *_days in periods(cast.programme)]


def has_logged(cast: Cast, wrong: Mentorship) -> None:
    talks = cast.programme.conversations.filter(number=1)
    talks.update(held_on=YESTERDAY, logged_by=wrong.mentor, logged_at=NOON)


def has_talked(cast: Cast, wrong: Mentorship) -> None:
    talks = cast.programme.conversations.filter(number=1)
    talks.update(held_on=TODAY, logged_by=cast.new_hire, logged_at=NOON)


def has_written(cast: Cast, wrong: Mentorship) -> None:
    make_note(talk_of(cast.programme), "Ordene til de to.", mentorship=wrong)


TOUCHED = [has_logged, has_talked, has_written]


def test_the_change_today_replaces_who_began_today(client: Client, cast: Cast, wrong: Mentorship) -> None:
    client.force_login(cast.leader)
    address = page(cast.programme, "change")
    assert client.get(address).context["form"]["from_on"].value() == TODAY
    said = do(client, address, mentor=cast.stranger.pk, from_on="2026-09-16")
    assert f"{cast.stranger.name} er mentor fra 16. september 2026." in said
    assert names(cast) == [cast.mentor.name, cast.former_mentor.name, cast.stranger.name]
    assert present(cast.programme) == cast.stranger.name
    undo(client, said)
    assert present(cast.programme) == "Nils Feil"


@pytest.mark.parametrize("touched", TOUCHED)
def test_where_something_is_done_the_change_waits_a_day(
    client: Client, cast: Cast, wrong: Mentorship, touched: object
) -> None:
    """One sentence, whether something is logged for all to see or written for the two."""
    touched(cast, wrong)  # type: ignore[operator]
    sent = {"mentor": cast.stranger.pk, "from_on": "2026-09-16"}
    said = refused(client, cast, page(cast.programme, "change"), **sent)
    reason = "Noe er gjort i programmet siden Nils Feil ble mentor i dag. Velg i morgen eller en senere dag."
    assert said == {"from_on": [reason]}


def test_who_began_today_is_taken_away_and_the_former_goes_on(
    client: Client, cast: Cast, wrong: Mentorship
) -> None:
    client.force_login(cast.leader)
    address = page(cast.programme, "end", wrong.pk)
    assert "Perioden begynte i dag, og kan tas helt bort" in client.get(address).text
    said = do(client, address, ta_bort="1")
    assert "Nils Feil skal ikke være mentor likevel." in said
    ola = cast.programme.mentorships.get(mentor=cast.mentor)
    assert page(cast.programme, "end", ola.pk) in said  # ended yesterday, and nobody follows
    said = do(client, page(cast.programme, "end", ola.pk), to_on="")
    assert "Ola Mentor er mentor fra 1. august 2026." in said
    assert present(cast.programme) == "Ola Mentor"


@pytest.mark.parametrize("touched", TOUCHED)
def test_what_something_is_done_in_stays(
    client: Client, cast: Cast, wrong: Mentorship, touched: object
) -> None:
    touched(cast, wrong)  # type: ignore[operator]
    words = list(Note.objects.all())
    client.force_login(cast.leader)
    address = page(cast.programme, "end", wrong.pk)
    offered = client.get(address).text
    said = do(client, address, ta_bort="1")
    assert "Noe er gjort i programmet siden Nils Feil ble mentor. Perioden blir stående" in said
    assert (present(cast.programme), list(Note.objects.all())) == ("Nils Feil", words)
    assert "kan tas helt bort" in offered  # the page does not tell whether it can


def test_long_over_stands_as_it_was(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    former = cast.programme.mentorships.get(mentor=cast.former_mentor)
    assert client.get(page(cast.programme, "end", former.pk)).status_code == 404
    cast.programme.mentorships.filter(mentor=cast.former_mentor).update(to_on=YESTERDAY)
    cast.programme.mentorships.filter(mentor=cast.mentor).update(assigned_on=TODAY)
    assert client.get(page(cast.programme, "end", former.pk)).status_code == 404  # Ola follows


# --- an end that is taken away -----------------------------------------------------------------------------


def test_a_main_mentor_whom_nobody_follows_needs_no_last_day(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-10-01")
    nils = cast.programme.mentorships.get(mentor=cast.stranger)
    do(client, page(cast.programme, "end", nils.pk), ta_bort="1")
    ola = cast.programme.mentorships.get(mentor=cast.mentor)
    address = page(cast.programme, "end", ola.pk)
    assert "La feltet stå tomt når ingen siste dag er bestemt." in client.get(address).text
    said = do(client, address, to_on="")
    ola.refresh_from_db()
    assert (ola.to_on, "ingen er oppnevnt etter det" in said) == (None, False)
    undo(client, said)
    ola.refresh_from_db()
    assert ola.to_on == date(2026, 9, 30)


def test_one_whom_somebody_follows_has_a_last_day(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    do(client, page(cast.programme, "change"), mentor=cast.stranger.pk, from_on="2026-10-01")
    ola = cast.programme.mentorships.get(mentor=cast.mentor)
    said = refused(client, cast, page(cast.programme, "end", ola.pk), to_on="")
    taken = f"{cast.stranger.name} er mentor i denne tiden: fra 1. oktober 2026. Bare en vikar kan komme i tillegg."
    assert said == {"to_on": [taken]}


def test_a_substitute_has_a_last_day(client: Client, cast: Cast) -> None:
    key = cast.programme.mentorships.get(is_substitute=True).pk
    said = refused(client, cast, page(cast.programme, "end", key), to_on="")
    assert said == {"to_on": ["Velg den siste dagen."]}
