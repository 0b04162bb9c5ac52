from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from programmes.rules import AtEvent, DaysAfter, DaysBefore, MonthsAfter, Rule, Undated, Weeks, weeks_of
from programmes.schedule import Kind, Role, Row, plan
from programmes.template_files import (
    Prompt,
    TemplateFile,
    TemplateFileError,
    read,
    shipped,
    shipped_slugs,
)

PRINTED_WEEKS = [3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 22, 26, 30, 34, 38, 42, 46, 50, 52]

KINDS = "«step», «conversation», «leader_talk», «probation_review», «mentor_follow_up», «training_shift»"
ROLES = "«head», «leader», «mentor», «new_hire»"

HEAD = """
slug = "prove"
name = "Prøve"
description = "En mal til prøve."
source = "Prøven"
"""
ROW = """
[[rows]]
phase = "1. dag"
title = "Omvisning"
kind = "step"
rule = { when = "day", day = 1 }
responsible = ["leader"]
"""


def rows_of(template: TemplateFile, kind: Kind) -> list[Row]:
    return [row for row in template.rows if row.kind is kind]


def rules_of(template: TemplateFile, kind: Kind) -> list[Rule]:
    return [row.rule for row in rows_of(template, kind)]


# What is shipped


def test_the_shipped_templates_are_named_after_their_files() -> None:
    assert shipped_slugs() == ["flekkefjord", "trondheim"]
    assert [shipped(slug).slug for slug in shipped_slugs()] == shipped_slugs()


@pytest.mark.parametrize("slug", ["", "ukjent", "../../manage", "trondheim.toml"])
def test_an_unknown_template_is_answered_with_those_that_exist(slug: str) -> None:
    with pytest.raises(TemplateFileError) as caught:
        shipped(slug)
    assert str(caught.value) == f"Programmalen «{slug}» finnes ikke. Velg en av: flekkefjord, trondheim."


def test_trondheim_has_the_talks_of_the_printed_form() -> None:
    talks = rows_of(shipped("trondheim"), Kind.CONVERSATION)
    assert [week for row in talks for week in weeks_of(row.rule)] == PRINTED_WEEKS
    assert all(isinstance(row.rule, Weeks) for row in talks)
    assert {(row.minutes, row.responsible) for row in talks} == {((30, 60), (Role.MENTOR,))}
    assert "spillereglene" in talks[0].guidance


def test_trondheim_has_the_reviews_follow_ups_and_shifts_of_the_timeline() -> None:
    template = shipped("trondheim")
    assert rules_of(template, Kind.PROBATION_REVIEW) == [DaysAfter(14), MonthsAfter(3), MonthsAfter(5)]
    assert rules_of(template, Kind.MENTOR_FOLLOW_UP) == [
        DaysBefore(21),
        DaysAfter(14),
        MonthsAfter(2),
        MonthsAfter(4),
    ]
    assert rules_of(template, Kind.TRAINING_SHIFT) == [Undated(10)]
    assert rules_of(template, Kind.LEADER_TALK) == []
    themes = [row.themes for row in rows_of(template, Kind.PROBATION_REVIEW)]
    assert themes == [("Hvordan oppleves mentoreringsprogrammet?",), (), ()]


def test_trondheim_has_the_other_rows_of_the_timeline() -> None:
    steps = [(row.phase, row.rule, row.responsible) for row in rows_of(shipped("trondheim"), Kind.STEP)]
    leader, mentor, new_hire = Role.LEADER, Role.MENTOR, Role.NEW_HIRE
    assert [(phase, responsible) for phase, _rule, responsible in steps] == [
        ("Før oppstart", (Role.HEAD, leader)),
        ("Før oppstart", (Role.HEAD, leader)),  # «ledelsen»
        ("Før oppstart", (leader,)),
        ("1. dag", (leader,)),
        ("1. dag", (leader,)),
        ("1. dag", (leader, mentor)),
        ("1. dag", (mentor,)),
        ("Opplæringsvakter", (mentor, leader, new_hire)),
        ("I løpet av opplæringsvaktene", (mentor, new_hire)),
        ("Før første ansvarsvakt", (leader,)),
    ]
    assert [rule for _phase, rule, _who in steps[:3]] == [DaysBefore(14), DaysBefore(7), DaysBefore(7)]
    assert steps[-1][1] == AtEvent("første ansvarsvakt")


def test_trondheim_has_fourteen_prompts_and_marks_the_sensitive_ones() -> None:
    prompts = shipped("trondheim").prompts
    assert [prompt.text for prompt in prompts] == [
        "Oppfølgingsspørsmål fra forrige samtale",
        "Sjekkliste for opplæring",
        "Rutiner: forståelsen og anvendelsen",
        "Dokumentasjon og dokumentasjonsplikt",
        "Fagprogram/dataprogram",
        "Utfordrende pårørende",
        "Uforutsett dødsfall",
        "Utagering",
        "(Seksuell) trakassering",
        "Samhandling med kollegaer",
        "Fagsammensetning og plutselig fravær",
        "Trygghet",
        "Trivsel",
        "Manglende kompetanse",
    ]
    assert [prompt.follow_ups for prompt in prompts if prompt.follow_ups] == [
        ("Hva har skjedd siden sist?", "Hva har vært det vanskeligste siden sist?")
    ]
    assert [prompt.text for prompt in prompts if prompt.sensitive] == [
        "Uforutsett dødsfall",
        "Utagering",
        "(Seksuell) trakassering",
        "Manglende kompetanse",
    ]


def test_trondheim_has_its_systems_duties_and_notes() -> None:
    template = shipped("trondheim")
    assert template.systems[0] == "Gerica"
    assert [duty.title for duty in template.duties] == [
        "Enhetsleder",
        "Avdelingsleder",
        "Mentor",
        "Nytilsatt",
    ]
    assert [note.title for note in template.notes] == [
        "Synlig for avdelingen",
        "Oppstart i travle perioder",
        "Samtalene i GAT",
        "Hvem oppbevarer skjemaet",
        "Når programmet er over",
    ]
    assert {row.source[:2] for row in template.rows} == {"s."}


def test_flekkefjord_agrees_its_dates() -> None:
    template = shipped("flekkefjord")
    counts = Counter({kind: sum(row.count for row in rows_of(template, kind)) for kind in Kind})
    assert counts == {
        Kind.STEP: 6,
        Kind.CONVERSATION: 12,
        Kind.LEADER_TALK: 4,
        Kind.PROBATION_REVIEW: 3,
        Kind.MENTOR_FOLLOW_UP: 0,
        Kind.TRAINING_SHIFT: 10,
    }
    planned = plan(template.rows, date(2026, 8, 17))
    assert {entry.row.kind for entry in planned if entry.on} == {Kind.STEP}
    assert {row.responsible for row in rows_of(template, Kind.LEADER_TALK)} == {(Role.LEADER,)}
    assert [aim.title for aim in template.aims] == ["Personlig", "Sosialt", "Faglig"]


# What is wrong with a file


def write(folder: Path, text: str) -> Path:
    path = folder / "prove.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_file_is_read_with_what_it_leaves_out(tmp_path: Path) -> None:
    prompts = '[[prompts]]\ntext = "Trivsel"\n'
    template = read(write(tmp_path, HEAD + prompts + ROW))
    assert (template.prompts, template.systems, template.aims) == ((Prompt("Trivsel"),), (), ())
    row = template.rows[0]
    assert (row.guidance, row.minutes, row.prompts, row.themes, row.source) == ("", None, (), (), "")


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        (
            '{ when = "day", day = 1 }',
            '{ when = "weeks", weeks = [0] }',
            ", rad 2 «Omvisning»: Uke 0 finnes ikke. Bruk en programuke fra 1 til 104.",
        ),
        (
            '{ when = "day", day = 1 }',
            '"første dag"',
            ', rad 2 «Omvisning»: «rule» skal være en tabell, for eksempel { when = "day", day = 1 }.',
        ),
        (
            'rule = { when = "day", day = 1 }\n',
            "",
            ", rad 2 «Omvisning»: «rule» mangler.",
        ),
        (
            '"step"',
            '"møte"',
            f", rad 2 «Omvisning»: «kind» kjenner ikke 'møte'. Bruk en av {KINDS}.",
        ),
        (
            '"step"',
            '"training_shift"',
            ", rad 2 «Omvisning»: opplæringsvakter avtales: bruk regelen «undated» med antall («count»).",
        ),
        (
            '["leader"]',
            '["ledelsen"]',
            f", rad 2 «Omvisning»: «responsible» kjenner ikke 'ledelsen'. Bruk en av {ROLES}.",
        ),
        ('["leader"]', "[]", ", rad 2 «Omvisning»: «responsible» må nevne minst én ansvarlig."),
        (
            '["leader"]',
            '["leader", "leader"]',
            ", rad 2 «Omvisning»: «responsible» nevner samme rolle to ganger.",
        ),
        ('["leader"]', '"leader"', ", rad 2 «Omvisning»: «responsible» skal være en liste."),
        (
            '["leader"]',
            '["leader"]\nminutes = [60, 30]',
            ", rad 2 «Omvisning»: «minutes» skal være fra og til i minutter, 1 til 480, som [30, 60].",
        ),
        (
            '["leader"]',
            '["leader"]\nminutes = [30.0, 60.0]',
            ", rad 2 «Omvisning»: «minutes» skal være fra og til i minutter, 1 til 480, som [30, 60].",
        ),
        ('["leader"]', '["leader"]\nansvar = 1', ", rad 2 «Omvisning»: kjenner ikke «ansvar»."),
        (
            '["leader"]',
            '["leader"]\nthemes = [1]',
            ", rad 2 «Omvisning»: «themes» skal være en liste av tekster.",
        ),
        ('title = "Omvisning"\n', "", ", rad 2: «title» mangler."),
        ('"Omvisning"', '" "', ", rad 2: «title» er tom."),
        ('"Omvisning"', f'"{"O" * 201}"', ", rad 2: «title» er lengre enn 200 tegn."),
        ('"1. dag"', "1", ", rad 2 «Omvisning»: «phase» skal være en tekst."),
    ],
)
def test_a_wrong_row_is_named_with_its_number_and_title(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert right in ROW
    path = write(tmp_path, HEAD + ROW.replace("Omvisning", "Telefon") + ROW.replace(right, wrong))
    with pytest.raises(TemplateFileError) as caught:
        read(path)
    assert str(caught.value) == f"prove.toml{sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, "prove.toml: malen har ingen rader. Legg til minst én."),
        (HEAD + 'farge = "blå"' + ROW, "prove.toml: kjenner ikke «farge»."),
        (HEAD + f'systems = ["{"G" * 81}"]' + ROW, "prove.toml: «systems» har en tekst på mer enn 80 tegn."),
        (HEAD + "rows = 3", "prove.toml: «rows» skal være en liste."),
        (HEAD + "rows = [3]", "prove.toml, rad 1: skal være en tabell."),
        (
            HEAD.replace('"prove"', '"Prøve 1"') + ROW,
            "prove.toml: «slug» kan bare ha små bokstaver a–z, tall og bindestrek.",
        ),
        (
            HEAD + '[[prompts]]\ntext = "Trivsel"\nsensitive = "ja"' + ROW,
            "prove.toml, stikkord 1: «sensitive» skal være true eller false.",
        ),
        (HEAD + '[[notes]]\ntitle = "GAT"' + ROW, "prove.toml, merknad 1: «text» mangler."),
    ],
)
def test_a_wrong_file_is_told_in_norwegian(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(TemplateFileError) as caught:
        read(write(tmp_path, text))
    assert str(caught.value) == sentence


def test_a_file_that_cannot_be_read_is_told_in_norwegian(tmp_path: Path) -> None:
    with pytest.raises(TemplateFileError, match=r"^borte\.toml: filen kan ikke leses\.$"):
        read(tmp_path / "borte.toml")
    with pytest.raises(TemplateFileError, match=r"^prove\.toml: filen er ikke gyldig TOML \(.*\)\.$"):
        read(write(tmp_path, "slug = "))
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "Prøve"'.encode("latin-1"))
    with pytest.raises(TemplateFileError, match=r"^latin\.toml: filen er ikke skrevet i UTF-8\.$"):
        read(path)
