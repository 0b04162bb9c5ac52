from pathlib import Path

import pytest

from checklists.template_files import ChecklistFileError, Section, read, shipped, shipped_slugs

HEAD = """
slug = "prove"
name = "Prøve"
"""
SECTION = """
[[sections]]
title = "Omvisning på enhet"
items = ["Datarom", "Medisinrom"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "prove.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_checklists_are_named_after_their_files() -> None:
    assert shipped_slugs() == ["helse-og-velferdssenter", "hjemmesykepleien"]
    assert [shipped(slug).slug for slug in shipped_slugs()] == shipped_slugs()


@pytest.mark.parametrize(
    ("slug", "counts"), [("hjemmesykepleien", [11, 14]), ("helse-og-velferdssenter", [12, 18])]
)
def test_a_shipped_checklist_has_the_rows_of_the_paper(slug: str, counts: list[int]) -> None:
    sections = shipped(slug).sections
    assert [section.title for section in sections] == ["Omvisning på enhet", "Opplæring på enhet"]
    assert [len(section.items) for section in sections] == counts
    assert len(shipped(slug).rows) == sum(counts)


def test_the_last_rows_stand_as_on_the_paper() -> None:
    assert shipped("hjemmesykepleien").sections[1].items[-4:] == (
        "Opplæring Bilskap",
        "Opplæring HPH",
        "Gjennomgang av sykefraværsrutiner",
        "Beredskapsperm",
    )
    assert shipped("helse-og-velferdssenter").sections[1].items[-2:] == (
        "Gjennomgang sykefraværsrutiner",
        "Beredskapsperm",
    )


def test_an_unknown_checklist_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ChecklistFileError) as caught:
        shipped("ukjent")
    assert (
        str(caught.value)
        == "Sjekklisten «ukjent» finnes ikke. Velg en av: helse-og-velferdssenter, hjemmesykepleien."
    )


def test_a_small_file_is_read_with_what_it_leaves_out(tmp_path: Path) -> None:
    checklist = read(write(tmp_path, HEAD + SECTION))
    assert checklist.sections == (Section("Omvisning på enhet", ("Datarom", "Medisinrom")),)
    assert (checklist.description, checklist.source) == ("", "")
    assert checklist.rows == [("Omvisning på enhet", "Datarom"), ("Omvisning på enhet", "Medisinrom")]


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ("[]", "delen har ingen rader («items»)."),
        ('"Datarom"', "«items» skal være en liste."),
        ('["Datarom", 7]', "rad 2 skal være en tekst, ikke 7."),
        ('["Datarom", ""]', "rad 2 er tom, eller har mellomrom først eller sist."),
        ('["Datarom", "Datarom"]', "rad 2 «Datarom» står to ganger."),
        (f'["{"D" * 201}"]', "rad 1 er lengre enn 200 tegn."),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, items: str, sentence: str) -> None:
    with pytest.raises(ChecklistFileError) as caught:
        read(write(tmp_path, HEAD + SECTION.replace('["Datarom", "Medisinrom"]', items)))
    assert str(caught.value) == f"prove.toml, del 1 «Omvisning på enhet»: {sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, "prove.toml: sjekklisten har ingen deler («sections»)."),
        (HEAD + SECTION + SECTION, "prove.toml: delen «Omvisning på enhet» står to ganger."),
        (HEAD + SECTION + "hvor = 1", "prove.toml, del 1 «Omvisning på enhet»: kjenner ikke «hvor»."),
        (HEAD + 'farge = "blå"' + SECTION, "prove.toml: kjenner ikke «farge»."),
        (SECTION, "prove.toml: «slug» mangler."),
    ],
)
def test_a_wrong_file_is_told_in_norwegian(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ChecklistFileError) as caught:
        read(write(tmp_path, text))
    assert str(caught.value) == sentence
