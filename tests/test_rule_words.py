"""A rule as people say it."""

import pytest

from programmes.rule_words import rule_words
from programmes.rules import EveryWeeks


@pytest.mark.parametrize(
    ("every", "said"),
    [
        (1, "hver uke fra uke 1 til uke 4"),
        (2, "annenhver uke fra uke 1 til uke 4"),
        (3, "hver tredje uke fra uke 1 til uke 4"),
        (4, "hver fjerde uke fra uke 1 til uke 4"),
        (5, "hver 5. uke fra uke 1 til uke 4"),
    ],
)
def test_how_often(every: int, said: str) -> None:
    assert rule_words(EveryWeeks(every, 1, 4)) == said
