"""Nobody adds a place to write without saying who reads it: the table in docs/RULES.md against the models."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

RULES = Path(__file__).resolve().parent.parent / "docs" / "RULES.md"
HEADING = "## Tekstfelt: hvem skriver, hvem leser"
OURS = ["people", "checklists", "programmes", "documents", "reminders", "privacy"]
HOLDS_WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)


def table_rows() -> list[list[str]]:
    """The cells of each row, without the two that make the head."""
    section = RULES.read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def fields_in_models() -> list[str]:
    """CharField covers addresses, slugs and choices too; the table says which are chosen and which are written."""
    return sorted(
        f"{model.__name__}.{field.name}"
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, HOLDS_WORDS)
    )


def test_every_text_field_has_its_row() -> None:
    named = sorted(name for row in table_rows() for name in re.findall(r"`([\w.]+)`", row[0]))
    missing = set(fields_in_models()) - set(named)
    assert missing == set(), "say in docs/RULES.md who writes and who reads"
    assert named == fields_in_models()


@pytest.mark.parametrize("row", table_rows(), ids=lambda row: row[0][:40])
def test_every_row_says_who_writes_who_reads_and_what_becomes_of_it(row: list[str]) -> None:
    assert len(row) == 4
    assert all(row)


def test_all_our_apps_with_tables_are_looked_at() -> None:
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert {label for label in ours if list(apps.get_app_config(label).get_models())} == set(OURS)


LIMITS = {
    "Comment.text": 2000,
    "Note.text": 10_000,
    "Note.next_time": 10_000,
    "Topic.text": 200,
    "HandoverNote.text": 4000,
    "ReviewRecord.text": 10_000,
    "ReviewRecord.remark": 2000,
}


@pytest.mark.parametrize("name", LIMITS)
def test_long_texts_have_their_limit(name: str) -> None:
    model, _, field = name.partition(".")
    found = apps.get_model("programmes", model)._meta.get_field(field)
    assert isinstance(found, models.Field)
    assert found.max_length == LIMITS[name]
