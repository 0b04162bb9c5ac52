"""Prøvetid: what leaders enter, and who reads it."""

from datetime import date

import pytest
from django.test import Client

from programmes.models import Probation
from tests.cast import LEADERS, OUTSIDERS, Cast
from tests.conftest import NOON
from tests.probation import AGREED, AWAY, DATED, END, make_absence, make_probation, page, send

pytestmark = pytest.mark.django_db
MENTORS = ["mentor", "substitute"]


@pytest.mark.parametrize("role", LEADERS)
def test_a_leader_enters_what_is_agreed(client: Client, cast: Cast, role: str) -> None:
    assert send(client, cast.of(role), page(cast, "probation_edit"), **AGREED) == (
        302,
        "Prøvetiden er lagret.",
    )
    row = Probation.objects.get()
    assert (row.is_agreed, row.ends_on, row.may_be_extended, row.temporary_until) == (True, END, True, None)
    assert (row.written_by, row.written_at) == (cast.of(role), NOON)


@pytest.mark.parametrize("name", ["probation_edit", "probation_notice", "probation_received"])
@pytest.mark.parametrize("role", ["new_hire", *MENTORS, *OUTSIDERS])
def test_nobody_else_enters(client: Client, cast: Cast, name: str, role: str) -> None:
    make_probation(cast)
    make_absence(cast)
    client.force_login(cast.of(role))
    assert client.get(page(cast, name)).status_code == 404
    if name != "probation_notice":
        assert client.post(page(cast, name), AGREED | {"received_on": "2026-09-16"}).status_code == 404
    assert client.post(page(cast), AWAY).status_code == 404
    assert Probation.objects.get().ends_on == END


@pytest.mark.parametrize("role", ["new_hire", *LEADERS])
def test_leaders_and_the_new_hire_read(client: Client, cast: Cast, role: str) -> None:
    make_probation(cast)
    make_absence(cast)
    client.force_login(cast.of(role))
    text = client.get(page(cast)).text
    assert ("lørdag 27. februar 2027" in text, "5 dager teller" in text) == (True, True)
    assert ("Skriv inn fravær" in text) == (role in LEADERS)


@pytest.mark.parametrize("role", [*MENTORS, *OUTSIDERS])
def test_others_do_not(client: Client, cast: Cast, role: str) -> None:
    make_probation(cast)
    client.force_login(cast.of(role))
    assert client.get(page(cast)).status_code == 404


def test_the_suggestion_stands_beside_the_field_and_fills_in_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    form = client.get(page(cast, "probation_edit")).context["form"]
    assert "er til og med 27. februar 2027" in form["ends_on"].help_text
    assert [form[name].value() for name in ("is_agreed", "ends_on", "temporary_until")] == [None, None, None]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"is_agreed": ""}, {"is_agreed": "Velg om prøvetid er skriftlig avtalt."}),
        ({"is_agreed": "kanskje"}, None),
        ({"ends_on": ""}, {"ends_on": "Skriv den siste dagen i prøvetiden."}),
        ({"ends_on": "32. mai"}, {"ends_on": DATED}),
        (
            {"ends_on": "2026-08-30"},
            {"ends_on": "Prøvetiden kan ikke være ute før startdatoen 31. august 2026."},
        ),
        (
            {"ends_on": "2027-03-01"},
            {
                "ends_on": "Prøvetid kan avtales for høyst seks måneder. Fra 31. august 2026 er det til og med "
                "28. februar 2027."
            },
        ),
        (
            {"temporary_until": "2026-12-31"},
            {
                "ends_on": "I en midlertidig stilling kan prøvetiden være høyst halve tiden. Fra 31. august 2026 til "
                "31. desember 2026 er det til og med 30. oktober 2026."
            },
        ),
        (
            {"temporary_until": "2026-08-31"},
            {"temporary_until": "Stillingen må vare lenger enn til startdatoen 31. august 2026."},
        ),
        (
            {"temporary_until": "2062-08-31"},
            {"temporary_until": "Datoen er mer enn fem år etter starten. Se på årstallet."},
        ),
        (
            {"is_agreed": "nei"},
            {
                "ends_on": "Uten skriftlig avtale er det ingen prøvetid. Ta bort datoen, eller velg ja.",
                "may_be_extended": "Uten skriftlig avtale er det ingen prøvetid å forlenge.",
            },
        ),
    ],
)
def test_what_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], errors: dict[str, str] | None
) -> None:
    status, found = send(client, cast.leader, page(cast, "probation_edit"), **(AGREED | sent))
    assert status == 422
    assert (
        found == {name: [text] for name, text in errors.items()} if errors else list(found) == ["is_agreed"]
    )
    assert Probation.objects.count() == 0


def test_two_leaders_who_enter_at_once_are_told(client: Client, cast: Cast) -> None:
    make_probation(cast, version=1)
    status, _errors = send(
        client, cast.leader, page(cast, "probation_edit"), **(AGREED | {"ends_on": "2026-12-31"})
    )
    assert (status, Probation.objects.get().ends_on) == (409, END)


def test_more_than_half_of_a_temporary_post_is_pointed_out(client: Client, cast: Cast) -> None:
    make_probation(cast, temporary_until=date(2026, 12, 31))
    client.force_login(cast.leader)
    assert "Siste dag er etter 30. oktober 2026" in client.get(page(cast)).text
    Probation.objects.update(ends_on=date(2026, 10, 30))
    assert "Siste dag er etter" not in client.get(page(cast)).text


def test_the_suggestion_follows_the_temporary_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    sent = AGREED | {"temporary_until": "2026-12-31"}
    form = client.post(page(cast, "probation_edit"), sent).context["form"]
    assert "Halve tiden i stillingen, og høyst seks måneder, fra 31. august 2026" in form["ends_on"].help_text
    assert "er til og med 30. oktober 2026" in form["ends_on"].help_text


def test_a_post_that_becomes_temporary_is_tried_anew(client: Client, cast: Cast) -> None:
    """Also when the prøvetid stands as it was; one that was extended is tried as it was agreed."""
    probation = make_probation(cast)
    sent = AGREED | {"temporary_until": "2026-12-31"}
    status, errors = send(client, cast.leader, page(cast, "probation_edit"), **sent)
    assert (status, list(errors)) == (422, ["ends_on"])
    probation.extensions.create(
        former_ends_on=date(2026, 10, 30),
        ends_on=END,
        received_on=date(2026, 9, 16),
        written_by=cast.leader,
        written_at=NOON,
    )
    assert send(client, cast.leader, page(cast, "probation_edit"), **sent)[0] == 302


def test_a_start_after_the_end_of_the_post_breaks_no_page(client: Client, cast: Cast) -> None:
    make_probation(cast, temporary_until=date(2026, 8, 30))
    client.force_login(cast.leader)
    pages = [client.get(page(cast, name)).status_code for name in ("probation", "probation_edit")]
    assert pages == [200, 200]


def test_days_away_must_go_before_the_right_to_use_them(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    sent = {name: value for name, value in AGREED.items() if name != "may_be_extended"}
    text = "Det er skrevet inn fravær, og det lagres bare når det kan brukes. Fjern det først."
    assert send(client, cast.leader, page(cast, "probation_edit"), **sent) == (
        422,
        {"may_be_extended": [text]},
    )
    earlier = AGREED | {"ends_on": "2026-09-10"}
    text = "Det er skrevet inn fravær utenfor denne prøvetiden. Fjern det først."
    assert send(client, cast.leader, page(cast, "probation_edit"), **earlier) == (422, {"ends_on": [text]})
    assert Probation.objects.get().ends_on == END
