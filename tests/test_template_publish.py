"""Publishing a template: asked first, and told to whoever still wrote in it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from checklists.models import ChecklistTemplate
from programmes.models import Programme, ProgrammeTemplate
from tests.editions import cast_on_own_template
from tests.factories import make_checklist_template, make_coordinator, make_draft
from tests.template_pages import Office, make_office, parts, row, said

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STANDS_FAST = "Det som er publisert, kan ikke endres. Vil du endre noe siden, lager du neste versjon."


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def draft(office: Office) -> ProgrammeTemplate:
    return make_draft(office.municipality)


def test_one_is_asked_before_the_first_edition(office: Office, draft: ProgrammeTemplate) -> None:
    page = office.get("publish", draft.pk)
    assert page.context["sentences"] == ["Nye programmer starter fra denne versjonen.", STANDS_FAST]
    draft.refresh_from_db()
    assert draft.is_draft, "nothing is published by asking"
    assert said(office.post("publish", draft.pk)) == [
        "Versjon 1 er publisert, og nye programmer starter fra den. Programmer i gang beholder sin."
    ]


@pytest.mark.parametrize(
    ("following", "sentence"),
    [
        (
            True,
            (
                "1 program i gang følger en eldre versjon. Det beholder sin, "
                "og lederne får tilbud om å ta i bruk den nye."
            ),
        ),
        (False, "Ingen programmer i gang følger en eldre versjon."),
    ],
)
def test_one_is_told_how_many_follow_an_earlier_edition(
    client: Client, following: bool, sentence: str
) -> None:
    cast = cast_on_own_template()
    if not following:
        Programme.objects.filter(pk=cast.programme.pk).update(ended_on=cast.programme.starts_on)
    draft = cast.programme.template.begin_next()
    client.force_login(make_coordinator(cast.programme.department.unit.municipality))
    page = client.get(reverse("templates:publish", args=[draft.pk]))
    assert page.context["sentences"] == [
        "Nye programmer starter fra denne versjonen.",
        sentence,
        STANDS_FAST,
    ]


def test_what_cannot_be_published_is_told_instead_of_asked(office: Office) -> None:
    empty = make_draft(office.municipality, rows=0)
    page = office.get("publish", empty.pk)
    assert (page.status_code, page.context["faults"]) == (422, ["Malen har ingen rader. Legg til minst én."])


def test_a_checklist_is_asked_for_as_well(office: Office) -> None:
    draft = make_checklist_template().copy_to(office.municipality, "Vår liste")
    assert office.get("checklist_publish", draft.pk).context["sentences"] == [
        "Versjonen deles ut fra nå av.",
        "Lister som alt er delt ut, endres ikke.",
        STANDS_FAST,
    ]
    draft.refresh_from_db()
    assert draft.is_draft
    office.post("checklist_publish", draft.pk)
    draft.refresh_from_db()
    assert not draft.is_draft


# --- while somebody still writes in it -----------------------------------------------------------------


def test_a_row_that_comes_after_is_shown_again_and_led_on(office: Office, draft: ProgrammeTemplate) -> None:
    step = draft.steps.get(position=1)
    office.publish(draft)
    late = row(title="Ny tittel", guidance="Disse\nordene", minutes_from="30")
    response = office.post("row", draft.pk, step.pk, **late)
    assert response.status_code == 409
    assert response.context["words"] == [
        ("Programuker", "3"),
        ("Hva skal skje", "Ny tittel"),
        ("Slag", "mentorsamtale"),
        ("Når", "I programuker du skriver opp"),
        ("Ansvarlige", "mentor"),
        ("Varighet fra (minutter)", "30"),
        ("Veiledning", "Disse\nordene"),
    ]
    assert response.context["next"] == reverse("templates:next", args=[draft.pk])
    step.refresh_from_db()
    assert step.title == "Samtale 1"


def test_texts_that_come_after_are_shown_again(office: Office, draft: ProgrammeTemplate) -> None:
    office.publish(draft)
    late = parts(0, {"group": "", "text": "Trivsel", "follow_ups": "Hva?\nHvordan?", "sensitive": "on"})
    assert office.post("texts", draft.pk, "stikkord", **late).context["words"] == [
        ("Tekst", "Trivsel"),
        ("Oppfølgingsspørsmål, ett på hver linje", "Hva?\nHvordan?"),
        ("Vis grensene for fortrolighet", "ja"),
    ]


def test_a_checklist_that_comes_after_is_shown_again(office: Office) -> None:
    draft = make_checklist_template().copy_to(office.municipality, "Vår liste")
    draft.publish(timezone.now())
    late = {"name": "Ny", "description": "", "source": ""} | parts(0, {"title": "Del", "items": "A\nB"})
    response = office.post("checklist_edit", draft.pk, **late)
    assert (response.status_code, response.context["words"]) == (
        409,
        [("Navn", "Ny"), ("Del", "Del"), ("Rader", "A\nB")],
    )
    assert response.context["next"] == reverse("templates:checklist_next", args=[draft.pk])
    assert ChecklistTemplate.objects.get(pk=draft.pk).to_file() == draft.to_file()


@pytest.mark.parametrize("page", ["publish", "delete", "head", "row_add"])
def test_a_page_of_the_draft_leads_to_what_is_published(
    office: Office, draft: ProgrammeTemplate, page: str
) -> None:
    office.publish(draft)
    response = office.get(page, draft.pk)
    assert response.headers["Location"] == draft.get_absolute_url()
    assert said(response)[-1] == "Malen er alt publisert, og kan ikke endres. «Rediger» lager neste versjon."


def test_it_is_told_to_the_municipality_alone(office: Office) -> None:
    theirs = make_draft(make_office().municipality)
    theirs.publish(timezone.now())
    assert office.post("row_add", theirs.pk, **row()).status_code == 404
    assert office.get("publish", theirs.pk).status_code == 404
