"""Days away, and the one act that moves the end of a prøvetid."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import AbsencePeriod, Probation, ProbationExtension
from tests.cast import Cast
from tests.conftest import NOON
from tests.probation import AGREED, AWAY, DATED, END, make_absence, make_probation, page, send

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)


# --- days away ------------------------------------------------------------------------------------------


def test_days_away_change_nothing_by_themselves(client: Client, cast: Cast) -> None:
    make_probation(cast)
    for _time in range(2):  # sent twice, it is one period
        status, said = send(client, cast.leader, page(cast), **AWAY)
        assert (status, said) == (302, "Fraværet er skrevet inn. Prøvetiden er ikke forlenget ennå.")
    row = AbsencePeriod.objects.get()
    assert (row.from_on, row.to_on, row.days) == (date(2026, 9, 7), date(2026, 9, 11), 5)
    assert Probation.objects.get().ends_on == END


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"from_on": ""}, {"from_on": "Skriv den første dagen."}),
        ({"to_on": "i går"}, {"to_on": DATED}),
        ({"days": ""}, {"days": "Skriv hvor mange av dagene som teller."}),
        ({"days": "fem"}, {"days": "Skriv antall dager med tall, for eksempel 12."}),
        ({"days": "0"}, {"days": "Perioden er 5 dager. Skriv fra 1 til 5."}),
        ({"days": "6"}, {"days": "Perioden er 5 dager. Skriv fra 1 til 5."}),
        ({"to_on": "2026-09-06"}, {"to_on": "Siste dag kan ikke være før første dag."}),
        (
            {"from_on": "2026-08-30"},
            {"from_on": "Prøvetiden begynte 31. august 2026. Fravær før det teller ikke."},
        ),
        (
            {"from_on": "2026-09-17", "to_on": "2026-09-18", "days": "1"},
            {"from_on": "Fraværet har ikke begynt ennå."},
        ),
        (
            {"to_on": "2027-02-28"},
            {"to_on": "Prøvetiden er ute 27. februar 2027. Fravær etter det teller ikke."},
        ),
        ({"from_on": "2026-09-10"}, {"days": "Perioden er 2 dager. Skriv fra 1 til 2."}),
    ],
)
def test_days_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], errors: dict[str, str]
) -> None:
    make_probation(cast)
    found = send(client, cast.leader, page(cast), **(AWAY | sent))
    assert found == (422, {name: [text] for name, text in errors.items()})
    assert AbsencePeriod.objects.count() == 0


def test_one_day_is_not_counted_twice(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    again = {"from_on": "2026-09-11", "to_on": "2026-09-14", "days": "2"}
    found = send(client, cast.leader, page(cast), **again)
    assert found == (422, {"from_on": ["Noen av disse dagene er alt skrevet inn."]})


def test_days_are_removed(client: Client, cast: Cast) -> None:
    make_probation(cast)
    row = make_absence(cast)
    for key in ("0", "abc", "9" * 30):
        send_nothing = client.post(page(cast), {"handling": f"fjern-{key}"})
        assert send_nothing.status_code == 302
    assert send(client, cast.leader, page(cast), handling=f"fjern-{row.pk}") == (302, "Fraværet er fjernet.")
    assert AbsencePeriod.objects.count() == 0


@pytest.mark.parametrize(
    "fields", [{"may_be_extended": False}, {"is_agreed": False, "ends_on": None, "may_be_extended": False}]
)
def test_days_are_kept_only_where_they_may_be_used(
    client: Client, cast: Cast, fields: dict[str, Any]
) -> None:
    make_probation(cast, **fields)
    assert send(client, cast.leader, page(cast), **AWAY)[0] == 302
    assert AbsencePeriod.objects.count() == 0
    assert "Skriv inn fravær" not in client.get(page(cast)).text


def test_days_that_have_not_come_wait(client: Client, cast: Cast) -> None:
    """Also the first of them: how many of a part of the period count, only a person can say."""
    make_probation(cast)
    sent = {"from_on": "2026-09-14", "to_on": "2026-10-15", "days": "32"}
    said = send(client, cast.leader, page(cast), **sent)
    assert said == (
        302,
        "Fraværet er skrevet inn. Det teller først når den siste dagen er kommet, 15. oktober 2026.",
    )
    text = " ".join(client.get(page(cast)).text.split())
    assert "14. september 2026 til 15. oktober 2026: 32 dager teller når den siste dagen er kommet" in text
    assert ("Beskjeden teller bare dager som har vært." in text, "Lag beskjeden" in text) == (True, False)
    found = send(client, cast.leader, page(cast, "probation_received"), received_on="2026-09-16", version=1)
    assert found[1].startswith("Fraværet som er skrevet inn, er ikke over ennå.")
    make_absence(cast)
    assert "5 dager teller. Forlenget" in client.get(page(cast)).text
    notice = client.get(page(cast, "probation_notice")).text
    assert ("7. september 2026 til" in notice, "14. september 2026 til" in notice) == (True, False)


def test_days_that_wait_are_not_used(client: Client, cast: Cast) -> None:
    make_probation(cast)
    been, waiting = (
        make_absence(cast),
        make_absence(cast, 3, from_on=date(2026, 9, 15), to_on=date(2026, 9, 17)),
    )
    sent = {"received_on": "2026-09-16", "version": 0}
    assert send(client, cast.leader, page(cast, "probation_received"), **sent)[0] == 302
    been.refresh_from_db()
    waiting.refresh_from_db()
    assert (been.extension, waiting.extension) == (ProbationExtension.objects.get(), None)
    assert Probation.objects.get().ends_on == date(2027, 3, 4)


# --- the extension --------------------------------------------------------------------------------------


def test_the_page_says_the_last_day_and_never_a_later_one(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    client.force_login(cast.leader)
    text = " ".join(client.get(page(cast)).text.split())
    assert "Beskjeden må være mottatt senest <strong>lørdag 27. februar 2027</strong>." in text
    assert "Siste virkedag før det er fredag 26. februar." in text
    assert "kan vare til og med torsdag 4. mars 2027" in text


def test_making_the_notice_changes_nothing(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    client.force_login(cast.leader)
    text = client.get(page(cast, "probation_notice")).text
    assert ("Til Kari Ny" in text, "torsdag 4. mars 2027" in text) == (True, True)
    assert (Probation.objects.get().ends_on, ProbationExtension.objects.count()) == (END, 0)


def test_the_end_moves_when_the_notice_is_received_and_the_former_is_kept(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    sent = {"received_on": "2026-09-16", "version": 0}
    said = send(client, cast.leader, page(cast, "probation_received"), **sent)
    assert said == (302, "Prøvetiden er forlenget med 5 dager.")
    row, made = Probation.objects.get(), ProbationExtension.objects.get()
    assert row.ends_on == date(2027, 3, 4)
    assert (made.former_ends_on, made.ends_on, made.received_on) == (END, date(2027, 3, 4), date(2026, 9, 16))
    assert (made.written_by, AbsencePeriod.objects.get().extension) == (cast.leader, made)

    again = send(client, cast.leader, page(cast, "probation_received"), **sent)  # the same days are used once
    assert again == (302, "Det er ikke skrevet inn fravær som kan forlenge prøvetiden.")
    make_absence(cast, 2, from_on=date(2026, 9, 14), to_on=date(2026, 9, 15))
    send(client, cast.leader, page(cast, "probation_received"), **(sent | {"version": 1}))
    assert Probation.objects.get().ends_on == date(2027, 3, 6)


@pytest.mark.parametrize(
    ("received_on", "sentence"),
    [
        ("", "Skriv dagen beskjeden ble mottatt."),
        ("2026-09-17", "Datoen er ikke kommet ennå."),
        ("2026-08-30", "Beskjeden kan ikke være mottatt før prøvetiden begynte."),
        (
            "2026-09-10",
            "Beskjeden gjelder fravær til og med 11. september 2026, og kan ikke være mottatt før det.",
        ),
        (
            "2026-09-15",
            "Beskjeden må være mottatt senest 14. september 2026. Kom den senere, er prøvetiden ikke forlenget.",
        ),
    ],
)
def test_a_notice_that_does_not_extend(client: Client, cast: Cast, received_on: str, sentence: str) -> None:
    ends_on = date(2026, 9, 14) if received_on == "2026-09-15" else END
    make_probation(cast, ends_on=ends_on)
    make_absence(cast)
    sent = {"received_on": received_on, "version": 0}
    found = send(client, cast.leader, page(cast, "probation_received"), **sent)
    assert found == (422, {"received_on": [sentence]})
    assert Probation.objects.get().ends_on == ends_on


def test_a_second_notice_says_what_was_agreed_and_what_was_extended(client: Client, cast: Cast) -> None:
    probation = make_probation(cast, ends_on=date(2026, 11, 3))
    make_absence(cast)
    client.force_login(cast.leader)
    begun = "Prøvetiden din begynte 31. august 2026"
    first = " ".join(client.get(page(cast, "probation_notice")).text.split())
    assert f"{begun} og er avtalt til og med tirsdag 3. november 2026. Da du" in first
    sent = {"received_on": "2026-09-16", "version": 0}
    send(client, cast.leader, page(cast, "probation_received"), **sent)
    make_absence(cast, 2, from_on=date(2026, 9, 14), to_on=date(2026, 9, 15))
    probation.refresh_from_db()
    second = " ".join(client.get(page(cast, "probation_notice")).text.split())
    assert f"{begun} og var avtalt til og med tirsdag 3. november 2026." in second
    assert "Den er alt forlenget til og med søndag 8. november 2026." in second
    assert "varer til og med <strong>tirsdag 10. november 2026</strong>" in second
    assert "er avtalt til og med" not in second


def test_one_says_yes_to_the_days_one_saw(client: Client, cast: Cast) -> None:
    make_probation(cast)
    make_absence(cast)
    send(client, cast.second_leader, page(cast), from_on="2026-09-14", to_on="2026-09-14", days="1")
    sent = {"received_on": "2026-09-16", "version": 0}
    status, errors = send(client, cast.leader, page(cast, "probation_received"), **sent)
    assert (status, list(errors)) == (409, ["__all__"])
    assert Probation.objects.get().ends_on == END


def test_an_extension_is_taken_back_and_its_days_count_anew(client: Client, cast: Cast) -> None:
    probation = make_probation(cast)
    absence = make_absence(cast)
    extension = probation.extension([absence], TODAY)
    assert extension is not None
    made = probation.extend(extension, date(2026, 9, 16), by=cast.leader, at=NOON)
    probation.save()
    assert send(client, cast.leader, page(cast), handling=f"fjern-{absence.pk}") == (
        302,
        "Dagene er brukt i en forlengelse. Ta den tilbake først.",
    )
    locked = send(client, cast.leader, page(cast, "probation_edit"), **AGREED)
    assert locked == (
        422,
        {"ends_on": ["Prøvetiden er forlenget. Ta forlengelsen tilbake før du endrer datoen."]},
    )
    said = send(client, cast.second_leader, page(cast, "probation_received"), angre=made.pk)
    assert said == (302, "Forlengelsen er tatt tilbake. Siste dag står som før.")
    absence.refresh_from_db()
    assert (Probation.objects.get().ends_on, absence.extension) == (END, None)
    said = send(client, cast.leader, page(cast, "probation_received"), angre=made.pk)
    assert said[1] == "Forlengelsen er alt tatt tilbake, eller en ny er kommet til."


@pytest.mark.parametrize("name", ["probation_notice", "probation_received"])
def test_without_days_there_is_nothing_to_extend(client: Client, cast: Cast, name: str) -> None:
    make_probation(cast)
    client.force_login(cast.leader)
    assert client.get(page(cast, name)).headers["Location"] == page(cast)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_takes_few_queries(
    client: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_probation(cast)
    for _row in range(rows):
        make_absence(cast)
    client.force_login(cast.leader)
    with django_assert_num_queries(10):
        client.get(page(cast))
