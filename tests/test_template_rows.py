"""The rows of a draft: every rule, what is refused, and moving them about."""

import re
from typing import Any

import pytest

from programmes.models import ProgrammeTemplate
from programmes.rules import rule_from
from tests.factories import make_draft
from tests.template_pages import Office, make_office, row, said

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def draft(office: Office) -> ProgrammeTemplate:
    return make_draft(office.municipality)


def titles(template: ProgrammeTemplate) -> list[str]:
    return [step.title for step in template.steps.all()]


RULES: list[tuple[dict[str, Any], dict[str, object]]] = [
    ({"kind": "step", "when": "days_before", "days": "14"}, {"when": "days_before", "days": 14}),
    ({"kind": "step", "when": "day", "day": "1"}, {"when": "day", "day": 1}),
    ({"kind": "step", "when": "days_after", "days": "14"}, {"when": "days_after", "days": 14}),
    ({"when": "months_after", "months": "3"}, {"when": "months_after", "months": 3}),
    ({"when": "weeks", "weeks": "13, 10 11 – 12;8"}, {"when": "weeks", "weeks": [8, 10, 11, 12, 13]}),
    (
        {"when": "every_weeks", "every": "4", "from_week": "8", "to_week": "52"},
        {"when": "every_weeks", "every": 4, "from_week": 8, "to_week": 52},
    ),
    ({"when": "within_shifts"}, {"when": "within_shifts"}),
    (
        {"when": "event", "event_name": "første ansvarsvakt"},
        {"when": "event", "name": "første ansvarsvakt"},
    ),
    ({"when": "date", "on_date": "2026-10-01"}, {"when": "date", "on": "2026-10-01"}),
    ({"when": "undated", "count": "4"}, {"when": "undated", "count": 4}),
    ({"when": "on_demand"}, {"when": "on_demand"}),
]


@pytest.mark.parametrize(("typed", "kept"), RULES, ids=lambda each: each["when"])
def test_every_rule_is_typed_kept_and_shown_again(
    office: Office, draft: ProgrammeTemplate, typed: dict[str, Any], kept: dict[str, object]
) -> None:
    office.add_row(draft, **typed)
    step = draft.steps.get(position=4)
    assert step.rule == kept
    form = office.get("row", draft.pk, step.pk).context["form"]
    shown = {name: value for name in row() if (value := form[name].value()) not in ("", None, [])}
    assert office.post("row", draft.pk, step.pk, **(row() | shown)).status_code == 302
    step.refresh_from_db()
    assert rule_from(step.rule) == rule_from(kept)


def test_numbers_of_a_rule_that_is_not_chosen_are_left_alone(
    office: Office, draft: ProgrammeTemplate
) -> None:
    office.add_row(draft, when="day", day="2", weeks="tull", count="-3")
    assert draft.steps.get(position=4).rule == {"when": "day", "day": 2}


REFUSED: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"title": " "}, {"title": ["Skriv hva som skal skje."]}),
    ({"title": "01019912345"}, {"title": ["Dette ligner et fødselsnummer. Det skal ikke stå her."]}),
    ({"title": "Sam\x01tale"}, {"title": ["Teksten har tegn som ikke kan vises."]}),
    ({"prompts": "Sam\x01tale"}, {"prompts": ["Teksten har tegn som ikke kan vises."]}),
    ({"title": "Sam\ntale"}, {"title": ["Skriv alt på én linje."]}),
    ({"title": "å" * 201}, {"title": ["Du har skrevet 201 tegn. Skriv høyst 200."]}),
    ({"when": ""}, {"when": ["Velg når det skal skje."]}),
    ({"weeks": ""}, {"weeks": ["Skriv ukene, for eksempel 3 4 5 6, 8."]}),
    ({"weeks": "0"}, {"weeks": ["Uke 0 finnes ikke. Bruk en programuke fra 1 til 104."]}),
    ({"weeks": "105"}, {"weeks": ["Uke 105 finnes ikke. Bruk en programuke fra 1 til 104."]}),
    ({"weeks": "4 4"}, {"weeks": ["Uke 4 står to ganger."]}),
    ({"weeks": "fire"}, {"weeks": ["«fire» er ikke en uke. Skriv tall, for eksempel 3 4 5 6, 8."]}),
    ({"weeks": "9" * 21}, {"weeks": [f"«{'9' * 20}» er ikke en uke. Skriv tall, for eksempel 3 4 5 6, 8."]}),
    ({"weeks": "1-20000"}, {"weeks": ["Uke 20000 finnes ikke. Bruk en programuke fra 1 til 104."]}),
    ({"weeks": "1-999999999"}, {"weeks": ["Uke 999999999 finnes ikke. Bruk en programuke fra 1 til 104."]}),
    ({"weeks": "1-104 " * 60}, {"weeks": ["Uke 1 står to ganger."]}),
    ({"weeks": "3 " * 300}, {"weeks": ["Du har skrevet 599 tegn. Skriv høyst 400."]}),
    ({"weeks": "6-3"}, {"weeks": ["«6-3» går bakover. Skriv den første uken først."]}),
    ({"weeks": "2"}, {"when": ["Uke 2 har alt en slik samtale, i rad 2 «Samtale 2»."]}),
    ({"weeks": "30"}, {"when": ["Uke 30 er etter slutten: malen varer i 26 uker."]}),
    (
        {"when": "months_after", "months": "7"},
        {"when": ["7 måneder er etter slutten: malen varer i 26 uker."]},
    ),
    (
        {"when": "every_weeks", "every": "2", "from_week": "9", "to_week": "4"},
        {"every": ["Den første uken kommer etter den siste."]},
    ),
    ({"when": "days_before", "days": "0"}, {"days": ["Bruk et helt tall fra 1 til 730."]}),
    ({"when": "undated", "count": "101"}, {"count": ["Bruk et helt tall fra 1 til 100."]}),
    ({"when": "date", "on_date": ""}, {"on_date": ["Velg datoen."]}),
    (
        {"when": "date", "on_date": "0001-01-01"},
        {"on_date": ["Velg en dato i et av årene 1990 til 2090."]},
    ),
    ({"responsible": []}, {"responsible": ["Velg minst én ansvarlig."]}),
    (
        {"kind": "training_shift"},
        {"when": ["Opplæringsvakter avtales. Velg «Avtales av dem det gjelder» og hvor mange det er."]},
    ),
    ({"minutes_from": "60"}, {"minutes_to": ["Skriv både fra og til."]}),
    (
        {"minutes_from": "60", "minutes_to": "30"},
        {"minutes_to": ["Det lengste må være minst like langt som det korteste."]},
    ),
    ({"prompts": "å" * 301}, {"prompts": [f"Linjen «{'å' * 30} …» er for lang. Skriv høyst 300 tegn."]}),
]


@pytest.mark.parametrize(("typed", "sentences"), REFUSED, ids=lambda each: str(each)[:40])
def test_a_row_that_cannot_be_is_answered_with_a_sentence(
    office: Office, draft: ProgrammeTemplate, typed: dict[str, Any], sentences: dict[str, list[str]]
) -> None:
    draft.length_weeks = 26
    draft.save()
    sent = row(guidance="Disse ordene", weeks="5") | typed
    response = office.post("row_add", draft.pk, **sent)
    assert (response.status_code, dict(response.context["form"].errors)) == (422, sentences)
    assert response.context["form"]["guidance"].value() == "Disse ordene"
    assert titles(draft) == ["Samtale 1", "Samtale 2", "Samtale 3"]


def test_an_edit_is_judged_against_the_other_rows_and_not_itself(
    office: Office, draft: ProgrammeTemplate
) -> None:
    step = draft.steps.get(position=1)
    assert office.post("row", draft.pk, step.pk, **row(weeks="1 4")).status_code == 302
    refused = office.post("row", draft.pk, step.pk, **row(weeks="1 3", version=1))
    assert refused.context["form"].errors == {"when": ["Uke 3 har alt en slik samtale, i rad 1 «Samtale»."]}


def test_two_who_save_the_same_row_are_told(office: Office, draft: ProgrammeTemplate) -> None:
    step = draft.steps.get(position=1)
    office.post("row", draft.pk, step.pk, **row(title="Den første", weeks="1"))
    clash = office.post("row", draft.pk, step.pk, **row(title="Den andre", weeks="1"))
    assert clash.status_code == 409
    assert 'value="Den andre"' in clash.content.decode()
    assert titles(draft)[0] == "Den første"


def test_the_year_is_shown_before_a_row_is_saved(office: Office, draft: ProgrammeTemplate) -> None:
    sent = row(title="Prøvd", weeks="5", start="2026-10-05", vis="1")
    response = office.post("row_add", draft.pk, **sent)
    shown = [(line.what, line.when) for line in response.context["trial_lines"]]
    assert response.status_code == 200
    assert shown[-1] == ("Prøvd", "man 02.11.2026 · uke 5 · kalenderuke 45")
    assert response.context["form"]["title"].value() == "Prøvd"
    page = response.content.decode()
    assert page.count('form="rad"') == 2, "the start date and its button are sent with what is typed"
    assert 'id="provear" tabindex="-1" autofocus' in page, "and one is led to the year"
    assert titles(draft) == ["Samtale 1", "Samtale 2", "Samtale 3"]


@pytest.mark.parametrize("typed", [{"weeks": "0"}, {"title": ""}])
def test_a_row_that_cannot_be_tried_is_kept_and_led_to(
    office: Office, draft: ProgrammeTemplate, typed: dict[str, str]
) -> None:
    sent = row(guidance="Disse ordene", start="2026-10-05", vis="1") | typed
    response = office.post("row_add", draft.pk, **sent)
    assert (response.status_code, str(response.context["trial_start"])) == (422, "2026-10-05")
    assert response.context["form"]["guidance"].value() == "Disse ordene"
    assert 'id="provear" tabindex="-1" autofocus' not in response.content.decode()


def move(office: Office, draft: ProgrammeTemplate, handling: str) -> int:
    """From the page as it stands now."""
    order = office.get("programme", draft.pk).context["order"]
    status: int = office.post("programme", draft.pk, handling=handling, orden=order).status_code
    return status


def test_two_who_move_rows_at_once_are_told(office: Office, draft: ProgrammeTemplate) -> None:
    first, second, _third = draft.steps.all()
    seen = office.get("programme", draft.pk).context["order"]
    assert office.post("programme", draft.pk, handling=f"ned-{first.pk}", orden=seen).status_code == 302
    late = office.post("programme", draft.pk, handling=f"ned-{second.pk}", orden=seen)
    assert late.status_code == 409
    assert "Noen andre har endret radene i mellomtiden." in late.content.decode()
    assert titles(draft) == ["Samtale 2", "Samtale 1", "Samtale 3"], "the first one's move stands"
    assert move(office, draft, f"ned-{second.pk}") == 302, "and the page that came back is up to date"


def test_rows_are_moved_copied_removed_and_put_back(office: Office, draft: ProgrammeTemplate) -> None:
    first, second, third = draft.steps.all()
    move(office, draft, f"ned-{first.pk}")
    assert titles(draft) == ["Samtale 2", "Samtale 1", "Samtale 3"]
    move(office, draft, f"opp-{second.pk}")  # the first has nowhere to go
    move(office, draft, f"opp-{third.pk}")
    assert titles(draft) == ["Samtale 2", "Samtale 3", "Samtale 1"]
    office.post("programme", draft.pk, handling=f"kopier-{second.pk}")
    assert titles(draft) == ["Samtale 2", "Samtale 2", "Samtale 3", "Samtale 1"]
    before = draft.to_file()
    office.post("programme", draft.pk, handling=f"fjern-{third.pk}")
    assert titles(draft) == ["Samtale 2", "Samtale 2", "Samtale 1"]
    page = office.get("programme", draft.pk).content.decode()
    undo = dict(re.findall(r'<input type="hidden" name="(handling|plass|rad)" value="([^"]*)">', page))
    undo = {name: value.replace("&quot;", '"') for name, value in undo.items()}
    office.post("programme", draft.pk, **undo)
    assert draft.to_file() == before


@pytest.mark.parametrize("rad", ["", "{", "[]", '{"title": "X"}', "[" * 100_000])
def test_what_cannot_be_put_back_is_answered_with_a_sentence(
    office: Office, draft: ProgrammeTemplate, rad: str
) -> None:
    response = office.post("programme", draft.pk, handling="tilbake", rad=rad)
    assert said(response) == ["Raden kunne ikke settes tilbake. Legg den til på nytt."]
    assert titles(draft) == ["Samtale 1", "Samtale 2", "Samtale 3"]
