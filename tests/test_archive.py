"""The municipality's choices for the archive, and a whole period's packages at once."""

from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from documents import package as packages
from documents.models import ArchiveChoice, Package
from programmes.models import Programme
from tests.cast import Cast
from tests.closing import TODAY, packed, told
from tests.conftest import NOON
from tests.factories import make_coordinator, make_department, make_programme

pytestmark = pytest.mark.django_db
CHOICES, ARCHIVE, ALL = (
    reverse(f"documents:{name}") for name in ("archive_choices", "archive", "archive_zip")
)
YEAR = "?fra=2026-01-01&til=2026-12-31"


@pytest.fixture
def cast() -> Cast:
    return packed()


def one_more(cast: Cast, handed_over_on: date = TODAY) -> Programme:
    """Handed over and not packed, and never asked for."""
    programme = make_programme(department=cast.programme.department)
    Programme.objects.filter(pk=programme.pk).update(
        starts_on=date(2026, 1, 5), ended_on=date(2026, 1, 6), handed_over_on=handed_over_on
    )
    return programme


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are laid out in test_packages.py; here it is about which, and when."""
    monkeypatch.setattr(packages, "content_of", lambda package: f"pakke {package.programme_id}".encode())


def test_the_next_few_are_made_and_the_rest_wait(client: Client, cast: Cast, quick: None) -> None:
    more = [one_more(cast) for _each in range(6)]
    client.force_login(cast.leader)
    answer = client.post(ARCHIVE + YEAR)
    assert told(answer) == ["5 pakker er laget. 1 gjenstår."]
    assert answer.headers["Location"] == ARCHIVE + YEAR
    assert Package.objects.filter(made_at__isnull=False).count() == 6
    assert told(client.post(ARCHIVE + YEAR))[-1] == "1 pakker er laget. 0 gjenstår."
    assert Package.objects.filter(programme__in=more, made_at=NOON).count() == 6
    assert Package.objects.count() == 7  # none twice


def test_what_was_asked_for_is_made_after_a_restart(cast: Cast, quick: None) -> None:
    Package.objects.ask(one_more(cast), by=cast.leader, at=NOON)
    said = StringIO()
    call_command("make_packages", stdout=said)
    call_command("make_packages", stdout=said)
    assert said.getvalue() == "1 av 1 pakker er laget.\n0 av 0 pakker er laget.\n"


def names_in(answer: Any) -> dict[str, bytes]:
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_at_once_are_the_stored_bytes(client: Client, cast: Cast, quick: None) -> None:
    other = one_more(cast)
    client.force_login(cast.head)
    client.post(ARCHIVE + YEAR)
    answer = client.get(ALL + YEAR)
    assert names_in(answer) == {
        f"personalmappe-{cast.programme.pk}-versjon-1.zip": b"pakken",
        f"personalmappe-{other.pk}-versjon-1.zip": f"pakke {other.pk}".encode(),
    }
    assert answer["Content-Disposition"] == (
        'attachment; filename="personalmapper-2026-01-01-2026-12-31.zip"'
    )


def test_only_the_newest_version_goes(client: Client, cast: Cast) -> None:
    second = Package.objects.ask(cast.programme, by=cast.leader, at=NOON, reason="other")
    second.freeze(b"rettet", NOON)
    client.force_login(cast.leader)
    assert names_in(client.get(ALL + YEAR)) == {second.filename: b"rettet"}


def test_the_period_counts_both_days(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    found = {
        days: client.get(f"{ALL}?fra={days[0]}&til={days[1]}").status_code
        for days in (("2026-09-16", "2026-09-16"), ("2026-09-17", "2026-09-18"), ("2026-09-01", "2026-09-15"))
    }
    assert list(found.values()) == [200, 404, 404]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?fra=2026-09-17&til=2026-09-16", "Den første dagen må komme før den siste."),
        ("?fra=i+går&til=2026-09-16", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
    ],
)
def test_a_period_that_cannot_be(client: Client, cast: Cast, query: str, sentence: str) -> None:
    client.force_login(cast.leader)
    answer = client.get(ARCHIVE + query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "role", ["new_hire", "mentor", "coordinator", "administrator", "former_leader", "stranger"]
)
def test_leaders_alone_have_the_page(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert [client.get(ARCHIVE).status_code, client.post(ARCHIVE).status_code] == [404, 404]
    assert client.get(ALL + YEAR).status_code == 404


def test_another_leader_gets_none_of_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.foreign_leader)
    assert "Kari Ny" not in client.get(ARCHIVE + YEAR).content.decode()
    assert client.get(ALL + YEAR).status_code == 404


@pytest.mark.parametrize("programmes", [1, 30])
def test_as_many_queries_for_one_as_for_thirty(
    client: Client, cast: Cast, django_assert_num_queries: Any, programmes: int
) -> None:
    for _each in range(programmes - 1):
        one_more(cast)
    client.force_login(cast.leader)
    with django_assert_num_queries(6):
        client.get(ARCHIVE + YEAR)


def test_one_department_or_a_whole_unit(client: Client, cast: Cast, quick: None) -> None:
    here = cast.programme.department
    other = make_programme(department=make_department(unit=here.unit, name="Avdeling B"))
    Programme.objects.filter(pk=other.pk).update(
        starts_on=date(2026, 1, 5), ended_on=date(2026, 1, 6), handed_over_on=TODAY
    )
    client.force_login(cast.head)
    both = {cast.programme.new_hire.name, other.new_hire.name}

    def shown(place: str) -> set[str]:
        page = client.get(f"{ARCHIVE}{YEAR}&sted={place}").text
        return {name for name in both if name in page}

    assert shown("") == shown(f"enhet-{here.unit_id}") == both
    assert shown(f"avdeling-{here.pk}") == {cast.programme.new_hire.name}
    client.post(f"{ARCHIVE}{YEAR}&sted=avdeling-{other.department_id}")
    assert Package.objects.get(programme=other).is_made
    files = names_in(client.get(f"{ALL}{YEAR}&sted=avdeling-{here.pk}"))
    assert list(files) == [f"personalmappe-{cast.programme.pk}-versjon-1.zip"]


def test_a_place_one_does_not_lead_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.leader)
    foreign = make_department()
    for place in (f"avdeling-{foreign.pk}", f"enhet-{foreign.unit_id}", "avdeling-x", "enhet-1"):
        answer = client.get(f"{ARCHIVE}{YEAR}&sted={place}")
        assert answer.status_code == 422
        assert "Velg et av stedene i listen." in answer.text


def test_more_than_one_page_takes_is_said(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.batch.MOST", 1)
    client.force_login(cast.leader)
    words = "Det er flere enn 1 skjemaer her."
    assert words not in client.get(ARCHIVE + YEAR).text
    one_more(cast)
    assert words in client.get(ARCHIVE + YEAR).text


# --- the choices ------------------------------------------------------------------------------------


def choices(**changes: Any) -> dict[str, Any]:
    versions = {f"{kind}-version": 0 for kind in ArchiveChoice.Kind.values}
    return versions | {"form-is_included": "on", "record-is_included": "on"} | changes


def test_the_coordinator_chooses(client: Client, cast: Cast) -> None:
    coordinator = make_coordinator(cast.programme.department.unit.municipality)
    client.force_login(coordinator)
    assert client.post(CHOICES, choices(**{"form-access_code": "UO"})).status_code == 302
    kept = ArchiveChoice.objects.of(cast.programme.department.unit.municipality)
    assert [(choice.kind, choice.is_included, choice.access_code) for choice in kept] == [
        ("form", True, "UO"),
        ("checklist", False, ""),
        ("record", True, ""),
    ]


def test_two_at_once_are_told(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    client.post(CHOICES, choices(**{"form-access_code": "UO"}))
    answer = client.post(CHOICES, choices(**{"form-access_code": "UA"}))
    assert answer.status_code == 409
    assert "UA" in answer.content.decode()


def test_an_identity_number_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(CHOICES, choices(**{"form-legal_basis": "01019012345"}))
    assert (answer.status_code, ArchiveChoice.objects.count()) == (422, 0)


@pytest.mark.parametrize("role", ["leader", "head", "administrator", "new_hire"])
def test_nobody_else_chooses(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert (client.get(CHOICES).status_code, client.post(CHOICES, choices()).status_code) == (404, 404)
