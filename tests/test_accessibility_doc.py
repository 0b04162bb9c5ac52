"""docs/ACCESSIBILITY.md goes through all of WCAG 2.2 A and AA, and names only tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "ACCESSIBILITY.md").read_text(encoding="utf-8")
CRITERIA = {
    "A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 "
    "2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 "
    "3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
}


def rows() -> list[list[str]]:
    lines = [line for line in TEXT.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_criterion_has_its_row_once() -> None:
    found = [(row[0].split()[0], row[1]) for row in rows()]
    assert sorted(found) == sorted(
        (number, level) for level, numbers in CRITERIA.items() for number in numbers.split()
    )
    assert len(found) == 55


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_row_says_how_and_with_what_result(row: list[str]) -> None:
    assert len(row) == 4
    assert all(row)
    assert re.match(r"Oppfylt|Ikke aktuelt|\*\*Mangel\*\*", row[3])


def test_the_tests_it_names_exist() -> None:
    named = set(re.findall(r"`(?:tests/)?(?:browser/)?(test_\w+\.py)`", TEXT))
    assert named
    assert {name for name in named if not list((ROOT / "tests").rglob(name))} == set()
