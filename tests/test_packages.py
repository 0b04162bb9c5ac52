"""What a package holds and says, that the archive has it, and a version more when something was wrong."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from checklists.models import Checklist
from documents.models import ArchiveChoice, Package
from documents.package import content_of, make
from programmes.forms.shifts import ShiftFormSet
from programmes.models import Programme, ProgrammeChecklist, ReviewRecord
from tests.cast import Cast
from tests.closing import (
    TODAY,
    files_of,
    handed_over,
    make_ended_cast,
    packed,
    page,
    refreshed,
    send,
    text_of_zip,
    told,
)
from tests.conftest import NOON
from tests.factories import make_checklist_template

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return packed()


# --- what is in it ----------------------------------------------------------------------------------


def with_papers() -> Cast:
    """A checklist, a shared referat, and a draft."""
    cast = make_ended_cast()
    Programme.objects.filter(pk=cast.programme.pk).update(ident="KANY01")
    [checklist] = hand_out_a_checklist(cast)
    checklist.sign(by=cast.new_hire, side="new_hire", at=NOON)
    checklist.sign(by=cast.leader, side="witness", at=NOON)
    review = cast.programme.reviews.get(number=1)
    type(review).objects.filter(pk=review.pk).update(held_on=date(2026, 9, 10))
    said = {"writer_name": "Anne Leder", "written_at": NOON}
    ReviewRecord.objects.create(
        review=review, written_by=cast.leader, text="Delt referat", shared_at=NOON, **said
    )
    ReviewRecord.objects.create(
        review=review, written_by=cast.second_leader, text="Utkast til referat", **said
    )
    return refreshed(cast)


def hand_out_a_checklist(cast: Cast) -> list[Any]:
    lists = Checklist.objects.hand_out([make_checklist_template()])
    for checklist in lists:
        ProgrammeChecklist.objects.create(programme=cast.programme, checklist=checklist)
    return lists


def choose(cast: Cast, kind: str, **fields: Any) -> None:
    home = cast.programme.department.unit.municipality
    ArchiveChoice.objects.update_or_create(municipality=home, kind=kind, defaults=fields)


def test_form_and_checklists_unless_the_municipality_chooses_otherwise() -> None:
    cast = with_papers()
    package = handed_over(cast)
    assert list(files_of(package.file.data)) == ["skjema.pdf", "sjekkliste-1.pdf", "metadata.json"]
    choose(cast, "checklist", is_included=False)
    choose(cast, "record", is_included=True)
    files = files_of(content_of(Package.objects.get(pk=package.pk)))
    assert list(files) == ["skjema.pdf", "referat-1.pdf", "metadata.json"]
    said = text_of_zip(content_of(Package.objects.get(pk=package.pk)))
    assert "Delt referat" in said
    assert "Utkast til referat" not in said


def test_the_sidecar_says_what_the_archive_asks() -> None:
    cast = with_papers()
    choose(
        cast,
        "form",
        document_type="Personalmappe",
        access_code="UO",
        legal_basis="offl. § 13",
        retention="Kasseres etter 10 år",
    )
    choose(cast, "record", is_included=True)
    package = handed_over(cast)
    files = files_of(package.file.data)
    said = json.loads(files["metadata.json"])
    form, checklist, record = said["dokumenter"]
    assert form == {
        "fil": "skjema.pdf",
        "tittel": f"Skjema for mentorprogram nr. {cast.programme.pk}",
        "dokumenttype": "Personalmappe",
        "tilgangskode": "UO",
        "hjemmel": "offl. § 13",
        "bevaring": "Kasseres etter 10 år",
        "datoer": {"startet": "2026-08-31", "avsluttet": "2026-09-14", "overlevert": "2026-09-16"},
        "format": "PDF/A-2a",
        "sha256": sha256(files["skjema.pdf"]).hexdigest(),
    }
    assert checklist["datoer"]["signert"] == "2026-09-16"
    assert record["datoer"]["holdt"] == "2026-09-10"
    assert {each["fil"]: each["sha256"] for each in said["dokumenter"]} == {
        name: sha256(data).hexdigest() for name, data in files.items() if name != "metadata.json"
    }


def test_the_sidecar_says_whose_it_is() -> None:
    cast = with_papers()
    said = json.loads(files_of(handed_over(cast).file.data)["metadata.json"])
    place = cast.programme.department
    assert said["person"] == {"navn": "Kari Ny", "ident": "KANY01", "tittel": "sykepleier"}
    assert said["arkivskaper"] == {
        "kommune": place.unit.municipality.name,
        "enhet": place.unit.name,
        "avdeling": place.name,
    }
    assert said["pakke"] == {
        "program": cast.programme.pk,
        "versjon": 1,
        "bestilt": "2026-09-16T12:00:00+02:00",
        "grunn_til_rettelse": None,
    }


def test_the_same_package_gives_the_same_bytes_on_another_day(time_machine: Any) -> None:
    package = handed_over(with_papers())
    time_machine.move_to("2027-03-01 09:00+01:00")
    assert content_of(Package.objects.get(pk=package.pk)) == package.file.data


# --- received ---------------------------------------------------------------------------------------


def receive(client: Client, cast: Cast, day: str, role: str = "leader") -> Any:
    return send(client, cast, role, "documents:package_received", {"received_on": day})


def test_the_archive_has_it(client: Client, cast: Cast) -> None:
    assert told(receive(client, cast, "2026-09-16")) == ["Pakken står som mottatt av arkivet."]
    package = cast.programme.packages.get()
    assert (package.received_on, package.received_by) == (TODAY, cast.leader)
    assert refreshed(cast).programme.archived_on == TODAY
    assert (
        told(receive(client, cast, "2026-09-16", "head"))[-1] == "Det er ingen pakke som venter på arkivet."
    )
    assert cast.programme.packages.get().received_by == cast.leader


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Velg dagen arkivet mottok pakken."),
        ("i går", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ("2026-09-17", "Dagen er ikke kommet ennå."),
        ("2026-09-15", "Pakken var ikke laget den dagen."),
    ],
)
def test_a_day_that_cannot_be(client: Client, cast: Cast, day: str, sentence: str) -> None:
    answer = receive(client, cast, day)
    assert (answer.status_code, refreshed(cast).programme.archived_on) == (422, None)
    assert answer.context["received"].errors["received_on"] == [sentence]


@pytest.mark.parametrize("role", ["new_hire", "mentor", "coordinator", "former_leader", "foreign_leader"])
@pytest.mark.parametrize("name", ["documents:package_received", "documents:correction"])
def test_leaders_alone(client: Client, cast: Cast, role: str, name: str) -> None:
    assert send(client, cast, role, name, {"received_on": "2026-09-16"}).status_code == 404


# --- corrected --------------------------------------------------------------------------------------


def correction(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the page sends when nothing but this is changed."""
    formset = ShiftFormSet(programme=Programme.objects.get(pk=cast.programme.pk))
    data: dict[str, Any] = {
        "title": cast.programme.title,
        "ident": cast.programme.ident,
        "reason": "head",
        "number": 1,
        "version": formset.version,
        "vakt-TOTAL_FORMS": len(formset.saved),
        "vakt-INITIAL_FORMS": len(formset.saved),
    }
    for place, shift in enumerate(formset.saved):
        data[f"vakt-{place}-key"] = shift.pk
    return data | changes


def test_a_mistake_gives_a_new_version_and_the_old_one_stays(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    cast = make_ended_cast()
    first = handed_over(cast)
    before = first.file.data
    receive(client, cast, "2026-09-16")
    changes = {
        "title": "vernepleier",
        "vakt-0-on": "2026-09-02",
        "vakt-0-companion": "Per Kollega",
        "reason": "both",
    }
    with django_capture_on_commit_callbacks(execute=True):
        send(client, cast, "second_leader", "documents:correction", correction(cast, **changes))
    second, old = cast.programme.packages.all()
    assert (second.number, second.reason, second.asked_by) == (2, "both", cast.second_leader)
    assert (old.pk, bytes(old.file.content), old.received_on) == (first.pk, before, TODAY)
    said = text_of_zip(second.file.data)
    assert "vernepleier" in said
    assert "Per Kollega" in said
    assert json.loads(files_of(second.file.data)["metadata.json"])["pakke"]["grunn_til_rettelse"] == (
        "Feil i både hodet og vaktene"
    )
    assert refreshed(cast).programme.archived_on is None  # the archive has the old one
    client.force_login(cast.leader)
    assert client.get(page(cast, "documents:package", 1)).content == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Ingenting er endret. Rett det som er feil, eller velg «Annet» som grunn."),
        ({"title": "vernepleier", "reason": ""}, "Velg hvorfor skjemaet rettes."),
        ({"ident": "01019012345"}, "Dette ligner et fødselsnummer. Det skal ikke stå her."),
        (
            {"title": "vernepleier", "number": 0},
            "Noen andre har rettet skjemaet siden du åpnet siden. Se på den nye versjonen før du retter.",
        ),
    ],
)
def test_a_correction_that_cannot_be(
    client: Client, cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    answer = send(client, cast, "leader", "documents:correction", correction(cast, **changes))
    assert (answer.status_code, cast.programme.packages.count()) == (422, 1)
    assert [sentence] in answer.context["form"].errors.values()
    assert refreshed(cast).programme.title == "sykepleier"


def test_other_reasons_need_no_change(client: Client, cast: Cast) -> None:
    """The name of the unit, or of the new hire, was put right elsewhere."""
    send(client, cast, "leader", "documents:correction", correction(cast, reason="other"))
    assert cast.programme.packages.count() == 2


def test_nothing_is_corrected_before_there_is_a_package(client: Client) -> None:
    cast = make_ended_cast()
    answer = send(client, cast, "leader", "documents:correction", correction(cast, title="vernepleier"))
    assert told(answer) == ["Lag pakken først. Så kan den rettes."]
    assert refreshed(cast).programme.title == "sykepleier"


def test_a_correction_waits_for_the_version_before_it(client: Client, cast: Cast) -> None:
    send(client, cast, "leader", "documents:correction", correction(cast, reason="other"))
    answer = send(client, cast, "leader", "documents:correction", correction(cast, title="vernepleier"))
    assert told(answer)[-1] == "Lag pakken først. Så kan den rettes."
    assert make(cast.programme.packages.get(number=2), NOON)
